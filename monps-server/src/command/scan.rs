//! `monps scan`: the arbitrages of stored or given odds, and what else is asked for.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use monps_core::catalog::MarketKind;
use monps_core::detect::{Detail, OpportunityKind, OpportunityLeg};
use monps_core::money::Rounding;
use monps_core::odds::Commission;
use rust_decimal::{Decimal, dec};
use serde_json::{Map, Value};

use super::CommandError;
use super::import::football_data;
use super::say;
use super::table::table;
use crate::app::scan::{KINDS, ScanOptions, ScanRow, scan_current, scan_history};
use crate::clock;
use crate::platform::DATABASE;
use crate::store::Database;

/// Prints the arbitrages of stored or given odds, and what else is asked for.
#[derive(Args, Debug)]
pub struct Scan {
    /// football-data.co.uk files or folders to look through instead of the database.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Look through all stored odds, opening and closing, instead of the current ones.
    ///
    /// Age and start of the event do not count then; what speaks against a finding is noted and
    /// removes nothing. Files are always looked through in this way.
    #[arg(long)]
    history: bool,

    /// Only markets of a kind: `1x2`, `winner`, `total`, `asian_handicap`, `btts`, `draw_no_bet`.
    #[arg(long, value_name = "KIND")]
    market: Option<MarketKind>,

    /// What to look for: `arbitrage` (what is looked for unless said otherwise), `cross_market`,
    /// `back_lay`, `middle`, `low_hold`; several with commas.
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = kind)]
    kind: Vec<OpportunityKind>,

    /// Leave exchanges out; middles, backs and lays, and low holds have them all the same.
    #[arg(long, conflicts_with = "commission")]
    without_exchanges: bool,

    /// The commission of every exchange, in percent of net winnings, instead of each venue's own.
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    commission: Option<Commission>,

    /// Print a JSON array, one object a line.
    #[arg(long)]
    json: bool,
}

fn kind(text: &str) -> Result<OpportunityKind, String> {
    let known = KINDS.into_iter().find(|kind| kind.as_str() == text.trim());
    known.ok_or_else(|| format!("not one of {}", KINDS.map(OpportunityKind::as_str).join(", ")))
}

fn percent(text: &str) -> Result<Commission, String> {
    let number = Decimal::from_str_exact(text.trim())
        .map_err(|_| "a percentage such as 5 is wanted".to_owned())?;
    Commission::new(number / dec!(100)).map_err(|_| "between 0 and 50 percent".to_owned())
}

impl Scan {
    pub(super) async fn run(&self, database: &Database) -> Result<ExitCode, CommandError> {
        let options = ScanOptions {
            kinds: self.kind.clone(),
            market: self.market.clone(),
            without_exchanges: self.without_exchanges,
            commission: self.commission,
        };
        // Given files go through a database of their own, which is gone afterwards.
        let scratch = if self.paths.is_empty() { None } else { Some(tempfile::tempdir()?) };
        let store = match &scratch {
            Some(folder) => Database::Sqlite(folder.path().join(DATABASE)).open().await?,
            None => database.open().await?,
        };
        if scratch.is_some() {
            let outcome = football_data(Arc::clone(&store), &self.paths).await?;
            for sentence in outcome.problems.iter().chain(&outcome.refused) {
                tracing::warn!("{sentence}");
            }
        }
        let mut rows = Vec::new();
        if self.history || scratch.is_some() {
            scan_history(&store, &options, |mut page| rows.append(&mut page)).await?;
        } else {
            rows = scan_current(&store, &options, clock::now()).await?;
        }
        let venues = store.venues().await?;
        let name = |id| venues.iter().find(|venue| venue.id == id).map_or("?", |v| v.key.as_str());
        if self.json {
            print_json(&rows, name)
        } else {
            self.print_table(&rows, name)
        }
        Ok(ExitCode::SUCCESS)
    }

    fn print_table<'v>(
        &self,
        rows: &[ScanRow],
        venue: impl Fn(monps_core::id::VenueId) -> &'v str,
    ) {
        if rows.is_empty() {
            let hint = if self.history {
                "is anything stored? `monps import football-data PATH` loads files of the past"
            } else {
                "`--history` looks at all stored odds; `monps serve` or `monps collect` fetches \
                 current ones"
            };
            let what = if self.kind.is_empty() { "No arbitrage" } else { "Nothing found" };
            say::line(format_args!("{what} ({hint})."));
            return;
        }
        let lines = rows.iter().map(|row| table_row(row, &venue)).collect();
        let header = ["profit %", "date", "event", "market", "odds", "prices", "trust"];
        say::line(format_args!("{}", table(&header, &[0], lines)));
        let what = if self.kind.is_empty() { "arbitrages" } else { "findings" };
        say::line(format_args!("{} {what}", rows.len()));
    }
}

/// Profit in percent to four decimals, half to even.
fn profit_pct(row: &ScanRow) -> Decimal {
    let mut percent = Rounding::HalfEven.apply(row.opportunity.edge * dec!(100), 4);
    percent.rescale(4);
    percent
}

fn table_row<'v>(
    row: &ScanRow,
    venue: &impl Fn(monps_core::id::VenueId) -> &'v str,
) -> Vec<String> {
    let prices: Vec<String> =
        row.opportunity.legs.iter().map(|leg| leg_words(row, leg, venue(leg.venue_id))).collect();
    let reasons: Vec<&str> =
        row.opportunity.trust.reasons.iter().map(|reason| reason.as_str()).collect();
    let grade = row.opportunity.trust.grade.as_str();
    vec![
        profit_pct(row).to_string(),
        row.event.event.starts_at.date_naive().to_string(),
        row.event.event.title(),
        if is_plain(row) { row.opportunity.market.to_string() } else { kind_words(row) },
        row.set.as_str().to_owned(),
        prices.join(" · "),
        if reasons.is_empty() {
            grade.to_owned()
        } else {
            format!("{grade} ({})", reasons.join(", "))
        },
    ]
}

fn print_json<'v>(rows: &[ScanRow], venue: impl Fn(monps_core::id::VenueId) -> &'v str) {
    say::line(format_args!("["));
    for (index, row) in rows.iter().enumerate() {
        let comma = if index + 1 < rows.len() { "," } else { "" };
        say::line(format_args!("{}{comma}", json_row(row, &venue)));
    }
    say::line(format_args!("]"));
}

fn json_row<'v>(row: &ScanRow, venue: &impl Fn(monps_core::id::VenueId) -> &'v str) -> Value {
    let found = &row.opportunity;
    let event = &row.event.event;
    let legs = found.legs.iter().map(|leg| {
        object([
            ("venue", Value::from(venue(leg.venue_id))),
            ("market", Value::from(leg.market.to_string())),
            ("selection", Value::from(leg.selection.slug())),
            ("side", Value::from(leg.side.as_str())),
            ("share", number(Rounding::HalfEven.apply(leg.share, 6))),
            ("price", number(leg.price.price().get())),
        ])
    });
    let reasons = found.trust.reasons.iter().map(|reason| Value::from(reason.as_str()));
    object([
        ("kind", Value::from(found.kind.as_str())),
        ("competition", row.event.competition.as_deref().map_or(Value::Null, Value::from)),
        ("season", event.season.map_or(Value::Null, |season| Value::from(season.to_string()))),
        ("home", Value::from(event.home.as_str())),
        ("away", Value::from(event.away.as_str())),
        ("date", Value::from(event.starts_at.date_naive().to_string())),
        ("market", Value::from(found.market.kind.slug())),
        ("line", found.market.line.map_or(Value::Null, |line| number(line.get()))),
        ("odds", Value::from(row.set.as_str())),
        ("profit_pct", number(profit_pct(row))),
        ("legs", legs.collect()),
        ("detail", detail(&found.detail)),
        (
            "trust",
            object([
                ("grade", Value::from(found.trust.grade.as_str())),
                ("reasons", reasons.collect()),
            ]),
        ),
    ])
}

/// Whether it is an arbitrage within a market, which is told in few words.
fn is_plain(row: &ScanRow) -> bool {
    row.opportunity.kind == OpportunityKind::Arbitrage
}

/// Kind and markets, and what only this kind has to tell.
fn kind_words(row: &ScanRow) -> String {
    let found = &row.opportunity;
    let mut markets: Vec<String> = found.legs.iter().map(|leg| leg.market.to_string()).collect();
    markets.dedup();
    let words = format!("{}: {}", found.kind.as_str(), markets.join(" + "));
    match &found.detail {
        Detail::Middle(middle) => {
            let numbers: Vec<String> = middle.numbers.iter().map(ToString::to_string).collect();
            let needed = percent_words(middle.probability_needed);
            format!("{words} (hit at {}, needed {needed} %)", numbers.join(", "))
        }
        Detail::Guarantee { profile, .. } => match profile.best() {
            Some(best) => format!("{words} (up to {best})"),
            None => words,
        },
        _ => words,
    }
}

/// Selection, price and venue; with the side and the market where they are not plain.
fn leg_words(row: &ScanRow, leg: &OpportunityLeg, venue: &str) -> String {
    let selection = if is_plain(row) {
        leg.selection.to_string()
    } else {
        format!("{} {} {}", leg.side.as_str(), leg.market, leg.selection)
    };
    format!("{selection} {} {venue}", leg.price)
}

fn percent_words(rate: Decimal) -> Decimal {
    Rounding::HalfEven.apply(rate * dec!(100), 2)
}

/// What only some kinds have to tell; figures in percent.
fn detail(detail: &Detail) -> Value {
    let percent = |rate: Decimal| number(Rounding::HalfEven.apply(rate * dec!(100), 4));
    match detail {
        Detail::Guarantee { bound, profile } => {
            let line = |line: &monps_core::detect::StateProfit| {
                let results: Vec<Value> =
                    line.states.iter().map(|state| Value::from(state.to_string())).collect();
                object([("profit_pct", percent(line.profit)), ("results", Value::from(results))])
            };
            object([
                ("bound_pct", percent(*bound)),
                ("profile", profile.results.iter().map(line).collect()),
            ])
        }
        Detail::Middle(middle) => object([
            ("cost_pct", percent(middle.cost)),
            ("gain_pct", percent(middle.gain)),
            ("probability_needed_pct", percent(middle.probability_needed)),
            ("numbers", middle.numbers.iter().copied().map(Value::from).collect()),
        ]),
        _ => Value::Null,
    }
}

fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Object(
        fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>(),
    )
}

/// The exact digits, never by way of a float.
fn number(value: Decimal) -> Value {
    value
        .to_string()
        .parse::<serde_json::Number>()
        .map_or_else(|_| Value::from(value.to_string()), Value::Number)
}
