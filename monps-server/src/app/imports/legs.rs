//! The selections of an accumulator: a list in one cell.

use monps_core::time::{Timestamp, parse_timestamp};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::cells::number;
use crate::app::bets::NewLeg;

/// Words for a bet of several selections.
const COMBINED: [&str; 9] = [
    "accumulator",
    "acca",
    "multiple",
    "parlay",
    "combine",
    "combiné",
    "double",
    "treble",
    "system",
];

/// A selection as it stands in the list; numbers are texts, so that no digit is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::app) struct LegCell {
    pub(in crate::app) match_id: String,
    pub(in crate::app) outcome: String,
    pub(in crate::app) odds_value: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::app) market_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::app) point: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::app) sport: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::app) competition: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::app) home_team: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::app) away_team: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::app) commence_time: Option<String>,
}

/// Reads the list.
pub(super) fn legs(text: &str) -> Result<Vec<NewLeg>, String> {
    let cells: Vec<LegCell> = serde_json::from_str(text).map_err(|error| {
        format!("is no list of selections such as [{{\"match_id\": …, \"outcome\": …, \"odds_value\": \"1.50\"}}]: {error}")
    })?;
    (1..).zip(cells).map(|(place, cell)| cell.leg(place)).collect()
}

impl LegCell {
    fn leg(self, place: usize) -> Result<NewLeg, String> {
        let of = |problem: String| format!("selection {place}: {problem}");
        let at = |text: &String| -> Result<Timestamp, String> {
            parse_timestamp(text).map_err(|error| of(error.to_string()))
        };
        let number = |text: &String| -> Result<Decimal, String> { number(text).map_err(of) };
        Ok(NewLeg {
            odds_value: number(&self.odds_value)?,
            point: self.point.as_ref().map(number).transpose()?,
            commence_time: self.commence_time.as_ref().map(at).transpose()?,
            match_id: self.match_id,
            outcome: self.outcome,
            market_type: self.market_type,
            sport: self.sport,
            competition: self.competition,
            home_team: self.home_team,
            away_team: self.away_team,
        })
    }
}

/// What tells that a row without such a list is an accumulator: its kind, or as many matches as
/// selections in its words. It would become a single of some match that nobody plays.
pub(super) fn combined(kind: Option<&str>, event: &str, selection: &str) -> Option<String> {
    let kind = kind.map(str::to_lowercase);
    if kind.as_ref().is_some_and(|kind| COMBINED.contains(&&**kind)) {
        return Some("is an accumulator".to_owned());
    }
    let (matches, selections) = (event.split(" + ").count(), selection.split(" + ").count());
    (matches > 1 && matches == selections).then(|| format!("reads as an accumulator of {matches}"))
}
