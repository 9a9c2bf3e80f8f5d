//! The server beside bare baselines of the same run: storing prices, importing files, serving reads,
//! and a bet that is durable before it is acknowledged.
//!
//! ```text
//! cargo bench -p monps-examples --bench server
//! ```
//!
//! Requests come from tasks of this very process over loopback, so their cost is in the figures; the
//! bare server of the same framework pays it too, which is what makes the ratio.

mod http;
mod ingest;
mod load;
mod market;

use std::error::Error;
use std::io::{self, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let folder = tempfile::tempdir()?;
        let mut out = io::stdout();
        writeln!(out, "storing prices")?;
        ingest::bare(folder.path(), &mut out).await?;
        let store = ingest::snapshots(folder.path(), &mut out).await?;
        ingest::import(folder.path(), &mut out).await?;
        writeln!(out, "\nserving {} stored prices", market::PRICES)?;
        http::run(folder.path(), store, &mut out).await
    })
}
