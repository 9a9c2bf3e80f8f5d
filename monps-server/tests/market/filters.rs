//! Every combination of filters finds what a look through all rows finds, page by page.

use monps_core::catalog::{MarketKey, MarketKind, Sport};
use monps_core::time::TimeDelta;
use serde_json::Value;

use crate::support::{Market, football, quoting, result, with_line};

/// Two sports, three competitions, three venues, three markets, changing at uneven paces; several rows
/// share each instant.
async fn busy() -> Market {
    let market = Market::open().await;
    let total = || with_line(MarketKind::Total, "2.5");
    let winner = || MarketKey::full_time(MarketKind::Winner, None).unwrap();
    for round in 0..12_i64 {
        let price = |step: i64| format!("2.{}", 10 + (round / step) % 80);
        let mut epl = football("epl", "Arsenal", "Chelsea", 48);
        let mut liga = football("liga", "Sevilla", "Getafe", 49);
        liga.competition = "soccer_spain_la_liga".to_owned();
        let mut tennis = football("atp", "Alcaraz", "Sinner", 50);
        tennis.sport = Sport::TENNIS;
        tennis.competition = "tennis_atp".to_owned();
        epl =
            quoting(epl, "bet365", result(), &format!("home {}, away 3.{}", price(1), 10 + round));
        epl = quoting(epl, "pinnacle", total(), &format!("over {}, under 1.9", price(2)));
        epl = quoting(
            epl,
            "betfair_ex_eu",
            result(),
            &format!("home {}, away lay 3.{}", price(3), 50 + round),
        );
        liga = quoting(liga, "bet365", total(), &format!("over {}", price(4)));
        liga = quoting(liga, "pinnacle", result(), &format!("draw {}", price(1)));
        tennis =
            quoting(tennis, "pinnacle", winner(), &format!("home {}, away {}", price(5), price(6)));
        market.say("feed", vec![epl, liga, tennis]).await;
        market.wait(TimeDelta::seconds(40));
    }
    market
}

fn is_wanted(row: &Value, name: &str, value: &str) -> bool {
    match (name, value) {
        ("sport", "soccer_epl") => row["match_id"] == "feed:epl",
        ("sport", _) => row["sport"] == value,
        ("market", "h2h" | "totals") => row["market_type"] == value,
        ("since", _) => row["created_at"].as_str().unwrap() >= value,
        (name, value) => row[name] == value,
    }
}

#[tokio::test]
async fn every_combination_agrees_with_a_look_through_all() {
    let market = busy().await;
    let all = market.pages("/odds/odds/?limit=1000").await;
    assert!(all.len() > 50, "{}", all.len());
    let order = |row: &Value| (row["created_at"].as_str().unwrap().to_owned(), row["id"].as_i64());
    assert!(all.is_sorted_by(|a, b| order(a) > order(b)), "newest first");
    assert!(all.iter().all(|row| row["side"] == "back"));

    let filters = [
        ("match_id", vec!["feed:epl", "feed:liga"]),
        ("sport", vec!["football", "tennis", "soccer_epl"]),
        ("bookmaker", vec!["bet365", "pinnacle", "betfair_ex_eu"]),
        ("market", vec!["h2h", "1x2", "totals"]),
        ("since", vec!["2026-11-22T12:02:00Z", "2026-11-22T12:06:40Z"]),
    ];
    let choices = |index: usize| -> Vec<Option<&str>> {
        std::iter::once(None).chain(filters[index].1.iter().map(|value| Some(*value))).collect()
    };
    let mut combinations: Vec<Vec<(&str, &str)>> = vec![Vec::new()];
    for (index, (name, _)) in filters.iter().enumerate() {
        combinations = combinations
            .into_iter()
            .flat_map(|chosen| {
                choices(index).into_iter().map(move |choice| {
                    let mut chosen = chosen.clone();
                    chosen.extend(choice.map(|value| (*name, value)));
                    chosen
                })
            })
            .collect();
    }
    assert_eq!(combinations.len(), 3 * 4 * 4 * 4 * 3);
    for chosen in combinations {
        let query: String = chosen.iter().map(|(name, value)| format!("&{name}={value}")).collect();
        let found = market.pages(&format!("/odds/odds/?limit=7{query}")).await;
        let expected: Vec<&Value> = all
            .iter()
            .filter(|row| chosen.iter().all(|(name, value)| is_wanted(row, name, value)))
            .collect();
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{query}");
    }
}

#[tokio::test]
async fn lay_prices_are_a_list_of_their_own() {
    let market = busy().await;
    let lay = market.pages("/odds/odds/?side=lay&limit=5").await;
    assert_eq!(lay.len(), 12);
    assert!(lay.iter().all(|row| row["side"] == "lay" && row["bookmaker"] == "betfair_ex_eu"));
}

#[tokio::test]
async fn a_bookmaker_is_known_by_key_and_title() {
    let market = busy().await;
    let by_key = market.pages("/odds/odds/?bookmaker=bet365").await;
    assert_eq!(market.pages("/odds/odds/?bookmaker=Bet365").await, by_key);
    assert!(!by_key.is_empty());
}

/// With hundreds of streams the newest rows are looked through first; the answer is the same.
#[tokio::test]
async fn many_streams_agree_with_a_look_through_all() {
    let market = Market::open().await;
    for round in 0..3 {
        let mut event = football("a", "Arsenal", "Chelsea", 48);
        for venue in 0..230 {
            let name = format!("venue_{venue}");
            event = quoting(event, &name, result(), &format!("home 2.{}", 10 + round));
            if venue % 100 == 0 {
                let total = with_line(MarketKind::Total, "2.5");
                event = quoting(event, &name, total, &format!("over 1.{}", 10 + round));
            }
        }
        market.say("feed", vec![event]).await;
        market.wait(TimeDelta::seconds(10));
    }
    let all = market.pages("/odds/odds/?limit=1000").await;
    assert_eq!(all.len(), 3 * 233);
    for (query, wanted) in [
        ("limit=50", ("sport", "football")),
        ("limit=50&market=h2h", ("market_type", "h2h")),
        ("limit=2&market=totals", ("market_type", "totals")),
        ("limit=300&since=2026-11-22T12:00:15Z", ("created_at", "2026-11-22T12:00:20Z")),
    ] {
        let found = market.pages(&format!("/odds/odds/?{query}")).await;
        let expected: Vec<&Value> = all.iter().filter(|row| row[wanted.0] == wanted.1).collect();
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{query}");
    }
}
