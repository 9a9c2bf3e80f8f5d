//! What the counter's words mean: kinds of bet, lines, outcomes.

use monps_core::catalog::{Line, MarketKind, Period, Selection, Sport};
use rust_decimal::Decimal;

use super::Sides;
use crate::kit::{Reason, short, slug};
use crate::parions_sport::wire::{Market, Outcome};

/// Which question a market asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) kind: MarketKind,
    pub(super) period: Period,
    pub(super) line: Option<Line>,
}

impl Question {
    const fn of(kind: MarketKind, period: Period) -> Self {
        Self { kind, period, line: None }
    }

    const fn with_line(kind: MarketKind, period: Period, line: Line) -> Self {
        Self { kind, period, line: Some(line) }
    }
}

/// Reads a kind of bet. What is not certain stays in the source's words.
pub(super) fn question(market: &Market, sport: &Sport) -> Result<Question, Reason> {
    let kind = market.kind.trim();
    let detail = market.detail.as_deref().unwrap_or_default();
    let whole = if *sport == Sport::FOOTBALL { Period::FullTime } else { Period::WithOvertime };
    let offers_draw = market.outcomes.iter().any(|outcome| outcome.label.trim() == "N");
    Ok(match kind {
        "" => return Err("the kind of bet is not told".to_owned()),
        // Where the draw is an answer, it is about regular time.
        "1/N/2" if offers_draw => Question::of(MarketKind::MatchOdds, Period::FullTime),
        "1/N/2" | "1/2" | "Face à Face" | "Face à Face Equipe" if *sport != Sport::FOOTBALL => {
            Question::of(MarketKind::Winner, whole)
        }
        "Mi-Temps" if offers_draw => Question::of(MarketKind::MatchOdds, Period::FirstHalf),
        "Double chance" => Question::of(MarketKind::DoubleChance, Period::FullTime),
        "MT/FM" => Question::of(MarketKind::HalfTimeFullTime, Period::FullTime),
        "Score exact" => Question::of(MarketKind::CorrectScore(None), Period::FullTime),
        "Les 2 équipes marquent" => Question::of(MarketKind::BothTeamsToScore, Period::FullTime),
        _ => match lined(kind, detail, sport)? {
            Some(question) => question,
            None => {
                let words = format!("{kind} {detail}");
                let word = slug(&words).ok_or("the kind of bet has no letters")?;
                Question::of(MarketKind::Opaque(word), Period::FullTime)
            }
        },
    })
}

/// Kinds with a line, inside their name or beside it.
fn lined(kind: &str, detail: &str, sport: &Sport) -> Result<Option<Question>, Reason> {
    if let Some(rest) = kind.strip_prefix("Plus/Moins") {
        let said = if rest.trim().is_empty() { detail } else { rest }.trim();
        let (Some(line), Some(period)) = (first_number(said), total_period(said)) else {
            return Ok(None);
        };
        // What is counted in other units (cards, corners, sets) is another question.
        let unit_known = ["but", "point"].iter().any(|unit| said.contains(unit));
        if !unit_known || (*sport == Sport::FOOTBALL && !said.contains("but")) {
            return Ok(None);
        }
        return Ok(Some(Question::with_line(MarketKind::Total, period, line)));
    }
    if let Some(rest) = kind.strip_prefix("Handicap") {
        let said = if rest.trim().is_empty() { detail } else { rest }.trim();
        let inside = said.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let Some((home, away)) = inside.and_then(|inside| inside.split_once(':')) else {
            return Ok(None);
        };
        let goals = |text: &str| text.trim().parse::<u8>().ok().map(Decimal::from);
        let (Some(home), Some(away)) = (goals(home), goals(away)) else {
            return Err(format!("the head start {:?} is not two whole numbers", short(said)));
        };
        let line = Line::new(home - away).map_err(|error| error.to_string())?;
        let kind = MarketKind::EuropeanHandicap;
        return Ok(Some(Question::with_line(kind, Period::FullTime, line)));
    }
    Ok(None)
}

/// `2,5 buts (Match)`.
fn first_number(said: &str) -> Option<Line> {
    let digits: String = said.chars().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
    digits.replacen(',', ".", 1).parse().ok()
}

/// Which part a total is about: the words in brackets at its end.
fn total_period(said: &str) -> Option<Period> {
    let inside = said.rsplit_once('(')?.1.strip_suffix(')')?;
    match inside.trim() {
        "Temps réglementaire" | "Match" => Some(Period::FullTime),
        "1ère mi-temps" | "1re mi-temps" => Some(Period::FirstHalf),
        "2ème mi-temps" | "2e mi-temps" => Some(Period::SecondHalf),
        _ => None,
    }
}

/// Reads an outcome of a market.
pub(super) fn answer(
    question: &Question,
    outcome: &Outcome,
    sides: &Sides,
) -> Result<Selection, Reason> {
    let label = outcome.label.trim();
    let selection = match &question.kind {
        MarketKind::Opaque(_) => {
            return Selection::named(label).map_err(|error| error.to_string());
        }
        MarketKind::Total => match label.split(' ').next() {
            Some("Plus" | "+") => Some(Selection::Over),
            Some("Moins" | "-") => Some(Selection::Under),
            _ => None,
        },
        MarketKind::DoubleChance => match label {
            "1/N" | "1N" => Some(Selection::HomeOrDraw),
            "1/2" | "12" => Some(Selection::HomeOrAway),
            "N/2" | "N2" => Some(Selection::DrawOrAway),
            _ => None,
        },
        MarketKind::CorrectScore(_) => Selection::from_slug(&label.replace(' ', "")),
        MarketKind::BothTeamsToScore => match label {
            "Oui" => Some(Selection::Yes),
            "Non" => Some(Selection::No),
            _ => None,
        },
        MarketKind::HalfTimeFullTime => Selection::from_slug(label),
        _ => match label {
            "1" => Some(Selection::Home),
            "N" => Some(Selection::Draw),
            "2" => Some(Selection::Away),
            named if named == sides.home => Some(Selection::Home),
            named if named == sides.away => Some(Selection::Away),
            _ => None,
        },
    };
    selection.filter(|selection| question.kind.has(selection)).ok_or_else(|| {
        format!("the outcome {:?} is no answer of the market {}", short(label), question.kind)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(kind: &str, detail: Option<&str>, labels: &[&str], sport: &Sport) -> String {
        let outcome = |label: &&str| Outcome {
            label: (*label).to_owned(),
            price: "2,00".to_owned(),
            is_open: true,
            team: None,
        };
        let market = Market {
            id: "1".to_owned(),
            kind: kind.to_owned(),
            detail: detail.map(str::to_owned),
            outcomes: labels.iter().map(outcome).collect(),
        };
        let Question { kind, period, line } = question(&market, sport).unwrap();
        let line = line.map(|line| format!(" {line}")).unwrap_or_default();
        format!("{kind}{line} {}", period.as_str())
    }

    #[test]
    fn kinds_of_bet_are_read_or_left_in_their_words() {
        let (football, tennis) = (&Sport::FOOTBALL, &Sport::TENNIS);
        for (asked, expected) in [
            (asks("1/N/2", None, &["1", "N", "2"], football), "1x2 full_time"),
            (asks("1/N/2", None, &["1", "2"], tennis), "winner with_overtime"),
            (asks("1/N/2", None, &["1", "2"], football), "x-1_n_2 full_time"),
            (asks("Mi-Temps", None, &["1", "N", "2"], football), "1x2 first_half"),
            (asks("Handicap [0:1]", None, &["1"], football), "european_handicap -1 full_time"),
            (asks("Handicap [12:0]", None, &["1"], tennis), "european_handicap 12 full_time"),
            (
                asks("Plus/Moins 2,5 buts (Temps réglementaire)", None, &["Plus"], football),
                "total 2.5 full_time",
            ),
            (
                asks("Plus/Moins", Some("2,5 buts (Match)"), &["Plus"], football),
                "total 2.5 full_time",
            ),
            (
                asks("Plus/Moins", Some("9,5 corners (Match)"), &["Plus"], football),
                "x-plus_moins_9_5_corners_match full_time",
            ),
            (asks("Buteur (90 Mins)", None, &["A"], football), "x-buteur_90_mins full_time"),
        ] {
            assert_eq!(asked, expected);
        }
    }
}
