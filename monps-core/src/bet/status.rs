//! Where a bet stands, and where it may go.

use std::fmt;
use std::str::FromStr;

use crate::error::bet::BetError;

/// Where a bet stands.
///
/// | from | to |
/// |---|---|
/// | unconfirmed | unmatched, open, rejected, cancelled |
/// | unmatched | open, cancelled |
/// | open | settled, void |
/// | settled, void | none: reversing the ledger's entry makes it open again |
/// | rejected, cancelled | none |
///
/// A placement whose answer never came is *unconfirmed*: it may be live, so it is never taken for
/// rejected before someone has looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BetStatus {
    /// Sent, answer unknown; may be live.
    Unconfirmed,
    /// Accepted by an exchange, nobody took it yet.
    Unmatched,
    /// On, awaiting the result.
    Open,
    /// Over, with an outcome.
    Settled,
    /// Over, as if never made.
    Void,
    /// Refused: never on.
    Rejected,
    /// Withdrawn or lapsed before anyone took it.
    Cancelled,
}

impl BetStatus {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Unconfirmed,
        Self::Unmatched,
        Self::Open,
        Self::Settled,
        Self::Void,
        Self::Rejected,
        Self::Cancelled,
    ];

    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unconfirmed => "unconfirmed",
            Self::Unmatched => "unmatched",
            Self::Open => "open",
            Self::Settled => "settled",
            Self::Void => "void",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
        }
    }

    /// Where it may go from here, in the ordinary course of things.
    #[must_use]
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Unconfirmed => &[Self::Unmatched, Self::Open, Self::Rejected, Self::Cancelled],
            Self::Unmatched => &[Self::Open, Self::Cancelled],
            Self::Open => &[Self::Settled, Self::Void],
            Self::Settled | Self::Void | Self::Rejected | Self::Cancelled => &[],
        }
    }

    /// Whether it may become another status. Resettling is not a move: reverse first.
    #[must_use]
    pub fn can_become(self, to: Self) -> bool {
        self.next().contains(&to)
    }

    /// What it is once its settlement has been reversed: open.
    ///
    /// # Errors
    /// [`BetError::NothingToReverse`] unless it is settled or void.
    pub const fn reversed(self) -> Result<Self, BetError> {
        match self {
            Self::Settled | Self::Void => Ok(Self::Open),
            status => Err(BetError::NothingToReverse { status }),
        }
    }

    /// Whether money is or may be at risk: the ledger holds its placing entry.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Unconfirmed | Self::Unmatched | Self::Open)
    }
}

impl FromStr for BetStatus {
    type Err = BetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or_else(|| BetError::UnknownWord {
                text: text.chars().take(40).collect(),
                what: "bet status: unconfirmed, unmatched, open, settled, void, rejected or cancelled",
            })
    }
}

impl fmt::Display for BetStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_read_back() {
        for status in BetStatus::ALL {
            assert_eq!(status.as_str().parse(), Ok(status));
        }
        assert!("pending".parse::<BetStatus>().is_err());
    }

    #[test]
    fn a_bet_that_is_over_only_moves_by_reversing() {
        for from in BetStatus::ALL {
            let over = !from.is_live();
            assert_eq!(over, from.next().is_empty(), "{from}");
            assert!(!from.can_become(from), "{from}");
            let reversible = matches!(from, BetStatus::Settled | BetStatus::Void);
            assert_eq!(from.reversed().is_ok(), reversible, "{from}");
        }
    }

    #[test]
    fn only_an_open_bet_is_settled() {
        for from in BetStatus::ALL {
            let open = from == BetStatus::Open;
            assert_eq!(from.can_become(BetStatus::Settled), open, "{from}");
            assert_eq!(from.can_become(BetStatus::Void), open, "{from}");
        }
    }
}
