//! The sources of this crate on real answers, with the published counts.

use monps_adapters::declarative::Declared;
use monps_core::adapter::{Snapshot, SourceQuote};
use monps_core::quote::Side;
use rust_decimal::{Decimal, dec};
use serde_json::{Value, json};

use super::{context, event, market, odds, prices, reasons, source};
use crate::support::sample;

fn read(adapter: &Declared, pairs: &[(&str, &str)], answers: &[(&str, Vec<u8>)]) -> Snapshot {
    let answers = answers.iter().map(|(step, body)| ((*step).to_owned(), body.clone())).collect();
    adapter.dry_run(&context(pairs), &odds(), answers).unwrap()
}

fn value(name: &str) -> Option<Value> {
    sample(name).map(|body| serde_json::from_slice(&body).unwrap())
}

fn implied(quote: &SourceQuote) -> Decimal {
    quote.price.to_string().parse().unwrap()
}

#[test]
fn kalshi_on_a_game_of_march_2026() {
    let Some(markets) = value("kalshi/soccer_kalshi_markets.json") else {
        return;
    };
    let body = serde_json::to_vec(&json!({ "markets": markets, "cursor": "" })).unwrap();
    let snapshot = read(&source("kalshi"), &[("fee_rate", "0")], &[("markets", body)]);
    assert_eq!((snapshot.events.len(), snapshot.quote_count()), (1, 6));
    assert_eq!(reasons(&snapshot), [""; 0]);
    let game = &snapshot.events[0];
    assert_eq!((&*game.home, &*game.away), ("Tottenham", "Nottingham"));
    let winner = market(game, "kalshi", "1x2");
    let sum = |side: Side| -> Decimal {
        winner.quotes.iter().filter(|quote| quote.side == side).map(implied).sum()
    };
    assert_eq!((sum(Side::Back), sum(Side::Lay)), (dec!(1.03), dec!(0.96)));
    let Some(other) = sample("kalshi/pa_kalshi_markets.json") else {
        return;
    };
    let snapshot = read(&source("kalshi"), &[], &[("markets", other)]);
    assert_eq!(snapshot.quote_count(), 0);
    assert!(reasons(&snapshot).iter().all(|reason| reason.contains("A vs B")));
}

#[test]
fn smarkets_on_politics_of_june_2026() {
    let file = |name: &str| sample(&format!("smarkets/politics_{name}_2026.json"));
    let (Some(events), Some(contracts), Some(quotes)) =
        (file("events"), file("contracts"), file("quotes"))
    else {
        return;
    };
    // The answer about the markets was not kept: only what joins the others is put in its place.
    let markets = json!({ "markets": [
        { "id": "144500182", "event_id": "45120073", "state": "open" },
        { "id": "144500535", "event_id": "45120074", "state": "open" },
    ]});
    let answers = [
        ("events", events),
        ("markets", serde_json::to_vec(&markets).unwrap()),
        ("contracts", contracts),
        ("quotes", quotes),
    ];
    let snapshot = read(&source("smarkets"), &[("type", "politics")], &answers);
    assert_eq!((snapshot.events.len(), snapshot.quote_count()), (2, 10));
    assert_eq!(reasons(&snapshot), [""; 0]);
    let outright = market(event(&snapshot, "45120073"), "smarkets", "outright");
    let find = |side: Side, name: &str| {
        let mut quotes = outright.quotes.iter();
        quotes.find(|quote| quote.side == side && quote.selection.slug() == name).unwrap()
    };
    let (back, lay) =
        (find(Side::Back, "Magdalena Andersson"), find(Side::Lay, "Magdalena Andersson"));
    let shown = |quote: &SourceQuote| super::rounded(quote.price.price().get(), 2);
    assert_eq!((shown(back), shown(lay)), (dec!(1.26), dec!(1.36)));
    // Every contract may be backed below what it may be laid at.
    for market in snapshot.events.iter().flat_map(|event| &event.markets) {
        for back in market.quotes.iter().filter(|quote| quote.side == Side::Back) {
            let lay = market
                .quotes
                .iter()
                .find(|quote| quote.side == Side::Lay && quote.selection == back.selection);
            assert!(back.price.price() < lay.unwrap().price.price());
        }
    }
    let Some(football) = sample("smarkets/football_events_2021.json") else {
        return;
    };
    let snapshot = read(&source("smarkets"), &[], &[("events", football)]);
    let sides: Vec<_> = snapshot.events.iter().map(|event| event.home.as_str()).collect();
    assert_eq!(sides, ["Liverpool", "Leicester City"]);
}

#[test]
fn odds_api_io_on_a_game_of_march_2026() {
    let Some(body) = sample("odds-api-io/odds_api_odds.json") else {
        return;
    };
    let raw: Value = serde_json::from_slice(&body).unwrap();
    let blocks = |book: &str| raw["bookmakers"][book].as_array().unwrap().len();
    assert_eq!(
        (blocks("Bet365"), blocks("Bet365 (no latency)"), blocks("Betfair Exchange")),
        (63, 5, 12)
    );
    let snapshot = read(&source("odds-api-io"), &[], &[("odds", body)]);
    let game = event(&snapshot, "68096896");
    assert_eq!(game.competition, "england-premier-league");
    let of = |venue: &str, side| prices(market(game, venue, "1x2"), side);
    assert_eq!(of("bet365", Side::Back), ["away 5.5", "draw 4.2", "home 1.571"]);
    assert_eq!(of("bet365_no_latency", Side::Back), ["away 5.5", "draw 4.2", "home 1.57"]);
    assert_eq!(of("betfair_ex_uk", Side::Back), ["away 6.2", "draw 4.5", "home 1.61"]);
    assert_eq!(of("betfair_ex_uk", Side::Lay), ["away 6.4", "draw 4.6", "home 1.62"]);
    // Every line of the exchange's spread is a market of its own.
    let spreads = game.markets.iter().filter(|market| {
        market.venue.key.as_str() == "betfair_ex_uk"
            && market.key.to_string().starts_with("asian_handicap")
    });
    assert_eq!(spreads.count(), 34);
    let Some(events) = value("odds-api-io/odds_api_events.json") else {
        return;
    };
    assert_eq!(events.as_array().unwrap().len(), 5);
}

#[test]
fn matchbook_on_answers_of_2017() {
    let Some(game) = value("matchbook/marketdata_events.converted.json") else {
        return;
    };
    let wrapped = |game: &Value| serde_json::to_vec(&json!({ "events": [game] })).unwrap();
    let snapshot = read(&source("matchbook"), &[], &[("events", wrapped(&game))]);
    let winner = market(&snapshot.events[0], "matchbook", "winner (with_overtime)");
    assert_eq!(prices(winner, Side::Back), ["away 1.7519", "home 2.31"]);
    assert_eq!(prices(winner, Side::Lay), ["away 1.7634", "home 2.33"]);
    assert_eq!(winner.quotes[0].available, Some(dec!(38.81416)));
    assert_eq!(reasons(&snapshot), [""; 0]);
    for (file, into) in
        [("marketdata_markets", "/markets"), ("marketdata_runners", "/markets/0/runners")]
    {
        let Some(part) = value(&format!("matchbook/{file}.converted.json")) else {
            return;
        };
        let mut game = game.clone();
        let part = part.get("runners").cloned().unwrap_or(part);
        *game.pointer_mut(into).unwrap() = part;
        let snapshot = read(&source("matchbook"), &[], &[("events", wrapped(&game))]);
        assert_eq!(snapshot.quote_count(), 4, "{file}");
    }
    let Some(popular) = sample("matchbook/marketdata_popular_events.converted.json") else {
        return;
    };
    let raw: Value = serde_json::from_slice(&popular).unwrap();
    let events = raw["events"].as_array().unwrap().len();
    let snapshot = read(&source("matchbook"), &[], &[("events", popular)]);
    // Events without markets of their own: known sports are kept, the others told.
    assert_eq!(snapshot.events.len() + snapshot.skipped.len(), events);
    assert!(snapshot.events.iter().any(|event| event.away == "Celtic"));
}

#[test]
fn polymarket_on_recorded_markets() {
    let polymarket = source("polymarket");
    let series = [("series", "1")];
    for (file, kept) in [("money_line", "the game is over"), ("map_handicap", "the game is over")] {
        let name = format!("polymarket/nautilus/gamma_market_sports_market_{file}.json");
        let Some(mut market) = value(&name) else {
            return;
        };
        // The catalogue lists markets within events; this is the other way round.
        let mut game = market["events"][0].take();
        game["markets"] = json!([market]);
        let over = read(&polymarket, &series, &[("events", serde_json::to_vec(&[&game]).unwrap())]);
        assert_eq!((over.quote_count(), reasons(&over)), (0, vec![kept]));
        // The same while it was on.
        game["ended"] = json!(false);
        game["closed"] = json!(false);
        game["markets"][0]["closed"] = json!(false);
        game["markets"][0]["acceptingOrders"] = json!(true);
        let open = read(&polymarket, &series, &[("events", serde_json::to_vec(&[&game]).unwrap())]);
        // A price of 1 is none, and a map is no part that is described.
        let quotes = usize::from(file == "money_line");
        assert_eq!(open.quote_count(), quotes, "{:?}", open.skipped);
        assert!(open.events[0].home.contains("FaZe"));
    }
    let Some(events) = sample("polymarket/nautilus/gamma_event.json") else {
        return;
    };
    let snapshot = read(&polymarket, &series, &[("events", events)]);
    assert_eq!(snapshot.quote_count(), 0);
    assert_eq!(reasons(&snapshot), ["the market is about no game"; 2]);
}
