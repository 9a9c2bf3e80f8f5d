//! Bets: each recorded with its entries, and compared afterwards.

use std::collections::HashMap;

use monps_core::id::BetId;
use rust_decimal::Decimal;

use super::report::{Books, Note, Tally};
use super::words::{self, Read, money};
use super::{ACTOR, ElderImport, Tell};
use crate::app::bets::Noted;
use crate::app::idempotency::Answer;
use crate::app::problem::Problem;
use crate::store::BetRecord;
use crate::store::elder::{ElderRow, ElderSums, ElderTable};

/// Bets read at once.
const PAGE: u32 = 1000;

/// Bets that are being taken in.
pub(super) struct Taking {
    known: HashMap<String, (BetId, bool)>,
    /// What the rows say that are bets here.
    said: Vec<Said>,
    books: Books,
}

/// What the row of a bet says.
struct Said {
    number: String,
    tag: String,
    stake: Decimal,
    profit: Option<Decimal>,
}

impl Taking {
    pub(super) async fn new(import: &ElderImport, there: ElderSums) -> Result<Self, Problem> {
        let mut known = HashMap::new();
        each_imported(import, |tag, record, is_deleted| {
            known.insert(tag.to_owned(), (record.bet.id(), is_deleted));
        })
        .await?;
        Ok(Self { known, said: Vec::new(), books: Books { there, ..Books::default() } })
    }

    pub(super) async fn take(
        &mut self,
        import: &ElderImport,
        rows: &[ElderRow],
        tally: &mut Tally,
        tell: Tell<'_>,
    ) -> Result<(), Problem> {
        for row in rows {
            tally.read += 1;
            match self.take_row(import, row, tally).await? {
                Ok(remarks) if remarks.is_empty() => {}
                Ok(remarks) => {
                    tally.remarked += 1;
                    tell(note(row, false, &remarks))?;
                }
                Err(reasons) => {
                    tally.refused += 1;
                    let (stake, profit) = money(row);
                    self.books.refused.add(stake, profit);
                    tell(note(row, true, &reasons))?;
                }
            }
        }
        Ok(())
    }

    /// Takes a row: remarks on it, or the reasons why it cannot be taken.
    async fn take_row(
        &mut self,
        import: &ElderImport,
        row: &ElderRow,
        tally: &mut Tally,
    ) -> Result<Result<Vec<String>, Vec<String>>, Problem> {
        let mut read = match words::read(row) {
            Ok(read) => read,
            Err(reasons) => return Ok(Err(reasons)),
        };
        match self.known.get(&read.tag) {
            Some((id, true)) => {
                return Ok(Err(vec![format!("it was bet {id} here, which was deleted")]));
            }
            Some((_, false)) => {
                tally.known += 1;
                self.note_said(row, &read);
                return Ok(Ok(Vec::new()));
            }
            None => {}
        }
        name_event(import, &mut read).await?;
        // The answer is not kept for a repetition: the bets themselves say that they were imported.
        let nothing = Answer { status: 201, warning: None, body: String::new() };
        let render = move |_: &Noted| nothing.clone();
        match import.bets.create(&read.bet, ACTOR, None, &render).await {
            Ok(_) => {}
            Err(Problem::Invalid { faults }) => {
                let told = faults.iter().map(|fault| format!("{}: {}", fault.field, fault.message));
                return Ok(Err(told.collect()));
            }
            Err(Problem::Conflict { detail, .. } | Problem::NotFound { detail, .. }) => {
                return Ok(Err(vec![detail]));
            }
            Err(problem) => return Err(problem),
        }
        tally.taken += 1;
        self.note_said(row, &read);
        Ok(Ok(read.remarks))
    }

    fn note_said(&mut self, row: &ElderRow, read: &Read) {
        if let Some(profit) = read.profit.filter(|profit| profit.at_price) {
            self.books.at_price += profit.amount;
        }
        self.said.push(Said {
            number: row.number().to_owned(),
            tag: read.tag.clone(),
            stake: read.bet.stake,
            profit: read.profit.map(|profit| profit.amount),
        });
    }

    /// Compares what is here now with what the rows said.
    pub(super) async fn finish(
        mut self,
        import: &ElderImport,
        tally: &mut Tally,
        tell: Tell<'_>,
    ) -> Result<Books, Problem> {
        let mut here: HashMap<String, (BetId, Decimal, Option<Decimal>)> = HashMap::new();
        each_imported(import, |tag, record, is_deleted| {
            if !is_deleted {
                let profit = record.settled.map(|settled| settled.profit.amount());
                let stake = record.bet.terms().stake.amount();
                here.insert(tag.to_owned(), (record.bet.id(), stake, profit));
            }
        })
        .await?;
        for said in &self.said {
            let Some((id, stake, profit)) = here.get(&said.tag) else { continue };
            let (is, was) = (profit.unwrap_or_default(), said.profit.unwrap_or_default());
            self.books.here.add(*stake, is);
            if *stake == said.stake && *profit == said.profit {
                continue;
            }
            self.books.differing.add(*stake - said.stake, is - was);
            tally.remarked += 1;
            let told = |profit: Option<Decimal>| {
                profit.map_or_else(|| "open".to_owned(), |profit| format!("profit {profit}"))
            };
            tell(Note {
                table: ElderTable::Bets,
                number: said.number.clone(),
                is_refused: false,
                reason: format!(
                    "bet {id} here: stake {stake}, {}; there: stake {}, {}",
                    told(*profit),
                    said.stake,
                    told(said.profit)
                ),
                row: String::new(),
            })?;
        }
        Ok(self.books)
    }
}

/// Where the match was imported with its prices, the bet stands on that one.
async fn name_event(import: &ElderImport, read: &mut Read) -> Result<(), Problem> {
    for leg in &mut read.bet.legs {
        if let Some(known) = import.names.event_of_any_name(&leg.match_id).await? {
            leg.match_id = known.event.slug;
        }
    }
    Ok(())
}

/// Every bet that was imported, deleted ones too.
async fn each_imported(
    import: &ElderImport,
    mut of: impl FnMut(&str, &BetRecord, bool),
) -> Result<(), Problem> {
    let ours = words::tag("");
    let mut after = BetId::new(0);
    loop {
        let page = import.store.all_bets(after, PAGE).await?;
        for (record, is_deleted) in &page {
            after = after.max(record.bet.id());
            for tag in record.tags.iter().filter(|tag| tag.starts_with(&ours)) {
                of(tag, record, *is_deleted);
            }
        }
        if page.is_empty() {
            return Ok(());
        }
    }
}

fn note(row: &ElderRow, is_refused: bool, reasons: &[String]) -> Note {
    Note {
        table: ElderTable::Bets,
        number: row.number().to_owned(),
        is_refused,
        reason: reasons.join("; "),
        row: row.told(),
    }
}
