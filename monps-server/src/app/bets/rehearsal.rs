//! What a bet would come to, before anything of it is recorded.
//!
//! The same checks as recording, over terms that stand for those that recording would make: no venue,
//! event or market becomes part of the catalogue.

use std::collections::HashMap;

use monps_core::bet::{BetOutcome, Settlement, Verdict};
use monps_core::catalog::{Venue, fold_name};
use monps_core::id::{BetId, EventId};
use monps_core::money::Currency;
use monps_core::time::Timestamp;

use super::create::{bet_of, leg_of, named_event, price_of};
use super::verdict::Wanted;
use super::{Bets, NewBet, ROUNDING};
use crate::app::problem::Problem;
use crate::store::EventRecord;

/// Rehearses bets, one after the other.
#[derive(Debug)]
pub struct Rehearsal<'b> {
    bets: &'b Bets,
    home: Currency,
    now: Timestamp,
    venues: HashMap<(String, bool), Venue>,
    events: HashMap<String, Option<EventRecord>>,
}

/// What a bet would come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rehearsed {
    /// By what is said of its end; none for an open bet.
    pub settlement: Option<Settlement>,
    /// The same outcome at the price taken; none for an open bet, or one that was cashed out.
    pub at_price: Option<Settlement>,
}

impl Bets {
    /// Begins to rehearse bets.
    ///
    /// # Errors
    /// [`Problem::Store`].
    pub async fn rehearsal(&self) -> Result<Rehearsal<'_>, Problem> {
        Ok(Rehearsal {
            bets: self,
            home: self.ledger.opening().await?.amount.currency(),
            now: self.clock.now(),
            venues: HashMap::new(),
            events: HashMap::new(),
        })
    }
}

impl Rehearsal<'_> {
    /// The currency of a bet that names none.
    pub const fn home(&self) -> Currency {
        self.home
    }

    /// The venue that a name means, as it is or would be made.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for a name without a letter, [`Problem::Store`].
    pub async fn venue(&mut self, name: &str, lays: bool) -> Result<&Venue, Problem> {
        let key = (name.to_owned(), lays);
        if !self.venues.contains_key(&key) {
            let venue = self.bets.ledger.catalogue().venue_to_be(name, lays).await?;
            let venue = venue.ok_or_else(|| Problem::invalid("bookmaker", "is empty"))?;
            self.venues.insert(key.clone(), venue);
        }
        self.venues.get(&key).ok_or_else(|| Problem::broken("a venue that was just found"))
    }

    /// What a bet would come to.
    ///
    /// # Errors
    /// What recording it would refuse; [`Problem::Store`].
    pub async fn of(&mut self, new: &NewBet) -> Result<Rehearsed, Problem> {
        let checked = new.check(self.home, self.now)?;
        let wanted = new.wanted()?;
        let mut legs = Vec::with_capacity(new.legs.len());
        for (index, asked) in new.legs.iter().enumerate() {
            let known = self.event(&asked.match_id).await?;
            let event = named_event(asked, checked.sports[index].clone(), known.as_ref());
            let (market, selection) = new.wording(index, &event)?;
            // One number for one name: an event twice in an accumulator is seen.
            let name = fold_name(&asked.match_id);
            let first = new.legs.iter().position(|leg| fold_name(&leg.match_id) == name);
            let number = first.and_then(|first| i64::try_from(first).ok()).unwrap_or_default();
            let place = (EventId::new(number), market, selection);
            legs.push(leg_of(new, index, place, checked.prices[index])?);
        }
        let venue = self.venue(&new.bookmaker, new.lays).await?;
        let bet = bet_of(BetId::new(0), venue, legs, &checked)?;
        new.closing.told(price_of(&bet)?, checked.side, (None, None))?;
        let Wanted::Over(outcome) = wanted else {
            return Ok(Rehearsed::default());
        };
        let (settlement, _) = new.ruling.settlement(&bet, outcome)?;
        let at_price = match outcome {
            BetOutcome::Played(outcome) => {
                let verdict = Verdict::Forced { outcome, price: None };
                bet.settlement(verdict, ROUNDING).ok()
            }
            BetOutcome::CashedOut => None,
        };
        Ok(Rehearsed { settlement: Some(settlement), at_price })
    }

    /// The event of a public name; those have no spaces.
    async fn event(&mut self, name: &str) -> Result<Option<EventRecord>, Problem> {
        if name.contains(char::is_whitespace) {
            return Ok(None);
        }
        if let Some(known) = self.events.get(name) {
            return Ok(known.clone());
        }
        let found = self.bets.ledger.catalogue().known_event(name).await?;
        self.events.insert(name.to_owned(), found.clone());
        Ok(found)
    }
}
