//! From an answer on the wire to prices in our words, without a network.
//!
//! An adapter does no input and output: it asks for requests and is handed responses. The driver does
//! the rest (secrets, quota, limits, retries) over a transport. Here that is a cassette with one
//! answer in it; with `HttpTransport` in its place and a real key it asks The Odds API itself.
//!
//! ```text
//! cargo run --example drive_an_adapter
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{Write, stdout};
use std::sync::Arc;

use monps_adapters::driver::{CassetteTransport, Driver, RunOptions};
use monps_adapters::the_odds_api::{SECRET, TheOddsApi};
use monps_core::adapter::{Scope, Task};
use monps_core::time::parse_timestamp;

const ANSWER: &str = r#"[{
    "id": "a1", "sport_key": "soccer_epl", "sport_title": "EPL",
    "commence_time": "2026-11-28T15:00:00Z",
    "home_team": "Northbridge", "away_team": "Southport Rovers",
    "bookmakers": [{
        "key": "pinnacle", "title": "Pinnacle", "last_update": "2026-11-22T17:59:30Z",
        "markets": [
            {"key": "h2h", "last_update": "2026-11-22T17:59:30Z", "outcomes": [
                {"name": "Northbridge", "price": 1.51},
                {"name": "Draw", "price": 4.92},
                {"name": "Southport Rovers", "price": 5.81}]},
            {"key": "totals", "last_update": "2026-11-22T17:59:30Z", "outcomes": [
                {"name": "Over", "price": 1.85, "point": 2.5},
                {"name": "Under", "price": 2.00, "point": 2.5}]},
            {"key": "a_market_of_tomorrow", "outcomes": [{"name": "?", "price": 9.0}]}]
    }]
}]"#;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    tell(&mut stdout()).await
}

pub(crate) async fn tell(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let now = parse_timestamp("2026-11-22T18:00:00Z")?;
    let headers = [("x-requests-remaining", "498"), ("x-requests-last", "2")];
    let body = ANSWER.as_bytes().to_vec();
    let cassette =
        CassetteTransport::new(now).answer("/v4/sports/soccer_epl/odds", 200, &headers, body);
    let driver = Driver::new(Arc::new(cassette), Arc::new(move || now))
        .with_secret(SECRET, "not-a-real-key")?;

    let config: BTreeMap<String, String> = [("sports", "soccer_epl"), ("regions", "eu")]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into();
    let task = Task::odds(Scope::default());
    let collected =
        driver.collect(&TheOddsApi::new(), &config, &task, &RunOptions::default()).await;
    let report = collected.outcome?;
    writeln!(out, "{} request, {} snapshot", report.requests, report.snapshots)?;

    for snapshot in &collected.snapshots {
        for event in &snapshot.events {
            writeln!(out, "{} - {}, {}", event.home, event.away, event.starts_at)?;
            for market in &event.markets {
                let quotes = market.quotes.iter();
                let quotes: Vec<String> =
                    quotes.map(|quote| format!("{} {}", quote.selection, quote.price)).collect();
                writeln!(out, "  {} {}: {}", market.venue.key, market.key, quotes.join(", "))?;
            }
        }
        let remaining = snapshot.quota.and_then(|quota| quota.remaining);
        writeln!(out, "{} quotes, {} skipped", snapshot.quote_count(), snapshot.skipped.len())?;
        writeln!(
            out,
            "credits left: {}",
            remaining.map_or("not said".to_owned(), |left| left.to_string())
        )?;
    }
    Ok(())
}
