//! Which bets are recorded already.

use std::collections::{HashMap, HashSet};

use monps_core::catalog::{VenueKey, fold_name};
use monps_core::id::{BetId, VenueId};
use monps_core::quote::Side;
use monps_core::time::{TimeDelta, Timestamp};
use rust_decimal::Decimal;

use crate::app::bets::NewBet;
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
    /// The last bet of a label that was deleted: it may be imported again.
    deleted: HashMap<String, BetId>,
    /// Bets recorded by hand that a row of the file was found to be: each is one row's.
    taken: HashSet<BetId>,
}

/// What a bet recorded by hand is recognised by: venue, matches, selections, side, stake, price.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Words {
    venue: VenueKey,
    events: Vec<String>,
    selections: Vec<String>,
    lays: bool,
    paper: bool,
    stake: Decimal,
    price: Option<Decimal>,
}

impl Words {
    pub(super) fn of(venue: VenueKey, new: &NewBet) -> Self {
        let price =
            new.legs.iter().try_fold(Decimal::ONE, |price, leg| price.checked_mul(leg.odds_value));
        Self {
            venue,
            events: new.legs.iter().map(|leg| fold_name(&leg.match_id)).collect(),
            selections: new.legs.iter().map(|leg| fold_name(&leg.outcome)).collect(),
            lays: new.lays,
            paper: new.paper,
            stake: new.stake.normalize(),
            price: price.map(|price| price.normalize()),
        }
    }

    fn of_record(venue: VenueKey, record: &BetRecord) -> Self {
        let terms = record.bet.terms();
        let mut prices = terms.legs.iter().map(|leg| leg.price.price().get());
        let price = prices.try_fold(Decimal::ONE, Decimal::checked_mul);
        Self {
            venue,
            events: record.legs.iter().map(|leg| fold_name(&leg.match_id)).collect(),
            selections: record.legs.iter().map(|leg| fold_name(&leg.outcome)).collect(),
            lays: terms.side == Side::Lay,
            paper: record.paper,
            stake: terms.stake.amount().normalize(),
            price: price.map(|price| price.normalize()),
        }
    }
}

/// The label of an imported bet.
pub(super) fn tag(venue: &VenueKey, reference: &str) -> String {
    format!("{TAG}{venue}:{reference}")
}

/// The venue's number in the label of an imported bet; none in a person's label.
pub(in crate::app) fn reference_of(tag: &str) -> Option<&str> {
    tag.strip_prefix(TAG)?.split_once(':').map(|(_, reference)| reference)
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
                known.add(record, *is_deleted, &venues);
            }
            if page.len() < usize::try_from(PAGE).unwrap_or(usize::MAX) {
                return Ok(known);
            }
        }
    }

    fn add(&mut self, record: &BetRecord, is_deleted: bool, venues: &HashMap<VenueId, VenueKey>) {
        let id = record.bet.id();
        let mut tags = record.tags.iter().filter(|tag| tag.starts_with(TAG)).peekable();
        if tags.peek().is_some() {
            let of = if is_deleted { &mut self.deleted } else { &mut self.by_tag };
            of.extend(tags.map(|tag| (tag.clone(), id)));
        } else if let (Some(venue), false) = (venues.get(&record.bet.terms().venue_id), is_deleted)
        {
            let words = Words::of_record(venue.clone(), record);
            self.by_words.entry(words).or_default().push((record.placed_at, id));
        }
    }

    /// The bet that was imported under a label.
    pub(super) fn imported(&self, tag: &str) -> Option<BetId> {
        self.by_tag.get(tag).copied()
    }

    /// The last bet of a label that was deleted.
    pub(super) fn deleted(&self, tag: &str) -> Option<BetId> {
        self.deleted.get(tag).copied()
    }

    /// A row was found to be this bet.
    pub(super) fn take(&mut self, id: BetId) {
        self.taken.insert(id);
    }

    /// A bet recorded by hand that is in all likelihood the same, and that no row before was.
    pub(super) fn take_by_hand(&mut self, words: &Words, placed_at: Timestamp) -> Option<BetId> {
        let taken = &mut self.taken;
        let near = |(at, id): &&(Timestamp, BetId)| {
            (*at - placed_at).abs() <= APART_MAX && !taken.contains(id)
        };
        let found = self.by_words.get(words)?.iter().find(near).map(|(_, id)| *id)?;
        taken.insert(found);
        Some(found)
    }
}
