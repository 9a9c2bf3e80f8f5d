//! What an adapter has understood, in the source's own names.

use rust_decimal::Decimal;

use super::trading::Balance;
use crate::catalog::{MarketKey, Period, Season, Selection, Sport, VenueKey, VenueKind};
use crate::odds::QuotedPrice;
use crate::quote::Side;
use crate::time::Timestamp;

/// All a source said in one answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// When the answer was received.
    pub observed_at: Option<Timestamp>,
    /// Events with their quotes.
    pub events: Vec<SourceEvent>,
    /// Results.
    pub results: Vec<SourceResult>,
    /// What the snapshot says about what it does not carry.
    pub coverage: Coverage,
    /// The competitions that an image covers: an event of theirs that is missing here is gone.
    pub competitions: Vec<String>,
    /// The quota, where the source tells it.
    pub quota: Option<QuotaReport>,
    /// What was not understood, with reasons.
    pub skipped: Vec<Skipped>,
    /// The venue's own ids of markets and selections, for whoever places bets there.
    pub references: Vec<SourceReference>,
    /// Which competitions there are, where the catalogue was asked for.
    pub catalogue: Vec<SourceCompetition>,
    /// What the account holds, where that was asked for.
    pub account: Option<Balance>,
    /// Whether the source can be heard.
    pub standing: Standing,
}

impl Snapshot {
    /// How many quotes it carries.
    #[must_use]
    pub fn quote_count(&self) -> usize {
        self.events.iter().flat_map(|event| &event.markets).map(|market| market.quotes.len()).sum()
    }

    /// What it says about whether the source can be heard. None where it only tells what was not
    /// understood: that is no word of the source's.
    #[must_use]
    pub fn heard(&self) -> Option<Standing> {
        let speaks = self.standing == Standing::Away
            || self.skipped.is_empty()
            || !self.events.is_empty()
            || self.coverage == Coverage::Competitions;
        speaks.then_some(self.standing)
    }
}

/// What the absence of a price means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coverage {
    /// Only changes: what is absent stands.
    #[default]
    Delta,
    /// For each event listed, all that the source has: what is absent is withdrawn.
    Events,
    /// For the competitions listed, all that the source has, events included.
    Competitions,
}

/// Whether a source can be heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It can.
    #[default]
    Live,
    /// Its stream is away or says itself that it is late: what it told before may be out of date and is
    /// not to be acted upon until it is told again.
    Away,
}

/// A competition as a source names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceCompetition {
    /// The source's word for it.
    pub key: String,
    /// Its name as people know it.
    pub title: String,
    /// The sport.
    pub sport: Sport,
    /// How many events or markets it has now, where the source tells.
    pub count: Option<u32>,
}

/// The venue's own ids of a market, or of one selection of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceReference {
    /// The source's id of the event.
    pub event_key: String,
    /// Whose ids they are.
    pub venue: VenueKey,
    /// Which question.
    pub market: MarketKey,
    /// The venue's id of the market.
    pub market_id: String,
    /// The selection and the venue's id of it.
    pub selection: (Selection, String),
}

/// An event as a source names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEvent {
    /// The source's id, stable over its answers.
    pub key: String,
    /// The sport.
    pub sport: Sport,
    /// The competition, in the source's word.
    pub competition: String,
    /// The competition's name as people know it.
    pub competition_title: String,
    /// The season, where the source tells.
    pub season: Option<Season>,
    /// The side listed first; empty for an outright.
    pub home: String,
    /// The side listed second; empty for an outright.
    pub away: String,
    /// When it starts, or midnight UTC of its date.
    pub starts_at: Timestamp,
    /// Whether the hour is known.
    pub time_known: bool,
    /// Quotes, by venue and market.
    pub markets: Vec<SourceMarket>,
}

/// One venue's quotes for one market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceMarket {
    /// Who quotes.
    pub venue: SourceVenue,
    /// Which question.
    pub key: MarketKey,
    /// The source's own clock.
    pub source_at: Option<Timestamp>,
    /// Whether that clock is a convention.
    pub approximate: bool,
    /// The prices.
    pub quotes: Vec<SourceQuote>,
}

/// A venue as a source names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceVenue {
    /// Its slug in our vocabulary.
    pub key: VenueKey,
    /// Its name.
    pub title: String,
    /// What it is.
    pub kind: VenueKind,
}

/// A price as a source gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceQuote {
    /// Which answer.
    pub selection: Selection,
    /// Back or lay.
    pub side: Side,
    /// The price, with what was quoted.
    pub price: QuotedPrice,
    /// How much can be had at it.
    pub available: Option<Decimal>,
    /// The most the venue takes.
    pub stake_max: Option<Decimal>,
}

/// A result as a source gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceResult {
    /// The source's id of the event.
    pub event_key: String,
    /// Whether the source calls it final.
    pub is_final: bool,
    /// The scores it gives, by period.
    pub scores: Vec<Score>,
    /// The source's own clock.
    pub source_at: Option<Timestamp>,
}

/// A score of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Score {
    /// Which part of the event.
    pub period: Period,
    /// Of the side listed first.
    pub home: u32,
    /// Of the side listed second.
    pub away: u32,
}

/// What the source says is left of its quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaReport {
    /// Units left in the period.
    pub remaining: Option<u32>,
    /// Units used in the period.
    pub used: Option<u32>,
    /// What the last call cost.
    pub last_cost: Option<u32>,
}

/// Something that was not understood and left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Where: a file and line, or a JSON pointer.
    pub at: String,
    /// Why, and what is expected.
    pub reason: String,
}
