//! Entries: postings that sum to zero, with a reason and an instant.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::account::{Account, AccountKind, Book, unknown};
use crate::error::ledger::LedgerError;
use crate::id::{AccountId, BetId, EntryId};
use crate::money::Money;
use crate::time::Timestamp;

/// The most postings of one entry.
pub const POSTINGS_MAX: usize = 100;
/// The longest note, in bytes.
pub const NOTE_BYTES_MAX: usize = 500;

/// Why money moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EntryReason {
    /// What an account held when the books were begun.
    Opening,
    /// The owner put money in.
    Deposit,
    /// The owner took money out.
    Withdrawal,
    /// From one cash account to another.
    Transfer,
    /// A bet was placed.
    Place,
    /// A bet was settled by its result.
    Settle,
    /// A bet was closed early.
    CashOut,
    /// A bet was void, rejected or cancelled: its placing entry undone.
    Void,
    /// An entry was wrong, or is to be made anew: its opposite.
    Reverse,
    /// An exchange charged commission apart from a bet.
    Commission,
    /// A venue gave money.
    Bonus,
    /// A charge or tax.
    Fee,
    /// The books were brought to what a venue shows.
    Adjustment,
}

impl EntryReason {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Opening,
        Self::Deposit,
        Self::Withdrawal,
        Self::Transfer,
        Self::Place,
        Self::Settle,
        Self::CashOut,
        Self::Void,
        Self::Reverse,
        Self::Commission,
        Self::Bonus,
        Self::Fee,
        Self::Adjustment,
    ];

    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Deposit => "deposit",
            Self::Withdrawal => "withdrawal",
            Self::Transfer => "transfer",
            Self::Place => "place",
            Self::Settle => "settle",
            Self::CashOut => "cash_out",
            Self::Void => "void",
            Self::Reverse => "reverse",
            Self::Commission => "commission",
            Self::Bonus => "bonus",
            Self::Fee => "fee",
            Self::Adjustment => "adjustment",
        }
    }
}

impl FromStr for EntryReason {
    type Err = LedgerError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|reason| reason.as_str() == text)
            .ok_or_else(|| unknown(text, "reason of an entry, such as deposit, place or settle"))
    }
}

impl fmt::Display for EntryReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One signed amount on one account: positive adds to an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Posting {
    account_id: AccountId,
    kind: AccountKind,
    book: Book,
    amount: Money,
}

impl Posting {
    /// An amount in the account's own currency.
    ///
    /// # Errors
    /// [`LedgerError::ForeignCurrency`], [`LedgerError::ZeroPosting`].
    pub fn new(account: &Account, amount: Money) -> Result<Self, LedgerError> {
        if account.currency() != amount.currency() {
            return Err(LedgerError::ForeignCurrency {
                account_id: account.id(),
                account: account.currency(),
                amount: amount.currency(),
            });
        }
        if amount.is_zero() {
            return Err(LedgerError::ZeroPosting { account_id: account.id() });
        }
        Ok(Self { account_id: account.id(), kind: account.kind(), book: account.book(), amount })
    }

    /// The account.
    #[must_use]
    pub const fn account_id(&self) -> AccountId {
        self.account_id
    }

    /// What the account holds.
    #[must_use]
    pub const fn kind(&self) -> AccountKind {
        self.kind
    }

    /// Real or paper.
    #[must_use]
    pub const fn book(&self) -> Book {
        self.book
    }

    /// The signed amount.
    #[must_use]
    pub const fn amount(&self) -> Money {
        self.amount
    }

    const fn account(&self) -> (AccountId, AccountKind, Book) {
        (self.account_id, self.kind, self.book)
    }
}

/// What an entry says beside its postings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// When it took effect.
    pub at: Timestamp,
    /// The bet that it is about.
    pub bet_id: Option<BetId>,
    /// A word for people; at most [`NOTE_BYTES_MAX`] bytes.
    pub note: String,
}

impl Header {
    /// Of an instant, about no bet, without a note.
    #[must_use]
    pub const fn at(at: Timestamp) -> Self {
        Self { at, bet_id: None, note: String::new() }
    }

    /// The same with a note.
    #[must_use]
    pub fn noting(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    pub(super) fn about(self, bet_id: BetId) -> Self {
        Self { bet_id: Some(bet_id), ..self }
    }
}

/// Postings that sum to zero in every currency, with a reason and an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    reason: EntryReason,
    header: Header,
    reverses: Option<EntryId>,
    postings: Vec<Posting>,
}

/// An entry that the ledger holds, under the id that it was given there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its id; a later entry has a higher one.
    pub id: EntryId,
    /// The entry.
    pub entry: Entry,
}

impl Entry {
    /// An entry that undoes none; see [`Entry::undoing`].
    ///
    /// # Errors
    /// [`LedgerError::PostingCount`], [`LedgerError::MixedBooks`], [`LedgerError::Unbalanced`],
    /// [`LedgerError::NoteTooLong`], [`LedgerError::Money`].
    pub fn new(
        reason: EntryReason,
        header: Header,
        postings: Vec<Posting>,
    ) -> Result<Self, LedgerError> {
        Self::undoing(None, reason, header, postings)
    }

    /// An entry read back from where it was kept, `reverses` being the entry it undoes.
    ///
    /// # Errors
    /// As [`Entry::new`].
    pub fn undoing(
        reverses: Option<EntryId>,
        reason: EntryReason,
        header: Header,
        postings: Vec<Posting>,
    ) -> Result<Self, LedgerError> {
        if postings.len() < 2 || postings.len() > POSTINGS_MAX {
            return Err(LedgerError::PostingCount { count: postings.len(), most: POSTINGS_MAX });
        }
        if header.note.len() > NOTE_BYTES_MAX {
            return Err(LedgerError::NoteTooLong {
                count: header.note.len(),
                most: NOTE_BYTES_MAX,
            });
        }
        if postings.windows(2).any(|pair| pair[0].book != pair[1].book) {
            return Err(LedgerError::MixedBooks);
        }
        check_balanced(&postings)?;
        Ok(Self { reason, header, reverses, postings })
    }

    /// The equal and opposite entry: after both, every balance is what it was.
    ///
    /// Reversing a void makes the bet's placing entry live again. A reversal itself is not reversed:
    /// what it undid is posted anew, with an instant of its own.
    ///
    /// # Errors
    /// [`LedgerError::ReversesReversal`].
    pub fn reverse(recorded: &Recorded, header: Header) -> Result<Self, LedgerError> {
        if recorded.entry.reason == EntryReason::Reverse {
            return Err(LedgerError::ReversesReversal { entry_id: recorded.id });
        }
        Self::opposite(recorded, EntryReason::Reverse, header)
    }

    pub(super) fn opposite(
        recorded: &Recorded,
        reason: EntryReason,
        header: Header,
    ) -> Result<Self, LedgerError> {
        let postings = recorded
            .entry
            .postings
            .iter()
            .map(|posting| Posting { amount: -posting.amount, ..*posting });
        let header = Header { bet_id: recorded.entry.header.bet_id, ..header };
        Self::undoing(Some(recorded.id), reason, header, postings.collect())
    }

    /// Why money moved.
    #[must_use]
    pub const fn reason(&self) -> EntryReason {
        self.reason
    }

    /// When it took effect.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.header.at
    }

    /// The bet that it is about.
    #[must_use]
    pub const fn bet_id(&self) -> Option<BetId> {
        self.header.bet_id
    }

    /// A word for people.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.header.note
    }

    /// The entry that it undoes.
    #[must_use]
    pub const fn reverses(&self) -> Option<EntryId> {
        self.reverses
    }

    /// The postings; at least two.
    #[must_use]
    pub fn postings(&self) -> &[Posting] {
        &self.postings
    }

    /// Real or paper.
    #[must_use]
    pub fn book(&self) -> Book {
        self.postings.first().map_or(Book::Real, Posting::book)
    }
}

fn check_balanced(postings: &[Posting]) -> Result<(), LedgerError> {
    let mut sums = BTreeMap::new();
    for posting in postings {
        let amount = posting.amount;
        let sum = sums.entry(amount.currency()).or_insert_with(|| Money::zero(amount.currency()));
        *sum = sum.plus(amount)?;
    }
    match sums.into_values().find(|sum| !sum.is_zero()) {
        Some(left) => Err(LedgerError::Unbalanced { left }),
        None => Ok(()),
    }
}

/// Puts postings together, leaving out those of nothing and joining those of one account.
pub(super) fn postings<'a>(
    amounts: impl IntoIterator<Item = (&'a Account, Money)>,
) -> Result<Vec<Posting>, LedgerError> {
    let mut made: Vec<Posting> = Vec::new();
    for (account, amount) in amounts {
        if amount.is_zero() {
            continue;
        }
        let posting = Posting::new(account, amount)?;
        let same = made.iter_mut().find(|p| p.account() == posting.account());
        match same {
            Some(earlier) => earlier.amount = earlier.amount.plus(amount)?,
            None => made.push(posting),
        }
    }
    made.retain(|posting| !posting.amount.is_zero());
    Ok(made)
}
