//! From Betfair's words to ours: which question a market asks, and which answer a runner is.
//!
//! Runners are told by their number or their name, never by their place. A market of a type that is not
//! known is left out and counted; so is one whose runners cannot be told.

use std::collections::BTreeMap;

use monps_core::adapter::{
    Skipped, SourceEvent, SourceMarket, SourceQuote, SourceReference, SourceVenue,
};
use monps_core::catalog::{
    Line, MarketKey, MarketKind, Period, Selection, Sport, VenueKey, VenueKind,
};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::odds::{OddsFormat, QuotedPrice};
use monps_core::quote::Side;
use monps_core::time::{Timestamp, parse_timestamp};
use rust_decimal::Decimal;

use super::cache::{Offer, RunnerKey};
use super::wire::{Fixed, MarketCatalogue, RunnerCatalog};

/// The selection that is the draw in every match of football.
const THE_DRAW: u64 = 58_805;

/// A market of the catalogue that we understand.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) event: SourceEvent,
    /// Each runner's question and answer.
    pub(super) runners: BTreeMap<RunnerKey, (MarketKey, Selection)>,
}

/// What a runner offers: to back and to lay.
pub(super) type Offers = [Option<Offer>; 2];

/// The venue.
pub(super) fn venue() -> Result<SourceVenue, Fault> {
    let key: VenueKey = "betfair".parse().map_err(|error| {
        Fault::new(FaultCode::Internal, format!("the venue has no usable key: {error}"))
    })?;
    Ok(SourceVenue { key, title: "Betfair Exchange".to_owned(), kind: VenueKind::Exchange })
}

/// A market of the catalogue, if it is understood.
pub(super) fn known(market: &MarketCatalogue) -> Result<Known, Skipped> {
    let skipped = |reason: String| Skipped { at: format!("market {}", market.market_id), reason };
    let event = event(market).map_err(skipped)?;
    let description = market.description.as_ref();
    let (kind, betting) = description
        .map(|said| (said.market_type.as_str(), said.betting_type.as_str()))
        .ok_or_else(|| skipped("it has no description: ask for MARKET_DESCRIPTION".to_owned()))?;
    if betting == "LINE" {
        return Err(skipped("in markets of a line range the words mean the opposite".to_owned()));
    }
    let question = question(kind, &event.sport, &market.runners)
        .ok_or_else(|| skipped(format!("the market type {kind} is not known")))?;
    let mut runners = BTreeMap::new();
    for runner in &market.runners {
        let handicap = runner.handicap.unwrap_or(Fixed::ZERO);
        let Some((key, selection)) = question.answer(runner, handicap, &event) else {
            // One runner that cannot be told makes the market unfit: the answers would not be all.
            let name: String = runner.runner_name.chars().take(64).collect();
            return Err(skipped(format!("the runner \"{name}\" of {kind} cannot be told")));
        };
        runners.insert((runner.selection_id, handicap), (key, selection));
    }
    Ok(Known { event, runners })
}

fn event(market: &MarketCatalogue) -> Result<SourceEvent, String> {
    let event = market.event.as_ref().ok_or("it names no event")?;
    let sport = market.event_type.as_ref().map_or("", |kind| kind.id.as_str());
    let sport = sport_of(sport).ok_or_else(|| format!("the sport {sport} is not known"))?;
    let starts_at = event.open_date.as_deref().and_then(|text| parse_timestamp(text).ok());
    let starts_at = starts_at.ok_or("its event has no beginning")?;
    let (home, away) = sides(&event.name).ok_or("its event is not a match of two sides")?;
    let competition = market.competition.as_ref();
    Ok(SourceEvent {
        key: event.id.clone(),
        sport,
        competition: competition.map_or_else(String::new, |competition| competition.id.clone()),
        competition_title: competition
            .map_or_else(String::new, |competition| competition.name.clone()),
        season: None,
        home,
        away,
        starts_at,
        time_known: true,
        markets: Vec::new(),
    })
}

pub(super) fn sport_of(event_type: &str) -> Option<Sport> {
    Some(match event_type {
        "1" => Sport::FOOTBALL,
        "2" => Sport::TENNIS,
        "7522" => Sport::BASKETBALL,
        "7511" => Sport::BASEBALL,
        "7524" => Sport::ICE_HOCKEY,
        "6423" => Sport::AMERICAN_FOOTBALL,
        _ => return None,
    })
}

/// `Home v Away`, or `Away @ Home` as Americans write it.
fn sides(name: &str) -> Option<(String, String)> {
    let clean = |side: &str| Some(side.trim().to_owned()).filter(|side| !side.is_empty());
    if let Some((home, away)) = name.split_once(" v ") {
        return Some((clean(home)?, clean(away)?));
    }
    let (away, home) = name.split_once(" @ ")?;
    Some((clean(home)?, clean(away)?))
}

/// A question, but for the line that each runner of a handicap carries itself.
struct Question {
    kind: MarketKind,
    period: Period,
    line: Option<Line>,
}

fn question(kind: &str, sport: &Sport, runners: &[RunnerCatalog]) -> Option<Question> {
    // Where the draw is an answer, it is about regular time; elsewhere whatever it takes to decide it.
    let whole = if *sport == Sport::FOOTBALL { Period::FullTime } else { Period::WithOvertime };
    let has_draw = runners.iter().any(|runner| runner.selection_id == THE_DRAW);
    let of = |kind, period| Some(Question { kind, period, line: None });
    match kind {
        "MATCH_ODDS" if has_draw => of(MarketKind::MatchOdds, Period::FullTime),
        "MATCH_ODDS" | "MONEYLINE" => of(MarketKind::Winner, whole),
        "HALF_TIME" if has_draw => of(MarketKind::MatchOdds, Period::FirstHalf),
        "DRAW_NO_BET" => of(MarketKind::DrawNoBet, Period::FullTime),
        "DOUBLE_CHANCE" => of(MarketKind::DoubleChance, Period::FullTime),
        "BOTH_TEAMS_TO_SCORE" => of(MarketKind::BothTeamsToScore, whole),
        "ODD_OR_EVEN" => of(MarketKind::OddEven, whole),
        "ASIAN_HANDICAP" => of(MarketKind::AsianHandicap, whole),
        _ => {
            let (tenths, period) = match kind.strip_prefix("OVER_UNDER_") {
                Some(tenths) => (tenths, whole),
                None => (kind.strip_prefix("FIRST_HALF_GOALS_")?, Period::FirstHalf),
            };
            let line = Line::new(Decimal::new(tenths.parse().ok()?, 1)).ok()?;
            Some(Question { kind: MarketKind::Total, period, line: Some(line) })
        }
    }
}

impl Question {
    fn answer(
        &self,
        runner: &RunnerCatalog,
        handicap: Fixed,
        event: &SourceEvent,
    ) -> Option<(MarketKey, Selection)> {
        let name = runner.runner_name.trim();
        let side = || match name {
            _ if runner.selection_id == THE_DRAW => Some(Selection::Draw),
            _ if name == event.home => Some(Selection::Home),
            _ if name == event.away => Some(Selection::Away),
            _ => None,
        };
        let selection = match self.kind {
            MarketKind::Total if name.starts_with("Over") => Selection::Over,
            MarketKind::Total if name.starts_with("Under") => Selection::Under,
            MarketKind::BothTeamsToScore if name == "Yes" => Selection::Yes,
            MarketKind::BothTeamsToScore if name == "No" => Selection::No,
            MarketKind::OddEven if name == "Odd" => Selection::Odd,
            MarketKind::OddEven if name == "Even" => Selection::Even,
            MarketKind::DoubleChance => match name {
                "Home or Draw" => Selection::HomeOrDraw,
                "Draw or Away" => Selection::DrawOrAway,
                "Home or Away" => Selection::HomeOrAway,
                _ => return None,
            },
            MarketKind::MatchOdds
            | MarketKind::Winner
            | MarketKind::DrawNoBet
            | MarketKind::AsianHandicap => side()?,
            _ => return None,
        };
        let line = if self.kind == MarketKind::AsianHandicap {
            let own = Line::new(handicap.decimal()?).ok()?;
            // The line of a market is that of the home side.
            Some(if selection == Selection::Away { own.mirrored() } else { own })
        } else {
            self.line
        };
        let key = MarketKey::new(self.kind.clone(), self.period, line).ok()?;
        key.kind.has(&selection).then_some((key, selection))
    }
}

impl Known {
    /// The event with what the runners of this market offer; an empty list of quotes for a market that
    /// takes no bets, so that what was told before is withdrawn.
    pub(super) fn quoted(
        &self,
        venue: &SourceVenue,
        at: Option<Timestamp>,
        offers: impl Fn(&RunnerKey) -> Option<Offers>,
    ) -> SourceEvent {
        let mut markets: BTreeMap<&MarketKey, Vec<SourceQuote>> = BTreeMap::new();
        for (runner, (key, selection)) in &self.runners {
            let quotes = markets.entry(key).or_default();
            let [back, lay] = offers(runner).unwrap_or([None, None]);
            for (side, offer) in [(Side::Back, back), (Side::Lay, lay)] {
                quotes.extend(offer.and_then(|offer| quote(selection, side, offer)));
            }
        }
        let markets = markets.into_iter().map(|(key, quotes)| SourceMarket {
            venue: venue.clone(),
            key: key.clone(),
            source_at: at,
            approximate: false,
            quotes,
        });
        SourceEvent { markets: markets.collect(), ..self.event.clone() }
    }

    /// Betfair's own ids of the market and its runners.
    pub(super) fn references(&self, market: &str, venue: &SourceVenue) -> Vec<SourceReference> {
        let reference =
            |((id, handicap), (key, selection)): (&RunnerKey, &(MarketKey, Selection))| {
                let own = match handicap.decimal() {
                    Some(handicap) if !handicap.is_zero() => format!("{id}:{handicap}"),
                    _ => id.to_string(),
                };
                SourceReference {
                    event_key: self.event.key.clone(),
                    venue: venue.key.clone(),
                    market: key.clone(),
                    market_id: market.to_owned(),
                    selection: (selection.clone(), own),
                }
            };
        self.runners.iter().map(reference).collect()
    }
}

/// A price that one can have; none for what is no price.
fn quote(selection: &Selection, side: Side, (price, size): Offer) -> Option<SourceQuote> {
    let text = price.decimal()?.to_string();
    let price = QuotedPrice::parse(&text, OddsFormat::Decimal).ok()?;
    let available = size.decimal().filter(|_| size.is_positive())?;
    Some(SourceQuote {
        selection: selection.clone(),
        side,
        price,
        available: Some(available),
        stake_max: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_football_the_whole_match_counts() {
        for (kind, football, elsewhere) in [
            ("MATCH_ODDS", "winner", "winner (with_overtime)"),
            ("ASIAN_HANDICAP", "asian_handicap 0", "asian_handicap 0 (with_overtime)"),
            ("OVER_UNDER_25", "total 2.5", "total 2.5 (with_overtime)"),
            ("DRAW_NO_BET", "draw_no_bet", "draw_no_bet"),
        ] {
            for (sport, expected) in [(Sport::FOOTBALL, football), (Sport::TENNIS, elsewhere)] {
                let Question { kind, period, line } = question(kind, &sport, &[]).unwrap();
                let line = line.or_else(|| {
                    (kind == MarketKind::AsianHandicap).then(|| Line::new(Decimal::ZERO).ok())?
                });
                assert_eq!(MarketKey::new(kind, period, line).unwrap().to_string(), expected);
            }
        }
    }
}
