//! One match at two venues: the sharpest book, and a shop counter whose offer is a zipped database.
//!
//! Two adapters that have nothing in common but their contract are played through one driver, without a
//! network: PS3838 answers with events and odds apart, the counter with one file. Both speak of one match
//! in the same words afterwards, so their prices stand side by side, and the sharp book's probabilities
//! tell what the counter's prices are worth.
//!
//! ```text
//! cargo run --example counter_against_sharp
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{Write, stdout};
use std::sync::Arc;

use monps_adapters::driver::{CassetteTransport, Driver, RunOptions};
use monps_adapters::parions_sport::ParionsSport;
use monps_adapters::pinnacle::Pinnacle;
use monps_core::adapter::{Adapter, Scope, Snapshot, SourceMarket, Task};
use monps_core::catalog::MarketKind;
use monps_core::time::parse_timestamp;
use rust_decimal::{Decimal, RoundingStrategy};

const FIXTURES: &[u8] = include_bytes!("../monps-adapters/testdata/pinnacle/fixtures.json");
const ODDS: &[u8] = include_bytes!("../monps-adapters/testdata/pinnacle/odds.json");
const OFFER: &[u8] = include_bytes!("../monps-adapters/testdata/parions_sport/offer.sqlite.zip");
const ADDRESS: &str = "https://www.pointdevente.parionssport.fdj.fr/offre.sqlite.zip";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    tell(&mut stdout()).await
}

pub(crate) async fn tell(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let now = parse_timestamp("2027-01-15T07:30:00Z")?;
    let cassette = CassetteTransport::new(now)
        .answer("/v3/fixtures", 200, &[], FIXTURES.to_vec())
        .answer("/v3/odds", 200, &[], ODDS.to_vec())
        .answer("/offre.sqlite.zip", 200, &[], OFFER.to_vec());
    let driver = Driver::new(Arc::new(cassette), Arc::new(move || now))
        .with_secret("ps3838_user", "nobody-at-all")?
        .with_secret("ps3838_password", "not-a-real-one")?;

    let sharp = collect(&driver, &Pinnacle::ps3838(), &[], out).await?;
    let counter = collect(&driver, &ParionsSport::new(), &[("address", ADDRESS)], out).await?;
    let (sharp, counter) = (match_odds(&sharp)?, match_odds(&counter)?);

    // The simplest of the margin models: each price's share of the book.
    let booksum: Decimal = sharp.quotes.iter().map(|quote| quote.price.price().implied()).sum();
    writeln!(out, "Reds - Blues, 1x2")?;
    for quote in &sharp.quotes {
        let fair = quote.price.price().implied() / booksum;
        let there = counter.quotes.iter().find(|other| other.selection == quote.selection);
        let there = there.ok_or("the counter does not price it")?.price.price().get();
        let worth = (there * fair * Decimal::ONE_HUNDRED)
            .round_dp_with_strategy(1, RoundingStrategy::MidpointNearestEven);
        writeln!(
            out,
            "  {:<5} {:>5} sharp, {:>5} at the counter: worth {worth} for 100",
            quote.selection.to_string(),
            quote.price.to_string(),
            there.to_string(),
        )?;
    }
    Ok(())
}

/// Plays one adapter to its end.
async fn collect(
    driver: &Driver,
    adapter: &dyn Adapter,
    config: &[(&str, &str)],
    out: &mut impl Write,
) -> Result<Snapshot, Box<dyn Error>> {
    let config: BTreeMap<String, String> =
        config.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let task = Task::odds(Scope::default());
    let collected = driver.collect(adapter, &config, &task, &RunOptions::default()).await;
    let report = collected.outcome?;
    let [snapshot] = <[Snapshot; 1]>::try_from(collected.snapshots)
        .map_err(|all| format!("{} snapshots where one was expected", all.len()))?;
    writeln!(
        out,
        "{}: {} requests, {} events, {} quotes, {} skipped with a reason",
        adapter.manifest().name,
        report.requests,
        snapshot.events.len(),
        snapshot.quote_count(),
        snapshot.skipped.len()
    )?;
    Ok(snapshot)
}

/// The 1X2 market of the match between Reds and Blues.
fn match_odds(snapshot: &Snapshot) -> Result<&SourceMarket, String> {
    let event = snapshot.events.iter().find(|event| event.home == "Reds" && event.away == "Blues");
    let markets = event.map(|event| event.markets.as_slice()).unwrap_or_default();
    markets
        .iter()
        .find(|market| market.key.kind == MarketKind::MatchOdds)
        .ok_or_else(|| "nobody prices the match".to_owned())
}
