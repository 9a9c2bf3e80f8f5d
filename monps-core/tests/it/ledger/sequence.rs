//! Ten thousand operations in a row, whatever they are, leave the books right after each one.

use monps_core::bet::{Boost, Offer, StakeKind, Terms};
use monps_core::ledger::Book;
use monps_core::odds::Commission;
use monps_core::payoff::Outcome;
use monps_core::quote::Side;
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use super::world::{Act, Move, World};
use super::{euros, open, terms};

const OPERATIONS: usize = 10_000;

#[derive(Clone, Debug)]
enum Doing {
    Cash(Book, Move, i64),
    Place {
        book: Book,
        stake: i64,
        price: i64,
        commission: i64,
        lay: bool,
        free: bool,
        boost: i64,
    },
    /// On one of the latest bets.
    Bet {
        back: usize,
        act: Act,
    },
}

fn book() -> impl Strategy<Value = Book> {
    prop_oneof![3 => Just(Book::Real), 1 => Just(Book::Paper)]
}

fn doing() -> impl Strategy<Value = Doing> {
    let cents = 1_i64..100_000;
    let moving = prop::sample::select(vec![
        Move::Deposit,
        Move::Withdraw,
        Move::Transfer,
        Move::Bonus,
        Move::Fee,
        Move::Exchange,
        Move::Assert { is_less: false },
        Move::Assert { is_less: true },
        Move::Mix,
    ]);
    let outcome = || prop::sample::select(Outcome::ALL.to_vec());
    let act = prop_oneof![
        4 => outcome().prop_map(Act::Settle),
        1 => cents.clone().prop_map(Act::CashOut),
        2 => Just(Act::Void),
        2 => Just(Act::Reverse),
        2 => outcome().prop_map(Act::Resettle),
        1 => Just(Act::PlaceAgain),
    ];
    let placing = (book(), cents.clone(), 101_i64..2_000, 0_i64..10, any::<[bool; 2]>(), 0_i64..4);
    prop_oneof![
        3 => (book(), moving, cents).prop_map(|(book, moving, cents)| Doing::Cash(book, moving, cents)),
        3 => placing.prop_map(|(book, stake, price, commission, [lay, free], boost)| {
            Doing::Place { book, stake, price, commission, lay, free, boost }
        }),
        6 => (0_usize..40, act).prop_map(|(back, act)| Doing::Bet { back, act }),
    ]
}

fn run(world: &mut World, doing: &Doing) {
    match *doing {
        Doing::Cash(book, moving, cents) => world.cash(book, moving, cents),
        Doing::Place { book, stake, price, commission, lay, free, boost } => {
            let most = (boost == 2).then(|| euros(500));
            let offer = Offer {
                stake: if free { StakeKind::Free } else { StakeKind::Cash },
                boost: (boost > 1).then(|| Boost::new(dec!(0.25), most).unwrap()),
            };
            // Venues give nothing on a lay.
            let (side, offer) = if lay { (Side::Lay, Offer::NONE) } else { (Side::Back, offer) };
            // A lay of a few cents at a short price risks less than a cent.
            let stake = euros(stake.max(100));
            let id = i64::try_from(world.bet_count()).unwrap() + 1;
            let commission = Commission::new(Decimal::new(commission, 2)).unwrap();
            let terms = Terms { commission, ..terms(id, side, stake, price, offer) };
            world.place(book, open(terms));
        }
        Doing::Bet { back, act } => {
            if let Some(index) = world.bet_count().checked_sub(1 + back) {
                world.act(index, act);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 200, ..ProptestConfig::with_cases(3) })]

    #[test]
    fn ten_thousand_operations(doings in prop::collection::vec(doing(), OPERATIONS)) {
        let mut world = World::new();
        for (doing, count) in doings.iter().zip(1..) {
            run(&mut world, doing);
            world.check();
            if count % 1_000 == 0 {
                world.check_all();
            }
        }
        prop_assert!(world.bet_count() > OPERATIONS / 8, "bets were placed");
        prop_assert!(world.refused_count > OPERATIONS / 20, "and some doings refused");
    }
}
