//! What an import shows.

use std::collections::BTreeMap;

use poem_openapi::Object;
use rust_decimal::Decimal;

use crate::api::error::FieldError;
use crate::api::instant::Instant;
use crate::api::number::Number;
use crate::app::imports::{Plan, PlannedRow, RowState};

/// Sums of one currency.
#[derive(Clone, Debug, Object)]
pub(super) struct ImportSums {
    /// The currency.
    currency: String,
    /// What was staked.
    stakes: Number,
    /// What was gained, as the file says.
    profit: Number,
    /// What would have been gained at the prices in the file.
    profit_at_price: Number,
}

/// A row of the file.
#[derive(Clone, Debug, Object)]
#[oai(rename = "BetImportRow")]
pub struct ImportRowView {
    /// Its line; the header is line 1.
    line: u64,
    /// `new`, `imported`, `known`, `repeated` or `refused`.
    state: String,
    /// The bet that was recorded, or is the same.
    bet_id: Option<i64>,
    /// The line that says the same.
    repeats_line: Option<u64>,
    /// What is wrong with it.
    errors: Vec<FieldError>,
    /// What in it does not add up.
    remarks: Vec<String>,
    /// The bookmaker's number, or what stands for it.
    reference: Option<String>,
    /// When it was placed.
    placed_at: Option<Instant>,
    /// The bookmaker.
    bookmaker: Option<String>,
    /// The match.
    #[oai(rename = "match")]
    of: Option<String>,
    /// The selection.
    selection: Option<String>,
    /// The price.
    odds: Option<Number>,
    /// The stake.
    stake: Option<Number>,
    /// The currency.
    currency: Option<String>,
    /// What became of it.
    result: Option<String>,
    /// What came back.
    payout: Option<Number>,
    /// What would have come back at the price.
    payout_at_price: Option<Number>,
    /// What was gained.
    profit: Option<Number>,
}

/// What a file comes to.
#[derive(Clone, Debug, Object)]
#[oai(rename = "BetImportReport")]
pub struct ImportView {
    /// Whether new bets were recorded.
    committed: bool,
    /// Which column is which field.
    columns: BTreeMap<String, String>,
    /// Columns that are nothing here.
    ignored_columns: Vec<String>,
    /// Fields that no column tells, without which no row can be read: name their columns, or the
    /// bookmaker of all rows. There are no rows while something is missing.
    missing: Vec<String>,
    /// Rows of the file.
    total: u64,
    /// Bets to be recorded.
    new: u64,
    /// Bets recorded now.
    imported: u64,
    /// Bets known already, or twice in the file.
    known: u64,
    /// Rows that cannot be recorded.
    refused: u64,
    /// Rows in which something does not add up.
    remarked: u64,
    /// Sums by currency, without what is in the file twice.
    sums: Vec<ImportSums>,
    /// Each row, in order.
    rows: Vec<ImportRowView>,
}

impl ImportView {
    pub(super) fn of(plan: Plan, committed: bool) -> Self {
        let totals = plan.totals;
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let of = |sums: &[(String, Decimal)], currency: &String| {
            let found = sums.iter().find(|(known, _)| known == currency);
            Number(found.map_or(Decimal::ZERO, |(_, sum)| *sum))
        };
        let sums = totals.stakes.iter().map(|(currency, stakes)| ImportSums {
            currency: currency.clone(),
            stakes: Number(*stakes),
            profit: of(&totals.profit, currency),
            profit_at_price: of(&totals.profit_at_price, currency),
        });
        Self {
            committed,
            columns: plan
                .columns
                .into_iter()
                .map(|(field, name)| (field.to_string(), name))
                .collect(),
            ignored_columns: plan.ignored,
            missing: plan.missing.iter().map(ToString::to_string).collect(),
            total: count(totals.rows),
            new: count(totals.new),
            imported: count(totals.imported),
            known: count(totals.known),
            refused: count(totals.refused),
            remarked: count(totals.remarked),
            sums: sums.collect(),
            rows: plan.rows.into_iter().map(ImportRowView::from).collect(),
        }
    }
}

impl From<PlannedRow> for ImportRowView {
    fn from(row: PlannedRow) -> Self {
        let (state, bet_id, repeats_line, errors) = match row.state {
            RowState::New => ("new", None, None, Vec::new()),
            RowState::Imported(id) => ("imported", Some(id.get()), None, Vec::new()),
            RowState::Known(id) => ("known", Some(id.get()), None, Vec::new()),
            RowState::Repeated(line) => ("repeated", None, Some(line), Vec::new()),
            RowState::Refused(faults) => ("refused", None, None, faults),
        };
        let field = |fault: crate::app::problem::Fault| FieldError {
            field: fault.field,
            message: fault.message,
        };
        let said = row.said.as_ref();
        Self {
            line: row.line,
            state: state.to_owned(),
            bet_id,
            repeats_line,
            errors: errors.into_iter().map(field).collect(),
            remarks: row.remarks.iter().map(ToString::to_string).collect(),
            reference: said.map(|said| said.reference.clone()),
            placed_at: said.map(|said| said.placed_at.into()),
            bookmaker: said.map(|said| said.bookmaker.clone()),
            of: said.map(|said| said.event.clone()),
            selection: said.map(|said| said.selection.clone()),
            odds: said.map(|said| Number(said.odds)),
            stake: said.map(|said| Number(said.stake)),
            currency: said.map(|said| said.currency.clone()),
            result: said.map(|said| said.result.clone()),
            payout: said.and_then(|said| said.payout).map(Number),
            payout_at_price: said.and_then(|said| said.payout_at_price).map(Number),
            profit: said.and_then(|said| said.profit).map(Number),
        }
    }
}
