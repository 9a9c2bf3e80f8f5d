//! What can be wrong with the books.

use thiserror::Error;

use crate::error::bet::BetError;
use crate::error::money::MoneyError;
use crate::id::{AccountId, BetId, EntryId};
use crate::money::{Currency, Money};

/// An account, entry or move of money that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// A venue's account without a venue, or a venue where there is none.
    #[error("a {kind} account {}", if *.wants_venue { "needs the venue that holds it" } else { "belongs to no venue: leave venue and login empty" })]
    VenueMismatch {
        /// The kind of account.
        kind: &'static str,
        /// Whether the kind wants a venue.
        wants_venue: bool,
    },
    /// An account of one kind where another was wanted.
    #[error("account {account_id} is a {given} account where a {wanted} account is wanted")]
    WrongKind {
        /// The account given.
        account_id: AccountId,
        /// Its kind.
        given: &'static str,
        /// The kind wanted.
        wanted: &'static str,
    },
    /// An amount in one currency on an account in another.
    #[error("account {account_id} is in {account}, the amount in {amount}: convert it first")]
    ForeignCurrency {
        /// The account.
        account_id: AccountId,
        /// Its currency.
        account: Currency,
        /// That of the amount.
        amount: Currency,
    },
    /// A posting of nothing.
    #[error("a posting of nothing on account {account_id}: leave it out")]
    ZeroPosting {
        /// The account.
        account_id: AccountId,
    },
    /// Too few or too many postings.
    #[error("an entry has from 2 to {most} postings, not {count}")]
    PostingCount {
        /// How many were given.
        count: usize,
        /// The most allowed.
        most: usize,
    },
    /// Postings that do not sum to zero.
    #[error("the postings leave {left}: an entry sums to zero in every currency")]
    Unbalanced {
        /// What is left over.
        left: Money,
    },
    /// Real and paper money in one entry.
    #[error("an entry moves real money or paper money, never both")]
    MixedBooks,
    /// A note too long.
    #[error("a note has at most {most} bytes, not {count}")]
    NoteTooLong {
        /// How long it is.
        count: usize,
        /// The longest allowed.
        most: usize,
    },
    /// Nothing, or less, to be moved.
    #[error("{amount} cannot be moved: give an amount above zero")]
    NotPositive {
        /// What was given.
        amount: Money,
    },
    /// From an account to itself.
    #[error("a transfer from account {account_id} to itself moves nothing")]
    SameAccount {
        /// The account.
        account_id: AccountId,
    },
    /// An entry of another bet.
    #[error("the entries given are not all those of bet {bet_id}")]
    ForeignEntry {
        /// The bet.
        bet_id: BetId,
    },
    /// A second placing entry.
    #[error("bet {bet_id} is placed already, by entry {entry_id}")]
    AlreadyPlaced {
        /// The bet.
        bet_id: BetId,
        /// Its live placing entry.
        entry_id: EntryId,
    },
    /// A free bet with no accounts for it.
    #[error(
        "a free bet of {stake} needs the accounts of free bets: give `free` in the bet's accounts"
    )]
    NoFreeBetAccounts {
        /// Its stake.
        stake: Money,
    },
    /// Nothing placed.
    #[error("bet {bet_id} has no live placing entry: place it first")]
    NotPlaced {
        /// The bet.
        bet_id: BetId,
    },
    /// A second settling entry.
    #[error("bet {bet_id} is settled already, by entry {entry_id}: reverse that first")]
    AlreadySettled {
        /// The bet.
        bet_id: BetId,
        /// Its live settling entry.
        entry_id: EntryId,
    },
    /// Nothing settled or voided.
    #[error("bet {bet_id} has no settlement to reverse")]
    NotSettled {
        /// The bet.
        bet_id: BetId,
    },
    /// A void outcome given to be settled.
    #[error("bet {bet_id} is void: reverse its placing entry (`void`) instead of settling it")]
    SettledVoid {
        /// The bet.
        bet_id: BetId,
    },
    /// The settlement is about another amount than was placed.
    #[error("{settled} is settled where {placed} was put at risk: settle the bet that was placed")]
    StakeMismatch {
        /// What the placing entry put at risk.
        placed: Money,
        /// What the settlement says was at risk.
        settled: Money,
    },
    /// An entry that undoes another cannot itself be undone.
    #[error("entry {entry_id} is itself a reversal: post the right entry instead")]
    ReversesReversal {
        /// The entry.
        entry_id: EntryId,
    },
    /// An entry that is undone already.
    #[error("entry {entry_id} is reversed already, by entry {by}")]
    AlreadyReversed {
        /// The entry.
        entry_id: EntryId,
        /// The entry that reverses it.
        by: EntryId,
    },
    /// A word that is none of those known.
    #[error("{text:?} is not a {what}")]
    UnknownWord {
        /// What was given.
        text: String,
        /// What was wanted.
        what: &'static str,
    },
    /// A bet whose amounts cannot be worked out.
    #[error("the bet cannot be booked")]
    Bet(#[from] BetError),
    /// An amount that cannot be.
    #[error("the amounts cannot be added up")]
    Money(#[from] MoneyError),
}
