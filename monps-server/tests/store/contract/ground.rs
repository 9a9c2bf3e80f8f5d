//! Ground of a test's own in a store that others use too: an event with markets, venues and accounts.

use std::sync::Arc;

use monps_core::bet::{Bet, BetStatus, Channel, Leg, Offer, Strategy, Terms};
use monps_core::catalog::{MarketKey, MarketKind, Selection, Sport, Venue, VenueAccess, VenueKind};
use monps_core::id::{BetId, EventId, MarketId, SelectionId, SourceId, VenueId};
use monps_core::ledger::{Account, AccountKind, Book};
use monps_core::money::{Currency, Money};
use monps_core::odds::{Commission, Price, QuotedPrice};
use monps_core::quote::Side;
use monps_core::time::{Observed, TimeDelta, Timestamp, parse_timestamp};
use monps_server::store::{
    AccountKey, Batch, BetRecord, BetWords, EventOrigin, LegRecord, NewEvent, NewMarket, NewRef,
    NewSelection, QuoteRow, Sequence, Store,
};
use rust_decimal::Decimal;

/// When everything happens.
pub(crate) fn noon() -> Timestamp {
    parse_timestamp("2026-11-22T12:00:00.123Z").unwrap()
}

pub(crate) fn seconds(count: i64) -> TimeDelta {
    TimeDelta::seconds(count)
}

pub(crate) fn price(text: &str) -> Price {
    text.parse().unwrap()
}

/// An event of a competition of its own, with a 1x2 market, two venues and a source.
pub(crate) struct Ground {
    pub(crate) store: Arc<dyn Store>,
    /// Tells this ground's names from any other's.
    pub(crate) mark: i64,
    pub(crate) source: SourceId,
    pub(crate) venues: Vec<Venue>,
    pub(crate) event: EventId,
    pub(crate) market: MarketId,
    /// Home, draw, away.
    pub(crate) selections: [SelectionId; 3],
}

impl Ground {
    pub(crate) async fn new(store: &Arc<dyn Store>) -> Self {
        let mark = store.reserve(Sequence::Events, 1).await.unwrap();
        let source = store.ensure_source(&format!("source-{mark}")).await.unwrap();
        let wanted: Vec<Venue> =
            ["bookmaker", "exchange"].into_iter().map(|kind| new_venue(mark, kind)).collect();
        let venues = store.ensure_venues(&wanted).await.unwrap();
        let market = store.reserve(Sequence::Markets, 1).await.unwrap();
        let first = store.reserve(Sequence::Selections, 3).await.unwrap();
        let ground = Self {
            store: Arc::clone(store),
            mark,
            source,
            venues,
            event: EventId::new(mark),
            market: MarketId::new(market),
            selections: [0, 1, 2].map(|step| SelectionId::new(first + step)),
        };
        store.append(&ground.catalogue()).await.unwrap();
        ground
    }

    /// The batch that made the ground.
    pub(crate) fn catalogue(&self) -> Batch {
        let answers = [Selection::Home, Selection::Draw, Selection::Away];
        let selections = self.selections.iter().zip(answers);
        Batch {
            events: vec![self.new_event()],
            refs: vec![NewRef::first(self.source, self.name("ref"), self.event)],
            markets: vec![NewMarket { id: self.market, event_id: self.event, key: key() }],
            selections: selections
                .map(|(id, selection)| NewSelection { id: *id, market_id: self.market, selection })
                .collect(),
            ..Batch::default()
        }
    }

    pub(crate) fn new_event(&self) -> NewEvent {
        NewEvent {
            id: self.event,
            slug: self.name("event"),
            sport: "football".parse::<Sport>().unwrap(),
            competition: Some((self.name("league"), "The League".to_owned())),
            season: Some(2026),
            home: self.name("Évian"),
            away: self.name("Brest"),
            starts_at: noon() + TimeDelta::hours(7),
            time_known: true,
            origin: EventOrigin::Feed,
            created_at: noon(),
        }
    }

    /// A name that only this ground uses.
    pub(crate) fn name(&self, word: &str) -> String {
        format!("{word}-{}", self.mark)
    }

    /// The exchange.
    pub(crate) fn exchange(&self) -> &Venue {
        &self.venues[1]
    }

    /// The bookmaker.
    pub(crate) fn bookmaker(&self) -> &Venue {
        &self.venues[0]
    }

    /// A back price of the exchange for a selection, so many seconds after noon.
    pub(crate) fn quote(&self, selection: usize, after: i64, text: &str) -> QuoteRow {
        QuoteRow {
            selection_id: self.selections[selection],
            venue_id: self.exchange().id,
            side: Side::Back,
            source_id: self.source,
            observed: Observed {
                source_at: noon() + seconds(after),
                observed_at: noon() + seconds(after + 1),
                approximate: false,
            },
            price: (!text.is_empty()).then(|| QuotedPrice::from(price(text))),
            available: None,
            stake_max: None,
        }
    }

    pub(crate) async fn write(&self, quotes: Vec<QuoteRow>) -> u64 {
        let batch = Batch { quotes, ..Batch::default() };
        self.store.append(&batch).await.unwrap().quotes
    }

    /// A new bet on the home side with the bookmaker.
    pub(crate) async fn bet(&self, stake: Decimal) -> BetRecord {
        let id = BetId::new(self.store.reserve(Sequence::Bets, 1).await.unwrap());
        let quoted = QuotedPrice::fractional(11, 10).unwrap();
        let mut leg = Leg::new(self.event, key(), Selection::Home, quoted).unwrap();
        leg.selection_id = Some(self.selections[0]);
        let terms = Terms {
            id,
            venue_id: self.bookmaker().id,
            side: Side::Back,
            stake: euros(stake),
            legs: vec![leg],
            commission: Commission::NONE,
            channel: Channel::Ligne,
            strategy: Strategy::VALUE,
            offer: Offer::NONE,
        };
        let event = self.new_event();
        BetRecord {
            bet: Bet::new(terms, BetStatus::Open).unwrap(),
            words: BetWords {
                match_id: self.name("event"),
                outcome: "home".to_owned(),
                bookmaker: "bookmaker".to_owned(),
                market_type: Some("1x2".to_owned()),
            },
            legs: vec![LegRecord {
                match_id: self.name("event"),
                outcome: "home".to_owned(),
                market_type: Some("1x2".to_owned()),
                home: event.home,
                away: event.away,
                starts_at: event.starts_at,
                time_known: true,
                report_seen: None,
            }],
            sport: event.sport,
            login: String::new(),
            paper: false,
            settled: None,
            clv: None,
            odds_close: None,
            closing: None,
            by_hand: false,
            notes: Some("« un pari » 😀".to_owned()),
            tags: vec!["derby".to_owned(), "c'est \"fini\", {oui}".to_owned()],
            placed_at: noon(),
            created_at: noon(),
            updated_at: noon(),
            version: 1,
        }
    }

    /// An account of a book in euros.
    pub(crate) async fn account(&self, kind: AccountKind) -> Account {
        let venue = (kind == AccountKind::Venue).then(|| (self.bookmaker().id, self.name("me")));
        let key = AccountKey { kind, venue, currency: Currency::EUR, book: Book::Real };
        self.store.ensure_accounts(&[key]).await.unwrap().remove(0)
    }
}

fn new_venue(mark: i64, kind: &str) -> Venue {
    let rate = if kind == "exchange" { "0.050" } else { "0" };
    Venue {
        id: VenueId::new(0),
        key: format!("{kind}-{mark}").parse().unwrap(),
        title: format!("The {kind}"),
        kind: if kind == "exchange" { VenueKind::Exchange } else { VenueKind::Bookmaker },
        access: VenueAccess::Held,
        commission: Commission::new(rate.parse().unwrap()).unwrap(),
        age_max: TimeDelta::seconds(90),
    }
}

/// 1x2 over the full time.
pub(crate) fn key() -> MarketKey {
    MarketKey::full_time(MarketKind::MatchOdds, None).unwrap()
}

pub(crate) fn euros(amount: Decimal) -> Money {
    Money::new(amount, Currency::EUR).unwrap()
}
