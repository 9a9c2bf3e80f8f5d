//! Catalogue, books and account: asked for, answered, done.

use std::collections::BTreeMap;

use monps_core::adapter::trading::Balance;
use monps_core::adapter::{
    Capability, Context, Conversation, Coverage, Inputs, Response, Skipped, Snapshot,
    SourceCompetition, SourceEvent, SourceVenue, Step, Task,
};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::time::Timestamp;

use super::ask::{self, BOOKS_MAX, Wanted};
use crate::betfair::convert::{self, Known, Offers};
use crate::betfair::refusal::{result, unanswered};
use crate::betfair::wire::{
    AccountFunds, CompetitionResult, Fixed, MarketBook, MarketCatalogue, PriceSize,
};

/// The number of the first request; books come after it.
const FIRST: u32 = 1;

pub(super) fn start(
    context: &Context,
    task: &Task,
) -> Result<(Box<dyn Conversation>, Step), Fault> {
    let request = match task.want {
        Capability::Account => ask::funds(FIRST),
        Capability::Catalogue => Wanted::of(context, &task.scope)?.competitions(FIRST),
        _ => Wanted::of(context, &task.scope)?.catalogue(FIRST),
    };
    let asking = Asking {
        want: task.want,
        sport: task
            .scope
            .sport
            .clone()
            .or_else(|| context.list("event_types").first().map(|one| (*one).to_owned())),
        venue: convert::venue()?,
        known: BTreeMap::new(),
        books: BTreeMap::new(),
        waiting: 0,
        failed: None,
        skipped: Vec::new(),
    };
    Ok((Box::new(asking), Step::fetch(vec![request])))
}

struct Asking {
    want: Capability,
    sport: Option<String>,
    venue: SourceVenue,
    /// Markets by Betfair's id.
    known: BTreeMap<String, Known>,
    books: BTreeMap<String, (MarketBook, Timestamp)>,
    /// Books asked for and not yet answered.
    waiting: usize,
    failed: Option<Fault>,
    skipped: Vec<Skipped>,
}

impl Conversation for Asking {
    fn resume(&mut self, context: &Context, inputs: Inputs) -> Result<Step, Fault> {
        let mut step = Step::default();
        for failure in &inputs.failures {
            self.lost(failure.id, unanswered(failure))?;
        }
        for response in &inputs.responses {
            match (self.want, response.id) {
                (Capability::Account, _) => {
                    return Ok(Step::done(vec![account(context, response)?]));
                }
                (Capability::Catalogue, _) => {
                    return Ok(Step::done(vec![self.catalogue(response)?]));
                }
                (_, FIRST) => step.next.requests = self.markets(response)?,
                (_, id) => match result::<Vec<MarketBook>>(response) {
                    Ok(books) => {
                        self.waiting -= 1;
                        let at = response.received_at;
                        let by_id =
                            books.into_iter().map(|book| (book.market_id.clone(), (book, at)));
                        self.books.extend(by_id);
                    }
                    Err(fault) => self.lost(id, fault)?,
                },
            }
        }
        if self.waiting == 0 {
            step.emit = vec![self.snapshot()];
            step.done = true;
            // What came stays good; nothing at all is a failure.
            if let Some(fault) = self.failed.take().filter(|_| self.books.is_empty()) {
                return Err(fault);
            }
        }
        Ok(step)
    }
}

impl Asking {
    /// A batch of books that did not come leaves the others good.
    fn lost(&mut self, id: u32, fault: Fault) -> Result<(), Fault> {
        if id == FIRST || fault.code == FaultCode::AuthExpired {
            return Err(fault);
        }
        self.waiting -= 1;
        self.skipped.push(Skipped { at: format!("books {id}"), reason: fault.message.clone() });
        self.failed = Some(fault);
        Ok(())
    }

    fn markets(&mut self, response: &Response) -> Result<Vec<monps_core::adapter::Request>, Fault> {
        let markets: Vec<MarketCatalogue> = result(response)?;
        for market in &markets {
            match convert::known(market) {
                Ok(known) => {
                    self.known.insert(market.market_id.clone(), known);
                }
                Err(skipped) => self.skipped.push(skipped),
            }
        }
        let ids: Vec<String> = self.known.keys().cloned().collect();
        let batches = ids.chunks(BOOKS_MAX).zip(FIRST + 1..);
        let requests: Vec<_> = batches.map(|(ids, id)| ask::books(id, ids)).collect();
        self.waiting = requests.len();
        Ok(requests)
    }

    /// All books together: the markets of one event may have come in several answers.
    fn snapshot(&mut self) -> Snapshot {
        let mut events: BTreeMap<String, SourceEvent> = BTreeMap::new();
        let mut references = Vec::new();
        for (id, known) in &self.known {
            let Some((book, at)) = self.books.get(id) else {
                continue;
            };
            let quoted = known.quoted(&self.venue, Some(*at), |key| offers(book, key));
            references.extend(known.references(id, &self.venue));
            match events.get_mut(&quoted.key) {
                Some(event) => event.markets.extend(quoted.markets),
                None => {
                    events.insert(quoted.key.clone(), quoted);
                }
            }
        }
        Snapshot {
            observed_at: self.books.values().map(|(_, at)| *at).max(),
            events: events.into_values().collect(),
            references,
            coverage: if self.failed.is_some() { Coverage::Delta } else { Coverage::Events },
            skipped: std::mem::take(&mut self.skipped),
            ..Snapshot::default()
        }
    }

    fn catalogue(&self, response: &Response) -> Result<Snapshot, Fault> {
        let found: Vec<CompetitionResult> = result(response)?;
        let sport = convert::sport_of(self.sport.as_deref().unwrap_or("1"));
        let sport = sport.ok_or_else(|| {
            Fault::new(
                FaultCode::BadConfig,
                "the setting event_types names a sport that is not known",
            )
        })?;
        let catalogue = found.into_iter().map(|found| SourceCompetition {
            key: found.competition.id,
            title: found.competition.name,
            sport: sport.clone(),
            count: found.market_count,
        });
        Ok(Snapshot {
            observed_at: Some(response.received_at),
            catalogue: catalogue.collect(),
            ..Snapshot::default()
        })
    }
}

/// The best offers on a runner; none while the market takes no bets.
fn offers(book: &MarketBook, key: &(u64, Fixed)) -> Option<Offers> {
    if book.status != "OPEN" {
        return None;
    }
    let is_meant = |runner: &&crate::betfair::wire::RunnerBook| {
        (runner.selection_id, runner.handicap.unwrap_or(Fixed::ZERO)) == *key
            && runner.status == "ACTIVE"
    };
    let ex = book.runners.iter().find(is_meant)?.ex.as_ref()?;
    let best = |offers: &[PriceSize]| offers.first().map(|offer| (offer.price, offer.size));
    Some([best(&ex.available_to_back), best(&ex.available_to_lay)])
}

fn account(context: &Context, response: &Response) -> Result<Snapshot, Fault> {
    let balance = balance(context, response)?;
    Ok(Snapshot { observed_at: Some(balance.at), account: Some(balance), ..Snapshot::default() })
}

/// What the account holds, in the currency that the configuration names.
pub(in super::super) fn balance(context: &Context, response: &Response) -> Result<Balance, Fault> {
    let funds: AccountFunds = result(response)?;
    let currency = currency(context)?;
    let amount = |fixed: Fixed, at: &str| {
        let decimal = fixed.decimal().ok_or_else(|| {
            Fault::new(FaultCode::SchemaDrift, "an amount of the account is no number").at(at)
        })?;
        Money::rounded(decimal, currency, Rounding::Down)
            .map_err(|error| Fault::new(FaultCode::SchemaDrift, error.to_string()).at(at))
    };
    let available = amount(funds.available_to_bet_balance, "/result/availableToBetBalance")?;
    // Betfair tells what may be lost as a negative amount.
    let exposure = amount(funds.exposure.unwrap_or(Fixed::ZERO), "/result/exposure")?;
    let exposure = Money::zero(currency)
        .minus(exposure)
        .map_err(|error| Fault::new(FaultCode::SchemaDrift, error.to_string()))?;
    Ok(Balance { available, exposure, at: response.received_at })
}

/// The currency of the account.
pub(in super::super) fn currency(context: &Context) -> Result<Currency, Fault> {
    context.value("currency").map_or(Ok(Currency::GBP), |text| {
        text.parse().map_err(|_| {
            let message = "the setting currency must be three letters, such as GBP";
            Fault::new(FaultCode::BadConfig, message)
        })
    })
}
