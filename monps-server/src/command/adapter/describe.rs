//! An adapter's manifest for people.

use monps_core::adapter::Manifest;

use crate::command::say;
use crate::command::table::table;

/// Prints what an adapter is, reads and needs.
pub(super) fn print(manifest: &Manifest, file: Option<&str>) {
    let can: Vec<&str> = manifest.capabilities.iter().map(|can| can.as_str()).collect();
    say::line(format_args!("{} ({}, version {})", manifest.name, manifest.id, manifest.version));
    say::line(format_args!("  {}", manifest.summary));
    say::line(format_args!("  brings   {}", can.join(", ")));
    if let Some(file) = file {
        say::line(format_args!("  from     {file}"));
    }
    for endpoint in &manifest.endpoints {
        let limit = endpoint.limit;
        say::line(format_args!(
            "  asks     {} ({} a minute, {} at once)",
            endpoint.base_url, limit.per_minute, limit.burst
        ));
    }
    for secret in manifest.secrets() {
        say::line(format_args!("  needs    the secret {secret}"));
    }
    if let Some(quota) = &manifest.quota {
        say::line(format_args!(
            "  counts   {} {} a {} unless told otherwise",
            quota.default_budget, quota.unit, quota.period
        ));
    }
    if manifest.config.is_empty() {
        return;
    }
    let rows = manifest.config.iter().map(|key| {
        let default = match &key.default {
            Some(default) => default.to_string(),
            None if key.required => "(must be set)".to_owned(),
            None => "-".to_owned(),
        };
        vec![key.key.to_string(), default, key.description.to_string()]
    });
    say::line(format_args!("\nConfiguration of a feed with it:"));
    say::line(table(&["key", "unless set", "says"], &[], rows.collect()));
}
