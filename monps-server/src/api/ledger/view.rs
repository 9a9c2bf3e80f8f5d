//! The ledger as clients see it.

use std::collections::HashMap;

use monps_core::catalog::Venue;
use monps_core::id::VenueId;
use monps_core::ledger::{Account, AccountClass, Book, Discrepancy, Posting, Recorded};
use monps_core::money::Money;
use poem_openapi::Object;

use crate::api::instant::Instant;
use crate::api::number::Number;
use crate::app::ledger::{AccountBalance, BooksReport};
use crate::store::ChainedEntry;

/// Venues by id.
pub(super) type Venues = HashMap<VenueId, Venue>;

/// An account, and what is on it.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Account")]
pub(super) struct AccountView {
    /// Its number.
    id: i64,
    /// `venue`, `bank`, `at_risk`, `owner`, `winnings`, `bonus`, `losses`, `commission`, `fees` or
    /// `adjustment`.
    kind: String,
    /// asset, equity, income or expense: assets and expenses are positive, the others negative.
    class: String,
    /// The bookmaker whose cash it is, by name.
    bookmaker: Option<String>,
    /// The same, by key.
    bookmaker_key: Option<String>,
    /// The login there.
    login: Option<String>,
    /// Its currency.
    currency: String,
    /// Play money.
    paper: bool,
    /// What is on it.
    balance: Number,
}

/// An entry: amounts that sum to zero.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Entry")]
pub(super) struct EntryView {
    /// Its number.
    id: i64,
    /// When it took effect.
    at: Instant,
    /// Why money moved: `opening`, `deposit`, `withdrawal`, `transfer`, `place`, `settle`,
    /// `cash_out`, `void`, `reverse`, `commission`, `bonus`, `fee` or `adjustment`.
    reason: String,
    /// The bet that it is about.
    bet_id: Option<i64>,
    /// The entry that it undoes.
    reverses: Option<i64>,
    /// A word for people.
    note: Option<String>,
    /// Play money.
    paper: bool,
    /// What moved.
    postings: Vec<PostingView>,
    /// The hash of it and all before it; of an entry just written, see the list.
    hash: Option<String>,
}

/// One signed amount on one account.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Posting")]
pub(super) struct PostingView {
    /// The account.
    account_id: i64,
    /// What it holds.
    kind: String,
    /// Positive adds to an asset.
    amount: Number,
    /// Its currency.
    currency: String,
}

/// What may be staked, and what is.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Balance")]
pub(super) struct BalanceView {
    /// The currency.
    pub(super) currency: String,
    /// Play money.
    pub(super) paper: bool,
    /// Cash with venues and in the bank; negative where more was recorded than was put in.
    pub(super) available: Number,
    /// Stakes and liabilities of open bets.
    pub(super) at_risk: Number,
    /// Both together.
    pub(super) equity: Number,
    /// What was gained since the books were begun.
    pub(super) profit: Number,
    /// What the owner put in, less what was taken out; the opening included.
    pub(super) put_in: Number,
}

/// What became of a balance assertion.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "BalanceCheck")]
pub(super) struct CheckView {
    /// The account.
    account_id: i64,
    /// Whether it shows what the books say.
    agrees: bool,
    /// What the books say, where they differ.
    booked: Option<Number>,
    /// What is shown, where they differ.
    shown: Option<Number>,
    /// Shown less booked: positive where there is more than is known of.
    difference: Option<Number>,
    /// The adjustment that was booked.
    entry: Option<EntryView>,
}

/// What checking the books came to.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "BooksReport")]
pub(super) struct ReportView {
    /// Whether all is well.
    sound: bool,
    /// Entries checked.
    entries: u64,
    /// Bets checked.
    bets: u64,
    /// The hash of the last entry.
    head_hash: String,
    /// The first thing that is wrong.
    fault: Option<String>,
}

impl AccountView {
    pub(super) fn of(on: &AccountBalance, venues: &Venues) -> Self {
        let account: &Account = &on.account;
        let venue = account.venue_id().and_then(|id| venues.get(&id));
        let class = match account.kind().class() {
            AccountClass::Asset => "asset",
            AccountClass::Equity => "equity",
            AccountClass::Income => "income",
            AccountClass::Expense => "expense",
        };
        Self {
            id: account.id().get(),
            kind: account.kind().to_string(),
            class: class.to_owned(),
            bookmaker: venue.map(|venue| venue.title.clone()),
            bookmaker_key: venue.map(|venue| venue.key.to_string()),
            login: account.login().map(str::to_owned),
            currency: account.currency().to_string(),
            paper: account.book() == Book::Paper,
            balance: number(on.balance),
        }
    }
}

impl EntryView {
    pub(super) fn written(recorded: &Recorded) -> Self {
        let entry = &recorded.entry;
        Self {
            id: recorded.id.get(),
            at: entry.at().into(),
            reason: entry.reason().to_string(),
            bet_id: entry.bet_id().map(monps_core::id::BetId::get),
            reverses: entry.reverses().map(monps_core::id::EntryId::get),
            note: Some(entry.note().to_owned()).filter(|note| !note.is_empty()),
            paper: entry.book() == Book::Paper,
            postings: entry.postings().iter().map(PostingView::of).collect(),
            hash: None,
        }
    }

    pub(super) fn of(chained: &ChainedEntry) -> Self {
        Self { hash: Some(chained.hash.clone()), ..Self::written(&chained.recorded) }
    }

    pub(super) const fn id(&self) -> i64 {
        self.id
    }
}

impl PostingView {
    fn of(posting: &Posting) -> Self {
        Self {
            account_id: posting.account_id().get(),
            kind: posting.kind().to_string(),
            amount: number(posting.amount()),
            currency: posting.amount().currency().to_string(),
        }
    }
}

impl CheckView {
    pub(super) fn of(
        account: &Account,
        found: Option<Discrepancy>,
        entry: Option<&Recorded>,
    ) -> Self {
        Self {
            account_id: account.id().get(),
            agrees: found.is_none(),
            booked: found.map(|found| number(found.booked)),
            shown: found.map(|found| number(found.shown)),
            difference: found.map(|found| number(found.difference)),
            entry: entry.map(EntryView::written),
        }
    }
}

impl From<BooksReport> for ReportView {
    fn from(report: BooksReport) -> Self {
        Self {
            sound: report.is_sound(),
            entries: report.entries,
            bets: report.bets,
            head_hash: report.head_hash,
            fault: report.fault,
        }
    }
}

pub(super) fn number(money: Money) -> Number {
    money.into()
}
