//! From the invented world to the words of the contract.

use monps_core::adapter::{SourceEvent, SourceMarket, SourceQuote, SourceResult, SourceVenue};
use monps_core::catalog::{Line, MarketKey, MarketKind, Period, Season, Sport};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::odds::QuotedPrice;
use monps_core::quote::Side;
use monps_core::time::{DateTime, Timestamp};
use rust_decimal::Decimal;

use super::cast::{Character, VENUES};
use super::market::{Offer, Tag};
use super::model::Question;
use super::world::{Fixture, Game};

/// The competitions: their words and names.
pub(super) const COMPETITIONS: [(Game, &str, &str); 2] = [
    (Game::Football, "simulated-league", "Simulated League"),
    (Game::Tennis, "simulated-tour", "Simulated Tour"),
];

/// The word and name of a game's competition.
pub(super) fn competition(game: Game) -> (&'static str, &'static str) {
    let found = COMPETITIONS.iter().find(|(of, _, _)| *of == game);
    found.map_or(("simulated", "Simulated"), |(_, word, name)| (word, name))
}

/// An event with its offers.
pub(super) fn event(fixture: &Fixture, offers: Vec<Offer>) -> Result<SourceEvent, Fault> {
    let starts_at = instant(fixture.starts_at_s)?;
    let (word, name) = competition(fixture.game);
    Ok(SourceEvent {
        key: fixture.key(),
        sport: match fixture.game {
            Game::Football => Sport::FOOTBALL,
            Game::Tennis => Sport::TENNIS,
        },
        competition: word.to_owned(),
        competition_title: name.to_owned(),
        season: Some(Season::of(starts_at.date_naive())),
        home: fixture.home.to_owned(),
        away: fixture.away.to_owned(),
        starts_at,
        time_known: true,
        markets: offers.into_iter().map(market).collect::<Result<_, _>>()?,
    })
}

/// A final result.
pub(super) fn result(fixture: &Fixture, seed: u64) -> Result<SourceResult, Fault> {
    Ok(SourceResult {
        event_key: fixture.key(),
        is_final: true,
        scores: fixture.scores(seed),
        source_at: Some(instant(fixture.ends_at_s())?),
    })
}

fn market(offer: Offer) -> Result<SourceMarket, Fault> {
    let venue = VENUES
        .get(offer.venue)
        .ok_or_else(|| Fault::new(FaultCode::Internal, "an offer of no venue"))?;
    let source_at = Some(instant(offer.at_s)?);
    let quote = |side: Side| {
        move |tag: Tag| SourceQuote {
            selection: tag.selection,
            side,
            price: QuotedPrice::from(tag.price),
            available: tag.available,
            stake_max: venue.stake_max.map(Decimal::from),
        }
    };
    let backs = offer.backs.into_iter().map(quote(Side::Back));
    let lays = offer.lays.into_iter().map(quote(Side::Lay));
    Ok(SourceMarket {
        venue: source_venue(venue)?,
        key: market_key(offer.question),
        source_at,
        approximate: false,
        quotes: backs.chain(lays).collect(),
    })
}

fn source_venue(venue: &Character) -> Result<SourceVenue, Fault> {
    let key =
        venue.slug.parse().map_err(|error| Fault::new(FaultCode::Internal, format!("{error}")))?;
    Ok(SourceVenue { key, title: venue.title.to_owned(), kind: venue.kind })
}

const fn market_key(question: Question) -> MarketKey {
    let (kind, line) = match question {
        Question::MatchOdds => (MarketKind::MatchOdds, None),
        Question::Winner => (MarketKind::Winner, None),
        Question::Goals => (MarketKind::Total, Some(Line::from_quarters(10))),
        Question::Handicap(line) => (MarketKind::AsianHandicap, Some(line)),
        Question::BothScore => (MarketKind::BothTeamsToScore, None),
    };
    MarketKey { kind, period: Period::FullTime, line }
}

fn instant(seconds: i64) -> Result<Timestamp, Fault> {
    DateTime::from_timestamp_secs(seconds).ok_or_else(|| {
        let message = "the simulator's clock is beyond what a calendar holds";
        Fault::new(FaultCode::Internal, message)
    })
}
