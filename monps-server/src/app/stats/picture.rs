//! One picture of the books.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use monps_core::bet::{BetOutcome, BetStatus, exposure};
use monps_core::catalog::Venue;
use monps_core::id::VenueId;
use monps_core::ledger::{Bankroll, Book};
use monps_core::money::{Money, Rounding};
use monps_core::odds::{Price, Probability};
use monps_core::payoff::Outcome;
use monps_core::quote::Side;
use monps_core::stats::{SettledBet, SettledOutcome, summarise};
use monps_core::time::Timestamp;
use rust_decimal::{Decimal, dec};

use super::super::bets::clv_percent;
use super::super::ledger::{Ledger, OpeningBankroll};
use super::super::problem::Problem;
use super::analytics::Analytics;
use super::exposure::{by_bookmaker, by_event};
use super::figures::{BankrollFigures, BetFigures, Whole};
use crate::store::{BetFact, Store};

/// The books at one version, with what every answer needs.
#[derive(Debug)]
pub(super) struct Picture {
    version: i64,
    pub(super) opening: OpeningBankroll,
    /// Settled bets by when they were settled, then by id.
    pub(super) settled: Vec<(BetFact, SettledBet)>,
    pub(super) venues: HashMap<VenueId, Venue>,
    pub(super) bets: BetFigures,
    pub(super) bankroll: BankrollFigures,
    /// Analytics by period, and when they were made.
    pub(super) analytics: Mutex<HashMap<u32, (Timestamp, Arc<Analytics>)>>,
}

impl Picture {
    pub(super) fn is_of(&self, version: i64, opening: OpeningBankroll) -> bool {
        self.version == version && self.opening == opening
    }

    pub(super) async fn take(
        store: &Arc<dyn Store>,
        ledger: &Ledger,
        version: i64,
        opening: OpeningBankroll,
    ) -> Result<Self, Problem> {
        let currency = opening.amount.currency();
        let all = store.bet_facts().await?;
        let all_count = all.len();
        let facts: Vec<BetFact> =
            all.into_iter().filter(|fact| fact.stake.currency() == currency).collect();
        let foreign = all_count - facts.len();
        let open = store.open_bets().await?;
        let venues = store.venues().await?;
        let venues: HashMap<VenueId, Venue> =
            venues.into_iter().map(|venue| (venue.id, venue)).collect();
        let exposure_by_bookmaker = by_bookmaker(currency, &open, |id| title(&venues, id))?;
        let exposure_by_match = by_event(currency, &open)?;
        let open = open.iter().map(|record| &record.bet);
        let open = open.filter(|bet| bet.terms().stake.currency() == currency);
        let exposure = exposure(currency, open, Rounding::HalfUp).map_err(Problem::broken)?;
        let bankroll: Bankroll = ledger.bankroll(Book::Real, currency).await?;
        let mut settled: Vec<(BetFact, SettledBet)> =
            facts.iter().filter_map(|fact| settled(fact).map(|bet| (fact.clone(), bet))).collect();
        settled.sort_by_key(|(fact, bet)| (bet.settled_at, fact.id));
        let returns = summarise(currency, settled.iter().map(|(_, bet)| bet))?;
        let whole = Whole {
            opening,
            returns: &returns,
            settled: &settled,
            facts: &facts,
            foreign,
            exposure,
            exposure_by_bookmaker,
            exposure_by_match,
            bankroll,
        };
        Ok(Self {
            version,
            opening,
            bets: whole.bets()?,
            bankroll: whole.bankroll()?,
            settled,
            venues,
            analytics: Mutex::default(),
        })
    }

    /// The name of a venue.
    pub(super) fn title(&self, id: VenueId) -> String {
        title(&self.venues, id)
    }
}

fn title(venues: &HashMap<VenueId, Venue>, id: VenueId) -> String {
    venues.get(&id).map_or_else(|| id.to_string(), |venue| venue.title.clone())
}

/// A settled bet as the library's statistics take it. What came back is net of commission, so that
/// what came back less what was staked is the profit of a back bet.
fn settled(fact: &BetFact) -> Option<SettledBet> {
    let record = fact.settled?;
    if !matches!(fact.status, BetStatus::Settled | BetStatus::Void) {
        return None;
    }
    Some(SettledBet {
        // The stake of a free bet is not ours: it is no turnover, and what comes back is profit.
        stake: if fact.is_free { Money::zero(fact.stake.currency()) } else { fact.stake },
        payout: record.payout.minus(record.commission).ok()?,
        profit: record.profit,
        price_taken: fact.price,
        outcome: outcome(record.outcome),
        settled_at: record.at,
        closing_price: closing_price(fact),
        fair_closing_probability: fair(fact),
    })
}

/// What the bet's own outcome is to the statistics: of a dead heat the share of the places won.
fn outcome(outcome: BetOutcome) -> SettledOutcome {
    match outcome {
        BetOutcome::CashedOut => SettledOutcome::CashedOut,
        BetOutcome::Played(outcome) => match outcome {
            Outcome::Won => SettledOutcome::Won,
            Outcome::HalfWon => SettledOutcome::HalfWon,
            Outcome::Push => SettledOutcome::Push,
            Outcome::HalfLost => SettledOutcome::HalfLost,
            Outcome::Lost => SettledOutcome::Lost,
            Outcome::Void => SettledOutcome::Void,
            Outcome::DeadHeat(heat) => SettledOutcome::DeadHeat {
                share: Decimal::from(heat.places()) / Decimal::from(heat.tied()),
            },
        },
    }
}

/// The price at the close: as recorded, or the one that a recorded closing line value means. Of a lay,
/// the one against which a back would have done as well: there is none where it was taken at more than
/// twice the close, which is worth less than nothing.
fn closing_price(fact: &BetFact) -> Option<Price> {
    let taken = fact.price.get();
    let ahead = match (fact.odds_close, fact.clv) {
        (Some(close), _) if fact.side == Side::Back => return Some(close),
        (Some(close), _) => clv_percent(fact.side, taken, close),
        (None, clv) => clv?,
    };
    let close = taken.checked_div(Decimal::ONE + ahead / dec!(100))?;
    Price::new(close).ok()
}

/// The fair probability at the close that the recorded value against it means.
fn fair(fact: &BetFact) -> Option<Probability> {
    let against = Decimal::ONE + fact.clv_fair? / dec!(100);
    Probability::new(against.checked_div(fact.price.get())?).ok()
}
