//! The books of somebody who bets a lot, and beside them a plain reckoning of what they should say.

use std::collections::BTreeMap;

use monps_core::bet::{Bet, BetStatus, Settlement, Verdict};
use monps_core::error::ledger::LedgerError;
use monps_core::id::{AccountId, BetId, EntryId};
use monps_core::ledger::{
    Account, AccountKind, Assertion, Balances, BetHistory, Book, Entry, EntryReason, Recorded,
    rules,
};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::payoff::Outcome;

use super::chart::Chart;
use super::{euros, header, pounds};

pub(super) const ROUNDING: Rounding = Rounding::HalfUp;

/// What is done to a bet.
#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    PlaceAgain,
    Settle(Outcome),
    CashOut(i64),
    Void,
    Reverse,
    Resettle(Outcome),
}

/// What is done with cash.
#[derive(Clone, Copy, Debug)]
pub(super) enum Move {
    Deposit,
    Withdraw,
    Transfer,
    Bonus,
    Fee,
    /// To pounds, a little less of them than of euros.
    Exchange,
    /// The site shows so much more, or less where the flag says so.
    Assert {
        is_less: bool,
    },
    /// Real money towards paper money, which must fail.
    Mix,
}

/// One book, as it should be, in euros.
struct Reckoning {
    put_in: Money,
    gained: Money,
    exchanged: Money,
    at_risk: Money,
    free: Money,
}

/// A bet with all that the ledger holds of it.
struct Story {
    book: Book,
    bet: Bet,
    entries: Vec<Recorded>,
    /// What it has brought, as it stands.
    profit: Money,
}

/// See the module.
pub(super) struct World {
    charts: BTreeMap<Book, [Chart; 2]>,
    reckonings: BTreeMap<Book, Reckoning>,
    stories: Vec<Story>,
    entries: Vec<Entry>,
    balances: Balances,
    pub(super) refused_count: usize,
}

impl World {
    pub(super) fn new() -> Self {
        let books = [(Book::Real, 0), (Book::Paper, 1_000)];
        let nothing = || Reckoning {
            put_in: euros(0),
            gained: euros(0),
            exchanged: euros(0),
            at_risk: euros(0),
            free: euros(0),
        };
        let charts = |(book, first)| {
            let [ours, theirs] = [(first, Currency::EUR), (first + 100, Currency::GBP)];
            (book, [Chart::new(ours.0, ours.1, book), Chart::new(theirs.0, theirs.1, book)])
        };
        Self {
            charts: books.into_iter().map(charts).collect(),
            reckonings: books.into_iter().map(|(book, _)| (book, nothing())).collect(),
            stories: Vec::new(),
            entries: Vec::new(),
            balances: Balances::default(),
            refused_count: 0,
        }
    }

    pub(super) fn bet_count(&self) -> usize {
        self.stories.len()
    }

    fn account(&self, book: Book, kind: AccountKind) -> &Account {
        self.charts[&book][0].of(kind)
    }

    /// Appends an entry, and checks what every entry must be.
    fn append(&mut self, book: Book, entry: Entry) -> Recorded {
        for currency in [Currency::EUR, Currency::GBP] {
            let amounts = entry.postings().iter().map(|posting| posting.amount());
            let amounts = amounts.filter(|amount| amount.currency() == currency);
            assert!(Money::sum(currency, amounts).unwrap().is_zero(), "{entry:?}");
        }
        assert!(entry.postings().iter().all(|posting| posting.book() == book), "{entry:?}");
        self.balances.apply(&entry).unwrap();
        self.entries.push(entry.clone());
        Recorded { id: EntryId::new(i64::try_from(self.entries.len()).unwrap()), entry }
    }

    pub(super) fn place(&mut self, book: Book, bet: Bet) {
        let accounts = self.charts[&book][0].bet();
        let history = BetHistory::of(bet.id(), &[]).unwrap();
        let entry = rules::place(&bet, &history, &accounts, ROUNDING, header()).unwrap();
        let recorded = self.append(book, entry);
        let reckoning = self.reckonings.get_mut(&book).unwrap();
        reckoning.at_risk = reckoning.at_risk.plus(bet.liability(ROUNDING).unwrap()).unwrap();
        reckoning.free = reckoning.free.plus(bet.free_stake()).unwrap();
        self.stories.push(Story { book, bet, entries: vec![recorded], profit: euros(0) });
    }

    /// Does something to a bet if its status allows it; if not, the rules must refuse.
    pub(super) fn act(&mut self, index: usize, act: Act) {
        let story = &self.stories[index];
        let (book, bet) = (story.book, story.bet.clone());
        let verdict = match act {
            Act::Settle(outcome) | Act::Resettle(outcome) => {
                Some(Verdict::Forced { outcome, price: None })
            }
            Act::CashOut(cents) => Some(Verdict::CashOut { payout: euros(cents) }),
            Act::PlaceAgain | Act::Void | Act::Reverse => None,
        };
        let settlement = verdict.map(|verdict| bet.settlement(verdict, ROUNDING).unwrap());
        let status = bet.status();
        let is_void = matches!(act, Act::Settle(Outcome::Void) | Act::Resettle(Outcome::Void));
        let allowed = !is_void
            && match act {
                Act::Reverse | Act::Resettle(_) => !status.is_live(),
                Act::PlaceAgain => status == BetStatus::Void,
                Act::Settle(_) | Act::CashOut(_) | Act::Void => status.is_live(),
            };
        let made = self.made(index, act, settlement.as_ref());
        assert_eq!(made.is_ok(), allowed, "{act:?} on a bet that is {status:?}: {made:?}");
        let Ok(entries) = made else {
            self.refused_count += 1;
            return;
        };
        let recorded: Vec<Recorded> =
            entries.into_iter().map(|entry| self.append(book, entry)).collect();
        let after = match act {
            Act::Settle(_) | Act::CashOut(_) | Act::Resettle(_) => BetStatus::Settled,
            Act::Void => BetStatus::Void,
            Act::Reverse | Act::PlaceAgain => BetStatus::Open,
        };
        self.reckon(index, after, settlement.as_ref());
        let story = &mut self.stories[index];
        story.entries.extend(recorded);
        let history = BetHistory::of(bet.id(), &story.entries).unwrap();
        assert_eq!(history.placing().is_some(), after != BetStatus::Void);
        assert_eq!(history.settling().is_some(), after == BetStatus::Settled);
    }

    fn made(
        &self,
        index: usize,
        act: Act,
        settlement: Option<&Settlement>,
    ) -> Result<Vec<Entry>, LedgerError> {
        let story = &self.stories[index];
        let history = BetHistory::of(story.bet.id(), &story.entries)?;
        let accounts = self.charts[&story.book][0].bet();
        match (act, settlement) {
            (Act::Resettle(_), Some(settlement)) => {
                rules::resettle(&history, settlement, &accounts, header()).map(Vec::from)
            }
            (_, Some(settlement)) => {
                rules::settle(&history, settlement, &accounts, header()).map(|e| vec![e])
            }
            (Act::PlaceAgain, _) => {
                let placed = rules::place(&story.bet, &history, &accounts, ROUNDING, header());
                placed.map(|entry| vec![entry])
            }
            (Act::Reverse, _) => rules::reverse(&history, header()).map(|entry| vec![entry]),
            _ => rules::void(&history, header()).map(|entry| vec![entry]),
        }
    }

    /// Moves a bet to its status after, and the plain figures with it.
    fn reckon(&mut self, index: usize, after: BetStatus, settlement: Option<&Settlement>) {
        let story = &mut self.stories[index];
        let reckoning = self.reckonings.get_mut(&story.book).unwrap();
        let profit = settlement.map_or(euros(0), Settlement::profit);
        let change = profit.minus(story.profit).unwrap();
        reckoning.gained = reckoning.gained.plus(change).unwrap();
        story.profit = profit;
        let liability = story.bet.liability(ROUNDING).unwrap();
        let open = |is_live: bool, amount: Money| if is_live { amount } else { euros(0) };
        let (was, is) = (story.bet.status().is_live(), after.is_live());
        let changed = |sum: Money, amount| {
            sum.plus(open(is, amount)).unwrap().minus(open(was, amount)).unwrap()
        };
        reckoning.at_risk = changed(reckoning.at_risk, liability);
        reckoning.free = changed(reckoning.free, story.bet.free_stake());
        story.bet = Bet::new(story.bet.terms().clone(), after).unwrap();
    }

    pub(super) fn cash(&mut self, book: Book, moving: Move, cents: i64) {
        let amount = euros(cents);
        let of = |kind| self.account(book, kind);
        let (owner, bank, site) =
            (of(AccountKind::Owner), of(AccountKind::Bank), of(AccountKind::Venue));
        let made = match moving {
            Move::Deposit => rules::deposit(owner, bank, amount, header()),
            Move::Withdraw => rules::withdraw(site, owner, amount, header()),
            Move::Transfer => rules::transfer(bank, site, amount, header()),
            Move::Bonus => rules::bonus(of(AccountKind::Bonus), site, amount, header()),
            Move::Fee => rules::fee(bank, of(AccountKind::Fees), amount, header()),
            Move::Exchange => {
                let theirs = &self.charts[&book][1];
                let to = (theirs.of(AccountKind::Bank), theirs.of(AccountKind::Exchange));
                let from = (bank, of(AccountKind::Exchange), amount);
                rules::exchange(from, (to.0, to.1, pounds(cents / 2 + 1)), header())
            }
            Move::Assert { is_less } => {
                let wanted = if is_less { -amount } else { amount };
                let shown = self.balances.on(site).plus(wanted).unwrap();
                let assertion = Assertion { account: site, shown, at: header().at };
                let found = self.balances.check(&assertion).unwrap().unwrap();
                assert_eq!(found.difference, wanted);
                rules::adjust(site, of(AccountKind::Adjustment), found.difference, header())
            }
            Move::Mix => {
                let play = if book == Book::Real { Book::Paper } else { Book::Real };
                let other = self.account(play, AccountKind::Bank);
                rules::transfer(bank, other, amount, header())
            }
        };
        if matches!(moving, Move::Mix) {
            assert_eq!(made, Err(LedgerError::MixedBooks));
            self.refused_count += 1;
            return;
        }
        self.append(book, made.unwrap());
        let reckoning = self.reckonings.get_mut(&book).unwrap();
        let (figure, change) = match moving {
            Move::Deposit => (&mut reckoning.put_in, amount),
            Move::Withdraw => (&mut reckoning.put_in, -amount),
            Move::Bonus => (&mut reckoning.gained, amount),
            Move::Fee => (&mut reckoning.gained, -amount),
            Move::Exchange => (&mut reckoning.exchanged, amount),
            Move::Assert { is_less: true } => (&mut reckoning.gained, -amount),
            Move::Assert { is_less: false } => (&mut reckoning.gained, amount),
            Move::Transfer | Move::Mix => return,
        };
        *figure = figure.plus(change).unwrap();
    }

    /// Every figure of both books against the plain reckoning.
    pub(super) fn check(&self) {
        for (&book, reckoning) in &self.reckonings {
            let balances = &self.balances;
            let bankroll = balances.bankroll(book, Currency::EUR).unwrap();
            assert_eq!(bankroll.at_risk, reckoning.at_risk);
            assert_eq!(balances.put_in(book, Currency::EUR).unwrap(), reckoning.put_in);
            assert_eq!(balances.profit(book, Currency::EUR).unwrap(), reckoning.gained);
            let ours = reckoning.put_in.plus(reckoning.gained).unwrap();
            assert_eq!(bankroll.equity, ours.minus(reckoning.exchanged).unwrap());
            let free = self.account(book, AccountKind::FreeAtRisk);
            assert_eq!(balances.on(free), reckoning.free);
            for currency in [Currency::EUR, Currency::GBP] {
                assert!(balances.sum(book, currency, |_| true).unwrap().is_zero());
            }
        }
    }

    /// All of it from the beginning: what was added up entry by entry is the sum of the postings, and
    /// every bet has the entries that its status says.
    pub(super) fn check_all(&self) {
        let mut plain: BTreeMap<AccountId, Money> = BTreeMap::new();
        for posting in self.entries.iter().flat_map(Entry::postings) {
            let zero = Money::zero(posting.amount().currency());
            let sum = plain.entry(posting.account_id()).or_insert(zero);
            *sum = sum.plus(posting.amount()).unwrap();
        }
        assert!(self.balances.iter().eq(plain), "balances are the sum of the postings");
        assert_eq!(Balances::of_entries(&self.entries).unwrap(), self.balances);
        let mut placed: BTreeMap<BetId, usize> = BTreeMap::new();
        for story in &self.stories {
            let history = BetHistory::of(story.bet.id(), &story.entries).unwrap();
            let live = usize::from(history.placing().is_some());
            *placed.entry(story.bet.id()).or_default() += live;
            assert_eq!(live == 1, story.bet.status() != BetStatus::Void);
            assert!(history.settling().is_none() || live == 1, "settled, so placed");
            assert!(story.entries.iter().all(|recorded| recorded.entry.book() == story.book));
        }
        assert!(placed.values().all(|count| *count <= 1));
        let settling =
            |entry: &&Entry| matches!(entry.reason(), EntryReason::Settle | EntryReason::CashOut);
        assert!(self.entries.iter().filter(settling).all(|entry| entry.bet_id().is_some()));
    }
}
