//! Who plays whom and when, how it stands, and how it ended: all of it a function of the seed.

use monps_core::adapter::Score;
use monps_core::catalog::Period;

use super::cast::{CLUBS, PLAYERS};
use super::model::{Outlook, goals};
use super::noise::{scatter, shuffled, uniform, walk};

pub(super) const DAY_S: i64 = 86_400;
/// Days after which every club and player has played once.
const CYCLE_DAYS: i64 = 3;
/// Over this long before the start, what is believed settles on what is true.
const SETTLING_S: f64 = 4.0 * 86_400.0;

/// What is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Game {
    Football,
    Tennis,
}

impl Game {
    const ALL: [Self; 2] = [Self::Football, Self::Tennis];

    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Football => &CLUBS,
            Self::Tennis => &PLAYERS,
        }
    }

    /// From the start to the final result.
    pub(super) const fn lasts_s(self) -> i64 {
        match self {
            Self::Football => 7_200,
            Self::Tennis => 9_000,
        }
    }
}

/// One contest of the invented world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fixture {
    pub game: Game,
    /// The day it is played on, counted from 1970.
    pub round: i64,
    /// Its number on that day, from 1.
    pub number: usize,
    pub home: &'static str,
    pub away: &'static str,
    pub starts_at_s: i64,
    /// Tells it apart in everything that is drawn for it.
    pub id: u64,
}

impl Fixture {
    /// The source's key of the event.
    pub(super) fn key(&self) -> String {
        format!("sim-{}-{}", self.round, self.number)
    }

    pub(super) const fn ends_at_s(&self) -> i64 {
        self.starts_at_s + self.game.lasts_s()
    }

    /// What is truly likely; what is believed meets it at the start.
    pub(super) fn truth(&self, seed: u64) -> Outlook {
        let strength = |name: &str| {
            let letters: Vec<u64> = name.bytes().map(u64::from).collect();
            uniform(&[seed, scatter(&letters)]) * 2.0 - 1.0
        };
        let edge = strength(self.home) - strength(self.away);
        match self.game {
            Game::Football => Outlook::Football {
                home: 1.45 * (0.35 * edge).exp(),
                away: 1.15 * (-0.35 * edge).exp(),
            },
            Game::Tennis => Outlook::Tennis { home: logistic(edge) },
        }
    }

    /// What the market as a whole believes at an instant.
    pub(super) fn consensus(&self, seed: u64, at_s: i64) -> Outlook {
        let left_s = i32::try_from((self.starts_at_s - at_s).max(0)).unwrap_or(i32::MAX);
        let unsettled = (f64::from(left_s) / SETTLING_S).min(1.0).sqrt();
        let drift = |side: u64| {
            let at = |period_s: i64| {
                let period = period_s.cast_unsigned();
                walk(&[seed, self.id, side, period], at_s, period_s)
            };
            unsettled * (0.10 * at(28_800) + 0.03 * at(3_600) + 0.01 * at(600))
        };
        moved(self.truth(seed), drift(1), drift(2))
    }

    /// How it ended: drawn once, by what was truly likely.
    pub(super) fn scores(&self, seed: u64) -> Vec<Score> {
        let draw = |what: u64| uniform(&[seed, self.id, 77, what]);
        match self.truth(seed) {
            Outlook::Football { home, away } => {
                let (home, away) = (goals(home, draw(1)), goals(away, draw(2)));
                // Rather more goals fall after the break.
                let early = |side: u64, goals: u32| {
                    let of_first =
                        (0..goals).filter(|goal| draw(10 * side + u64::from(*goal)) < 0.45);
                    u32::try_from(of_first.count()).unwrap_or(goals)
                };
                vec![
                    Score {
                        period: Period::FirstHalf,
                        home: early(10, home),
                        away: early(20, away),
                    },
                    Score { period: Period::FullTime, home, away },
                ]
            }
            Outlook::Tennis { home } => {
                let lost_sets = u32::from(draw(2) < 0.4);
                let (home, away) = if draw(1) < home { (2, lost_sets) } else { (lost_sets, 2) };
                vec![Score { period: Period::FullTime, home, away }]
            }
        }
    }
}

/// An outlook moved by so much on a logarithmic scale.
pub(super) fn moved(outlook: Outlook, of_home: f64, of_away: f64) -> Outlook {
    match outlook {
        Outlook::Football { home, away } => {
            Outlook::Football { home: home * of_home.exp(), away: away * of_away.exp() }
        }
        Outlook::Tennis { home } => {
            Outlook::Tennis { home: logistic((home / (1.0 - home)).ln() + of_home - of_away) }
        }
    }
}

fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// The contests that start after one instant and not after another, in order of their start.
pub(super) fn fixtures(seed: u64, after_s: i64, until_s: i64) -> Vec<Fixture> {
    let days = after_s.div_euclid(DAY_S)..=until_s.div_euclid(DAY_S);
    let mut fixtures: Vec<Fixture> = days
        .flat_map(|day| Game::ALL.map(|game| of_day(seed, game, day)))
        .flatten()
        .filter(|one| one.starts_at_s > after_s && one.starts_at_s <= until_s)
        .collect();
    fixtures.sort_by_key(|one| (one.starts_at_s, one.number));
    fixtures
}

/// The contests of one day, spread over its 24 hours: a world tour, so that something is always about
/// to begin.
fn of_day(seed: u64, game: Game, day: i64) -> Vec<Fixture> {
    let names = game.names();
    let cycle = day.div_euclid(CYCLE_DAYS).cast_unsigned();
    let order = shuffled(&[seed, 5, cycle, game as u64], names.len());
    let a_day = names.len() / 3;
    let turn = usize::try_from(day.rem_euclid(CYCLE_DAYS)).unwrap_or(0);
    let before = match game {
        Game::Football => 0,
        Game::Tennis => CLUBS.len() / 6,
    };
    let today = order.iter().skip(turn * a_day).take(a_day);
    let sides: Vec<&'static str> = today.filter_map(|&place| names.get(place).copied()).collect();
    let (pairs, _) = sides.as_chunks::<2>();
    let slot_s = DAY_S / i64::try_from(pairs.len().max(1)).unwrap_or(1);
    (1..)
        .zip(pairs)
        .map(|(number, [home, away])| {
            let slot = i64::try_from(number - 1).unwrap_or(0);
            let number = before + number;
            let id = scatter(&[seed, day.cast_unsigned(), u64::try_from(number).unwrap_or(0)]);
            let half_hours = i64::try_from(id % 4).unwrap_or(0);
            Fixture {
                game,
                round: day,
                number,
                home,
                away,
                starts_at_s: day * DAY_S + slot * slot_s + half_hours * 1_800,
                id,
            }
        })
        .collect()
}
