//! What the source's words mean: sport keys, market keys, names of sides, bookmaker keys.

use monps_core::catalog::{MarketKind, Period, Selection, Sport, VenueKey, VenueKind};
use monps_core::quote::Side;

use crate::kit::{Reason, name};

/// The outcome that is neither side, as the source names it.
pub(super) const DRAW: &str = "Draw";

/// Which question a market key asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) kind: MarketKind,
    pub(super) period: Period,
    pub(super) side: Side,
}

impl Question {
    pub(super) fn new(key: &str, sport: &Sport, draw_offered: bool) -> Self {
        let football = *sport == Sport::FOOTBALL;
        let (stem, part) = match (key.strip_suffix("_h1"), key.strip_suffix("_h2")) {
            (Some(stem), _) => (stem, Some(Period::FirstHalf)),
            // Elsewhere the second half often counts overtime, and not at every venue.
            (None, Some(stem)) if football => (stem, Some(Period::SecondHalf)),
            _ => (key, None),
        };
        let (stem, side) =
            stem.strip_suffix("_lay").map_or((stem, Side::Back), |stem| (stem, Side::Lay));
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
        let draw_counts = matches!(
            kind,
            MarketKind::MatchOdds | MarketKind::DoubleChance | MarketKind::DrawNoBet
        );
        let whole = if draw_counts { Period::FullTime } else { whole_event(sport) };
        let known = !matches!(kind, MarketKind::Opaque(_));
        Self { kind, period: part.filter(|_| known).unwrap_or(whole), side }
    }
}

/// The two sides, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sides {
    pub(super) home: Option<String>,
    pub(super) away: Option<String>,
}

impl Sides {
    pub(super) fn new(home: Option<&str>, away: Option<&str>) -> Result<Self, Reason> {
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

    pub(super) fn side(&self, named: &str) -> Option<Selection> {
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
    pub(super) fn pair(&self, named: &str) -> Option<Selection> {
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

/// The sport of one of its keys, such as `soccer_epl`.
///
/// # Errors
/// In words, where it is no key.
pub fn sport_of(key: &str) -> Result<Sport, Reason> {
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
pub(super) fn whole_event(sport: &Sport) -> Period {
    if *sport == Sport::FOOTBALL { Period::FullTime } else { Period::WithOvertime }
}

/// What a bookmaker of its list is.
#[must_use]
pub fn venue_kind(key: &VenueKey) -> VenueKind {
    let key = key.as_str();
    let known = ["matchbook", "smarkets", "betopenly", "kalshi", "novig", "polymarket", "prophetx"];
    if key.starts_with("betfair_ex_") || known.contains(&key) {
        VenueKind::Exchange
    } else {
        VenueKind::Bookmaker
    }
}
