//! Bets, as stored.

use async_trait::async_trait;
use monps_core::bet::{Bet, BetOutcome, BetStatus, Channel, Strategy};
use monps_core::catalog::{MarketKind, Sport};
use monps_core::id::{BetId, EntryId, VenueId};
use monps_core::money::Money;
use monps_core::odds::Price;
use monps_core::quote::Side;
use monps_core::time::{TimeDelta, Timestamp};
use rust_decimal::Decimal;

use super::StoreError;
use super::ledger::Booking;

/// A bet with everything that is kept of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BetRecord {
    /// What was agreed and where it stands.
    pub bet: Bet,
    /// The words that it was recorded with.
    pub words: BetWords,
    /// The words and the event of each leg, in the order of the bet's legs.
    pub legs: Vec<LegRecord>,
    /// The sport of its first leg.
    pub sport: Sport,
    /// The login at the venue; empty where there is only one, or none.
    pub login: String,
    /// Play money.
    pub paper: bool,
    /// What it came to, once it is over.
    pub settled: Option<SettledRecord>,
    /// The closing line value in percent, where a person gave it.
    pub clv: Option<Decimal>,
    /// The price at the close.
    pub odds_close: Option<Price>,
    /// Whose close that is, and what else it says; nothing until it was looked for.
    pub closing: Option<ClosingRecord>,
    /// A person took its settling into their own hands: no result settles it by itself.
    pub by_hand: bool,
    /// A person's notes.
    pub notes: Option<String>,
    /// A person's labels.
    pub tags: Vec<String>,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// When it was recorded.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// How often it changed, from 1.
    pub version: i64,
}

impl BetRecord {
    /// The price taken: of an accumulator, the prices of its legs multiplied.
    pub(super) fn price_taken(&self) -> Result<Decimal, StoreError> {
        self.bet.price_taken().map(|factor| factor.get()).map_err(|error| StoreError::Refused {
            what: "write the price of a bet",
            source: Box::new(error),
        })
    }

    /// Everything that people may search for, in lower case, a line each.
    pub(super) fn search_text(&self) -> String {
        let words = &self.words;
        let mut lines = vec![&*words.match_id, &*words.outcome, &*words.bookmaker];
        lines.extend(words.market_type.as_deref());
        lines.extend(self.notes.as_deref());
        lines.extend(self.tags.iter().map(String::as_str));
        for leg in &self.legs {
            lines.extend([&*leg.match_id, &*leg.outcome, &*leg.home, &*leg.away]);
        }
        lines.join("\n").to_lowercase()
    }
}

/// The words that a bet was recorded with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BetWords {
    /// The event.
    pub match_id: String,
    /// The selection.
    pub outcome: String,
    /// The venue.
    pub bookmaker: String,
    /// The market, where it was named.
    pub market_type: Option<String>,
}

/// The words of a leg, and its event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegRecord {
    /// The event, as it was named.
    pub match_id: String,
    /// The selection, as it was named.
    pub outcome: String,
    /// The market, where it was named.
    pub market_type: Option<String>,
    /// The side listed first; empty where it is not known.
    pub home: String,
    /// The side listed second; empty where it is not known.
    pub away: String,
    /// When the event starts, or midnight UTC of its date.
    pub starts_at: Timestamp,
    /// Whether the hour is known.
    pub time_known: bool,
    /// The newest report that it was judged by; nothing where no result has decided it.
    pub report_seen: Option<i64>,
}

/// The close that a bet is measured by, as far as it was not given by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosingRecord {
    /// Whose it is: the key of a venue, `consensus`, or [`NO_CLOSE`].
    pub reference: String,
    /// How its margin was taken out.
    pub method: Option<String>,
    /// Price taken × fair closing probability − 1, in percent; of a lay the other way round.
    pub clv_fair: Option<Decimal>,
    /// How long before the start the reference was last seen.
    pub age: Option<TimeDelta>,
}

/// The reference of a bet of which no close was found.
pub const NO_CLOSE: &str = "none";

/// What a bet came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettledRecord {
    /// What became of it.
    pub outcome: BetOutcome,
    /// Everything returned, stake included, before commission.
    pub payout: Money,
    /// What the venue took.
    pub commission: Money,
    /// What was gained, after commission.
    pub profit: Money,
    /// The price that it was settled at, where that is not the price taken.
    pub price: Option<Price>,
    /// When it was settled.
    pub at: Timestamp,
}

/// A bet as the statistics want it: no text, no legs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BetFact {
    /// The bet.
    pub id: BetId,
    /// Where it was placed.
    pub venue_id: VenueId,
    /// Back or lay.
    pub side: Side,
    /// What the backer puts up.
    pub stake: Money,
    /// Whether the stake is the venue's, a free bet.
    pub is_free: bool,
    /// The price taken.
    pub price: Price,
    /// How it was placed.
    pub channel: Channel,
    /// Why it was placed.
    pub strategy: Strategy,
    /// The sport of its first leg.
    pub sport: Sport,
    /// The market of its only leg; none for an accumulator.
    pub market: Option<MarketKind>,
    /// Where it stands.
    pub status: BetStatus,
    /// What it came to.
    pub settled: Option<SettledRecord>,
    /// The closing line value in percent, where a person gave it.
    pub clv: Option<Decimal>,
    /// The price at the close.
    pub odds_close: Option<Price>,
    /// What it was worth against the fair close, in percent.
    pub clv_fair: Option<Decimal>,
    /// When it was placed.
    pub placed_at: Timestamp,
}

/// What a bet is to become, with everything that has to be written together.
#[derive(Clone, Debug)]
pub struct BetWrite {
    /// The bet as it is to be; its `version` is the new one.
    pub record: BetRecord,
    /// The version that this was decided on; none for a new bet.
    pub expected: Option<i64>,
    /// The bet goes from the lists.
    pub deleted_at: Option<Timestamp>,
    /// Entries, trace and answer.
    pub booking: Booking,
}

/// Which bets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BetFilter {
    /// With a result.
    pub result: Option<BetOutcome>,
    /// In one of these states; all when empty.
    pub statuses: Vec<BetStatus>,
    /// Placed that way.
    pub channel: Option<Channel>,
    /// Placed for that reason.
    pub strategy: Option<Strategy>,
    /// At the venue of a key.
    pub venue_key: Option<String>,
    /// On a sport.
    pub sport: Option<String>,
    /// In a market: as it was named, or its slug.
    pub market: Option<(String, String)>,
    /// Placed at or after.
    pub from: Option<Timestamp>,
    /// Placed before.
    pub to: Option<Timestamp>,
    /// With these letters, in lower case, somewhere in its words.
    pub text: Option<String>,
    /// Play money, or real money; both when none.
    pub paper: Option<bool>,
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BetSort {
    /// When it was recorded.
    #[default]
    Created,
    /// When it was placed.
    Placed,
    /// When it was settled; open bets count as earliest.
    Settled,
    /// The stake, whatever its currency.
    Stake,
    /// The price taken.
    Price,
    /// The profit; open bets count as lowest.
    Profit,
}

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BetQuery {
    /// Which bets.
    pub filter: BetFilter,
    /// By what.
    pub sort: BetSort,
    /// Smallest first.
    pub ascending: bool,
    /// After the bet with this sort value and id.
    pub after: Option<(String, BetId)>,
    /// At most so many.
    pub limit: u32,
}

/// A page of bets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BetPage {
    /// The bets, each with its sort value.
    pub bets: Vec<(String, BetRecord)>,
    /// How many there are on all pages.
    pub total: u64,
}

/// Keeping bets.
#[async_trait]
pub trait BetStore: Send + Sync {
    /// Writes a bet with its entries, trace and answer, or nothing of it. Answers the ids of the
    /// entries.
    ///
    /// [`StoreError::Conflict`] when the bet has changed since, or the key has been used.
    async fn write_bet(&self, write: &BetWrite) -> Result<Vec<EntryId>, StoreError>;

    /// A bet that was not deleted.
    async fn bet(&self, id: BetId) -> Result<Option<BetRecord>, StoreError>;

    /// A page of bets.
    async fn bets(&self, query: &BetQuery) -> Result<BetPage, StoreError>;

    /// Every bet of real money, for statistics, by id.
    async fn bet_facts(&self) -> Result<Vec<BetFact>, StoreError>;

    /// Every bet after an id, deleted ones too (marked), by id: for checking the books.
    async fn all_bets(
        &self,
        after: BetId,
        limit: u32,
    ) -> Result<Vec<(BetRecord, bool)>, StoreError>;

    /// Every open bet of real money.
    async fn open_bets(&self) -> Result<Vec<BetRecord>, StoreError>;
}
