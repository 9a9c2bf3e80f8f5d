//! Which bets are recorded already.

use std::collections::HashMap;

use monps_core::catalog::{VenueKey, fold_name};
use monps_core::id::{BetId, VenueId};
use monps_core::time::{TimeDelta, Timestamp};
use rust_decimal::Decimal;

use crate::app::problem::Problem;
use crate::store::{BetRecord, Store};

/// Bets read at once.
const PAGE: u32 = 1000;
/// A bet recorded by hand is the same within this of its placing.
const APART_MAX: TimeDelta = TimeDelta::hours(26);
/// What marks a bet that was imported, before its venue and number.
const TAG: &str = "import:";

/// The bets that are recorded, by what tells them.
#[derive(Debug, Default)]
pub(super) struct Known {
    by_tag: HashMap<String, BetId>,
    by_words: HashMap<Words, Vec<(Timestamp, BetId)>>,
}

/// What a bet recorded by hand is recognised by: venue, match, selection, stake, price.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Words {
    pub(super) venue: VenueKey,
    pub(super) event: String,
    pub(super) selection: String,
    pub(super) stake: Decimal,
    pub(super) price: Decimal,
}

impl Words {
    pub(super) fn new(
        venue: VenueKey,
        event: &str,
        selection: &str,
        stake: Decimal,
        price: Decimal,
    ) -> Self {
        let (event, selection) = (fold_name(event), fold_name(selection));
        Self { venue, event, selection, stake: stake.normalize(), price: price.normalize() }
    }
}

/// The label of an imported bet.
pub(super) fn tag(venue: &VenueKey, reference: &str) -> String {
    format!("{TAG}{venue}:{reference}")
}

impl Known {
    pub(super) async fn read(store: &dyn Store) -> Result<Self, Problem> {
        let venues: HashMap<VenueId, VenueKey> =
            store.venues().await?.into_iter().map(|venue| (venue.id, venue.key)).collect();
        let mut known = Self::default();
        let mut after = BetId::new(0);
        loop {
            let page = store.all_bets(after, PAGE).await?;
            for (record, is_deleted) in &page {
                after = after.max(record.bet.id());
                if !is_deleted {
                    known.add(record, &venues);
                }
            }
            if page.len() < usize::try_from(PAGE).unwrap_or(usize::MAX) {
                return Ok(known);
            }
        }
    }

    fn add(&mut self, record: &BetRecord, venues: &HashMap<VenueId, VenueKey>) {
        let id = record.bet.id();
        let mut tags = record.tags.iter().filter(|tag| tag.starts_with(TAG)).peekable();
        if tags.peek().is_some() {
            self.by_tag.extend(tags.map(|tag| (tag.clone(), id)));
            return;
        }
        let terms = record.bet.terms();
        let (Some(venue), [leg], [words]) =
            (venues.get(&terms.venue_id), terms.legs.as_slice(), record.legs.as_slice())
        else {
            return;
        };
        let price = leg.price.price().get();
        let stake = terms.stake.amount();
        let words = Words::new(venue.clone(), &words.match_id, &words.outcome, stake, price);
        self.by_words.entry(words).or_default().push((record.placed_at, id));
    }

    /// The bet that was imported under a label.
    pub(super) fn imported(&self, tag: &str) -> Option<BetId> {
        self.by_tag.get(tag).copied()
    }

    /// A bet recorded by hand that is in all likelihood the same.
    pub(super) fn by_hand(&self, words: &Words, placed_at: Timestamp) -> Option<BetId> {
        let near = |(at, _): &&(Timestamp, BetId)| (*at - placed_at).abs() <= APART_MAX;
        self.by_words.get(words)?.iter().find(near).map(|(_, id)| *id)
    }
}
