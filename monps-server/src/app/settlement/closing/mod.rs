//! The close: what a selection was worth when its event began.
//!
//! Of each venue the last price before the start counts, with its age: how long before the start its
//! source was last seen. Whose close a bet is measured by is decided in an order: the sharp venues that
//! the settings name, an exchange after its commission, and else what all venues say together. A venue
//! that does not price the whole market, that is too old, or that pays more than it should is left
//! out, with the reason.

use std::collections::{BTreeMap, HashMap};

use monps_core::catalog::{MarketKey, Selection, Venue, VenueKind};
use monps_core::id::{SourceId, VenueId};
use monps_core::margin::{Consensus, MarginModel, Method, Opinion, Pooling};
use monps_core::odds::{Price, Probability};
use monps_core::quote::Side;
use monps_core::time::{TimeDelta, Timestamp};
use rust_decimal::{Decimal, dec};

use super::practice::Practice;
use crate::store::StoredQuote;

/// How margins are taken out, as the detector does it.
const MODEL: Method = Method::Shin;
/// The reference where all venues speak together.
pub const CONSENSUS: &str = "consensus";

/// What one venue said last of a market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VenueClose {
    /// The venue.
    pub venue_id: VenueId,
    /// Its prices, after commission at an exchange.
    pub prices: BTreeMap<Selection, Price>,
    /// When the oldest of them was set.
    pub set_at: Timestamp,
    /// How long before the start it was last seen.
    pub age: TimeDelta,
    /// Why it does not count.
    pub left_out: Option<String>,
}

/// A selection's close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectionClose {
    /// The price at the close.
    pub price: Price,
    /// The fair probability at the close, where the whole market was priced.
    pub fair: Option<Probability>,
}

/// A market's close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarketClose {
    /// Whose it is: the key of a venue, or [`CONSENSUS`].
    pub reference: String,
    /// How its margin was taken out, where it was.
    pub method: Option<String>,
    /// How long before the start the reference was last seen.
    pub age: TimeDelta,
    /// Each selection that has a close.
    pub selections: BTreeMap<Selection, SelectionClose>,
    /// What each venue said.
    pub venues: Vec<VenueClose>,
}

/// All that a close is made of: the last prices of one event before its start.
#[derive(Clone, Copy, Debug)]
pub struct Closes<'a> {
    /// When the event started.
    pub starts_at: Timestamp,
    /// The last prices of the event.
    pub quotes: &'a [StoredQuote],
    /// The venues that they are of.
    pub venues: &'a HashMap<VenueId, Venue>,
    /// Whose close counts.
    pub practice: &'a Practice,
}

impl Closes<'_> {
    /// The close of a market; nothing where no venue has one.
    #[must_use]
    pub fn of(&self, market: &MarketKey) -> Option<MarketClose> {
        let mut said = self.said(market);
        let runners = runners(market, &said);
        let age_max = self.practice.settings.close_age_max;
        for venue in &mut said {
            if venue.age > age_max {
                let hours = venue.age.num_hours();
                venue.left_out = Some(format!("was last seen {hours} hours before the start"));
            }
        }
        let agreed =
            if market.kind.is_partition() { self.agreed(&runners, &mut said) } else { None };
        match agreed {
            Some(consensus) => self.fair_close(&runners, &consensus, said),
            None => self.bare_close(said),
        }
    }

    /// What each venue said last, by venue.
    fn said(&self, market: &MarketKey) -> Vec<VenueClose> {
        let seen = self.seen();
        let mut by_venue: BTreeMap<VenueId, VenueClose> = BTreeMap::new();
        let of_market = self.quotes.iter().filter(|quote| quote.key == *market);
        for quote in of_market.filter(|quote| quote.row.side == Side::Back) {
            let Some(price) = self.net(quote) else { continue };
            let set_at = quote.row.observed.source_at;
            let seen_at = seen.get(&quote.row.source_id).copied().unwrap_or(set_at).max(set_at);
            let age = self.starts_at - seen_at;
            let id = quote.row.venue_id;
            let venue = by_venue.entry(id).or_insert_with(|| VenueClose {
                venue_id: id,
                prices: BTreeMap::new(),
                set_at,
                age,
                left_out: None,
            });
            venue.prices.insert(quote.selection.clone(), price);
            venue.set_at = venue.set_at.min(set_at);
            venue.age = venue.age.max(age);
        }
        by_venue.into_values().collect()
    }

    /// When each source was last seen before the start. A price is written when it changes, and a
    /// source that was seen later would have told that it had: so it stood until then.
    fn seen(&self) -> HashMap<SourceId, Timestamp> {
        let mut seen: HashMap<SourceId, Timestamp> = HashMap::new();
        for quote in self.quotes {
            let observed = quote.row.observed;
            let is_reading = !observed.approximate && observed.observed_at <= self.starts_at;
            let at = if is_reading { observed.observed_at } else { observed.source_at };
            let newest = seen.entry(quote.row.source_id).or_insert(at);
            *newest = at.max(*newest);
        }
        seen
    }

    /// A price after what an exchange takes from it.
    fn net(&self, quote: &StoredQuote) -> Option<Price> {
        let price = quote.row.price?.price();
        match self.venues.get(&quote.row.venue_id) {
            Some(venue) if venue.kind == VenueKind::Exchange => {
                Price::new(venue.commission.effective(price)).ok()
            }
            _ => Some(price),
        }
    }

    /// Fair probabilities by the first reference that has a say, or by all venues together.
    fn agreed(&self, runners: &[Selection], said: &mut [VenueClose]) -> Option<Consensus> {
        let prices: Vec<Vec<Price>> = said
            .iter()
            .map(|venue| runners.iter().filter_map(|of| venue.prices.get(of).copied()).collect())
            .collect();
        let opinions: Vec<Opinion<'_>> = said
            .iter()
            .zip(&prices)
            .filter(|(venue, _)| venue.left_out.is_none())
            .map(|(venue, prices)| Opinion {
                venue_id: venue.venue_id,
                prices,
                weight: 1.0,
                age: venue.age.max(TimeDelta::zero()),
            })
            .collect();
        let references = self.references(runners.len(), &opinions);
        let pooling = Pooling { model: &MODEL, references: &references, ..Pooling::default() };
        let (found, left_out) = match pooling.of(runners.len(), &opinions) {
            Ok(consensus) => {
                let left_out = consensus.left_out().to_vec();
                (Some(consensus), left_out)
            }
            Err(monps_core::error::margin::MarginError::NoConsensus { left_out, .. }) => {
                (None, left_out)
            }
            Err(_) => (None, Vec::new()),
        };
        for (id, why) in left_out {
            let venue = said.iter_mut().find(|venue| venue.venue_id == id);
            if let Some(venue) = venue.filter(|venue| venue.left_out.is_none()) {
                venue.left_out = Some(why.to_string());
            }
        }
        found
    }

    /// The venues whose word counts alone, in their order: sharp ones as they are named, then the
    /// exchanges, the tightest first.
    fn references(&self, runners: usize, opinions: &[Opinion<'_>]) -> Vec<VenueId> {
        let named = self.practice.settings.references.iter();
        let named = named.filter_map(|key| {
            self.venues.values().find(|venue| venue.key == *key).map(|venue| venue.id)
        });
        let mut exchanges: Vec<(Decimal, VenueId)> = opinions
            .iter()
            .filter(|opinion| opinion.prices.len() == runners)
            .filter(|opinion| {
                let venue = self.venues.get(&opinion.venue_id);
                venue.is_some_and(|venue| venue.kind == VenueKind::Exchange)
            })
            .map(|opinion| (book_sum(opinion.prices), opinion.venue_id))
            .collect();
        exchanges.sort_unstable();
        named.chain(exchanges.into_iter().map(|(_, id)| id)).collect()
    }

    fn fair_close(
        &self,
        runners: &[Selection],
        consensus: &Consensus,
        said: Vec<VenueClose>,
    ) -> Option<MarketClose> {
        let heard: Vec<&VenueClose> = said
            .iter()
            .filter(|venue| consensus.heard().iter().any(|one| one.venue_id == venue.venue_id))
            .collect();
        let selections = runners.iter().zip(consensus.probabilities()).filter_map(|(of, fair)| {
            let price = middle(heard.iter().filter_map(|venue| venue.prices.get(of).copied()))?;
            let fair = Probability::from_estimate(*fair).ok();
            Some((of.clone(), SelectionClose { price, fair }))
        });
        let selections = selections.collect();
        let name = MODEL.name();
        let key = consensus.reference().and_then(|id| self.venues.get(&id));
        let (reference, method) = match key {
            Some(venue) => (venue.key.to_string(), name.to_owned()),
            None => (CONSENSUS.to_owned(), format!("{name}, {} venues", heard.len())),
        };
        let age = heard.iter().map(|venue| venue.age).max()?;
        Some(MarketClose { reference, method: Some(method), age, selections, venues: said })
    }

    /// Where the whole market is not known: the middle of what the venues say of each selection.
    fn bare_close(&self, said: Vec<VenueClose>) -> Option<MarketClose> {
        // A venue that was left out for its margin alone still has a price.
        let age_max = self.practice.settings.close_age_max;
        let fresh = || said.iter().filter(|venue| venue.age <= age_max);
        let age = fresh().map(|venue| venue.age).max()?;
        let mut prices: BTreeMap<Selection, Vec<Price>> = BTreeMap::new();
        for (selection, price) in fresh().flat_map(|venue| &venue.prices) {
            prices.entry(selection.clone()).or_default().push(*price);
        }
        let close = |prices: Vec<Price>| {
            middle(prices.into_iter()).map(|price| SelectionClose { price, fair: None })
        };
        let selections = prices.into_iter().filter_map(|(of, prices)| Some((of, close(prices)?)));
        let selections = selections.collect();
        let reference = CONSENSUS.to_owned();
        Some(MarketClose { reference, method: None, age, selections, venues: said })
    }
}

/// The selections that a venue has to price: those of the kind, or all that anybody does.
fn runners(market: &MarketKey, said: &[VenueClose]) -> Vec<Selection> {
    let fixed = market.kind.selections();
    if !fixed.is_empty() {
        return fixed.to_vec();
    }
    let mut found: Vec<Selection> =
        said.iter().flat_map(|venue| venue.prices.keys().cloned()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn book_sum(prices: &[Price]) -> Decimal {
    prices.iter().map(|price| Decimal::ONE / price.get()).sum()
}

/// The middle of some prices; of two in the middle, what lies between them.
fn middle(prices: impl Iterator<Item = Price>) -> Option<Price> {
    let mut prices: Vec<Decimal> = prices.map(Price::get).collect();
    prices.sort_unstable();
    let upper = *prices.get(prices.len() / 2)?;
    if prices.len() % 2 == 1 {
        return Price::new(upper).ok();
    }
    let lower = *prices.get(prices.len() / 2 - 1)?;
    Price::new((lower + upper) / dec!(2)).ok()
}

#[cfg(test)]
mod tests;
