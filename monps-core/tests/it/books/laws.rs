//! Laws of the ledger over random sequences of what people do.

use std::collections::BTreeMap;

use monps_core::bet::{Bet, BetStatus, Settlement, Terms, Verdict};
use monps_core::error::ledger::LedgerError;
use monps_core::id::{BetId, EntryId};
use monps_core::ledger::{
    AccountKind, Balances, BetHistory, Book, Entry, EntryReason, Header, Recorded, rules,
};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::odds::Commission;
use monps_core::payoff::Outcome;
use monps_core::quote::Side;
use monps_core::time::start_of_day;
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use super::ledger::Chart;
use super::{euros, leg, terms};

const ROUNDING: Rounding = Rounding::HalfUp;

#[derive(Clone, Debug)]
enum Doing {
    Deposit(i64),
    Withdraw(i64),
    Transfer(i64),
    Place { stake: i64, price: i64, lay: bool, commission: i64 },
    Settle { bet: usize, outcome: Outcome },
    CashOut { bet: usize, payout: i64 },
    Void { bet: usize },
    Reverse { bet: usize },
    Resettle { bet: usize, outcome: Outcome },
}

fn doing() -> impl Strategy<Value = Doing> {
    let cents = 1_i64..100_000;
    let bet = 0_usize..12;
    let outcome = prop::sample::select(Outcome::ALL.to_vec());
    prop_oneof![
        1 => cents.clone().prop_map(Doing::Deposit),
        1 => cents.clone().prop_map(Doing::Withdraw),
        1 => cents.clone().prop_map(Doing::Transfer),
        4 => (cents.clone(), 150_i64..2_000, any::<bool>(), 0_i64..10).prop_map(
            |(stake, price, lay, commission)| Doing::Place { stake, price, lay, commission }
        ),
        4 => (bet.clone(), outcome.clone())
            .prop_map(|(bet, outcome)| Doing::Settle { bet, outcome }),
        1 => (bet.clone(), cents).prop_map(|(bet, payout)| Doing::CashOut { bet, payout }),
        2 => bet.clone().prop_map(|bet| Doing::Void { bet }),
        2 => bet.clone().prop_map(|bet| Doing::Reverse { bet }),
        1 => (bet, outcome).prop_map(|(bet, outcome)| Doing::Resettle { bet, outcome }),
    ]
}

impl Doing {
    fn verdict(&self) -> Option<Verdict> {
        match *self {
            Self::Settle { outcome, .. } | Self::Resettle { outcome, .. } => {
                Some(Verdict::Forced { outcome, price: None })
            }
            Self::CashOut { payout, .. } => Some(Verdict::CashOut { payout: money(payout) }),
            _ => None,
        }
    }

    /// A void is not settled: its placing is undone.
    fn is_void_outcome(&self) -> bool {
        let void = Some(Verdict::Forced { outcome: Outcome::Void, price: None });
        self.verdict() == void
    }
}

/// The books, and beside them a plain reckoning of what they should say.
struct World {
    chart: Chart,
    entries: Vec<Recorded>,
    bets: Vec<Bet>,
    /// What was put in less what was taken out.
    put_in: Money,
    /// Profit of the bets that are settled now.
    profits: BTreeMap<BetId, Money>,
}

impl World {
    fn new() -> Self {
        Self {
            chart: Chart::new(Book::Real),
            entries: Vec::new(),
            bets: Vec::new(),
            put_in: euros(dec!(0)),
            profits: BTreeMap::new(),
        }
    }

    fn append(&mut self, entry: Entry) {
        let id = EntryId::new(i64::try_from(self.entries.len()).unwrap() + 1);
        self.entries.push(Recorded { id, entry });
    }

    fn of_bet(&self, id: BetId) -> Vec<Recorded> {
        let about = |recorded: &&Recorded| recorded.entry.bet_id() == Some(id);
        self.entries.iter().filter(about).cloned().collect()
    }

    fn cash(&mut self, doing: &Doing) {
        let (owner, venue) = (self.chart.of(AccountKind::Owner), self.chart.of(AccountKind::Venue));
        let bank = self.chart.of(AccountKind::Bank);
        let entry = match *doing {
            Doing::Deposit(cents) => {
                self.put_in = self.put_in.plus(money(cents)).unwrap();
                rules::deposit(owner, bank, money(cents), header())
            }
            Doing::Withdraw(cents) => {
                self.put_in = self.put_in.minus(money(cents)).unwrap();
                rules::withdraw(venue, owner, money(cents), header())
            }
            Doing::Transfer(cents) => rules::transfer(bank, venue, money(cents), header()),
            _ => return,
        };
        self.append(entry.unwrap());
    }

    fn place(&mut self, stake: i64, price: i64, lay: bool, commission: i64) {
        let id = BetId::new(i64::try_from(self.bets.len()).unwrap() + 1);
        let at = Decimal::new(price, 2).to_string();
        let side = if lay { Side::Lay } else { Side::Back };
        let terms = Terms {
            id,
            stake: money(stake.max(100)),
            commission: Commission::new(Decimal::new(commission, 2)).unwrap(),
            ..terms(side, dec!(1), vec![leg(id.get(), &at, None)])
        };
        let bet = Bet::new(terms, BetStatus::Open).unwrap();
        let history = BetHistory::of(id, &[]).unwrap();
        let entry = rules::place(&bet, &history, &self.chart.bet(), ROUNDING, header()).unwrap();
        self.bets.push(bet);
        self.append(entry);
    }

    /// Does what is asked of a bet, and checks that the rules refuse it where its status forbids it.
    fn handle(&mut self, index: usize, doing: &Doing) {
        let Some(bet) = self.bets.get(index).cloned() else {
            return;
        };
        let settlement = doing.verdict().map(|v| bet.settlement(v, ROUNDING).unwrap());
        let reversing = matches!(doing, Doing::Reverse { .. } | Doing::Resettle { .. });
        let allowed = bet.status().is_live() != reversing && !doing.is_void_outcome();
        let entries = self.entries_for(&bet, doing, settlement.as_ref());
        assert_eq!(entries.is_ok(), allowed, "{doing:?} on {}", bet.status());
        let Ok(entries) = entries else { return };

        let (profit, status) = match settlement {
            Some(settlement) => (settlement.profit(), settlement.outcome().status()),
            None if reversing => (euros(dec!(0)), BetStatus::Open),
            None => (euros(dec!(0)), BetStatus::Void),
        };
        self.profits.insert(bet.id(), profit);
        let bet = if reversing { bet.reversed().unwrap() } else { bet };
        let stays = bet.status() == status;
        self.bets[index] = if stays { bet } else { bet.moved_to(status).unwrap() };
        for entry in entries {
            self.append(entry);
        }
    }

    fn entries_for(
        &self,
        bet: &Bet,
        doing: &Doing,
        settlement: Option<&Settlement>,
    ) -> Result<Vec<Entry>, LedgerError> {
        let mine = self.of_bet(bet.id());
        let history = BetHistory::of(bet.id(), &mine).unwrap();
        let accounts = self.chart.bet();
        match (doing, settlement) {
            (Doing::Resettle { .. }, Some(settlement)) => {
                rules::resettle(&history, settlement, &accounts, header()).map(Vec::from)
            }
            (_, Some(settlement)) => {
                rules::settle(&history, settlement, &accounts, header()).map(|entry| vec![entry])
            }
            (Doing::Reverse { .. }, _) => rules::reverse(&history, header()).map(|e| vec![e]),
            _ => rules::void(&history, header()).map(|entry| vec![entry]),
        }
    }

    fn run(&mut self, doing: &Doing) {
        match *doing {
            Doing::Place { stake, price, lay, commission } => {
                self.place(stake, price, lay, commission);
            }
            Doing::Settle { bet, .. }
            | Doing::CashOut { bet, .. }
            | Doing::Void { bet }
            | Doing::Reverse { bet }
            | Doing::Resettle { bet, .. } => self.handle(bet, doing),
            Doing::Deposit(_) | Doing::Withdraw(_) | Doing::Transfer(_) => self.cash(doing),
        }
    }

    fn check(&self) {
        let balances = Balances::of_entries(self.entries.iter().map(|r| &r.entry)).unwrap();
        let sum =
            |amounts: &mut dyn Iterator<Item = Money>| Money::sum(Currency::EUR, amounts).unwrap();
        for recorded in &self.entries {
            let mut amounts = recorded.entry.postings().iter().map(|p| p.amount());
            assert!(sum(&mut amounts).is_zero(), "{recorded:?}");
        }
        assert!(sum(&mut balances.iter().map(|(_, amount)| amount)).is_zero());

        let bankroll = balances.bankroll(Book::Real, Currency::EUR).unwrap();
        let live = self.bets.iter().filter(|bet| bet.status().is_live());
        let staked = sum(&mut live.map(|bet| bet.liability(ROUNDING).unwrap()));
        assert_eq!(bankroll.at_risk, staked, "at risk is what open bets can lose");

        let profit = sum(&mut self.profits.values().copied());
        assert_eq!(balances.profit(Book::Real, Currency::EUR).unwrap(), profit);
        assert_eq!(balances.put_in(Book::Real, Currency::EUR).unwrap(), self.put_in);
        assert_eq!(bankroll.equity, self.put_in.plus(profit).unwrap());

        for bet in &self.bets {
            let mine = self.of_bet(bet.id());
            let history = BetHistory::of(bet.id(), &mine).unwrap();
            assert_eq!(history.placing().is_some(), bet.status() != BetStatus::Void);
            assert_eq!(history.settling().is_some(), bet.status() == BetStatus::Settled);
            assert_eq!(history.voiding().is_some(), bet.status() == BetStatus::Void);
        }
    }
}

fn money(cents: i64) -> Money {
    euros(Decimal::new(cents, 2))
}

fn header() -> Header {
    Header::at(start_of_day(monps_core::time::NaiveDate::default()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_books_always_balance(doings in prop::collection::vec(doing(), 1..60)) {
        let mut world = World::new();
        for doing in &doings {
            world.run(doing);
            world.check();
        }
    }

    #[test]
    fn an_entry_and_its_reversal_leave_nothing(cents in 1_i64..1_000_000) {
        let mut world = World::new();
        world.cash(&Doing::Deposit(cents));
        let reversal = Entry::reverse(&world.entries[0], header()).unwrap();
        prop_assert_eq!(reversal.reason(), EntryReason::Reverse);
        world.append(reversal);
        let balances = Balances::of_entries(world.entries.iter().map(|r| &r.entry)).unwrap();
        prop_assert!(balances.iter().all(|(_, amount)| amount.is_zero()));
    }
}
