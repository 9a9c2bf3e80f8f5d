//! State spaces: all that may happen in one period of an event, as far as payoffs can tell.

use std::cmp::Ordering;

use crate::catalog::{MarketKey, MarketKind, Period};
use crate::error::settle::SettleError;

/// The lowest cap of a score grid: enough for who wins, by any margin, and whether both score.
pub const GRID_CAP_MIN: u32 = 2;
/// The highest cap of a score grid: 65,536 states, which covers a basketball total.
pub const GRID_CAP_MAX: u32 = 255;

/// One thing that may happen in a period of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// A score: goals, points or sets.
    Score {
        /// Of the side listed first.
        home: u32,
        /// Of the side listed second.
        away: u32,
    },
    /// The side listed first wins; the score is not known.
    HomeWins,
    /// The side listed second wins; the score is not known.
    AwayWins,
}

impl State {
    /// `Greater` when the home side is ahead.
    pub(super) fn leader(self) -> Ordering {
        match self {
            Self::Score { home, away } => home.cmp(&away),
            Self::HomeWins => Ordering::Greater,
            Self::AwayWins => Ordering::Less,
        }
    }
}

/// The states of one period, in a fixed order.
///
/// A score grid goes up to a cap on each side, and is nevertheless *complete*: for every market that
/// it [covers](StateSpace::covers), a score beyond the rim pays like one inside, which
/// [`locate`](StateSpace::locate) names. No tail is cut off and none needs a class of its own.
///
/// The reason: a payoff depends only on the margin as far as the largest handicap, the total as far
/// as the largest total, and on who scored at all. Let `s = cap / 2`. A score beyond the rim is first
/// lowered on both sides alike until its smaller side is at most `s` (the margin stays, the total
/// stays at `2s` or more), then its larger side is lowered to the cap (the margin stays at `cap − s`
/// or more). Totals below `2s` and handicaps below `cap − s` cannot tell the difference.
///
/// ```
/// use monps_core::catalog::Period;
/// use monps_core::payoff::{State, StateSpace};
///
/// let space = StateSpace::scores(Period::FullTime, 10)?;
/// assert_eq!(space.len(), 121);
/// let rout = space.locate(31, 0).and_then(|index| space.state(index));
/// assert_eq!(rout, Some(State::Score { home: 10, away: 0 }));
/// # Ok::<(), monps_core::error::settle::SettleError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StateSpace {
    period: Period,
    shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Shape {
    Winner,
    Scores { cap: u32 },
}

impl StateSpace {
    /// The two states of a contest without a draw, of which only the winner matters.
    #[must_use]
    pub const fn winner(period: Period) -> Self {
        Self { period, shape: Shape::Winner }
    }

    /// Every score up to `cap` on either side.
    ///
    /// # Errors
    /// [`SettleError::GridCap`] outside [`GRID_CAP_MIN`] to [`GRID_CAP_MAX`].
    pub const fn scores(period: Period, cap: u32) -> Result<Self, SettleError> {
        if cap < GRID_CAP_MIN || cap > GRID_CAP_MAX {
            return Err(SettleError::GridCap { cap, least: GRID_CAP_MIN, most: GRID_CAP_MAX });
        }
        Ok(Self { period, shape: Shape::Scores { cap } })
    }

    /// The smallest space that covers all of these markets of one period.
    ///
    /// # Errors
    /// [`SettleError::NoMarkets`], [`SettleError::Opaque`], [`SettleError::NoLine`],
    /// [`SettleError::PeriodMismatch`] when they are about several periods, and
    /// [`SettleError::GridCap`] when a line is too far out for any grid.
    pub fn covering(markets: &[&MarketKey]) -> Result<Self, SettleError> {
        let first = markets.first().ok_or(SettleError::NoMarkets)?;
        let mut cap = GRID_CAP_MIN;
        for market in markets {
            check_period(market, first.period)?;
            cap = cap.max(cap_needed(market)?);
        }
        if markets.iter().all(|m| m.kind == MarketKind::Winner) {
            return Ok(Self::winner(first.period));
        }
        Self::scores(first.period, cap)
    }

    /// The part of the event that the states are about.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// How many states there are; never none.
    #[must_use]
    #[expect(
        clippy::len_without_is_empty,
        reason = "a space is never empty: at least two things may happen"
    )]
    pub const fn len(&self) -> usize {
        match self.shape {
            Shape::Winner => 2,
            Shape::Scores { cap } => {
                let side = cap as usize + 1;
                side * side
            }
        }
    }

    /// The states, in their order.
    pub fn states(&self) -> impl Iterator<Item = State> + '_ {
        (0..self.len()).filter_map(|index| self.state(index))
    }

    /// The state at a place.
    #[must_use]
    pub fn state(&self, index: usize) -> Option<State> {
        match self.shape {
            Shape::Winner => [State::HomeWins, State::AwayWins].get(index).copied(),
            Shape::Scores { cap } => {
                let index = u32::try_from(index).ok()?;
                let (home, away) = (index / (cap + 1), index % (cap + 1));
                (home <= cap).then_some(State::Score { home, away })
            }
        }
    }

    /// Where a score is, or the state that pays like it when it lies beyond the rim; `None` for a
    /// level score where there is no draw.
    #[must_use]
    pub fn locate(&self, home: u32, away: u32) -> Option<usize> {
        match self.shape {
            Shape::Winner => match home.cmp(&away) {
                Ordering::Greater => Some(0),
                Ordering::Equal => None,
                Ordering::Less => Some(1),
            },
            Shape::Scores { cap } => {
                let (home, away) = if home >= away {
                    within(home, away, cap)
                } else {
                    let (away, home) = within(away, home, cap);
                    (home, away)
                };
                usize::try_from(home * (cap + 1) + away).ok()
            }
        }
    }

    /// Whether a market's payoff is exact here, scores beyond the rim included.
    ///
    /// # Errors
    /// [`SettleError::PeriodMismatch`], [`SettleError::Opaque`], [`SettleError::NoLine`],
    /// [`SettleError::NeedsScore`] where only the winner is told apart, and
    /// [`SettleError::BeyondGrid`].
    pub fn covers(&self, market: &MarketKey) -> Result<(), SettleError> {
        check_period(market, self.period)?;
        let needed = cap_needed(market)?;
        match self.shape {
            Shape::Winner if market.kind == MarketKind::Winner => Ok(()),
            Shape::Winner => Err(SettleError::NeedsScore { market: market.to_string() }),
            Shape::Scores { cap } if needed <= cap => Ok(()),
            Shape::Scores { cap } => {
                Err(SettleError::BeyondGrid { market: market.to_string(), cap })
            }
        }
    }
}

/// A score no higher than `cap` that pays like `more`–`less`, where `more ≥ less`.
fn within(more: u32, less: u32, cap: u32) -> (u32, u32) {
    if more <= cap {
        return (more, less);
    }
    let lowered = less.min(cap / 2);
    (more.abs_diff(less).saturating_add(lowered).min(cap), lowered)
}

fn check_period(market: &MarketKey, period: Period) -> Result<(), SettleError> {
    if market.period == period {
        Ok(())
    } else {
        Err(SettleError::PeriodMismatch { market: market.period.as_str(), states: period.as_str() })
    }
}

/// The lowest even cap whose grid is exact for a market.
fn cap_needed(market: &MarketKey) -> Result<u32, SettleError> {
    let line = || market.line.ok_or_else(|| SettleError::NoLine { market: market.to_string() });
    Ok(match &market.kind {
        MarketKind::Opaque(_) => {
            return Err(SettleError::Opaque { market: market.to_string() });
        }
        MarketKind::Total => {
            let above = whole_above(line()?.quarters().max(0).unsigned_abs());
            above.saturating_add(above % 2).max(GRID_CAP_MIN)
        }
        MarketKind::AsianHandicap => {
            whole_above(line()?.quarters().unsigned_abs()).saturating_mul(2)
        }
        MarketKind::MatchOdds
        | MarketKind::Winner
        | MarketKind::DrawNoBet
        | MarketKind::DoubleChance
        | MarketKind::BothTeamsToScore => GRID_CAP_MIN,
    })
}

/// The smallest whole number above a line, or above the farther half step of a quarter line.
const fn whole_above(quarters: u32) -> u32 {
    quarters.saturating_add(quarters % 2) / 4 + 1
}
