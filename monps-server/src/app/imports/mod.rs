//! Bets from a table: a bookmaker's list, a spreadsheet, another program's ledger.
//!
//! A file is first read into a plan that shows what each row would become: a new bet, one that is known
//! already, or what is wrong with it. Nothing is dropped silently, and what a row says of itself that
//! does not add up is said. Carrying a plan out records the new bets with their entries, each in a
//! transaction of its own; carried out again, everything is known and nothing happens.

mod cells;
mod fields;
mod known;
mod legs;
mod mapping;
mod plan;
mod recorded;
mod row;
mod table;

pub use fields::Field;
pub use mapping::Mapping;
pub use recorded::{Recorded, Remark};

pub(in crate::app) use known::reference_of;
pub(in crate::app) use legs::LegCell;
pub(in crate::app) use row::guess;
pub(in crate::app) use table::harmless;

use std::sync::Arc;

use monps_core::id::BetId;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;

use super::bets::{Bets, Noted};
use super::idempotency::{Answer, Done, Repeatable};
use super::problem::{Fault, Problem};
use crate::store::Store;
use known::Known;
use mapping::Columns;
use plan::{Planned, Planner, told};
use table::Table;

/// The largest file.
pub const FILE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// The most rows of a file.
pub const ROWS_MAX: usize = 20_000;

/// Under which scope the answers of imported bets are kept.
const SCOPE: &str = "import of bets";

/// Imports bets.
#[derive(Clone, Debug)]
pub struct BetImports {
    store: Arc<dyn Store>,
    bets: Arc<Bets>,
    /// One plan is carried out at a time: the next one knows what it recorded.
    carrying_out: Arc<Mutex<()>>,
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
    bet: Option<Box<Planned>>,
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
    /// What no column tells: no row can be read until somebody says which does.
    pub missing: Vec<Field>,
    /// Its rows, in order.
    pub rows: Vec<PlannedRow>,
    /// Sums.
    pub totals: Totals,
}

impl BetImports {
    /// Over a store and its bets.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, bets: Arc<Bets>) -> Self {
        Self { store, bets, carrying_out: Arc::default() }
    }

    /// Reads a file and says what it would come to. Nothing is written.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for what is no table, or a mapping of columns that it does not have;
    /// [`Problem::Store`].
    pub async fn plan(&self, text: &[u8], mapping: &Mapping) -> Result<Plan, Problem> {
        let table = Table::read(text)?;
        let columns = Columns::of(&table.header, mapping)?;
        let missing = columns.missing(mapping);
        let mut rows = Vec::new();
        if missing.is_empty() {
            let mut known = Known::read(self.store.as_ref()).await?;
            let rehearsal = self.bets.rehearsal().await?;
            let planner = Planner::new(&columns, mapping, &mut known, rehearsal);
            rows = planner.rows(&table.rows).await?;
        }
        let totals = Totals { rows: table.rows.len(), ..Totals::of(&rows) };
        let (columns, ignored) = columns.told(&table.header);
        Ok(Plan { columns, ignored, missing, rows, totals })
    }

    /// Records the new bets of a plan. A row that is refused now is told with its reason, and the rest
    /// goes on. What somebody else recorded since the plan was made is known.
    ///
    /// # Errors
    /// [`Problem::Invalid`] where no column tells what every bet needs; [`Problem::Store`] and what is
    /// broken; bets recorded before that stay, and are known next time.
    pub async fn carry_out(&self, mut plan: Plan, actor: &str) -> Result<Plan, Problem> {
        plan.check()?;
        let _one_at_a_time = self.carrying_out.lock().await;
        let mut known = Known::read(self.store.as_ref()).await?;
        for row in &plan.rows {
            if let RowState::Known(id) = row.state {
                known.take(id);
            }
        }
        for row in &mut plan.rows {
            let (RowState::New, Some(planned)) = (&row.state, row.bet.take()) else {
                continue;
            };
            let placed_at = planned.new.placed_at.unwrap_or_else(|| self.bets.now());
            row.state = if let Some(id) = known.imported(&planned.tag) {
                RowState::Known(id)
            } else if let Some(id) = known.take_by_hand(&planned.words, placed_at) {
                row.remarks.push(Remark::RecordedByHand);
                RowState::Known(id)
            } else {
                self.record(&planned, known.deleted(&planned.tag), actor).await?
            };
        }
        plan.totals = Totals::of(&plan.rows);
        Ok(plan)
    }

    /// Records a bet once, whichever process is asked to: its label is the key of the request. One that
    /// was imported before and deleted is another request.
    async fn record(
        &self,
        planned: &Planned,
        deleted: Option<BetId>,
        actor: &str,
    ) -> Result<RowState, Problem> {
        let words = format!("{} {}", planned.tag, deleted.unwrap_or(BetId::new(0)));
        let digest = Sha256::digest(words.as_bytes());
        let key: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let once = Repeatable::new(SCOPE, &key, String::new())?;
        let render = |noted: &Noted| Answer {
            status: 201,
            warning: None,
            body: noted.record.bet.id().to_string(),
        };
        let done = self.bets.create(&planned.new, actor, Some(&once), &render).await;
        Ok(match told(done)? {
            Ok(Done::Now(noted)) => RowState::Imported(noted.record.bet.id()),
            Ok(Done::Before(answer)) => {
                let id = answer.body.parse::<i64>().map_err(Problem::broken)?;
                RowState::Known(BetId::new(id))
            }
            Err(faults) => RowState::Refused(faults),
        })
    }
}

impl Plan {
    /// Whether the columns tell enough for a row to be read.
    ///
    /// # Errors
    /// [`Problem::Invalid`] naming what is missing.
    pub fn check(&self) -> Result<(), Problem> {
        let names = self.columns.iter().map(|(_, name)| name).chain(&self.ignored);
        let header: Vec<&str> = names.map(String::as_str).collect();
        mapping::refusal(&self.missing, &header.join(", "))
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
        // Amounts are bounded, and so are rows: nothing overflows.
        Some((_, sum)) => *sum = sum.checked_add(amount).unwrap_or(*sum),
        None => sums.push((currency.to_owned(), amount)),
    }
}
