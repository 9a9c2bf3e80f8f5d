//! What a set of stakes brings, state by state.

use std::fmt;

use rust_decimal::Decimal;

use crate::payoff::State;

/// The profit in every state, the worst first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// States with the same profit, up to a billionth, stand together; never empty.
    pub results: Vec<StateProfit>,
}

/// States with one profit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateProfit {
    /// The profit, as a fraction of what is put up: the least of them.
    pub profit: Decimal,
    /// Where.
    pub states: Vec<State>,
}

/// States with one weight in a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateWeight {
    /// The weight of all of them together.
    pub weight: Decimal,
    /// Which.
    pub states: Vec<State>,
}

impl Profile {
    /// The worst profit and where it is made.
    #[must_use]
    pub fn worst(&self) -> Option<&StateProfit> {
        self.results.first()
    }

    /// The best profit and where it is made.
    #[must_use]
    pub fn best(&self) -> Option<&StateProfit> {
        self.results.last()
    }

    /// The profit in a state, if it is one of these.
    #[must_use]
    pub fn in_state(&self, state: State) -> Option<Decimal> {
        self.results.iter().find(|result| result.states.contains(&state)).map(|r| r.profit)
    }
}

impl fmt::Display for StateProfit {
    /// The profit in percent, and the first states: `+3.73 % at 0-1, 0-2, 1-2 and 18 more`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 3;
        let percent = crate::money::Rounding::HalfEven.apply(self.profit * Decimal::ONE_HUNDRED, 2);
        write!(f, "{percent:+.2} % at ")?;
        for (at, state) in self.states.iter().take(SHOWN).enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}{state}")?;
        }
        match self.states.len().checked_sub(SHOWN) {
            Some(more @ 1..) => write!(f, " and {more} more"),
            _ => Ok(()),
        }
    }
}
