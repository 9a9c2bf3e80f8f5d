//! Why did this bet settle so?

use std::sync::Arc;

use monps_core::bet::Leg;
use monps_core::catalog::Event;
use monps_core::id::BetId;
use monps_core::ledger::Recorded;
use monps_core::odds::Price;
use monps_core::time::{TimeDelta, Timestamp};

use super::super::problem::Problem;
use super::Settlement;
use super::closing::MarketClose;
use super::practice::names;
use super::round::Round;
use crate::store::{AuditRow, BetRecord, LegRecord, LegRuling, Report};

/// All that a bet was settled from.
#[derive(Clone, Debug)]
pub struct Explained {
    /// The bet.
    pub record: BetRecord,
    /// In a few sentences.
    pub summary: Vec<String>,
    /// Its legs.
    pub legs: Vec<ExplainedLeg>,
    /// Its entries in the ledger, oldest first.
    pub entries: Vec<Recorded>,
    /// What was done to it, newest first.
    pub trace: Vec<AuditRow>,
}

/// All that a leg was decided from.
#[derive(Clone, Debug)]
pub struct ExplainedLeg {
    /// The leg.
    pub leg: Leg,
    /// Its words.
    pub words: LegRecord,
    /// Its event.
    pub event: Option<Event>,
    /// The sets of rules that count for it.
    pub rules: String,
    /// How it was decided, oldest first.
    pub rulings: Vec<LegRuling>,
    /// All that was said of its event, oldest first.
    pub reports: Vec<Report>,
    /// The close of its market.
    pub close: Option<Arc<MarketClose>>,
    /// What each venue said last of the selection.
    pub venues: Vec<VenuePrice>,
}

/// A venue's last price of a selection before the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VenuePrice {
    /// The venue's key.
    pub venue: String,
    /// Its price, after commission at an exchange.
    pub price: Price,
    /// When it was set.
    pub set_at: Timestamp,
    /// How long before the start it was last seen.
    pub age: TimeDelta,
    /// Why the venue does not count.
    pub left_out: Option<String>,
}

impl Settlement {
    /// All that a bet was settled from, or waits for.
    ///
    /// # Errors
    /// [`Problem::NotFound`], [`Problem::Store`], [`Problem::Broken`] for settings that cannot be read.
    pub async fn explain(&self, id: BetId) -> Result<Explained, Problem> {
        let record = self.bets.get(id).await?;
        let mut round = self.round().await?;
        round.learn(std::slice::from_ref(&record)).await?;
        round.learn_closes(&[&record]).await?;
        let rulings = self.store.rulings(id).await?;
        let mut legs = Vec::with_capacity(record.legs.len());
        let pairs = record.bet.terms().legs.iter().zip(&record.legs).enumerate();
        for (position, (leg, words)) in pairs {
            let of_leg = rulings.iter().filter(|ruling| ruling.position == position);
            let close = round.close_of(leg);
            legs.push(ExplainedLeg {
                event: round.event(leg.event_id).cloned(),
                rules: names(&round.rules(&record, leg)),
                rulings: of_leg.cloned().collect(),
                reports: self.store.report_history(leg.event_id).await?,
                venues: close
                    .as_deref()
                    .map(|close| venues(&round, leg, close))
                    .unwrap_or_default(),
                close,
                leg: leg.clone(),
                words: words.clone(),
            });
        }
        let summary = summary(&record, &legs, &round);
        let entries = self.store.entries_of_bet(id).await?;
        let trace = self.bets.trace(id).await?;
        Ok(Explained { record, summary, legs, entries, trace })
    }
}

fn venues(round: &Round, leg: &Leg, close: &MarketClose) -> Vec<VenuePrice> {
    let said = close.venues.iter().filter_map(|said| {
        Some(VenuePrice {
            venue: round.venue(said.venue_id)?.key.to_string(),
            price: *said.prices.get(&leg.selection)?,
            set_at: said.set_at,
            age: said.age,
            left_out: said.left_out.clone(),
        })
    });
    said.collect()
}

fn summary(record: &BetRecord, legs: &[ExplainedLeg], round: &Round) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, leg) in (1..).zip(legs) {
        let what = format!("Leg {number}, {} in {}", leg.leg.selection, leg.leg.market);
        for (index, ruling) in leg.rulings.iter().enumerate() {
            let again = if index == 0 { "" } else { "then " };
            lines.push(format!(
                "{what}: {again}{} because {} said {} (revision {}), by the rules {}.",
                ruling.outcome, ruling.source, ruling.said, ruling.revision, ruling.rules
            ));
        }
        match (leg.rulings.is_empty(), leg.leg.outcome, record.settled) {
            (true, None, Some(_)) => lines.push(format!("{what}: a person settled the bet.")),
            (true, None, None) => lines.push(format!("{what}: not decided yet.")),
            _ => {}
        }
    }
    let judged = round.judge(record);
    lines.extend(
        judged.unsure.iter().map(|leg| format!("A person has to look: {}.", leg.sentence())),
    );
    if record.by_hand {
        lines.push(
            "A person took its settling into their own hands: no result changes it.".to_owned(),
        );
    }
    if let Some(settled) = record.settled {
        lines.push(format!(
            "Together {}: payout {}, commission {}, profit {}.",
            settled.outcome, settled.payout, settled.commission, settled.profit
        ));
    }
    lines
}
