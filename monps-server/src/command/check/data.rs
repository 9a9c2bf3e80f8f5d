//! The data folder, there, writable and with room to grow; and a database of our version.

use std::path::Path;

use super::Finding;
use crate::config::Config;
use crate::error_chain::Chain;
use crate::store::{Database, StoreError};

/// Less free space than this will not last a day of collecting.
const FREE_MIN_BYTES: u64 = 500 * 1024 * 1024;
/// With less than this the database cannot even be opened safely.
const FREE_BLOCKING_BYTES: u64 = 20 * 1024 * 1024;
/// The stored key of The Odds API.
const STORED_KEY: &str = "api_key_odds.key";

/// What was found, and whether a key of The Odds API is stored.
pub(super) async fn look(config: &Config) -> (Vec<Finding>, bool) {
    let folder = &config.data.dir;
    let mut findings = vec![folder_finding(folder)];
    findings.extend(free_space(folder));
    let (database, stored_key) = database(&config.database()).await;
    findings.extend(database);
    (findings, stored_key)
}

/// The folder itself, or the nearest one above it that is there.
fn existing(folder: &Path) -> &Path {
    let mut there = folder;
    while !there.exists() {
        match there.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => there = parent,
            _ => return Path::new("."),
        }
    }
    there
}

fn folder_finding(folder: &Path) -> Finding {
    let there = existing(folder);
    // Only a file that was made tells whether one can be.
    match tempfile::tempfile_in(there) {
        Ok(_) if there == folder => Finding::good(format!("{} is writable", folder.display())),
        Ok(_) => Finding::good(format!("{} will be made", folder.display())),
        Err(error) => Finding::blocking(format!(
            "{} cannot be written ({error}): run as its owner, or choose another with --data",
            there.display()
        )),
    }
}

fn free_space(folder: &Path) -> Option<Finding> {
    let space = rustix::fs::statvfs(existing(folder)).ok()?;
    let free = space.f_bavail.saturating_mul(space.f_frsize);
    let text = format!("{} MiB free", free / (1024 * 1024));
    Some(if free < FREE_BLOCKING_BYTES {
        Finding::blocking(format!("{text}: too little to run on"))
    } else if free < FREE_MIN_BYTES {
        Finding::warning(format!("{text}: too little for long"))
    } else {
        Finding::good(text)
    })
}

async fn database(database: &Database) -> (Vec<Finding>, bool) {
    if !database.exists() {
        let text = format!("{database} will be made");
        return (vec![Finding::good(text)], false);
    }
    match opened(database).await {
        Ok(found) => found,
        Err(error) => (vec![Finding::blocking(Chain(&error).to_string())], false),
    }
}

async fn opened(database: &Database) -> Result<(Vec<Finding>, bool), StoreError> {
    let store = database.connect().await?;
    let migrations = store.migrations().await?;
    let pending = migrations.iter().filter(|state| !state.applied).count();
    let newest =
        migrations.iter().filter(|state| state.applied).map(|state| state.migration.number);
    let mut text = format!("{database} is at migration {}", newest.max().unwrap_or(0));
    if pending > 0 {
        text = format!("{text}; {pending} more will run at the start");
    }
    let mut findings = vec![Finding::good(text)];
    // A database from before settings has no table to look into.
    let stored_key = pending == 0 && store.setting_secret(STORED_KEY).await?.is_some();
    if pending == 0 {
        findings.extend(store.arrangement().await?.into_iter().map(Finding::good));
    }
    store.close().await;
    Ok((findings, stored_key))
}
