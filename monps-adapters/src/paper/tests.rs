//! Orders on paper: fills, limits, latency.

use std::time::Duration;

use monps_core::adapter::trading::{Lifetime, OrderHandle, OrderState};
use monps_core::money::Currency;
use monps_core::odds::Price;
use monps_core::time::{Timestamp, parse_timestamp};
use rust_decimal::{Decimal, dec};

use super::fill::Luck;
use super::*;
use crate::driver::{CassetteTransport, Driver, RunOptions, Traded};

fn now() -> Timestamp {
    parse_timestamp("2026-11-22T12:00:00Z").unwrap()
}

fn pounds(amount: Decimal) -> Money {
    Money::new(amount, Currency::GBP).unwrap()
}

/// Offers that a test changes.
#[derive(Default)]
struct Slate(Mutex<Option<Vec<Offer>>>);

impl Slate {
    fn set(&self, offers: &[(Decimal, Decimal)]) {
        let offer = |(price, size): &(Decimal, Decimal)| Offer {
            price: Price::new(*price).unwrap(),
            available: Some(pounds(*size)),
        };
        *self.0.lock().unwrap() = Some(offers.iter().map(offer).collect());
    }
}

impl PaperBoard for Slate {
    fn offers(&self, _: &str, _: &str, _: Side) -> Option<Vec<Offer>> {
        self.0.lock().unwrap().clone()
    }
}

struct House {
    slate: Arc<Slate>,
    gateway: PaperGateway,
    driver: Driver,
}

impl House {
    /// Where all that is seen is there.
    fn new(share_pct_min: u8) -> Self {
        let slate = Arc::new(Slate::default());
        let options = PaperOptions { share_pct_min, ..PaperOptions::new(pounds(dec!(1000))) };
        let gateway = PaperGateway::new(Arc::clone(&slate) as Arc<dyn PaperBoard>, options);
        let driver = Driver::new(Arc::new(CassetteTransport::new(now())), Arc::new(now));
        Self { slate, gateway, driver }
    }

    async fn trade(&self, command: Command) -> Traded {
        let options = RunOptions { seed: 7, ..RunOptions::default() };
        let traded = self.driver.trade(&self.gateway, &BTreeMap::new(), &command, &options).await;
        assert!(traded.outcome.is_ok(), "{traded:?}");
        traded
    }

    /// State, matched amount and average price of an order that is placed.
    async fn place(&self, intent: Intent) -> (OrderState, Decimal, Option<Decimal>) {
        let traded = self.trade(Command::Place(intent)).await;
        let report = &traded.reports[0];
        (report.state, report.matched.unwrap().amount(), report.average.map(Price::get))
    }
}

fn intent(name: &str, side: Side, price: Decimal, stake: Decimal, lifetime: Lifetime) -> Intent {
    Intent {
        client_ref: name.parse().unwrap(),
        event: "1".to_owned(),
        market: "1.1".to_owned(),
        selection: "7".to_owned(),
        side,
        price: Price::new(price).unwrap(),
        stake: pounds(stake),
        accept: Acceptance::OrBetter,
        lifetime,
        quoted_at: now(),
    }
}

fn handle(name: &str) -> OrderHandle {
    OrderHandle { client_ref: name.parse().unwrap(), venue_ref: None, market: "1.1".to_owned() }
}

#[tokio::test(start_paused = true)]
async fn an_order_takes_what_its_price_allows_and_no_more() {
    use Lifetime::{FillOrKill, GoodTillCancel};
    use OrderState::{Lapsed, Matched, PartMatched};
    let house = House::new(100);
    house.slate.set(&[(dec!(2.1), dec!(10)), (dec!(2.0), dec!(10)), (dec!(1.9), dec!(100))]);
    let back = |name, stake, lifetime| intent(name, Side::Back, dec!(2), stake, lifetime);
    let began = tokio::time::Instant::now();
    assert_eq!(
        house.place(back("a", dec!(15), FillOrKill)).await,
        (Matched, dec!(15), Some(dec!(2.066667)))
    );
    assert!(began.elapsed() >= Duration::from_millis(50), "it takes its time to arrive");
    // Five are left at a price that is taken: not enough for all, and some for a part.
    assert_eq!(house.place(back("b", dec!(6), FillOrKill)).await, (Lapsed, dec!(0), None));
    assert_eq!(
        house.place(back("c", dec!(6), GoodTillCancel)).await,
        (PartMatched, dec!(5), Some(dec!(2)))
    );
    // What is newly offered is taken when somebody looks.
    house.slate.set(&[(dec!(2.0), dec!(3))]);
    let looked = house.trade(Command::Reconcile(vec![handle("c")])).await;
    assert_eq!(
        (looked.reports[0].state, looked.reports[0].matched),
        (Matched, Some(pounds(dec!(6))))
    );
    // Laying wants low prices, and Exact no other.
    house.slate.set(&[(dec!(2.2), dec!(50)), (dec!(2.4), dec!(50))]);
    let lay = intent("d", Side::Lay, dec!(2.3), dec!(60), GoodTillCancel);
    assert_eq!(house.place(lay).await, (PartMatched, dec!(50), Some(dec!(2.2))));
    let exact = Intent {
        accept: Acceptance::Exact,
        ..intent("e", Side::Lay, dec!(2.4), dec!(10), FillOrKill)
    };
    assert_eq!(house.place(exact).await, (Matched, dec!(10), Some(dec!(2.4))));
}

#[tokio::test(start_paused = true)]
async fn the_same_order_is_placed_once() {
    let house = House::new(100);
    house.slate.set(&[(dec!(2), dec!(10))]);
    let order = intent("once", Side::Back, dec!(2), dec!(10), Lifetime::FillOrKill);
    let first = house.place(order.clone()).await;
    assert_eq!(house.place(order).await, first, "it is told again");
    let balance = house.trade(Command::Balance).await.balance.unwrap();
    assert_eq!((balance.available, balance.exposure), (pounds(dec!(990)), pounds(dec!(10))));
    let unknown = house.trade(Command::Reconcile(vec![handle("never")])).await;
    assert_eq!(unknown.reports[0].state, OrderState::Rejected);
}

#[tokio::test(start_paused = true)]
async fn money_that_is_not_there_is_not_bet() {
    let house = House::new(100);
    let rich = intent("rich", Side::Back, dec!(2), dec!(1000.01), Lifetime::GoodTillCancel);
    house.slate.set(&[(dec!(2), dec!(5000))]);
    let refused = house.trade(Command::Place(rich)).await;
    assert_eq!(refused.reports[0].reason.as_deref(), Some("insufficient-funds"));
    // A lay risks its liability.
    let lay = intent("lay", Side::Lay, dec!(11), dec!(100), Lifetime::GoodTillCancel);
    house.slate.set(&[]);
    assert_eq!(house.place(lay).await.0, OrderState::Accepted);
    let balance = house.trade(Command::Balance).await.balance.unwrap();
    assert_eq!(balance.exposure, pounds(dec!(1000)));
    let cancelled = house.trade(Command::Cancel(handle("lay"))).await;
    assert_eq!(cancelled.reports[0].state, OrderState::Cancelled);
    let balance = house.trade(Command::Balance).await.balance.unwrap();
    assert_eq!(balance.exposure, pounds(dec!(0)));
    *house.slate.0.lock().unwrap() = None;
    let late = intent("late", Side::Back, dec!(2), dec!(1), Lifetime::FillOrKill);
    let closed = house.trade(Command::Place(late)).await;
    assert_eq!(closed.reports[0].reason.as_deref(), Some("market-closed"));
}

#[tokio::test(start_paused = true)]
async fn luck_is_drawn_from_the_seed() {
    let mut matched = Vec::new();
    for _ in 0..2 {
        let house = House::new(10);
        house.slate.set(&[(dec!(2), dec!(100))]);
        let mut round = Vec::new();
        for name in ["a", "b", "c"] {
            house.slate.set(&[(dec!(2), dec!(100) + Decimal::from(round.len()))]);
            let order = intent(name, Side::Back, dec!(2), dec!(200), Lifetime::GoodTillCancel);
            round.push(house.place(order).await.1);
        }
        assert!(round.iter().all(|amount| (dec!(10)..=dec!(102)).contains(amount)), "{round:?}");
        assert!(round[0] != round[1] || round[1] != round[2], "{round:?}");
        matched.push(round);
    }
    assert_eq!(matched[0], matched[1]);
}

#[tokio::test(start_paused = true)]
async fn a_lay_says_the_highest_price_that_is_taken() {
    let house = House::new(100);
    house.slate.set(&[(dec!(500), dec!(100))]);
    let any = Intent {
        accept: Acceptance::Market,
        ..intent("any", Side::Lay, dec!(2), dec!(10), Lifetime::FillOrKill)
    };
    let options = RunOptions::default();
    let command = Command::Place(any);
    let traded = house.driver.trade(&house.gateway, &BTreeMap::new(), &command, &options).await;
    let fault = traded.outcome.unwrap_err();
    assert!(fault.fault().unwrap().message.contains("say the highest price"), "{fault}");
    let balance = house.trade(Command::Balance).await.balance.unwrap();
    assert_eq!((balance.available, balance.exposure), (pounds(dec!(1000)), pounds(dec!(0))));
}

#[test]
fn a_bet_never_makes_room() {
    let mut book = Book::default();
    let offers = |size| {
        let available = Some(pounds(size));
        Some(vec![Offer { price: Price::new(dec!(2)).unwrap(), available }])
    };
    let luck = Luck::of(
        &"x".parse().unwrap(),
        0,
        &PaperOptions { share_pct_min: 100, ..PaperOptions::new(pounds(dec!(1000))) },
    );
    let mut keep = |name: &str, size| {
        let stake = dec!(0.01);
        let mut order = Order::new(intent(name, Side::Back, dec!(2), stake, Lifetime::FillOrKill));
        book.keep(&mut order);
        book.fill(&mut order, offers(size), &luck);
        book.orders.insert(order.intent.client_ref.clone(), order);
    };
    // Matched, though the first by name; then two that lapsed, the later one first by name.
    keep("a", dec!(5));
    keep("z", dec!(0));
    keep("b", dec!(0));
    for number in 3..ORDERS_MAX {
        keep(&format!("m{number}"), dec!(1000) + Decimal::from(number));
    }
    let held = |book: &Book, name: &str| book.orders.contains_key(&name.parse().unwrap());
    assert_eq!(book.orders.len(), ORDERS_MAX);
    assert!(book.make_room());
    assert_eq!(["a", "b", "z"].map(|name| held(&book, name)), [true, true, false]);
    let mut next = Order::new(intent("n", Side::Back, dec!(2), dec!(1), Lifetime::FillOrKill));
    book.keep(&mut next);
    assert!(book.make_room(), "the other that lapsed");
    book.keep(&mut Order::new(intent("o", Side::Back, dec!(2), dec!(1), Lifetime::FillOrKill)));
    assert!(!book.make_room(), "bets and open orders stay");
    assert!(held(&book, "a"));
}
