//! What an import came to, so that nothing is lost without a word.

use rust_decimal::Decimal;

use crate::store::elder::{ElderSums, ElderTable};

/// What became of the rows of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows there.
    pub read: u64,
    /// What was taken: bets, settings; rows of history of prices.
    pub taken: u64,
    /// What was here already.
    pub known: u64,
    /// Prices that repeat the one before them: the history keeps changes.
    pub unchanged: u64,
    /// What could not be taken, each with a note.
    pub refused: u64,
    /// What was taken although something in it does not add up, each with a note.
    pub remarked: u64,
}

/// Something to be known of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its table.
    pub table: ElderTable,
    /// Its number there.
    pub number: String,
    /// Whether it was not taken.
    pub is_refused: bool,
    /// What is wrong with it.
    pub reason: String,
    /// What it says; empty where that may be a secret.
    pub row: String,
}

/// Money there and here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Books {
    /// What the database there adds up to.
    pub there: ElderSums,
    /// What the same bets add up to here, as they stand now.
    pub here: Sums,
    /// What the refused rows say.
    pub refused: Sums,
    /// By how much bets here differ from what their rows say, each with a note.
    pub differing: Sums,
    /// Profit of bets that are over and say none: at their price.
    pub at_price: Decimal,
}

/// Stakes and profit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Bets.
    pub bets: u64,
    /// Their stakes.
    pub stakes: Decimal,
    /// Their profit, of those that are over.
    pub profit: Decimal,
}

impl Sums {
    /// Adds a bet.
    pub fn add(&mut self, stake: Decimal, profit: Decimal) {
        self.bets += 1;
        self.stakes += stake;
        self.profit += profit;
    }
}

impl Books {
    /// Stakes that nothing explains: 0.
    #[must_use]
    pub fn stakes_unexplained(&self) -> Decimal {
        self.there.stakes + self.differing.stakes - self.here.stakes - self.refused.stakes
    }

    /// Profit that nothing explains: 0.
    #[must_use]
    pub fn profit_unexplained(&self) -> Decimal {
        let there = self.there.profit + self.at_price;
        there + self.differing.profit - self.here.profit - self.refused.profit
    }

    /// Whether every cent is accounted for.
    #[must_use]
    pub fn are_even(&self) -> bool {
        self.stakes_unexplained().is_zero() && self.profit_unexplained().is_zero()
    }
}

/// What an import came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// By table, in the order they were read.
    pub tables: Vec<(ElderTable, Tally)>,
    /// Money, where bets were read.
    pub books: Option<Books>,
}
