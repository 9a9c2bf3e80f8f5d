//! What is known while bets are settled: rules, venues, events, what was said of them, and closes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use monps_core::bet::{Leg, StakeKind};
use monps_core::catalog::{Event, MarketKey, Venue};
use monps_core::id::{BetId, EventId, VenueId};
use monps_core::ledger::Recorded;
use monps_core::money::{Currency, Rounding};
use monps_core::odds::Price;
use monps_core::quote::Side;
use monps_core::settle::rules::AppliedRules;
use monps_core::time::Timestamp;
use rust_decimal::{Decimal, dec};

use super::super::bets::{Bets, RuledLeg, Settled, ToSettle};
use super::super::ledger::BetAccountSet;
use super::super::problem::Problem;
use super::super::settings::Settings;
use super::closing::{Closes, MarketClose};
use super::judge::{Judgement, judge, newest};
use super::practice::{Practice, names};
use crate::store::{
    BetRecord, BetWrite, ClosingRecord, LegSeen, NO_CLOSE, Report, Store, StoredQuote,
};

/// Events remembered at once.
const EVENTS_MAX: usize = 5000;
/// Accounts remembered at once.
const ACCOUNTS_MAX: usize = 5000;
/// Decimals of a percentage and of a closing price that was worked out.
const DECIMALS: u32 = 6;

/// What the results make of a bet.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// Legs with another outcome than they have.
    pub ruled: Vec<RuledLeg>,
    /// Legs of which a person has to decide.
    pub unsure: Vec<UnsureLeg>,
    /// Legs whose outcome stays although something new was said.
    pub seen: Vec<LegSeen>,
}

/// A leg of which a person has to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsureLeg {
    /// Its event.
    pub event: EventId,
    /// Which of the bet's legs, from 0.
    pub position: usize,
    /// Why.
    pub why: String,
}

impl UnsureLeg {
    /// `leg 1: sources disagree …`.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("leg {}: {}", self.position + 1, self.why)
    }
}

/// What decides which accounts a bet moves: venue, login, currency, play money, the venue's own stake.
type AccountsOf = (VenueId, String, Currency, bool, StakeKind);

/// What is known while bets are settled.
#[derive(Debug)]
pub struct Round {
    store: Arc<dyn Store>,
    bets: Arc<Bets>,
    practice: Practice,
    venues: HashMap<VenueId, Venue>,
    events: HashMap<EventId, Event>,
    reports: HashMap<EventId, Vec<Report>>,
    quotes: HashMap<EventId, Vec<StoredQuote>>,
    closes: HashMap<(EventId, MarketKey), Option<Arc<MarketClose>>>,
    accounts: HashMap<AccountsOf, BetAccountSet>,
}

impl Round {
    /// A round by the settings as they are now.
    ///
    /// # Errors
    /// [`Problem::Store`], [`Problem::Broken`] for settings that this version cannot read.
    pub async fn begin(
        store: &Arc<dyn Store>,
        bets: &Arc<Bets>,
        settings: Option<&Arc<Settings>>,
    ) -> Result<Self, Problem> {
        let venues = store.venues().await?;
        Ok(Self {
            store: Arc::clone(store),
            bets: Arc::clone(bets),
            practice: Practice::of(settings).await?,
            venues: venues.into_iter().map(|venue| (venue.id, venue)).collect(),
            events: HashMap::new(),
            reports: HashMap::new(),
            quotes: HashMap::new(),
            closes: HashMap::new(),
            accounts: HashMap::new(),
        })
    }

    /// Learns what was said of the events of some bets.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn learn(&mut self, records: &[BetRecord]) -> Result<(), Problem> {
        if self.events.len() > EVENTS_MAX {
            self.events.clear();
            self.reports.clear();
            self.quotes.clear();
            self.closes.clear();
        }
        let events = events_of(records, |id| !self.events.contains_key(&id));
        if events.is_empty() {
            return Ok(());
        }
        for record in self.store.events(&events).await? {
            self.events.insert(record.event.id, record.event);
        }
        for id in &events {
            self.reports.insert(*id, Vec::new());
        }
        for report in self.store.reports(&events).await? {
            self.reports.entry(report.event_id).or_default().push(report);
        }
        Ok(())
    }

    /// What was said of an event.
    #[must_use]
    pub fn reports(&self, event: EventId) -> &[Report] {
        self.reports.get(&event).map_or(&[], Vec::as_slice)
    }

    /// What is known of an event.
    #[must_use]
    pub fn event(&self, event: EventId) -> Option<&Event> {
        self.events.get(&event)
    }

    /// The name of a venue.
    #[must_use]
    pub fn venue(&self, id: VenueId) -> Option<&Venue> {
        self.venues.get(&id)
    }

    /// What the results make of a bet whose events were learnt.
    #[must_use]
    pub fn judge(&self, record: &BetRecord) -> Judged {
        let mut judged = Judged::default();
        let bet_id = record.bet.id();
        let legs = record.bet.terms().legs.iter().zip(&record.legs).enumerate();
        for (position, (leg, words)) in legs {
            let reports = self.reports(leg.event_id);
            let seen = newest(reports);
            // One that a person decided has no report that it was judged by.
            let is_due = match leg.outcome {
                None => true,
                Some(_) => words.report_seen.is_some_and(|before| before < seen),
            };
            if !is_due {
                continue;
            }
            let applied = self.rules(record, leg);
            let stands = || LegSeen { bet_id, position, report: seen };
            match judge(leg, reports, &applied) {
                Judgement::Decided(outcome, _) if leg.outcome == Some(outcome) => {
                    judged.seen.push(stands());
                }
                Judgement::Decided(outcome, report) => judged.ruled.push(RuledLeg {
                    position,
                    outcome,
                    seen,
                    source: report.source.clone(),
                    revision: report.revision,
                    said: report.said(),
                    rules: names(&applied),
                }),
                Judgement::Nothing if leg.outcome.is_some() => judged.seen.push(stands()),
                Judgement::Nothing => {}
                Judgement::Unsure(why) => {
                    judged.unsure.push(UnsureLeg { event: leg.event_id, position, why });
                    if leg.outcome.is_some() {
                        judged.seen.push(stands());
                    }
                }
            }
        }
        judged
    }

    /// The rules for a leg of a bet.
    #[must_use]
    pub fn rules(&self, record: &BetRecord, leg: &Leg) -> AppliedRules {
        let venue = self.venues.get(&record.bet.terms().venue_id);
        let sport = self.events.get(&leg.event_id).map_or(&record.sport, |event| &event.sport);
        match venue {
            Some(venue) => self.practice.rules(&venue.key, sport, leg, record.placed_at),
            None => AppliedRules::default(),
        }
    }

    /// What is to be written of a bet, its close included.
    ///
    /// # Errors
    /// As [`ToSettle::write`].
    pub async fn settle(
        &mut self,
        before: &BetRecord,
        ruled: &[RuledLeg],
        entries: Vec<Recorded>,
        actor: &str,
        now: Timestamp,
    ) -> Result<Option<(BetWrite, Settled)>, Problem> {
        let rounding = self.rounding(before);
        let accounts = self.accounts(before).await?;
        let asked = ToSettle { before, ruled, entries, accounts, rounding, actor, now };
        let Some((mut write, settled)) = asked.write()? else {
            return Ok(None);
        };
        let has_close =
            before.closing.as_ref().is_some_and(|closing| closing.reference != NO_CLOSE);
        if write.record.settled.is_some() && !has_close {
            self.close(&mut write.record);
        }
        Ok(Some((write, settled)))
    }

    fn rounding(&self, record: &BetRecord) -> Option<Rounding> {
        let leg = record.bet.terms().legs.first()?;
        self.rules(record, leg).rules.rounding
    }

    async fn accounts(&mut self, record: &BetRecord) -> Result<&BetAccountSet, Problem> {
        let terms = record.bet.terms();
        let currency = terms.stake.currency();
        let stake = terms.offer.stake;
        let key = (terms.venue_id, record.login.clone(), currency, record.paper, stake);
        if !self.accounts.contains_key(&key) {
            if self.accounts.len() > ACCOUNTS_MAX {
                self.accounts.clear();
            }
            let found = self.bets.accounts(record).await?;
            self.accounts.insert(key.clone(), found);
        }
        self.accounts.get(&key).ok_or_else(|| Problem::broken("an account that was just made"))
    }

    /// Learns the last prices before the start of the events of some bets.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn learn_closes(&mut self, records: &[&BetRecord]) -> Result<(), Problem> {
        let unknown = |id| !self.quotes.contains_key(&id);
        let events = events_of(records.iter().copied(), unknown);
        for id in &events {
            self.quotes.insert(*id, Vec::new());
        }
        for quote in self.store.closing(&events).await? {
            self.quotes.entry(quote.event_id).or_default().push(quote);
        }
        Ok(())
    }

    /// The close of a leg's market.
    pub fn close_of(&mut self, leg: &Leg) -> Option<Arc<MarketClose>> {
        let key = (leg.event_id, leg.market.clone());
        if let Some(known) = self.closes.get(&key) {
            return known.clone();
        }
        let event = self.events.get(&leg.event_id)?;
        let quotes = self.quotes.get(&leg.event_id).map_or(&[][..], Vec::as_slice);
        let closes = Closes {
            starts_at: event.starts_at,
            quotes,
            venues: &self.venues,
            practice: &self.practice,
        };
        let found = closes.of(&leg.market).map(Arc::new);
        self.closes.insert(key, found.clone());
        found
    }

    /// Measures a bet by the close, as far as no person gave one.
    pub fn close(&mut self, record: &mut BetRecord) {
        let closing = self.closing(record);
        if let Some((price, _)) = &closing
            && record.odds_close.is_none()
            && record.clv.is_none()
        {
            record.odds_close = Some(*price);
        }
        let none = ClosingRecord {
            reference: NO_CLOSE.to_owned(),
            method: None,
            clv_fair: None,
            age: None,
        };
        record.closing = Some(closing.map_or(none, |(_, closing)| closing));
    }

    fn closing(&mut self, record: &BetRecord) -> Option<(Price, ClosingRecord)> {
        let terms = record.bet.terms();
        let mut closes = Vec::with_capacity(terms.legs.len());
        for leg in &terms.legs {
            let market = self.close_of(leg)?;
            let selection = market.selections.get(&leg.selection)?.clone();
            closes.push((market, selection));
        }
        let first = closes.first()?.0.clone();
        let times = |product: Decimal, factor: Decimal| product.checked_mul(factor);
        let price = closes.iter().try_fold(Decimal::ONE, |p, (_, of)| times(p, of.price.get()))?;
        let fair = closes.iter().try_fold(Decimal::ONE, |p, (_, of)| times(p, of.fair?.get()));
        let taken = record.bet.price_taken().ok()?.get();
        let clv_fair = fair.and_then(|fair| taken.checked_mul(fair)).map(|against| {
            let edge = (against - Decimal::ONE) * dec!(100);
            // A lay is worth what the back is not.
            let edge = if terms.side == Side::Lay { -edge } else { edge };
            Rounding::HalfEven.apply(edge, DECIMALS).normalize()
        });
        let same = |of: fn(&MarketClose) -> Option<&str>, several: &str| {
            let word = of(&first);
            let is_same = closes.iter().all(|(market, _)| of(market) == word);
            if is_same { word.map(str::to_owned) } else { Some(several.to_owned()) }
        };
        let price = Price::new(Rounding::HalfEven.apply(price, DECIMALS).normalize()).ok()?;
        Some((
            price,
            ClosingRecord {
                reference: same(|market| Some(&market.reference), "several").unwrap_or_default(),
                method: same(|market| market.method.as_deref(), "several"),
                clv_fair,
                age: closes.iter().map(|(market, _)| market.age).max(),
            },
        ))
    }
}

/// The events of the legs of some bets, each once, that a test picks.
fn events_of<'a>(
    records: impl IntoIterator<Item = &'a BetRecord>,
    is_wanted: impl Fn(EventId) -> bool,
) -> Vec<EventId> {
    let mut found: HashSet<EventId> = HashSet::new();
    for record in records {
        let legs = record.bet.terms().legs.iter();
        found.extend(legs.map(|leg| leg.event_id).filter(|id| is_wanted(*id)));
    }
    let mut events: Vec<EventId> = found.into_iter().collect();
    events.sort_unstable();
    events
}

/// Whether every event of a bet has begun.
#[must_use]
pub fn has_begun(record: &BetRecord, now: Timestamp) -> bool {
    record.legs.iter().all(|leg| leg.starts_at <= now)
}

/// The ids of some bets.
#[must_use]
pub fn ids(records: &[&BetRecord]) -> Vec<BetId> {
    records.iter().map(|record| record.bet.id()).collect()
}
