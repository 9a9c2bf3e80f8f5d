//! Money is conserved, whatever is done in whatever order.

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::house::House;

/// Something that a person does.
#[derive(Clone, Debug)]
enum Step {
    Bet { cents: u32, odds: u32, lay: bool, paper: bool, currency: usize },
    Settle { bet: usize, result: usize },
    Correct { bet: usize, odds: u32 },
    Reopen { bet: usize },
    Delete { bet: usize },
    Deposit { cents: u32, venue: usize },
    Withdraw { cents: u32, venue: usize },
    Transfer { cents: u32, from: usize, to: usize },
    Assert { cents: u32, venue: usize },
}

const RESULTS: [&str; 6] = ["won", "half_won", "push", "half_lost", "lost", "void"];
const VENUES: [&str; 3] = ["Winamax", "Betclic", "Betfair"];
const CURRENCIES: [&str; 3] = ["EUR", "EUR", "GBP"];

fn step() -> impl Strategy<Value = Step> {
    let bet = 0..8_usize;
    let cents = 1..500_000_u32;
    let venue = 0..VENUES.len();
    prop_oneof![
        4 => (cents.clone(), 101..2000_u32, any::<bool>(), prop::bool::weighted(0.2), 0..3_usize)
            .prop_map(|(cents, odds, lay, paper, currency)| Step::Bet { cents, odds, lay, paper, currency }),
        5 => (bet.clone(), 0..RESULTS.len()).prop_map(|(bet, result)| Step::Settle { bet, result }),
        1 => (bet.clone(), 101..2000_u32).prop_map(|(bet, odds)| Step::Correct { bet, odds }),
        2 => bet.clone().prop_map(|bet| Step::Reopen { bet }),
        1 => bet.prop_map(|bet| Step::Delete { bet }),
        1 => (cents.clone(), venue.clone()).prop_map(|(cents, venue)| Step::Deposit { cents, venue }),
        1 => (cents.clone(), venue.clone()).prop_map(|(cents, venue)| Step::Withdraw { cents, venue }),
        1 => (cents.clone(), venue.clone(), venue.clone())
            .prop_map(|(cents, from, to)| Step::Transfer { cents, from, to }),
        1 => (cents, venue).prop_map(|(cents, venue)| Step::Assert { cents, venue }),
    ]
}

fn money(cents: u32) -> Value {
    json!(Decimal::new(i64::from(cents), 2).to_string())
}

/// Does a step. Whatever is refused is refused with a reason, and never by a failure of ours.
async fn take(house: &House, step: &Step) {
    let path = |bet: usize| format!("/bets/bets/{}", bet + 1);
    let answer = match step {
        Step::Bet { cents, odds, lay, paper, currency } => {
            let body = json!({
                "match_id": format!("A{} - B", cents % 5), "outcome": "1", "bookmaker": VENUES[*cents as usize % 3],
                "stake": money(*cents), "odds_value": money(*odds), "paper": paper,
                "side": if *lay { "lay" } else { "back" }, "currency": CURRENCIES[*currency],
                "commission_rate": if *lay { "0.05" } else { "0" },
            });
            house.post("/bets/bets/", &body).await
        }
        Step::Settle { bet, result } => {
            house.put(&path(*bet), &json!({"result": RESULTS[*result]})).await
        }
        Step::Correct { bet, odds } => {
            house.patch(&path(*bet), &json!({"actual_odds": money(*odds)})).await
        }
        Step::Reopen { bet } => house.patch(&path(*bet), &json!({"status": "pending"})).await,
        Step::Delete { bet } => house.delete(&path(*bet)).await,
        Step::Deposit { cents, venue } => {
            let body = json!({"amount": money(*cents), "bookmaker": VENUES[*venue]});
            house.post("/ledger/deposit", &body).await
        }
        Step::Withdraw { cents, venue } => {
            let body = json!({"amount": money(*cents), "bookmaker": VENUES[*venue]});
            house.post("/ledger/withdrawal", &body).await
        }
        Step::Transfer { cents, from, to } => {
            let place = |venue: usize| json!({"bookmaker": VENUES[venue]});
            let body = json!({"amount": money(*cents), "from": place(*from), "to": place(*to)});
            house.post("/ledger/transfer", &body).await
        }
        Step::Assert { cents, venue } => {
            let body =
                json!({"balance": money(*cents), "bookmaker": VENUES[*venue], "adjust": true});
            house.post("/ledger/assertion", &body).await
        }
    };
    let status = answer.status.as_u16();
    assert!(matches!(status, 200 | 201 | 204 | 404 | 409 | 422), "{step:?}: {}", answer.text);
}

fn number(value: &Value) -> Decimal {
    value.to_string().parse().unwrap()
}

/// Every figure that two routes tell is the same, and the books add up.
async fn check(house: &House) {
    house.check().await;
    let accounts = house.get("/ledger/accounts").await.expect(200);
    let accounts = accounts.as_array().unwrap();
    for currency in ["EUR", "GBP"] {
        let of = accounts.iter().filter(|account| account["currency"] == currency);
        let sum: Decimal = of.map(|account| number(&account["balance"])).sum();
        assert_eq!(sum, Decimal::ZERO, "{currency}");
    }
    let bets = house.get("/bets/bets/?limit=1000&paper=false").await.expect(200);
    let bets: Vec<&Value> =
        bets.as_array().unwrap().iter().filter(|bet| bet["currency"] == "EUR").collect();
    let settled = bets.iter().filter(|bet| !bet["profit_loss"].is_null());
    let profit: Decimal = settled.map(|bet| number(&bet["profit_loss"])).sum();
    let open = bets.iter().filter(|bet| bet["status"] == "pending");
    let at_risk: Decimal = open.map(|bet| number(&bet["liability"])).sum();
    let bankroll = house.get("/stats/stats/bankroll").await.expect(200);
    assert_eq!(number(&bankroll["total_profit"]), profit);
    assert_eq!(number(&bankroll["at_risk"]), at_risk);
    assert!(number(&bankroll["current_exposure"]) <= at_risk);
    let total = number(&bankroll["available_balance"]) + at_risk;
    assert_eq!(number(&bankroll["current_bankroll"]), total);
    let moved = |kind: &str| -> Decimal {
        let of = accounts.iter().filter(|account| {
            account["kind"] == kind && account["currency"] == "EUR" && account["paper"] == false
        });
        of.map(|account| number(&account["balance"])).sum()
    };
    let put_in = -moved("owner");
    assert_eq!(number(&bankroll["current_bankroll"]), put_in + profit - moved("adjustment"));
}

/// A few sequences in the ordinary course; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { 16 };
    ProptestConfig { cases, max_shrink_iters: 200, ..asked }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn money_is_conserved(steps in prop::collection::vec(step(), 1..40)) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let house = House::new().await;
            for (index, step) in steps.iter().enumerate() {
                take(&house, step).await;
                if index % 8 == 0 {
                    check(&house).await;
                }
            }
            check(&house).await;
        });
    }
}
