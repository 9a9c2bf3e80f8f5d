//! Bets in the ledger: which accounts move, and what is refused.

use monps_core::bet::{Bet, Settlement, Terms, Verdict};
use monps_core::error::ledger::LedgerError;
use monps_core::id::{AccountId, BetId, EntryId, VenueId};
use monps_core::ledger::{
    Account, AccountKind, Balances, BetAccounts, BetHistory, Book, Entry, EntryReason,
    FreeBetAccounts, Header, Recorded, rules,
};
use monps_core::money::{Currency, Rounding};
use monps_core::odds::Commission;
use monps_core::payoff::Outcome;
use monps_core::quote::Side;
use monps_core::time::{Timestamp, parse_timestamp};
use rust_decimal::{Decimal, dec};

use super::{euros, leg, open, terms};

pub(super) fn now() -> Timestamp {
    parse_timestamp("2026-11-22T18:30:00Z").unwrap()
}

pub(super) fn header() -> Header {
    Header::at(now())
}

/// One account of each kind, in euros.
pub(super) struct Chart(Vec<Account>);

impl Chart {
    pub(super) fn new(book: Book) -> Self {
        let made = AccountKind::ALL.into_iter().zip(1..).map(|(kind, id)| {
            let id = AccountId::new(id);
            match kind {
                AccountKind::Venue => {
                    Account::at_venue(id, VenueId::new(1), "me", Currency::EUR, book)
                }
                _ => Account::new(id, kind, Currency::EUR, book).unwrap(),
            }
        });
        Self(made.collect())
    }

    pub(super) fn of(&self, kind: AccountKind) -> &Account {
        self.0.iter().find(|account| account.kind() == kind).unwrap()
    }

    pub(super) fn bet(&self) -> BetAccounts<'_> {
        BetAccounts {
            venue: self.of(AccountKind::Venue),
            at_risk: self.of(AccountKind::AtRisk),
            winnings: self.of(AccountKind::Winnings),
            losses: self.of(AccountKind::Losses),
            commission: self.of(AccountKind::Commission),
            free: Some(FreeBetAccounts {
                at_risk: self.of(AccountKind::FreeAtRisk),
                lent: self.of(AccountKind::FreeBets),
            }),
        }
    }
}

fn recorded(entries: impl IntoIterator<Item = Entry>) -> Vec<Recorded> {
    let numbered = entries.into_iter().zip(1..);
    numbered.map(|(entry, id)| Recorded { id: EntryId::new(id), entry }).collect()
}

pub(super) fn history(entries: &[Recorded]) -> BetHistory<'_> {
    BetHistory::of(BetId::new(1), entries).unwrap()
}

fn place(bet: &Bet, chart: &Chart, entries: &[Recorded]) -> Result<Entry, LedgerError> {
    rules::place(bet, &history(entries), &chart.bet(), Rounding::HalfUp, header())
}

fn forced(bet: &Bet, outcome: Outcome) -> Settlement {
    let verdict = Verdict::Forced { outcome, price: None };
    bet.settlement(verdict, Rounding::HalfUp).unwrap()
}

/// The amounts that an entry moves, by kind of account.
fn moves(entry: &Entry) -> Vec<(AccountKind, Decimal)> {
    let mut moves: Vec<_> =
        entry.postings().iter().map(|p| (p.kind(), p.amount().amount())).collect();
    moves.sort();
    moves
}

pub(super) fn a_bet() -> Bet {
    open(terms(Side::Back, dec!(10), vec![leg(1, "2.10", None)]))
}

#[test]
fn placing_and_settling_move_the_accounts_of_the_glossary() {
    use AccountKind::{AtRisk, Commission as Charged, Losses, Venue, Winnings};
    let chart = Chart::new(Book::Real);
    let commission = Commission::new(dec!(0.05)).unwrap();
    let bet = open(Terms { commission, ..a_bet().terms().clone() });
    let placing = place(&bet, &chart, &[]).unwrap();
    assert_eq!(moves(&placing), [(Venue, dec!(-10)), (AtRisk, dec!(10))]);
    assert_eq!((placing.reason(), placing.bet_id()), (EntryReason::Place, Some(bet.id())));
    let entries = recorded([placing]);
    for (outcome, expected) in [
        (
            Outcome::Won,
            vec![
                (Venue, dec!(20.45)),
                (AtRisk, dec!(-10)),
                (Winnings, dec!(-11)),
                (Charged, dec!(0.55)),
            ],
        ),
        (
            Outcome::HalfWon,
            vec![
                (Venue, dec!(15.22)),
                (AtRisk, dec!(-10)),
                (Winnings, dec!(-5.5)),
                (Charged, dec!(0.28)),
            ],
        ),
        (Outcome::Push, vec![(Venue, dec!(10)), (AtRisk, dec!(-10))]),
        (Outcome::HalfLost, vec![(Venue, dec!(5)), (AtRisk, dec!(-10)), (Losses, dec!(5))]),
        (Outcome::Lost, vec![(AtRisk, dec!(-10)), (Losses, dec!(10))]),
    ] {
        let settlement = forced(&bet, outcome);
        let entry = rules::settle(&history(&entries), &settlement, &chart.bet(), header());
        assert_eq!(moves(&entry.unwrap()), expected, "{outcome}");
    }
    let void = rules::void(&history(&entries), header()).unwrap();
    assert_eq!(moves(&void), [(Venue, dec!(10)), (AtRisk, dec!(-10))]);
    assert_eq!(void.reverses(), Some(EntryId::new(1)));
    let refused =
        rules::settle(&history(&entries), &forced(&bet, Outcome::Void), &chart.bet(), header());
    assert!(matches!(refused, Err(LedgerError::SettledVoid { .. })));
}

#[test]
fn a_lay_puts_its_liability_at_risk() {
    use AccountKind::{AtRisk, Losses, Venue, Winnings};
    let chart = Chart::new(Book::Real);
    let bet = open(terms(Side::Lay, dec!(10), vec![leg(1, "3.00", None)]));
    let entries = recorded([place(&bet, &chart, &[]).unwrap()]);
    assert_eq!(moves(&entries[0].entry), [(Venue, dec!(-20)), (AtRisk, dec!(20))]);
    let settle = |outcome| {
        let settlement = forced(&bet, outcome);
        moves(&rules::settle(&history(&entries), &settlement, &chart.bet(), header()).unwrap())
    };
    assert_eq!(
        settle(Outcome::Won),
        [(Venue, dec!(30)), (AtRisk, dec!(-20)), (Winnings, dec!(-10))]
    );
    assert_eq!(settle(Outcome::Lost), [(AtRisk, dec!(-20)), (Losses, dec!(20))]);
}

#[test]
fn a_bet_is_placed_and_settled_once() {
    let (chart, bet) = (Chart::new(Book::Real), a_bet());
    let won = forced(&bet, Outcome::Won);
    let none = history(&[]);
    assert!(matches!(rules::void(&none, header()), Err(LedgerError::NotPlaced { .. })));
    assert!(matches!(rules::reverse(&none, header()), Err(LedgerError::NotSettled { .. })));
    assert!(matches!(
        rules::settle(&none, &won, &chart.bet(), header()),
        Err(LedgerError::NotPlaced { .. })
    ));

    let placing = place(&bet, &chart, &[]).unwrap();
    let placed = recorded([placing.clone()]);
    assert!(matches!(place(&bet, &chart, &placed), Err(LedgerError::AlreadyPlaced { .. })));
    let settling = rules::settle(&history(&placed), &won, &chart.bet(), header()).unwrap();
    let settled = recorded([placing.clone(), settling.clone()]);
    for refused in [
        rules::settle(&history(&settled), &won, &chart.bet(), header()),
        rules::void(&history(&settled), header()),
    ] {
        assert!(matches!(refused, Err(LedgerError::AlreadySettled { entry_id, .. })
            if entry_id == EntryId::new(2)));
    }
    // Histories that no rule could have written.
    let twice = recorded([placing.clone(), placing.clone()]);
    assert!(BetHistory::of(bet.id(), &twice).is_err());
    let doubled = recorded([placing.clone(), settling.clone(), settling]);
    assert!(BetHistory::of(bet.id(), &doubled).is_err());
    assert!(BetHistory::of(BetId::new(2), &placed).is_err());
    let void = rules::void(&history(&placed), header()).unwrap();
    let undone_twice = recorded([placing, void.clone(), void]);
    assert!(matches!(
        BetHistory::of(bet.id(), &undone_twice),
        Err(LedgerError::AlreadyReversed { .. })
    ));
}

#[test]
fn what_is_settled_is_what_was_placed() {
    let (chart, bet) = (Chart::new(Book::Real), a_bet());
    let placed = recorded([place(&bet, &chart, &[]).unwrap()]);
    let other = open(terms(Side::Back, dec!(11), vec![leg(1, "2.10", None)]));
    let settlement = forced(&other, Outcome::Won);
    let refused = rules::settle(&history(&placed), &settlement, &chart.bet(), header());
    assert!(matches!(refused, Err(LedgerError::StakeMismatch { .. })));
    let foreign = open(Terms { id: BetId::new(2), ..bet.terms().clone() });
    assert!(matches!(place(&foreign, &chart, &[]), Err(LedgerError::ForeignEntry { .. })));
}

#[test]
fn commission_of_a_market_is_an_entry_of_its_own() {
    let chart = Chart::new(Book::Real);
    let (venue, taken) = (chart.of(AccountKind::Venue), chart.of(AccountKind::Commission));
    let entry = rules::commission(venue, taken, euros(dec!(0.55)), header()).unwrap();
    assert_eq!(
        moves(&entry),
        [(AccountKind::Venue, dec!(-0.55)), (AccountKind::Commission, dec!(0.55))]
    );
    assert!(rules::commission(venue, venue, euros(dec!(1)), header()).is_err());
}

#[test]
fn resettling_reverses_and_posts_anew() {
    let (chart, bet) = (Chart::new(Book::Real), a_bet());
    let accounts = chart.bet();
    let mut entries = recorded([place(&bet, &chart, &[]).unwrap()]);
    let append = |entries: &mut Vec<Recorded>, entry: Entry| {
        let id = EntryId::new(i64::try_from(entries.len()).unwrap() + 1);
        entries.push(Recorded { id, entry });
    };
    let lost = forced(&bet, Outcome::Lost);
    let settling = rules::settle(&history(&entries), &lost, &accounts, header()).unwrap();
    append(&mut entries, settling);
    let won = forced(&bet, Outcome::Won);
    for entry in rules::resettle(&history(&entries), &won, &accounts, header()).unwrap() {
        append(&mut entries, entry);
    }
    let balances = Balances::of_entries(entries.iter().map(|r| &r.entry)).unwrap();
    assert_eq!(balances.on(accounts.losses), euros(dec!(0)));
    assert_eq!(balances.profit(Book::Real, Currency::EUR).unwrap(), euros(dec!(11)));
    assert_eq!(history(&entries).settling().unwrap().id, EntryId::new(4));
    let reversal = &entries[2];
    assert!(matches!(
        Entry::reverse(reversal, header()),
        Err(LedgerError::ReversesReversal { .. })
    ));

    // Void after all, then decided after all.
    let undo = rules::reverse(&history(&entries), header()).unwrap();
    append(&mut entries, undo);
    let void = rules::void(&history(&entries), header()).unwrap();
    append(&mut entries, void);
    assert!(history(&entries).placing().is_none());
    assert!(history(&entries).voiding().is_some());
    for entry in rules::resettle(&history(&entries), &lost, &accounts, header()).unwrap() {
        append(&mut entries, entry);
    }
    assert_eq!(history(&entries).placing().unwrap().id, EntryId::new(1));
    let balances = Balances::of_entries(entries.iter().map(|r| &r.entry)).unwrap();
    assert_eq!(balances.profit(Book::Real, Currency::EUR).unwrap(), euros(dec!(-10)));
    assert_eq!(balances.on(accounts.at_risk), euros(dec!(0)));
}
