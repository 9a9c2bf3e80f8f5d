//! What is likely: goals by two Poisson rates, a tennis match by one chance.
//!
//! Every football market of a match follows from the same two rates, so that its prices agree with
//! one another: P(i-j) = e^-(h+a) h^i/i! · a^j/j!.

use monps_core::catalog::{Line, Selection};

/// Goals of one side beyond this are too rare to matter at the rates used here.
const GOALS_MAX: usize = 14;

/// How a contest stands before it is played.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Outlook {
    /// Goals to be expected of each side.
    Football { home: f64, away: f64 },
    /// The chance of the side listed first.
    Tennis { home: f64 },
}

/// A question asked of an outlook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    MatchOdds,
    Goals,
    Handicap(Line),
    BothScore,
    Winner,
}

impl Outlook {
    /// The fair chance of each answer; they sum to 1. For a handicap with pushes it is the chance
    /// that gives the fair price: won share ÷ (won share + lost share).
    pub(super) fn chances(self, question: Question) -> Vec<(Selection, f64)> {
        match self {
            Self::Tennis { home } => {
                vec![(Selection::Home, home), (Selection::Away, 1.0 - home)]
            }
            Self::Football { home, away } => football(&Grid::new(home, away), question),
        }
    }
}

fn football(grid: &Grid, question: Question) -> Vec<(Selection, f64)> {
    let pair = |first: Selection, chance: f64, second: Selection| {
        vec![(first, chance), (second, 1.0 - chance)]
    };
    match question {
        Question::MatchOdds => {
            let home = grid.chance(|home, away| home > away);
            let away = grid.chance(|home, away| home < away);
            vec![
                (Selection::Home, home),
                (Selection::Draw, 1.0 - home - away),
                (Selection::Away, away),
            ]
        }
        Question::Winner => {
            pair(Selection::Home, grid.handicap(Line::from_quarters(0)), Selection::Away)
        }
        Question::Goals => {
            let over = grid.chance(|home, away| home + away > 2);
            pair(Selection::Over, over, Selection::Under)
        }
        Question::Handicap(line) => pair(Selection::Home, grid.handicap(line), Selection::Away),
        Question::BothScore => {
            let both = grid.chance(|home, away| home > 0 && away > 0);
            pair(Selection::Yes, both, Selection::No)
        }
    }
}

/// The chance of each number of goals of each side.
struct Grid {
    home: [f64; GOALS_MAX + 1],
    away: [f64; GOALS_MAX + 1],
}

impl Grid {
    fn new(home: f64, away: f64) -> Self {
        Self { home: poisson(home), away: poisson(away) }
    }

    /// The chances of all scores that fit.
    fn chance(&self, fits: impl Fn(i32, i32) -> bool) -> f64 {
        self.weigh(|home, away| if fits(home, away) { 1.0 } else { 0.0 })
    }

    fn weigh(&self, weight: impl Fn(i32, i32) -> f64) -> f64 {
        let mut sum = 0.0;
        for (home, of_home) in (0..).zip(&self.home) {
            for (away, of_away) in (0..).zip(&self.away) {
                sum += weight(home, away) * of_home * of_away;
            }
        }
        sum
    }

    /// A quarter line is half a stake on each neighbouring half step: of a lead of a quarter goal
    /// half is won, of a level score nothing is.
    fn handicap(&self, line: Line) -> f64 {
        let share = |home: i32, away: i32| {
            let lead = 4 * (home - away) + line.quarters();
            f64::from(lead.clamp(-2, 2)) / 2.0
        };
        let won = self.weigh(|home, away| share(home, away).max(0.0));
        let lost = self.weigh(|home, away| (-share(home, away)).max(0.0));
        won / (won + lost)
    }
}

/// The chances of 0, 1, 2 … goals; what is beyond the last is added to it.
fn poisson(rate: f64) -> [f64; GOALS_MAX + 1] {
    let mut chances = [0.0; GOALS_MAX + 1];
    let mut chance = (-rate).exp();
    let mut rest = 1.0;
    for (goals, slot) in (1..).zip(&mut chances) {
        *slot = chance;
        rest -= chance;
        chance *= rate / f64::from(goals);
    }
    if let Some(last) = chances.last_mut() {
        *last += rest.max(0.0);
    }
    chances
}

/// The goals that a uniform number stands for at a rate.
pub(super) fn goals(rate: f64, uniform: f64) -> u32 {
    let mut left = uniform;
    for (goals, chance) in (0..).zip(poisson(rate)) {
        if left < chance {
            return goals;
        }
        left -= chance;
    }
    u32::try_from(GOALS_MAX).unwrap_or(u32::MAX)
}

/// The half or quarter line that divides a match most evenly, seen from the home side.
pub(super) fn even_line(home: f64, away: f64) -> Line {
    let grid = Grid::new(home, away);
    let evenness = |line: &Line| (grid.handicap(*line) - 0.5).abs();
    (-12..=12)
        .map(Line::from_quarters)
        .min_by(|a, b| evenness(a).total_cmp(&evenness(b)))
        .unwrap_or(Line::from_quarters(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVEN: Outlook = Outlook::Football { home: 1.5, away: 1.1 };

    fn chance(question: Question, selection: &Selection) -> f64 {
        let chances = EVEN.chances(question);
        chances.iter().find(|(s, _)| s == selection).unwrap().1
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn the_chances_of_a_question_sum_to_one() {
        for question in [
            Question::MatchOdds,
            Question::Goals,
            Question::BothScore,
            Question::Winner,
            Question::Handicap(Line::from_quarters(-3)),
        ] {
            let sum: f64 = EVEN.chances(question).iter().map(|(_, chance)| chance).sum();
            assert!(close(sum, 1.0), "{question:?}");
        }
    }

    #[test]
    fn known_values() {
        // P(3 or more goals) at a rate of 2.6: 1 - e^-2.6 (1 + 2.6 + 3.38).
        let over = 1.0 - (-2.6f64).exp() * 6.98;
        assert!((chance(Question::Goals, &Selection::Over) - over).abs() < 1e-7);
        let both = (1.0 - (-1.5f64).exp()) * (1.0 - (-1.1f64).exp());
        assert!((chance(Question::BothScore, &Selection::Yes) - both).abs() < 1e-9);
        // The half line is the chance to win; the level one leaves the draw out.
        let home = chance(Question::MatchOdds, &Selection::Home);
        let away = chance(Question::MatchOdds, &Selection::Away);
        let half = Question::Handicap(Line::from_quarters(-2));
        let level = Question::Handicap(Line::from_quarters(0));
        assert!(close(chance(half, &Selection::Home), home));
        assert!(close(chance(level, &Selection::Home), home / (home + away)));
        // A quarter line: half a push counts half.
        let draw = 1.0 - home - away;
        let quarter = chance(Question::Handicap(Line::from_quarters(-1)), &Selection::Home);
        assert!(close(quarter, home / (home + away + draw / 2.0)));
    }

    #[test]
    fn goals_follow_their_rate() {
        assert_eq!(goals(1.0, 0.0), 0);
        assert_eq!(goals(1.0, (-1.0f64).exp() + 0.01), 1);
        assert_eq!(goals(1.0, 1.0), 14);
        assert_eq!(even_line(1.3, 1.3).quarters(), 0);
        assert!(even_line(2.6, 0.7).quarters() <= -5);
    }
}
