//! Collecting, storing and detecting inside a program of one's own: no HTTP, no configuration file.
//!
//! The platform is the server without its listeners. It takes feeds, a driver that does their input
//! and output, and a clock; here the simulator is the feed and the clock stands still, so that the
//! story ends the same way every time. An adapter of one's own goes in with `Registry::with`.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, Write};
use std::sync::Arc;

use monps_adapters::driver::{CassetteTransport, Driver};
use monps_adapters::registry::Registry;
use monps_core::detect::Arbitrage;
use monps_core::time::{TimeDelta, parse_timestamp};
use monps_server::clock::Clock;
use monps_server::collector::Feed;
use monps_server::platform::{Platform, PlatformOptions};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut told = Vec::new();
    tell(&mut told).await?;
    Ok(io::stdout().write_all(&told)?)
}

/// Tells the story.
///
/// # Errors
/// Whatever goes wrong in it.
pub(crate) async fn tell(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let noon = parse_timestamp("2026-11-22T12:00:00Z")?;
    let clock = Clock::from_fn(move || noon);

    // The simulator asks for nothing; a real feed takes `HttpTransport` and its secret.
    let driver = Driver::new(Arc::new(CassetteTransport::new(noon)), clock.as_fn());
    let feed = Feed {
        id: "my-feed".to_owned(),
        adapter: Arc::clone(Registry::builtin().find("simulator")?),
        config: BTreeMap::new(),
        every: TimeDelta::seconds(30),
        seed: 7,
        streams: false,
        base_urls: BTreeMap::new(),
    };

    let folder = tempfile::tempdir()?;
    let options = PlatformOptions {
        clock,
        finders: vec![Box::new(Arbitrage::default())],
        ..PlatformOptions::new(folder.path(), driver, vec![feed])
    };
    let platform = Platform::open(options).await?;

    // `Platform::run` would poll in the feeds' rhythm until told to stop; once is enough here.
    for log in platform.collector.run_once().await {
        writeln!(
            out,
            "{}: {} of {} prices were new",
            log.feed, log.quotes_changed, log.quotes_seen
        )?;
    }
    platform.detector.look(None).await?;
    writeln!(out, "{} matches are on the boards", platform.boards.list(None).len())?;
    for open in platform.detector.list().iter().take(3) {
        let event = platform.boards.get(open.found.event_id).ok_or("the match is gone")?;
        let (title, found) = (event.record.event.title(), &open.found);
        writeln!(out, "{title}, {}: {:.2} %", found.market, found.edge * rust_decimal::dec!(100))?;
        for leg in &found.legs {
            let venue = platform.detector.venues().get(leg.venue_id).map(|v| v.title.clone());
            writeln!(
                out,
                "  {} at {} with {}",
                leg.selection,
                leg.price,
                venue.unwrap_or_default()
            )?;
        }
    }

    platform.close().await;
    Ok(())
}
