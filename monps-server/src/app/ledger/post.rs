//! The owner's own doings: deposits, withdrawals, transfers, and what a venue shows.

use monps_core::error::ledger::LedgerError;
use monps_core::id::{AccountId, EntryId};
use monps_core::ledger::{
    Account, AccountKind, Assertion, Book, Discrepancy, Entry, Header, NOTE_BYTES_MAX, Recorded,
    rules,
};
use monps_core::money::{Currency, Money};
use monps_core::time::Timestamp;
use rust_decimal::Decimal;

use super::super::idempotency::{Done, Render, Repeatable, Seen};
use super::super::problem::{Problem, Told};
use super::Ledger;
use crate::store::{AuditNote, Booking};

/// How often a posting is tried when another writer is faster.
const ATTEMPTS_MAX: u32 = 20;

/// Where cash lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cash {
    /// On a known account.
    Account(AccountId),
    /// With no venue: a wallet, an envelope.
    Bank,
    /// With a venue, under a login; the login is empty where there is only one.
    Venue {
        /// The venue, by key or name.
        bookmaker: String,
        /// The login there.
        login: String,
    },
}

/// Which way money moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoveKind {
    /// From the owner to here.
    Deposit(Cash),
    /// From here to the owner.
    Withdrawal(Cash),
    /// From the first to the second.
    Transfer(Cash, Cash),
}

/// Money to be moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Which way.
    pub kind: MoveKind,
    /// How much, above zero.
    pub amount: Decimal,
    /// In which currency; the bankroll's when none.
    pub currency: Option<Currency>,
    /// When it took effect; now when none.
    pub at: Option<Timestamp>,
    /// A word for people.
    pub note: String,
    /// Play money.
    pub paper: bool,
    /// Who does it.
    pub actor: String,
}

/// "The site shows 412.30."
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asserted {
    /// Where.
    pub cash: Cash,
    /// What it shows.
    pub shown: Decimal,
    /// In which currency; the bankroll's when none.
    pub currency: Option<Currency>,
    /// Whether to bring the books to what is shown.
    pub adjust: bool,
    /// A word for people.
    pub note: String,
    /// Play money.
    pub paper: bool,
    /// Who says so.
    pub actor: String,
}

impl Ledger {
    /// Moves money.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for an amount or account that cannot be, [`Problem::NotFound`] for an
    /// unknown account, and what [`Running::begin`](super::Running::begin) refuses.
    pub async fn transact(
        &self,
        wanted: &Move,
        request: Option<&Repeatable>,
        render: Render<'_, Recorded>,
    ) -> Result<Done<Recorded>, Problem> {
        let now = self.clock.now();
        let _place = match self.begin(request, now).await? {
            Some(Seen::Answered(answer)) => return Ok(Done::Before(answer)),
            Some(Seen::New(place)) => Some(place),
            None => None,
        };
        let entry = self.entry(wanted, now).await?;
        let action = match wanted.kind {
            MoveKind::Deposit(_) => "deposit",
            MoveKind::Withdrawal(_) => "withdrawal",
            MoveKind::Transfer(..) => "transfer",
        };
        let answer =
            |recorded: &Recorded| request.map(|request| request.answered(&render(recorded), now));
        let recorded = self.append(entry, &wanted.actor, action, now, &answer).await?;
        Ok(Done::Now(recorded))
    }

    /// Compares an account with what its venue shows, and writes down that somebody looked.
    ///
    /// # Errors
    /// As [`Ledger::transact`].
    pub async fn assert_balance(
        &self,
        asserted: &Asserted,
    ) -> Result<(Account, Option<Discrepancy>, Option<Recorded>), Problem> {
        let now = self.clock.now();
        let (currency, book) = self.terms(asserted.currency, asserted.paper).await?;
        let shown = money("balance", asserted.shown, currency)?;
        let account = self.cash("account", &asserted.cash, currency, book).await?;
        let assertion = Assertion { account: &account, shown, at: now };
        let discrepancy =
            self.balances().await?.check(&assertion).map_err(|error| refused(&error))?;
        let Some(found) = discrepancy.filter(|_| asserted.adjust) else {
            self.note_assertion(&account, asserted, discrepancy, now).await?;
            return Ok((account, discrepancy, None));
        };
        let adjustment = self.accounts.own(AccountKind::Adjustment, currency, book).await?;
        let header = header(&asserted.note, now)?;
        let entry = rules::adjust(&account, &adjustment, found.difference, header)
            .map_err(|error| refused(&error))?;
        let recorded = self.append(entry, &asserted.actor, "adjustment", now, &|_| None).await?;
        Ok((account, discrepancy, Some(recorded)))
    }

    async fn note_assertion(
        &self,
        account: &Account,
        asserted: &Asserted,
        discrepancy: Option<Discrepancy>,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let detail = match discrepancy {
            None => "the account shows what the books say".to_owned(),
            Some(found) => format!(
                "the account shows {}, the books say {}: {} apart",
                found.shown, found.booked, found.difference
            ),
        };
        let booking = Booking {
            audit: vec![AuditNote {
                actor: asserted.actor.clone(),
                action: "assertion",
                subject: "account",
                subject_id: account.id().get(),
                detail,
            }],
            recorded_at: now,
            ..Booking::default()
        };
        self.store.book(&booking, None).await?;
        Ok(())
    }

    async fn entry(&self, wanted: &Move, now: Timestamp) -> Result<Entry, Problem> {
        let (currency, book) = self.terms(wanted.currency, wanted.paper).await?;
        let amount = money("amount", wanted.amount, currency)?;
        let header = header(&wanted.note, wanted.at.unwrap_or(now))?;
        let owner = self.accounts.own(AccountKind::Owner, currency, book).await?;
        let entry = match &wanted.kind {
            MoveKind::Deposit(to) => {
                let to = self.cash("account", to, currency, book).await?;
                rules::deposit(&owner, &to, amount, header)
            }
            MoveKind::Withdrawal(from) => {
                let from = self.cash("account", from, currency, book).await?;
                rules::withdraw(&from, &owner, amount, header)
            }
            MoveKind::Transfer(from, to) => {
                let from = self.cash("from", from, currency, book).await?;
                let to = self.cash("to", to, currency, book).await?;
                rules::transfer(&from, &to, amount, header)
            }
        };
        entry.map_err(|error| refused(&error))
    }

    /// Appends one entry. Its id is known before it is written, because nothing else may come between.
    async fn append(
        &self,
        entry: Entry,
        actor: &str,
        action: &'static str,
        now: Timestamp,
        answer: &(dyn Fn(&Recorded) -> Option<crate::store::KeptAnswer> + Send + Sync),
    ) -> Result<Recorded, Problem> {
        self.open_books().await?;
        let mut attempt = 1;
        loop {
            let head = self.store.chain_head().await?;
            let last = head.entry_id.map_or(0, EntryId::get);
            let recorded = Recorded { id: EntryId::new(last + 1), entry: entry.clone() };
            let amounts: Vec<String> = entry
                .postings()
                .iter()
                .map(|posting| format!("{} on account {}", posting.amount(), posting.account_id()))
                .collect();
            let booking = Booking {
                entries: vec![entry.clone()],
                audit: vec![AuditNote {
                    actor: actor.to_owned(),
                    action,
                    subject: "entry",
                    subject_id: recorded.id.get(),
                    detail: amounts.join(", "),
                }],
                rulings: Vec::new(),
                answer: answer(&recorded),
                recorded_at: now,
            };
            let booked = self.store.book(&booking, Some(EntryId::new(last))).await;
            match booked.map_err(Problem::from) {
                Err(problem) if problem.is_race() && attempt < ATTEMPTS_MAX => attempt += 1,
                outcome => return outcome.map(|_| recorded),
            }
        }
    }

    async fn begin(
        &self,
        request: Option<&Repeatable>,
        now: Timestamp,
    ) -> Result<Option<Seen>, Problem> {
        match request {
            Some(request) => Ok(Some(self.running.begin(&self.store, request, now).await?)),
            None => Ok(None),
        }
    }

    async fn terms(
        &self,
        currency: Option<Currency>,
        paper: bool,
    ) -> Result<(Currency, Book), Problem> {
        let book = if paper { Book::Paper } else { Book::Real };
        match currency {
            Some(currency) => Ok((currency, book)),
            None => Ok((self.opening().await?.amount.currency(), book)),
        }
    }

    async fn cash(
        &self,
        field: &str,
        cash: &Cash,
        currency: Currency,
        book: Book,
    ) -> Result<Account, Problem> {
        match cash {
            Cash::Account(id) => self.account(*id).await,
            Cash::Bank => self.accounts.own(AccountKind::Bank, currency, book).await,
            Cash::Venue { bookmaker, login } => {
                let venue = self.catalogue.venue(field, bookmaker, false).await?;
                self.accounts.venue(venue.id, login, currency, book).await
            }
        }
    }
}

fn money(field: &str, amount: Decimal, currency: Currency) -> Result<Money, Problem> {
    Money::new(amount, currency).map_err(|error| Problem::invalid(field, error))
}

fn header(note: &str, at: Timestamp) -> Result<Header, Problem> {
    if note.len() > NOTE_BYTES_MAX {
        let rule = format!("too long: at most {NOTE_BYTES_MAX} bytes");
        return Err(Problem::invalid("note", rule));
    }
    Ok(Header::at(at).noting(note))
}

/// What the rules of the ledger refuse is the caller's to put right.
fn refused(error: &LedgerError) -> Problem {
    let field = match error {
        LedgerError::NotPositive { .. } | LedgerError::Money(_) => "amount",
        LedgerError::ForeignCurrency { .. } => "currency",
        _ => "account",
    };
    Problem::invalid(field, Told(error))
}
