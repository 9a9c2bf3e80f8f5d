//! What venues put in: free bets, boosts, and money in another currency.

use monps_core::bet::{Bet, BetStatus, Boost, Offer, Settlement, Terms, Verdict, exposure};
use monps_core::error::bet::BetError;
use monps_core::error::ledger::LedgerError;
use monps_core::id::EntryId;
use monps_core::ledger::{
    AccountKind, Balances, BetAccounts, BetHistory, Book, Entry, Recorded, rules,
};
use monps_core::money::{Currency, Rounding};
use monps_core::odds::Commission;
use monps_core::payoff::{DeadHeat, Outcome};
use monps_core::quote::Side;
use rust_decimal::dec;

use super::chart::Chart;
use super::{euros, header, open, pounds, terms};

const ROUNDING: Rounding = Rounding::HalfUp;

fn free_bet(stake: i64, price: i64) -> Bet {
    open(terms(1, Side::Back, euros(stake), price, Offer::FREE_BET))
}

fn settled(bet: &Bet, outcome: Outcome) -> Settlement {
    bet.settlement(Verdict::Forced { outcome, price: None }, ROUNDING).unwrap()
}

fn recorded(entries: &[Entry]) -> Vec<Recorded> {
    let numbered = entries.iter().cloned().zip(1..);
    numbered.map(|(entry, id)| Recorded { id: EntryId::new(id), entry }).collect()
}

fn place(bet: &Bet, accounts: &BetAccounts<'_>) -> Result<Entry, LedgerError> {
    let history = BetHistory::of(bet.id(), &[]).unwrap();
    rules::place(bet, &history, accounts, ROUNDING, header())
}

#[test]
fn a_free_bet_pays_its_winnings_alone() {
    let bet = free_bet(1000, 450);
    assert!(bet.liability(ROUNDING).unwrap().is_zero());
    assert_eq!(bet.free_stake(), euros(1000));
    for (outcome, payout) in [
        (Outcome::Won, 3500),
        (Outcome::HalfWon, 1750),
        (Outcome::Push, 0),
        (Outcome::HalfLost, 0),
        (Outcome::Lost, 0),
    ] {
        let found = settled(&bet, outcome);
        assert_eq!((found.payout(), found.profit()), (euros(payout), euros(payout)), "{outcome}");
    }
    let worst = exposure(Currency::EUR, [&bet], ROUNDING).unwrap();
    assert!(worst.is_zero(), "nothing of ours can be lost");
}

#[test]
fn a_free_bet_in_a_dead_heat_pays_on_the_part_that_stands() {
    // Two tie for one place: 5 of the 10 win at 5.00, and the 5 themselves stay the venue's.
    let heat = Outcome::DeadHeat(DeadHeat::new(1, 2).unwrap());
    let found = settled(&free_bet(1000, 500), heat);
    assert_eq!((found.payout(), found.profit()), (euros(2000), euros(2000)));
}

#[test]
fn a_free_bet_is_in_no_figure_until_it_wins() {
    let (chart, bet) = (Chart::new(0, Currency::EUR, Book::Real), free_bet(1000, 450));
    let accounts = chart.bet();
    let placing = place(&bet, &accounts).unwrap();
    let open = Balances::of_entries([&placing]).unwrap();
    let bankroll = open.bankroll(Book::Real, Currency::EUR).unwrap();
    assert!(bankroll.equity.is_zero() && bankroll.at_risk.is_zero());
    assert_eq!(open.on(chart.of(AccountKind::FreeAtRisk)), euros(1000));
    for (outcome, profit) in [(Outcome::Won, 3500), (Outcome::Lost, 0)] {
        let entries = recorded(std::slice::from_ref(&placing));
        let history = BetHistory::of(bet.id(), &entries).unwrap();
        let entry = rules::settle(&history, &settled(&bet, outcome), &accounts, header()).unwrap();
        let balances = Balances::of_entries([&placing, &entry]).unwrap();
        assert_eq!(balances.profit(Book::Real, Currency::EUR).unwrap(), euros(profit));
        assert_eq!(balances.on(chart.of(AccountKind::Venue)), euros(profit));
        assert!(balances.on(chart.of(AccountKind::FreeAtRisk)).is_zero());
        assert!(balances.on(chart.of(AccountKind::FreeBets)).is_zero());
    }
}

/// Lost, then won after all, then void: the token is back and nothing else has moved.
#[test]
fn a_free_bet_is_settled_anew_and_voided() {
    let (chart, bet) = (Chart::new(0, Currency::EUR, Book::Real), free_bet(1000, 450));
    let accounts = chart.bet();
    let mut entries = vec![place(&bet, &accounts).unwrap()];
    let mut append = |made: &dyn Fn(&BetHistory<'_>) -> Result<Vec<Entry>, LedgerError>| {
        let so_far = recorded(&entries);
        let history = BetHistory::of(bet.id(), &so_far).unwrap();
        entries.extend(made(&history).unwrap());
        Balances::of_entries(&entries).unwrap()
    };
    append(&|h| Ok(vec![rules::settle(h, &settled(&bet, Outcome::Lost), &accounts, header())?]));
    let won = append(&|h| {
        Ok(rules::resettle(h, &settled(&bet, Outcome::Won), &accounts, header())?.into())
    });
    assert_eq!(won.profit(Book::Real, Currency::EUR).unwrap(), euros(3500));
    append(&|h| Ok(vec![rules::reverse(h, header())?]));
    let void = append(&|h| Ok(vec![rules::void(h, header())?]));
    assert!(void.iter().all(|(_, amount)| amount.is_zero()));
}

#[test]
fn a_free_bet_wants_its_accounts_and_its_own_settlement() {
    let (chart, bet) = (Chart::new(0, Currency::EUR, Book::Real), free_bet(1000, 450));
    let without = BetAccounts { free: None, ..chart.bet() };
    let refused = place(&bet, &without);
    assert_eq!(refused, Err(LedgerError::NoFreeBetAccounts { stake: euros(1000) }));
    // A bet of our own money does not ask for them.
    let own = open(terms(1, Side::Back, euros(1000), 450, Offer::NONE));
    let placing = place(&own, &without).unwrap();
    let entries = recorded(&[placing]);
    let history = BetHistory::of(own.id(), &entries).unwrap();
    let other = settled(&bet, Outcome::Won);
    let refused = rules::settle(&history, &other, &chart.bet(), header());
    assert!(matches!(refused, Err(LedgerError::StakeMismatch { .. })));
}

#[test]
fn a_boost_is_paid_on_top_and_charged_with_the_winnings() {
    let boost = Boost::new(dec!(0.20), Some(euros(500))).unwrap();
    let offer = Offer { boost: Some(boost), ..Offer::NONE };
    let commission = Commission::new(dec!(0.05)).unwrap();
    let bet = |stake| {
        let terms = terms(1, Side::Back, euros(stake), 210, offer);
        open(Terms { commission, ..terms })
    };
    let found = settled(&bet(1000), Outcome::Won);
    // 11.00 won and 2.20 on top, of which 0.66 goes to the venue.
    assert_eq!(found.payout(), euros(2320));
    assert_eq!((found.commission(), found.profit()), (euros(66), euros(1254)));
    let capped = settled(&bet(10_000), Outcome::Won);
    assert_eq!(capped.payout(), euros(21_500));
    for outcome in [Outcome::Push, Outcome::HalfLost, Outcome::Lost] {
        let plain = open(terms(1, Side::Back, euros(1000), 210, Offer::NONE));
        assert_eq!(settled(&bet(1000), outcome), settled(&plain, outcome), "{outcome}");
    }
    let paid = Verdict::Paid { outcome: Outcome::Won, payout: euros(2320) };
    assert_eq!(bet(1000).settlement(paid, ROUNDING).unwrap().payout(), euros(2320));
    let free = Offer { stake: Offer::FREE_BET.stake, ..offer };
    let both = open(terms(1, Side::Back, euros(1000), 210, free));
    assert_eq!(settled(&both, Outcome::Won).profit(), euros(1320));
}

#[test]
fn offers_that_cannot_be_are_refused() {
    let laid = terms(1, Side::Lay, euros(1000), 210, Offer::FREE_BET);
    assert_eq!(Bet::new(laid, BetStatus::Open), Err(BetError::LaidOffer));
    let foreign = Boost::new(dec!(0.1), Some(pounds(500))).unwrap();
    let offer = Offer { boost: Some(foreign), ..Offer::NONE };
    let refused = Bet::new(terms(1, Side::Back, euros(1000), 210, offer), BetStatus::Open);
    assert!(matches!(refused, Err(BetError::ForeignCurrency { .. })));
}

#[test]
fn a_free_bet_can_be_cashed_out() {
    let bet = free_bet(1000, 450);
    let found = bet.settlement(Verdict::CashOut { payout: euros(725) }, ROUNDING).unwrap();
    assert_eq!((found.at_risk(), found.profit()), (euros(0), euros(725)));
}

#[test]
fn money_changes_its_currency_without_a_gain_in_either() {
    let ours = Chart::new(0, Currency::EUR, Book::Real);
    let theirs = Chart::new(100, Currency::GBP, Book::Real);
    let (sold, bought) = (euros(10_000), pounds(8520));
    let (cash, site) = (ours.of(AccountKind::Bank), theirs.of(AccountKind::Venue));
    let (left, came) = (ours.of(AccountKind::Exchange), theirs.of(AccountKind::Exchange));
    let entry = rules::exchange((cash, left, sold), (site, came, bought), header()).unwrap();
    let balances = Balances::of_entries([&entry]).unwrap();
    for (currency, available) in [(Currency::EUR, dec!(-100)), (Currency::GBP, dec!(85.20))] {
        let bankroll = balances.bankroll(Book::Real, currency).unwrap();
        assert_eq!(bankroll.available.amount(), available);
        assert!(balances.profit(Book::Real, currency).unwrap().is_zero());
        assert!(balances.sum(Book::Real, currency, |_| true).unwrap().is_zero());
    }
    let refused = |from, to| rules::exchange(from, to, header()).unwrap_err();
    assert!(matches!(
        refused((cash, left, euros(0)), (site, came, bought)),
        LedgerError::NotPositive { .. }
    ));
    assert!(matches!(
        refused((cash, cash, sold), (site, came, bought)),
        LedgerError::WrongKind { .. }
    ));
    assert!(matches!(
        refused((cash, left, bought), (site, came, bought)),
        LedgerError::ForeignCurrency { .. }
    ));
    let paper = Chart::new(200, Currency::GBP, Book::Paper);
    let play = (paper.of(AccountKind::Venue), paper.of(AccountKind::Exchange), bought);
    assert_eq!(refused((cash, left, sold), play), LedgerError::MixedBooks);
    let same = (cash, left, sold);
    assert!(matches!(refused(same, same), LedgerError::SameAccount { .. }));
}
