//! Accounts: named heaps of one currency.

use std::fmt;
use std::str::FromStr;

use crate::error::ledger::LedgerError;
use crate::id::{AccountId, VenueId};
use crate::money::Currency;

/// Whether money is real. The two never meet in one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Book {
    /// Money.
    Real,
    /// Play money, to see how a strategy would have done.
    Paper,
}

impl Book {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Real => "real",
            Self::Paper => "paper",
        }
    }
}

impl FromStr for Book {
    type Err = LedgerError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Real, Self::Paper]
            .into_iter()
            .find(|book| book.as_str() == text)
            .ok_or_else(|| unknown(text, "book: real or paper"))
    }
}

/// On which side of the books an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountClass {
    /// What we have; positive.
    Asset,
    /// What the owner put in; negative.
    Equity,
    /// What was gained; negative.
    Income,
    /// What was lost or paid; positive.
    Expense,
}

/// What an account holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum AccountKind {
    /// Cash with a venue, under one login (asset).
    Venue,
    /// Betting money that lies with no venue: a wallet, an envelope (asset).
    Bank,
    /// Stakes and liabilities of open bets (asset).
    AtRisk,
    /// The owner's own money: deposits come from here and withdrawals go back (equity).
    Owner,
    /// What bets won above what was put up (income).
    Winnings,
    /// What venues gave (income).
    Bonus,
    /// What bets lost (expense).
    Losses,
    /// What exchanges took from net winnings (expense).
    Commission,
    /// Charges for moving or holding money, and taxes (expense).
    Fees,
    /// What was found to differ from what a venue shows, either way (expense).
    Adjustment,
    /// Stakes of open free bets: the venue's money (asset, in no figure of ours).
    FreeAtRisk,
    /// What venues put up as those stakes (equity; with [`FreeAtRisk`](Self::FreeAtRisk) it sums to
    /// zero).
    FreeBets,
    /// What went into another currency, or came out of one (equity).
    Exchange,
}

impl AccountKind {
    /// All of them, assets first.
    pub const ALL: [Self; 13] = [
        Self::Venue,
        Self::Bank,
        Self::AtRisk,
        Self::Owner,
        Self::Winnings,
        Self::Bonus,
        Self::Losses,
        Self::Commission,
        Self::Fees,
        Self::Adjustment,
        Self::FreeAtRisk,
        Self::FreeBets,
        Self::Exchange,
    ];

    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Venue => "venue",
            Self::Bank => "bank",
            Self::AtRisk => "at_risk",
            Self::Owner => "owner",
            Self::Winnings => "winnings",
            Self::Bonus => "bonus",
            Self::Losses => "losses",
            Self::Commission => "commission",
            Self::Fees => "fees",
            Self::Adjustment => "adjustment",
            Self::FreeAtRisk => "free_at_risk",
            Self::FreeBets => "free_bets",
            Self::Exchange => "exchange",
        }
    }

    /// On which side of the books it stands.
    #[must_use]
    pub const fn class(self) -> AccountClass {
        match self {
            Self::Venue | Self::Bank | Self::AtRisk | Self::FreeAtRisk => AccountClass::Asset,
            Self::Owner | Self::FreeBets | Self::Exchange => AccountClass::Equity,
            Self::Winnings | Self::Bonus => AccountClass::Income,
            Self::Losses | Self::Commission | Self::Fees | Self::Adjustment => {
                AccountClass::Expense
            }
        }
    }

    /// Whether it is cash that can be staked.
    #[must_use]
    pub const fn is_cash(self) -> bool {
        matches!(self, Self::Venue | Self::Bank)
    }
}

impl FromStr for AccountKind {
    type Err = LedgerError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| unknown(text, "kind of account, such as venue, at_risk or winnings"))
    }
}

impl fmt::Display for AccountKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An account of the ledger: a heap of one currency with a purpose, from which an entry takes as much as it
/// brings elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    id: AccountId,
    kind: AccountKind,
    venue_id: Option<VenueId>,
    login: Option<String>,
    currency: Currency,
    book: Book,
}

impl Account {
    /// An account that belongs to no venue.
    ///
    /// # Errors
    /// [`LedgerError::VenueMismatch`] for a venue's cash: see [`Account::at_venue`].
    pub const fn new(
        id: AccountId,
        kind: AccountKind,
        currency: Currency,
        book: Book,
    ) -> Result<Self, LedgerError> {
        if matches!(kind, AccountKind::Venue) {
            return Err(LedgerError::VenueMismatch { kind: kind.as_str(), wants_venue: true });
        }
        Ok(Self { id, kind, venue_id: None, login: None, currency, book })
    }

    /// Cash with a venue under a login; an empty login where there is only one, or none (a shop).
    #[must_use]
    pub fn at_venue(
        id: AccountId,
        venue_id: VenueId,
        login: &str,
        currency: Currency,
        book: Book,
    ) -> Self {
        Self {
            id,
            kind: AccountKind::Venue,
            venue_id: Some(venue_id),
            login: Some(login.to_owned()).filter(|login| !login.is_empty()),
            currency,
            book,
        }
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> AccountId {
        self.id
    }

    /// What it holds.
    #[must_use]
    pub const fn kind(&self) -> AccountKind {
        self.kind
    }

    /// The venue whose cash it is.
    #[must_use]
    pub const fn venue_id(&self) -> Option<VenueId> {
        self.venue_id
    }

    /// The login at that venue.
    #[must_use]
    pub fn login(&self) -> Option<&str> {
        self.login.as_deref()
    }

    /// Its currency.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// Real or paper.
    #[must_use]
    pub const fn book(&self) -> Book {
        self.book
    }

    /// Refuses any other kind.
    pub(super) fn expect_kind(&self, wanted: AccountKind) -> Result<(), LedgerError> {
        self.expect(self.kind == wanted, wanted.as_str())
    }

    /// Refuses what cannot be staked or paid out.
    pub(super) fn expect_cash(&self) -> Result<(), LedgerError> {
        self.expect(self.kind.is_cash(), "venue or bank")
    }

    const fn expect(&self, fits: bool, wanted: &'static str) -> Result<(), LedgerError> {
        if fits {
            Ok(())
        } else {
            Err(LedgerError::WrongKind { account_id: self.id, given: self.kind.as_str(), wanted })
        }
    }
}

pub(super) fn unknown(text: &str, what: &'static str) -> LedgerError {
    LedgerError::UnknownWord { text: text.chars().take(40).collect(), what }
}
