//! Bets from a table: a bookmaker's list, a spreadsheet, another program's ledger.
//!
//! A file is first read into a plan that shows what each row would become: a new bet, one that is known
//! already, or what is wrong with it. Nothing is dropped silently, and what a row says of itself that
//! does not add up is said. Carrying a plan out records the new bets with their entries, each in a
//! transaction of its own; carried out again, everything is known and nothing happens.

mod cells;
mod known;
mod mapping;
mod row;
mod table;

pub use mapping::{Field, Mapping};
pub use row::{Recorded, Remark};

use std::sync::Arc;

use monps_core::id::BetId;
use rust_decimal::Decimal;

use super::bets::{Bets, NewBet, Noted};
use super::idempotency::{Answer, Done};
use super::problem::{Fault, Problem};
use crate::store::Store;
use known::Known;
use mapping::Columns;
use row::Draft;
use table::Table;

/// The largest file.
pub const FILE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// The most rows of a file.
pub const ROWS_MAX: usize = 20_000;

/// Imports bets.
#[derive(Clone, Debug)]
pub struct BetImports {
    store: Arc<dyn Store>,
    bets: Arc<Bets>,
}

/// What a row is, or what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowState {
    /// A bet to be recorded.
    New,
    /// It was recorded now.
    Imported(BetId),
    /// This bet is the same.
    Known(BetId),
    /// It stands in the file twice: in this line before.
    Repeated(u64),
    /// It cannot be recorded.
    Refused(Vec<Fault>),
}

/// A row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRow {
    /// Its line in the file; the header is line 1.
    pub line: u64,
    /// What it is.
    pub state: RowState,
    /// What it says, as far as it could be read.
    pub said: Option<Recorded>,
    /// What in it does not add up.
    pub remarks: Vec<Remark>,
    bet: Option<Box<NewBet>>,
}

/// Sums over the rows that could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Rows of the file.
    pub rows: usize,
    /// Bets to be recorded.
    pub new: usize,
    /// Bets recorded now.
    pub imported: usize,
    /// Bets that were known, or stood in the file twice.
    pub known: usize,
    /// Rows that cannot be recorded.
    pub refused: usize,
    /// Rows with something that does not add up.
    pub remarked: usize,
    /// What was staked, by currency.
    pub stakes: Vec<(String, Decimal)>,
    /// What the file says was gained, by currency.
    pub profit: Vec<(String, Decimal)>,
    /// What would have been gained at the prices in the file, by currency.
    pub profit_at_price: Vec<(String, Decimal)>,
}

/// What a file comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Which column is which field.
    pub columns: Vec<(Field, String)>,
    /// Columns that are nothing here.
    pub ignored: Vec<String>,
    /// Its rows, in order.
    pub rows: Vec<PlannedRow>,
    /// Sums.
    pub totals: Totals,
}

impl BetImports {
    /// Over a store and its bets.
    #[must_use]
    pub const fn new(store: Arc<dyn Store>, bets: Arc<Bets>) -> Self {
        Self { store, bets }
    }

    /// Reads a file and says what it would come to. Nothing is written.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for what is no table, or a mapping that does not fit it;
    /// [`Problem::Store`].
    pub async fn plan(&self, text: &[u8], mapping: &Mapping) -> Result<Plan, Problem> {
        let table = Table::read(text)?;
        let columns = Columns::of(&table.header, mapping)?;
        let known = Known::read(self.store.as_ref()).await?;
        let mut drafts: Vec<Draft> = Vec::with_capacity(table.rows.len());
        for (line, cells) in &table.rows {
            drafts.push(Draft::read(*line, cells, &columns, mapping, &drafts));
        }
        let rows: Vec<PlannedRow> = drafts.into_iter().map(|draft| draft.planned(&known)).collect();
        let totals = Totals::of(&rows);
        let (columns, ignored) = columns.told(&table.header);
        Ok(Plan { columns, ignored, rows, totals })
    }

    /// Records the new bets of a plan. A row that is refused now is told with its reason, and the rest
    /// goes on.
    ///
    /// # Errors
    /// [`Problem::Store`] and what is broken; bets recorded before that stay, and are known next time.
    pub async fn carry_out(&self, mut plan: Plan, actor: &str) -> Result<Plan, Problem> {
        // The answer is not kept for a repetition: the bets themselves say that they were imported.
        let nothing = Answer { status: 201, warning: None, body: String::new() };
        let render = move |_: &Noted| nothing.clone();
        for row in &mut plan.rows {
            let (RowState::New, Some(bet)) = (&row.state, row.bet.take()) else {
                continue;
            };
            row.state = match self.bets.create(&bet, actor, None, &render).await {
                Ok(Done::Now(noted)) => RowState::Imported(noted.record.bet.id()),
                Ok(Done::Before(_)) => RowState::New,
                Err(Problem::Invalid { faults }) => RowState::Refused(faults),
                Err(Problem::Conflict { detail, .. } | Problem::NotFound { detail, .. }) => {
                    RowState::Refused(vec![Fault { field: String::new(), message: detail }])
                }
                Err(problem) => return Err(problem),
            };
        }
        plan.totals = Totals::of(&plan.rows);
        Ok(plan)
    }
}

impl Totals {
    fn of(rows: &[PlannedRow]) -> Self {
        let mut totals = Self { rows: rows.len(), ..Self::default() };
        for row in rows {
            match row.state {
                RowState::New => totals.new += 1,
                RowState::Imported(_) => totals.imported += 1,
                RowState::Known(_) | RowState::Repeated(_) => totals.known += 1,
                RowState::Refused(_) => totals.refused += 1,
            }
            totals.remarked += usize::from(!row.remarks.is_empty());
            let Some(said) = &row.said else { continue };
            if matches!(row.state, RowState::Repeated(_)) {
                continue;
            }
            add(&mut totals.stakes, &said.currency, Some(said.stake));
            add(&mut totals.profit, &said.currency, said.profit);
            add(&mut totals.profit_at_price, &said.currency, said.profit_at_price);
        }
        totals
    }
}

fn add(sums: &mut Vec<(String, Decimal)>, currency: &str, amount: Option<Decimal>) {
    let Some(amount) = amount else { return };
    match sums.iter_mut().find(|(known, _)| known == currency) {
        Some((_, sum)) => *sum += amount,
        None => sums.push((currency.to_owned(), amount)),
    }
}
