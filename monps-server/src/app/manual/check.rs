//! From an entry's words to a price that can be stored, or to what is wrong with it.

use monps_core::adapter::{SourceEvent, SourceMarket, SourceVenue};
use monps_core::catalog::{Line, MarketKey, MarketKind, Period, Selection, fold_name};
use monps_core::id::EventId;
use monps_core::odds::QuotedPrice;
use monps_core::quote::Side;
use monps_core::time::Timestamp;
use rust_decimal::Decimal;

use super::{
    CLOCK_APART_MAX, EntryFault, LASTS, LASTS_MAX, Manual, ManualError, QUOTES_MAX, QuoteEntry,
};

/// A price that can be stored.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    /// Its match, without prices.
    pub(super) event: SourceEvent,
    /// The match in the catalogue, if it is there.
    pub(super) known_event: Option<EventId>,
    /// Its venue and market, without prices.
    pub(super) market: SourceMarket,
    pub(super) selection: Selection,
    pub(super) side: Side,
    pub(super) price: QuotedPrice,
    pub(super) stake_max: Option<Decimal>,
    pub(super) expires_at: Timestamp,
}

/// What is wrong with one entry.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<(&'static str, String)>);

impl Faults {
    pub(super) fn add(&mut self, field: &'static str, message: impl ToString) {
        self.0.push((field, message.to_string()));
    }

    fn take<T, E: ToString>(&mut self, field: &'static str, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.add(field, error)).ok()
    }
}

impl Manual {
    /// Checks every entry, so that whoever sent them learns of all faults at once.
    pub(super) async fn check(
        &self,
        entries: &[QuoteEntry],
        now: Timestamp,
    ) -> Result<Vec<Checked>, ManualError> {
        let mut checked: Vec<Checked> = Vec::with_capacity(entries.len());
        let mut all = Vec::new();
        if entries.is_empty() || entries.len() > QUOTES_MAX {
            let message = format!("send 1 to {QUOTES_MAX} prices, not {}", entries.len());
            all.push(EntryFault { index: 0, field: "", message });
            return Err(ManualError::Invalid { faults: all });
        }
        for (index, entry) in entries.iter().enumerate() {
            let mut faults = Faults::default();
            if let Some(one) = self.check_one(entry, now, &mut faults).await? {
                if checked.iter().any(|other| is_same(other, &one)) {
                    faults.add("", "the same selection at the same venue is there twice");
                }
                checked.push(one);
            }
            let faults = faults.0.into_iter();
            all.extend(faults.map(|(field, message)| EntryFault { index, field, message }));
        }
        if all.is_empty() { Ok(checked) } else { Err(ManualError::Invalid { faults: all }) }
    }

    async fn check_one(
        &self,
        entry: &QuoteEntry,
        now: Timestamp,
        faults: &mut Faults,
    ) -> Result<Option<Checked>, ManualError> {
        let event = self.find_match(entry, now, faults).await?;
        let venue = self.source_venue(&entry.venue, faults).await?;
        let key = market(entry, faults);
        let times = times(entry, now, faults);
        let (Some((event, known_event)), Some(venue), Some(key), Some((seen_at, expires_at))) =
            (event, venue, key, times)
        else {
            return Ok(None);
        };
        let Some(selection) = faults.take("selection", selection(entry, &key, &event)) else {
            return Ok(None);
        };
        if entry.stake_max.is_some_and(|most| most <= Decimal::ZERO) {
            faults.add("stake_max", "must be above 0");
        }
        let market = SourceMarket {
            venue,
            key,
            source_at: Some(seen_at),
            approximate: false,
            quotes: Vec::new(),
        };
        let (side, price, stake_max) = (entry.side, entry.price, entry.stake_max);
        Ok(Some(Checked {
            event,
            known_event,
            market,
            selection,
            side,
            price,
            stake_max,
            expires_at,
        }))
    }

    /// A known venue, or a new bookmaker of that name.
    async fn source_venue(
        &self,
        name: &str,
        faults: &mut Faults,
    ) -> Result<Option<SourceVenue>, ManualError> {
        let meant = self.names.meant_venue(name).await?;
        if meant.is_none() {
            faults.add("venue", "is empty");
        }
        Ok(meant)
    }
}

fn is_same(one: &Checked, other: &Checked) -> bool {
    one.event.key == other.event.key
        && one.market.key == other.market.key
        && one.market.venue.key == other.market.venue.key
        && one.selection == other.selection
        && one.side == other.side
}

fn market(entry: &QuoteEntry, faults: &mut Faults) -> Option<MarketKey> {
    let kind: Option<MarketKind> = faults.take("market", entry.market.parse());
    let period = match &entry.period {
        None => Some(Period::FullTime),
        Some(text) => faults.take("period", text.parse()),
    };
    let line = match entry.line {
        None => Some(None),
        Some(line) => faults.take("line", Line::new(line)).map(Some),
    };
    let (kind, period, line) = (kind?, period?, line?);
    if matches!(kind, MarketKind::Opaque(_)) {
        // A person means a market that is known; a new word would never be compared with anything.
        faults.add(
            "market",
            "unknown: one of 1x2, winner, draw_no_bet, double_chance, total, asian_handicap, btts",
        );
        return None;
    }
    faults.take("line", MarketKey::new(kind, period, line))
}

/// The selection by its slug or sign, or by the name of a side.
fn selection(
    entry: &QuoteEntry,
    key: &MarketKey,
    event: &SourceEvent,
) -> Result<Selection, monps_core::error::catalog::CatalogError> {
    key.selection(&entry.selection).or_else(|error| {
        let named = fold_name(&entry.selection);
        let side = [(Selection::Home, &event.home), (Selection::Away, &event.away)]
            .into_iter()
            .find(|(side, name)| fold_name(name) == named && key.kind.has(side));
        side.map(|(side, _)| side).ok_or(error)
    })
}

/// When it was seen and when it stops counting.
fn times(
    entry: &QuoteEntry,
    now: Timestamp,
    faults: &mut Faults,
) -> Option<(Timestamp, Timestamp)> {
    let seen_at = entry.seen_at.unwrap_or(now);
    if seen_at > now + CLOCK_APART_MAX {
        faults.add("seen_at", "is in the future");
        return None;
    }
    if seen_at < now - LASTS_MAX {
        faults.add("seen_at", format!("is more than {} days ago", LASTS_MAX.num_days()));
        return None;
    }
    let expires_at = entry.expires_at.unwrap_or(seen_at + LASTS);
    if expires_at <= now {
        let message = if entry.expires_at.is_some() {
            "has passed".to_owned()
        } else {
            format!("a price counts for {} minutes unless told otherwise", LASTS.num_minutes())
        };
        faults.add("expires_at", message);
        return None;
    }
    if expires_at > now + LASTS_MAX {
        faults.add("expires_at", format!("at most {} days from now", LASTS_MAX.num_days()));
        return None;
    }
    Some((seen_at.min(now), expires_at))
}
