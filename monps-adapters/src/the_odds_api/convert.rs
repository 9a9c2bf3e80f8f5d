//! From the source's words to ours. Outcomes are matched by name, never by position; what is not
//! understood is skipped with its place and a reason, never guessed.

use std::collections::BTreeMap;

use monps_core::adapter::{
    Score, Skipped, Snapshot, SourceEvent, SourceMarket, SourceQuote, SourceResult, SourceVenue,
};
use monps_core::catalog::{
    Line, MarketKey, MarketKind, Period, Selection, Sport, VenueKey, VenueKind,
};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::odds::{OddsFormat, QuotedPrice};
use monps_core::quote::Side;
use monps_core::time::{DateTime, Timestamp, parse_timestamp};
use rust_decimal::Decimal;
use serde_json::value::RawValue;

use super::wire::{self, scalar};

/// The longest name taken, in bytes.
const NAME_BYTES_MAX: usize = 200;
/// Reasons kept one by one in a snapshot; the rest are counted.
const SKIPPED_MAX: usize = 1000;
/// The outcome that is neither side, as the source names it.
const DRAW: &str = "Draw";

/// Why something is left out.
type Reason = String;

/// What an answer about odds says.
pub(super) fn odds(body: &[u8], format: OddsFormat) -> Result<Snapshot, Fault> {
    let mut skips = Skips::default();
    let mut events = Vec::new();
    for (at, raw) in wire::events(body)? {
        let read = read_event::<wire::Event<'_>>(raw);
        if let Ok(event) = &read {
            refuse_another_format(event, format, &at)?;
        }
        match read.and_then(|event| source_event(&event, format, &at, &mut skips)) {
            Ok(event) => events.push(event),
            Err(reason) => skips.push(&at, reason),
        }
    }
    Ok(Snapshot {
        events,
        skipped: skips.finish(),
        ..Snapshot::default()
    })
}

/// What an answer about scores says. An event without scores is not skipped: it has not begun.
pub(super) fn results(body: &[u8]) -> Result<Snapshot, Fault> {
    let mut skips = Skips::default();
    let mut results = Vec::new();
    for (at, raw) in wire::events(body)? {
        match read_event(raw).and_then(|event| source_result(&event)) {
            Ok(result) => results.extend(result),
            Err(reason) => skips.push(&at, reason),
        }
    }
    Ok(Snapshot {
        results,
        skipped: skips.finish(),
        ..Snapshot::default()
    })
}

fn read_event<'a, T: serde::Deserialize<'a>>(raw: &'a RawValue) -> Result<T, Reason> {
    serde_json::from_str(raw.get())
        .map_err(|error| format!("the event is not of the documented shape: {error}"))
}

/// +240 read as decimal odds would be a price of 240. A negative price gives such an answer away,
/// and then none of it can be trusted.
fn refuse_another_format(
    event: &wire::Event<'_>,
    format: OddsFormat,
    at: &str,
) -> Result<(), Fault> {
    let mut prices = event
        .bookmakers
        .iter()
        .flat_map(|bookmaker| &bookmaker.markets)
        .flat_map(|market| &market.outcomes)
        .filter_map(|outcome| outcome.price);
    let american = |raw: &RawValue| scalar(raw).parse::<i64>().is_ok_and(|line| line <= -100);
    if format == OddsFormat::Decimal && prices.any(american) {
        let message =
            "the prices are American odds where decimal ones were asked for: set odds_format = american";
        return Err(Fault::new(FaultCode::SchemaDrift, message).at(at));
    }
    Ok(())
}

fn source_event(
    event: &wire::Event<'_>,
    format: OddsFormat,
    at: &str,
    skips: &mut Skips,
) -> Result<SourceEvent, Reason> {
    let sport = sport(&event.sport_key)?;
    let sides = Sides::new(event.home_team.as_deref(), event.away_team.as_deref())?;
    let mut markets = Vec::new();
    for (index, bookmaker) in event.bookmakers.iter().enumerate() {
        let reader = BookmakerReader {
            sport: &sport,
            sides: &sides,
            format,
            at: format!("{at}/bookmakers/{index}"),
        };
        markets.extend(reader.markets(bookmaker, skips));
    }
    Ok(SourceEvent {
        key: name("id", &event.id)?,
        competition: event.sport_key.clone().into_owned(),
        competition_title: event
            .sport_title
            .as_deref()
            .and_then(|title| name("sport_title", title).ok())
            .unwrap_or_else(|| event.sport_key.clone().into_owned()),
        season: None,
        home: sides.home.unwrap_or_default(),
        away: sides.away.unwrap_or_default(),
        starts_at: instant(event.commence_time).ok_or("commence_time is not a time")?,
        time_known: true,
        sport,
        markets,
    })
}

fn source_result(event: &wire::ScoredEvent<'_>) -> Result<Option<SourceResult>, Reason> {
    let Some(scores) = &event.scores else {
        return if event.completed {
            Err("the event is over and has no scores".to_owned())
        } else {
            Ok(None)
        };
    };
    let sides = Sides::new(event.home_team.as_deref(), event.away_team.as_deref())?;
    let of = |side: &Selection| -> Result<u32, Reason> {
        let mut found = scores
            .iter()
            .filter(|score| sides.side(&score.name).as_ref() == Some(side));
        let (Some(score), None) = (found.next(), found.next()) else {
            return Err(format!("there is not exactly one score of the side {side}"));
        };
        let text = score.score.map(scalar).unwrap_or_default();
        text.parse().map_err(|_| {
            format!("the score {:?} of the side {side} is not a whole number", short(text))
        })
    };
    let score = Score {
        period: whole_event(&sport(&event.sport_key)?),
        home: of(&Selection::Home)?,
        away: of(&Selection::Away)?,
    };
    Ok(Some(SourceResult {
        event_key: name("id", &event.id)?,
        is_final: event.completed,
        scores: vec![score],
        source_at: event.last_update.and_then(instant),
    }))
}

/// What one bookmaker's block is read with.
struct BookmakerReader<'a> {
    sport: &'a Sport,
    sides: &'a Sides,
    format: OddsFormat,
    at: String,
}

impl BookmakerReader<'_> {
    fn markets(&self, bookmaker: &wire::Bookmaker<'_>, skips: &mut Skips) -> Vec<SourceMarket> {
        let Ok(key) = bookmaker.key.parse::<VenueKey>() else {
            skips.push(&format!("{}/key", self.at), "the bookmaker's key is not a slug");
            return Vec::new();
        };
        let venue = SourceVenue {
            title: bookmaker
                .title
                .as_deref()
                .and_then(|title| name("title", title).ok())
                .unwrap_or_else(|| key.to_string()),
            kind: venue_kind(&key),
            key,
        };
        let draw_offered = bookmaker.markets.iter().any(|market| {
            market.key.starts_with("h2h") && market.outcomes.iter().any(|it| it.name == DRAW)
        });
        let mut found: BTreeMap<MarketKey, SourceMarket> = BTreeMap::new();
        for (index, market) in bookmaker.markets.iter().enumerate() {
            let at = format!("{}/markets/{index}", self.at);
            let updated = market.last_update.or(bookmaker.last_update);
            let source_at = updated.and_then(instant);
            let question = Question::new(&market.key, self.sport, draw_offered);
            for (index, outcome) in market.outcomes.iter().enumerate() {
                let read = self.quote(&question, &venue, outcome).and_then(|(key, quote)| {
                    let market = found.entry(key.clone()).or_insert_with(|| SourceMarket {
                        venue: venue.clone(),
                        key,
                        source_at,
                        approximate: false,
                        quotes: Vec::new(),
                    });
                    add(market, quote, source_at)
                });
                if let Err(reason) = read {
                    skips.push(&format!("{at}/outcomes/{index}"), reason);
                }
            }
        }
        found.into_values().collect()
    }

    fn quote(
        &self,
        question: &Question,
        venue: &SourceVenue,
        outcome: &wire::Outcome<'_>,
    ) -> Result<(MarketKey, SourceQuote), Reason> {
        let (selection, line) = self.answer(question, outcome)?;
        let key = MarketKey::new(question.kind.clone(), question.period, line);
        let text = outcome.price.map(scalar).ok_or("there is no price")?;
        let price = QuotedPrice::parse(text, self.format)
            .map_err(|error| format!("the price is unusable: {error}"))?;
        let limit = outcome.bet_limit.map(scalar).and_then(amount);
        let is_exchange = venue.kind == VenueKind::Exchange;
        let quote = SourceQuote {
            selection,
            side: question.side,
            price,
            available: limit.filter(|_| is_exchange),
            stake_max: limit.filter(|_| !is_exchange),
        };
        Ok((key.map_err(|error| error.to_string())?, quote))
    }

    /// Which answer an outcome is, and to which line.
    fn answer(
        &self,
        question: &Question,
        outcome: &wire::Outcome<'_>,
    ) -> Result<(Selection, Option<Line>), Reason> {
        let named = outcome.name.as_ref();
        let line = || -> Result<Line, Reason> {
            let text = outcome.point.map(scalar).ok_or("there is no point")?;
            text.parse::<Line>().map_err(|error| error.to_string())
        };
        let selection = match &question.kind {
            MarketKind::Opaque(_) => {
                let point = outcome.point.map(scalar);
                let words = [outcome.description.as_deref(), Some(named), point];
                let words: Vec<&str> = words.into_iter().flatten().collect();
                let selection = Selection::named(&words.join(" "));
                return Ok((selection.map_err(|error| error.to_string())?, None));
            }
            MarketKind::Total | MarketKind::BothTeamsToScore => match named {
                "Over" => Some(Selection::Over),
                "Under" => Some(Selection::Under),
                "Yes" => Some(Selection::Yes),
                "No" => Some(Selection::No),
                _ => None,
            },
            MarketKind::DoubleChance => self.sides.pair(named),
            _ => self.sides.side(named),
        };
        let selection = selection
            .filter(|selection| question.kind.has(selection))
            .ok_or_else(|| {
                format!("the outcome {:?} is no answer of the market {}", short(named), question.kind)
            })?;
        let line = match (&question.kind, &selection) {
            // The line of a handicap is the home side's.
            (MarketKind::AsianHandicap, Selection::Away) => Some(line()?.mirrored()),
            (MarketKind::AsianHandicap | MarketKind::Total, _) => Some(line()?),
            _ => None,
        };
        Ok((selection, line))
    }
}

/// Adds a quote to its market. Back and lay stand side by side; the older of their clocks counts.
fn add(
    market: &mut SourceMarket,
    quote: SourceQuote,
    source_at: Option<Timestamp>,
) -> Result<(), Reason> {
    let same = |held: &SourceQuote| held.selection == quote.selection && held.side == quote.side;
    if market.quotes.iter().any(same) {
        return Err(format!(
            "the market {} has a price for {} already: which one stands is not said",
            market.key, quote.selection
        ));
    }
    market.quotes.push(quote);
    market.source_at = market.source_at.min(source_at);
    Ok(())
}

/// Which question a market key asks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Question {
    kind: MarketKind,
    period: Period,
    side: Side,
}

impl Question {
    fn new(key: &str, sport: &Sport, draw_offered: bool) -> Self {
        let football = *sport == Sport::FOOTBALL;
        let (stem, part) = match (key.strip_suffix("_h1"), key.strip_suffix("_h2")) {
            (Some(stem), _) => (stem, Some(Period::FirstHalf)),
            // Elsewhere the second half often counts overtime, and not at every venue.
            (None, Some(stem)) if football => (stem, Some(Period::SecondHalf)),
            _ => (key, None),
        };
        let (stem, side) = stem
            .strip_suffix("_lay")
            .map_or((stem, Side::Back), |stem| (stem, Side::Lay));
        let three_way = football || draw_offered || stem == "h2h_3_way";
        let kind = match stem {
            "h2h" | "h2h_3_way" if three_way => MarketKind::MatchOdds,
            // A half may end level: then a two-way bet on it is paid back.
            "h2h" if part.is_some() => MarketKind::DrawNoBet,
            "h2h" => MarketKind::Winner,
            "spreads" | "alternate_spreads" => MarketKind::AsianHandicap,
            "totals" | "alternate_totals" => MarketKind::Total,
            "draw_no_bet" => MarketKind::DrawNoBet,
            "double_chance" => MarketKind::DoubleChance,
            "btts" => MarketKind::BothTeamsToScore,
            _ => MarketKind::Opaque(key.strip_suffix("_lay").unwrap_or(key).to_owned()),
        };
        // Where the draw is an answer, it is about regular time.
        let draw_counts = matches!(kind, MarketKind::MatchOdds | MarketKind::DoubleChance);
        let whole = if draw_counts {
            Period::FullTime
        } else {
            whole_event(sport)
        };
        let known = !matches!(kind, MarketKind::Opaque(_));
        Self {
            kind,
            period: part.filter(|_| known).unwrap_or(whole),
            side,
        }
    }
}

/// The two sides, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sides {
    home: Option<String>,
    away: Option<String>,
}

impl Sides {
    fn new(home: Option<&str>, away: Option<&str>) -> Result<Self, Reason> {
        let home = home.map(|team| name("home_team", team)).transpose()?;
        let away = away.map(|team| name("away_team", team)).transpose()?;
        match (&home, &away) {
            (Some(_), None) | (None, Some(_)) => Err("the event has one side only".to_owned()),
            (Some(home), Some(away)) if home == away => {
                Err(format!("both sides are called {home:?}: which is which is not said"))
            }
            _ => Ok(Self { home, away }),
        }
    }

    fn side(&self, named: &str) -> Option<Selection> {
        let is = |side: &Option<String>| side.as_deref() == Some(named.trim());
        if is(&self.home) {
            Some(Selection::Home)
        } else if is(&self.away) {
            Some(Selection::Away)
        } else {
            (named == DRAW).then_some(Selection::Draw)
        }
    }

    /// `Arsenal or Draw`, in either order.
    fn pair(&self, named: &str) -> Option<Selection> {
        let (home, away) = (self.home.as_deref()?, self.away.as_deref()?);
        [
            (home, DRAW, Selection::HomeOrDraw),
            (home, away, Selection::HomeOrAway),
            (DRAW, away, Selection::DrawOrAway),
        ]
        .into_iter()
        .find(|(a, b, _)| named == format!("{a} or {b}") || named == format!("{b} or {a}"))
        .map(|(_, _, selection)| selection)
    }
}

fn sport(key: &str) -> Result<Sport, Reason> {
    let prefix = key.split('_').next().unwrap_or_default();
    Ok(match prefix {
        "soccer" => Sport::FOOTBALL,
        "tennis" => Sport::TENNIS,
        "basketball" => Sport::BASKETBALL,
        "americanfootball" => Sport::AMERICAN_FOOTBALL,
        "icehockey" => Sport::ICE_HOCKEY,
        "baseball" => Sport::BASEBALL,
        _ => {
            // The whole key must be a slug: it becomes the competition's word.
            key.parse::<Sport>().map_err(|error| error.to_string())?;
            prefix.parse().map_err(|error| format!("{error}"))?
        }
    })
}

/// What counts where nothing else is said.
fn whole_event(sport: &Sport) -> Period {
    if *sport == Sport::FOOTBALL {
        Period::FullTime
    } else {
        Period::WithOvertime
    }
}

fn venue_kind(key: &VenueKey) -> VenueKind {
    let key = key.as_str();
    let known = [
        "matchbook", "smarkets", "betopenly", "kalshi", "novig", "polymarket", "prophetx",
    ];
    if key.starts_with("betfair_ex_") || known.contains(&key) {
        VenueKind::Exchange
    } else {
        VenueKind::Bookmaker
    }
}

/// A printable name of bounded length.
fn name(what: &str, text: &str) -> Result<String, Reason> {
    let text = text.trim();
    if text.is_empty() || text.len() > NAME_BYTES_MAX || text.chars().any(char::is_control) {
        return Err(format!(
            "{what} is not a printable name of at most {NAME_BYTES_MAX} bytes"
        ));
    }
    Ok(text.to_owned())
}

/// An instant in ISO 8601, or in seconds since 1970.
fn instant(raw: &RawValue) -> Option<Timestamp> {
    let text = scalar(raw);
    match text.parse::<i64>() {
        Ok(seconds) => DateTime::from_timestamp(seconds, 0),
        Err(_) => parse_timestamp(text).ok(),
    }
}

fn amount(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text)
        .ok()
        .filter(|amount| *amount > Decimal::ZERO)
}

/// The beginning of a foreign text, for a message.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// What was skipped, bounded.
#[derive(Debug, Default)]
struct Skips {
    kept: Vec<Skipped>,
    more: usize,
}

impl Skips {
    fn push(&mut self, at: &str, reason: impl Into<String>) {
        if self.kept.len() < SKIPPED_MAX {
            self.kept.push(Skipped {
                at: if at.is_empty() { "/" } else { at }.to_owned(),
                reason: reason.into(),
            });
        } else {
            self.more += 1;
        }
    }

    fn finish(mut self) -> Vec<Skipped> {
        if self.more > 0 {
            self.kept.push(Skipped {
                at: "/".to_owned(),
                reason: format!("and {} more", self.more),
            });
        }
        self.kept
    }
}
