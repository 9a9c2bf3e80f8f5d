//! Entries, transfers, and what accounts are found to hold.

use monps_core::error::ledger::LedgerError;
use monps_core::id::AccountId;
use monps_core::ledger::{
    Account, AccountKind, Assertion, Balances, BetAccounts, Book, Entry, EntryReason,
    NOTE_BYTES_MAX, Posting, rules,
};
use monps_core::money::{Currency, Money, Rounding};
use rust_decimal::dec;

use super::euros;
use super::ledger::{Chart, a_bet, header, history, now};

#[test]
fn an_entry_cannot_be_built_wrong() {
    let (chart, paper) = (Chart::new(Book::Real), Chart::new(Book::Paper));
    let (venue, owner) = (chart.of(AccountKind::Venue), chart.of(AccountKind::Owner));
    let post = |account, amount| Posting::new(account, euros(amount)).unwrap();
    let build = |header, postings| Entry::new(EntryReason::Deposit, header, postings);

    assert!(matches!(
        build(header(), vec![post(venue, dec!(1)), post(owner, dec!(-1.01))]),
        Err(LedgerError::Unbalanced { left }) if left == euros(dec!(-0.01))
    ));
    assert!(matches!(
        build(header(), vec![post(venue, dec!(1))]),
        Err(LedgerError::PostingCount { count: 1, .. })
    ));
    let mixed = vec![post(venue, dec!(1)), post(paper.of(AccountKind::Owner), dec!(-1))];
    assert!(matches!(build(header(), mixed), Err(LedgerError::MixedBooks)));
    let long = header().noting("x".repeat(NOTE_BYTES_MAX + 1));
    assert!(matches!(
        build(long, vec![post(venue, dec!(1)), post(owner, dec!(-1))]),
        Err(LedgerError::NoteTooLong { .. })
    ));
    assert!(matches!(Posting::new(venue, euros(dec!(0))), Err(LedgerError::ZeroPosting { .. })));
    let pound = Money::new(dec!(1), Currency::GBP).unwrap();
    assert!(matches!(Posting::new(venue, pound), Err(LedgerError::ForeignCurrency { .. })));
    // Sums are by currency: one euro is not one pound.
    let pounds = Account::new(AccountId::new(99), AccountKind::Owner, Currency::GBP, Book::Real);
    let owed = Posting::new(&pounds.unwrap(), -pound).unwrap();
    assert!(matches!(
        build(header(), vec![post(venue, dec!(1)), owed]),
        Err(LedgerError::Unbalanced { .. })
    ));
    assert!(
        Account::new(AccountId::new(1), AccountKind::Venue, Currency::EUR, Book::Real).is_err()
    );
}

#[test]
fn money_moves_between_accounts_of_the_right_kind() {
    let chart = Chart::new(Book::Real);
    let (venue, bank) = (chart.of(AccountKind::Venue), chart.of(AccountKind::Bank));
    let owner = chart.of(AccountKind::Owner);
    let ten = euros(dec!(10));
    assert!(matches!(
        rules::deposit(bank, venue, ten, header()),
        Err(LedgerError::WrongKind { wanted: "owner", .. })
    ));
    assert!(matches!(
        rules::transfer(venue, chart.of(AccountKind::AtRisk), ten, header()),
        Err(LedgerError::WrongKind { .. })
    ));
    assert!(matches!(
        rules::transfer(venue, venue, ten, header()),
        Err(LedgerError::SameAccount { .. })
    ));
    assert!(matches!(
        rules::withdraw(venue, owner, -ten, header()),
        Err(LedgerError::NotPositive { .. })
    ));
    let wrong = BetAccounts { losses: chart.of(AccountKind::Fees), ..chart.bet() };
    let refused = rules::place(&a_bet(), &history(&[]), &wrong, Rounding::HalfUp, header());
    assert!(matches!(refused, Err(LedgerError::WrongKind { wanted: "losses", .. })));
}

#[test]
fn what_a_site_shows_is_compared_not_believed() {
    let chart = Chart::new(Book::Real);
    let (venue, owner) = (chart.of(AccountKind::Venue), chart.of(AccountKind::Owner));
    let deposit = rules::deposit(owner, venue, euros(dec!(400)), header()).unwrap();
    let bonus =
        rules::bonus(chart.of(AccountKind::Bonus), venue, euros(dec!(20)), header()).unwrap();
    let fee = rules::fee(venue, chart.of(AccountKind::Fees), euros(dec!(1.5)), header()).unwrap();
    let mut balances = Balances::of_entries([&deposit, &bonus, &fee]).unwrap();
    let shown = |amount| Assertion { account: venue, shown: euros(amount), at: now() };
    assert_eq!(balances.check(&shown(dec!(418.50))), Ok(None));
    let found = balances.check(&shown(dec!(412.30))).unwrap().unwrap();
    assert_eq!(found.booked, euros(dec!(418.50)));
    assert_eq!(found.difference, euros(dec!(-6.20)));
    assert_eq!(balances.on(venue), euros(dec!(418.50)));

    let adjustment = chart.of(AccountKind::Adjustment);
    balances.apply(&rules::adjust(venue, adjustment, found.difference, header()).unwrap()).unwrap();
    assert_eq!(balances.check(&shown(dec!(412.30))), Ok(None));
    assert_eq!(balances.profit(Book::Real, Currency::EUR).unwrap(), euros(dec!(12.30)));
    assert!(rules::adjust(venue, adjustment, euros(dec!(0)), header()).is_err());
}

#[test]
fn paper_money_is_counted_apart() {
    let (real, paper) = (Chart::new(Book::Real), Chart::new(Book::Paper));
    // Paper accounts have ids of their own, as every account has.
    let cash = Account::new(AccountId::new(50), AccountKind::Bank, Currency::EUR, Book::Paper);
    let owner = Account::new(AccountId::new(51), AccountKind::Owner, Currency::EUR, Book::Paper);
    let (cash, owner) = (cash.unwrap(), owner.unwrap());
    let play = rules::opening(&owner, &cash, euros(dec!(1000)), header()).unwrap();
    assert_eq!(play.book(), Book::Paper);
    let balances = Balances::of_entries([&play]).unwrap();
    let bankroll = |book| balances.bankroll(book, Currency::EUR).unwrap().equity;
    assert_eq!(bankroll(Book::Real), euros(dec!(0)));
    assert_eq!(bankroll(Book::Paper), euros(dec!(1000)));
    let accounts = BetAccounts { venue: &cash, ..real.bet() };
    let mixed = rules::place(&a_bet(), &history(&[]), &accounts, Rounding::HalfUp, header());
    assert!(matches!(mixed, Err(LedgerError::MixedBooks)));
    assert!(matches!(
        rules::deposit(
            paper.of(AccountKind::Owner),
            real.of(AccountKind::Bank),
            euros(dec!(1)),
            header()
        ),
        Err(LedgerError::MixedBooks)
    ));
}
