//! State spaces: all that may happen in one period of an event, as far as payoffs can tell.

use std::cmp::Ordering;

use super::State;
use crate::catalog::{ExactScore, Listed, MarketKey, MarketKind, Needs, Period, WinBy};
use crate::error::settle::SettleError;

/// The lowest cap of a score grid: enough for who wins, by any margin, and whether both score.
pub const GRID_CAP_MIN: u32 = 2;
/// The highest cap of a score grid: 65,536 states, which covers a basketball total.
pub const GRID_CAP_MAX: u32 = 255;

/// Leads at half time and at full time, each by a score that shows it.
const HALVES: [((u32, u32), (u32, u32)); 9] = [
    ((1, 0), (1, 0)),
    ((1, 0), (1, 1)),
    ((1, 0), (1, 2)),
    ((0, 0), (1, 0)),
    ((0, 0), (0, 0)),
    ((0, 0), (0, 1)),
    ((0, 1), (2, 1)),
    ((0, 1), (1, 1)),
    ((0, 1), (0, 1)),
];

/// The states of one period, in a fixed order.
///
/// A score grid goes up to a cap on each side, and is nevertheless *complete*: for every market that
/// it [covers](StateSpace::covers), a score beyond the rim pays like one inside, which
/// [`locate`](StateSpace::locate) names. No tail is cut off and none needs a class of its own.
///
/// The reason: a payoff depends only on the margin as far as the largest handicap, the totals as far
/// as the largest total, who scored at all, and which scores are listed. Let `s = ⌊cap / 2⌋`. A score
/// beyond the rim is first lowered on both sides alike until its smaller side is at most `s` (the
/// margin stays, both sides stay at `s` or more or as they were, the total stays at `2s` or more),
/// then its larger side is lowered to `2s` or, where the cap is odd, to whichever of `2s` and
/// `2s + 1` keeps it odd or even (the margin stays at `s` or more). Totals below `2s`, totals of one
/// side below `s`, handicaps below `s` and scores listed up to below `s` cannot tell the difference.
///
/// | markets | states |
/// |---|---|
/// | winner alone | two |
/// | to qualify alone | two, of its own |
/// | half time / full time, with 1X2 and the like of the first half and of full time | nine leads |
/// | every other that a score settles | a grid of scores of one period |
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
///
/// What this does not do: runners of a race. Each is a question of its own ([`State::Finish`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StateSpace {
    period: Period,
    shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Shape {
    Winner,
    Qualifier,
    Halves,
    Scores { cap: u32 },
}

impl StateSpace {
    /// The two states of a contest without a draw, of which only the winner matters.
    #[must_use]
    pub const fn winner(period: Period) -> Self {
        Self { period, shape: Shape::Winner }
    }

    /// The two states of who goes through.
    #[must_use]
    pub const fn qualifier() -> Self {
        Self { period: Period::FullTime, shape: Shape::Qualifier }
    }

    /// The nine pairs of who leads at half time and who at full time.
    #[must_use]
    pub const fn halves() -> Self {
        Self { period: Period::FullTime, shape: Shape::Halves }
    }

    /// Every score up to `cap` on either side. An odd cap keeps odd and even totals apart beyond the
    /// rim too.
    ///
    /// # Errors
    /// [`SettleError::GridCap`] outside [`GRID_CAP_MIN`] to [`GRID_CAP_MAX`].
    pub const fn scores(period: Period, cap: u32) -> Result<Self, SettleError> {
        if cap < GRID_CAP_MIN || cap > GRID_CAP_MAX {
            return Err(SettleError::GridCap { cap, least: GRID_CAP_MIN, most: GRID_CAP_MAX });
        }
        Ok(Self { period, shape: Shape::Scores { cap } })
    }

    /// The smallest space that covers all of these markets.
    ///
    /// # Errors
    /// [`SettleError::NoMarkets`], [`SettleError::Opaque`], [`SettleError::NoLine`],
    /// [`SettleError::PeriodMismatch`] when they are about several periods,
    /// [`SettleError::NotTogether`] when no one space tells them apart, and
    /// [`SettleError::GridCap`] when a line is too far out for any grid.
    pub fn covering(markets: &[&MarketKey]) -> Result<Self, SettleError> {
        let first = markets.first().ok_or(SettleError::NoMarkets)?;
        let space = if markets.iter().any(|market| market.kind.needs() == Needs::Halves) {
            Self::halves()
        } else if first.kind.needs() == Needs::Qualifier {
            Self::qualifier()
        } else if markets.iter().all(|market| market.kind == MarketKind::Winner) {
            Self::winner(first.period)
        } else {
            let mut cap = GRID_CAP_MIN;
            for market in markets {
                check_period(market, first.period)?;
                cap = cap.max(cap_needed(market)?);
            }
            // Every cap needed is even; one more keeps odd and even apart.
            let is_odd_asked = markets.iter().any(|market| market.kind == MarketKind::OddEven);
            Self::scores(first.period, cap + u32::from(is_odd_asked))?
        };
        markets.iter().try_for_each(|market| space.covers(market))?;
        Ok(space)
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
            Shape::Winner | Shape::Qualifier => 2,
            Shape::Halves => HALVES.len(),
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
            Shape::Winner | Shape::Qualifier => {
                [State::HomeWins, State::AwayWins].get(index).copied()
            }
            Shape::Halves => HALVES.get(index).map(|&(first, full)| State::Halves { first, full }),
            Shape::Scores { cap } => {
                let index = u32::try_from(index).ok()?;
                let (home, away) = (index / (cap + 1), index % (cap + 1));
                (home <= cap).then_some(State::Score { home, away })
            }
        }
    }

    /// Where a score is, or the state that pays like it when it lies beyond the rim; `None` for a
    /// level score where there is no draw, and where a score alone does not tell.
    #[must_use]
    pub fn locate(&self, home: u32, away: u32) -> Option<usize> {
        match self.shape {
            Shape::Winner => match home.cmp(&away) {
                Ordering::Greater => Some(0),
                Ordering::Equal => None,
                Ordering::Less => Some(1),
            },
            Shape::Qualifier | Shape::Halves => None,
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

    /// Where anything that may happen is; `None` for a state of another kind of space.
    #[must_use]
    pub fn locate_state(&self, state: State) -> Option<usize> {
        match (self.shape, state) {
            (Shape::Winner | Shape::Qualifier, State::HomeWins) => Some(0),
            (Shape::Winner | Shape::Qualifier, State::AwayWins) => Some(1),
            (Shape::Halves, State::Halves { first, full }) => {
                let lead = |(home, away): (u32, u32)| home.cmp(&away);
                let told = (lead(first), lead(full));
                HALVES.iter().position(|&(first, full)| (lead(first), lead(full)) == told)
            }
            (_, State::Score { home, away }) => self.locate(home, away),
            _ => None,
        }
    }

    /// Whether a market's payoff is exact here, scores beyond the rim included.
    ///
    /// # Errors
    /// [`SettleError::PeriodMismatch`], [`SettleError::Opaque`], [`SettleError::NoLine`],
    /// [`SettleError::NeedsScore`] where only the winner is told apart,
    /// [`SettleError::NotTogether`], [`SettleError::BeyondGrid`] and [`SettleError::NeedsOddCap`].
    pub fn covers(&self, market: &MarketKey) -> Result<(), SettleError> {
        let apart = |other: &str| {
            Err(SettleError::NotTogether { market: market.to_string(), other: other.to_owned() })
        };
        let needs = market.kind.needs();
        match self.shape {
            _ if needs == Needs::Unknown => Err(SettleError::Opaque { market: market.to_string() }),
            Shape::Halves => match market.period {
                Period::FullTime if needs == Needs::Halves => Ok(()),
                Period::FullTime | Period::FirstHalf if tells_leads_apart(&market.kind) => Ok(()),
                Period::FullTime | Period::FirstHalf => apart("half_time_full_time"),
                other => Err(mismatch(other, self.period)),
            },
            Shape::Qualifier if needs == Needs::Qualifier => Ok(()),
            Shape::Qualifier => apart("to_qualify"),
            Shape::Winner if market.kind == MarketKind::Winner => check_period(market, self.period),
            Shape::Winner if needs == Needs::Score => {
                check_period(market, self.period)?;
                Err(SettleError::NeedsScore { market: market.to_string() })
            }
            Shape::Winner => apart("winner"),
            Shape::Scores { .. } if needs != Needs::Score => apart("what the score settles"),
            Shape::Scores { cap } => {
                check_period(market, self.period)?;
                let name = || market.to_string();
                if cap_needed(market)? > cap {
                    return Err(SettleError::BeyondGrid { market: name(), cap });
                }
                if market.kind == MarketKind::OddEven && cap % 2 == 0 {
                    return Err(SettleError::NeedsOddCap { market: name(), cap });
                }
                Ok(())
            }
        }
    }
}

/// Whether who leads is all that the market asks.
const fn tells_leads_apart(kind: &MarketKind) -> bool {
    matches!(
        kind,
        MarketKind::MatchOdds
            | MarketKind::Winner
            | MarketKind::DrawNoBet
            | MarketKind::DoubleChance
    )
}

/// A score no higher than `cap` that pays like `more`–`less`, where `more ≥ less`.
fn within(more: u32, less: u32, cap: u32) -> (u32, u32) {
    if more <= cap {
        return (more, less);
    }
    let lowered = less.min(cap / 2);
    let ahead = more.abs_diff(less).saturating_add(lowered);
    // Of an odd cap the last two rows, whichever keeps odd and even.
    let rim = if cap % 2 == 1 { cap - u32::from(ahead.is_multiple_of(2)) } else { cap };
    (if ahead > cap { rim } else { ahead }, lowered)
}

fn mismatch(market: Period, states: Period) -> SettleError {
    SettleError::PeriodMismatch { market: market.as_str(), states: states.as_str() }
}

fn check_period(market: &MarketKey, period: Period) -> Result<(), SettleError> {
    if market.period == period { Ok(()) } else { Err(mismatch(market.period, period)) }
}

/// The lowest even cap whose grid is exact for a market.
fn cap_needed(market: &MarketKey) -> Result<u32, SettleError> {
    let line = || market.line.ok_or_else(|| SettleError::NoLine { market: market.to_string() });
    let above = |quarters: i32| whole_above(quarters.max(0).unsigned_abs());
    // Exact scores, bands of margins and totals of one side up to below s = cap / 2.
    let twice_above = |most: u8| 2 * (u32::from(most) + 1);
    Ok(match &market.kind {
        MarketKind::Opaque(_) => {
            return Err(SettleError::Opaque { market: market.to_string() });
        }
        MarketKind::Total => {
            let above = above(line()?.quarters());
            above.saturating_add(above % 2).max(GRID_CAP_MIN)
        }
        MarketKind::HomeTotal | MarketKind::AwayTotal => {
            above(line()?.quarters()).saturating_mul(2)
        }
        MarketKind::AsianHandicap | MarketKind::EuropeanHandicap => {
            whole_above(line()?.quarters().unsigned_abs()).saturating_mul(2)
        }
        MarketKind::CorrectScore(up_to) => twice_above(up_to.map_or(ExactScore::MOST, Listed::get)),
        // A list ends in "or more", but a venue's own bands may be any.
        MarketKind::WinningMargin(_) => twice_above(WinBy::MOST),
        _ => GRID_CAP_MIN,
    })
}

/// The smallest whole number above a line, or above the farther half step of a quarter line.
const fn whole_above(quarters: u32) -> u32 {
    quarters.saturating_add(quarters % 2) / 4 + 1
}
