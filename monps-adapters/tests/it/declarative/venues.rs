//! The sources of this crate on answers written for them.

use monps_core::adapter::{Coverage, Request, Snapshot};
use monps_core::catalog::{Sport, VenueKind};
use monps_core::quote::Side;
use rust_decimal::{Decimal, dec};

use super::{by_path, drive, event, fixture, market, odds, prices, reasons, rounded, source};

fn one(id: &str, pairs: &[(&str, &str)], files: &[(&str, &str)]) -> Snapshot {
    let told = drive(&source(id), pairs, &odds(), &mut by_path(files)).unwrap();
    let [snapshot] = <[Snapshot; 1]>::try_from(told).unwrap();
    snapshot
}

#[test]
fn kalshi_before_and_after_fees() {
    let files = [("/markets", "kalshi_markets.json")];
    let gross = one("kalshi", &[("fee_rate", "0")], &files);
    assert_eq!(gross.coverage, Coverage::Competitions);
    assert_eq!(gross.competitions, ["KXEPLGAME"]);
    let game = event(&gross, "KXEPLGAME-26MAR22NORSOU");
    assert_eq!((&*game.home, &*game.away), ("Northbridge", "Southport"));
    assert_eq!(game.starts_at.to_rfc3339(), "2026-03-22T14:15:00+00:00");
    let winner = market(game, "kalshi", "1x2");
    assert_eq!(winner.venue.kind, VenueKind::Exchange);
    assert_eq!(prices(winner, Side::Back), ["away 2.8571", "draw 3.4483", "home 2.5641"]);
    // A bid of nothing is no bid.
    assert_eq!(prices(winner, Side::Lay), ["draw 3.7037", "home 2.7027"]);
    let reasons = reasons(&gross);
    assert_eq!(reasons.len(), 4, "{reasons:?}");
    assert!(reasons[0].contains("\"Westfield\" is no answer"), "{reasons:?}");
    assert!(reasons[2].contains("the market is closed"));
    assert!(reasons[3].contains("not of the form A vs B"));

    let net = one("kalshi", &[], &files);
    let winner = market(&net.events[0], "kalshi", "1x2");
    let home = |side| winner.quotes.iter().find(|q| q.side == side && q.selection.slug() == "home");
    // 0.39 + 0.07 × 0.39 × 0.61 and 0.37 − 0.07 × 0.37 × 0.63.
    let (back, lay) = (home(Side::Back).unwrap(), home(Side::Lay).unwrap());
    assert_eq!(back.price.to_string(), "0.406653");
    assert_eq!(lay.price.to_string(), "0.353683");
    // 250 contracts at that cost, and 100 that leave that much.
    assert_eq!(back.available, Some(dec!(101.66325)));
    assert_eq!(lay.available, Some(dec!(35.3683)));
}

/// Kalshi's published table: the fee of a hundred contracts, before the cent is rounded up.
#[test]
fn kalshi_fees_are_the_published_ones() {
    for (price, hundred) in
        [("0.0500", dec!(0.3325)), ("0.2500", dec!(1.3125)), ("0.5000", dec!(1.75))]
    {
        let body = format!(
            r#"{{"markets":[{{"event_ticker":"E","status":"active","title":"A vs B Winner?",
            "yes_sub_title":"A","expected_expiration_time":"2026-03-22T17:15:00Z","yes_ask_dollars":"{price}"}}]}}"#
        );
        let mut answer = |_: &_| (200, body.clone().into_bytes());
        let told = drive(&source("kalshi"), &[], &odds(), &mut answer).unwrap();
        let quote = &told[0].events[0].markets[0].quotes[0];
        let cost: Decimal = quote.price.to_string().parse().unwrap();
        assert_eq!((cost - price.parse::<Decimal>().unwrap()) * dec!(100), hundred);
    }
}

#[test]
fn polymarket_reads_games_of_two_and_of_three() {
    let snapshot =
        one("polymarket", &[("series", "10188")], &[("/events", "polymarket_events.json")]);
    let winner = market(event(&snapshot, "100"), "polymarket", "1x2");
    // 0.39 + 0.03 × 0.39 × 0.61.
    let home = winner.quotes.iter().find(|q| q.selection.slug() == "home").unwrap();
    assert_eq!(home.price.to_string(), "0.397137");
    assert_eq!(prices(winner, Side::Lay).len(), 2);
    let more = event(&snapshot, "101");
    assert_eq!(more.away, "Southport FC");
    let total = market(more, "polymarket", "total 2.5");
    // 0.52 + 0.03 × 0.52 × 0.48 is 0.527488.
    assert_eq!(prices(total, Side::Back), ["over 1.8958"]);
    // Southport gives a goal and a half: seen from home it is given; this one has no fee.
    let spread = market(more, "polymarket", "asian_handicap 1.5");
    assert_eq!(prices(spread, Side::Back), ["away 4.5455"]);
    assert_eq!(market(more, "polymarket", "btts").quotes.len(), 2);
    let duel = event(&snapshot, "102");
    assert_eq!((&*duel.home, &*duel.away), ("Alpha", "Beta"));
    assert_eq!(duel.starts_at.to_rfc3339(), "2026-03-22T15:10:00+00:00");
    assert_eq!(market(duel, "polymarket", "winner").quotes.len(), 2);
    let reasons = reasons(&snapshot).join("; ");
    for part in ["exponent 2", "map_handicap", "about no game", "the game is over"] {
        assert!(reasons.contains(part), "{part}: {reasons}");
    }
}

#[test]
fn matchbook_keeps_the_best_of_its_depth() {
    let snapshot = one("matchbook", &[], &[("/events", "matchbook_events.json")]);
    assert_eq!(snapshot.coverage, Coverage::Events);
    let game = event(&snapshot, "551408109570009");
    assert_eq!(game.competition, "premier-league");
    let winner = market(game, "matchbook", "1x2");
    assert_eq!(prices(winner, Side::Back), ["draw 3.4", "home 2.5"]);
    assert_eq!(prices(winner, Side::Lay), ["home 2.54"]);
    assert_eq!(winner.quotes[0].available, Some(dec!(100.25)));
    let total = market(game, "matchbook", "total 2.5");
    assert_eq!(prices(total, Side::Back), ["over 1.95", "under 2"]);
    // Both sides of a handicap have one line: the home side's.
    let handicap = market(game, "matchbook", "asian_handicap -0.5");
    assert_eq!(prices(handicap, Side::Back), ["away 1.6", "home 2.4"]);
    assert_eq!(prices(market(game, "matchbook", "btts"), Side::Back), ["no 2.1", "yes 1.8"]);
    let other = event(&snapshot, "2");
    assert_eq!((&*other.home, &other.sport), ("Northbridge", &Sport::BASKETBALL));
    let winner = market(other, "matchbook", "winner (with_overtime)");
    assert_eq!(prices(winner, Side::Lay), ["home 1.85"]);
    let reasons = reasons(&snapshot).join("; ");
    for part in [
        "the runner is suspended",
        "whether the draw pays back",
        "First Half Total is not described",
        "\"24735152712200\" is not in the table sport",
    ] {
        assert!(reasons.contains(part), "{part}: {reasons}");
    }
}

const SMARKETS: [(&str, &str); 4] = [
    ("/events/", "smarkets_events.json"),
    ("/events/1,2,3/markets/", "smarkets_markets.json"),
    // A market whose meaning is not known, or that is suspended, is not asked for.
    ("/markets/10,11,12/contracts/", "smarkets_contracts.json"),
    ("/markets/10,11,12/quotes/", "smarkets_quotes.json"),
];

#[test]
fn smarkets_joins_four_answers() {
    let snapshot = one("smarkets", &[], &SMARKETS);
    assert_eq!(snapshot.events.len(), 2);
    let game = event(&snapshot, "1");
    assert_eq!((&*game.home, &*game.away), ("Northbridge", "Southport"));
    assert_eq!((&*game.competition, &*game.competition_title), ("25508311", "premier-league"));
    let winner = market(game, "smarkets", "1x2");
    // 10000 / 7937 and 10000 / 7353; 250000 ten-thousandths of a pound of payout at a quarter.
    assert_eq!(prices(winner, Side::Back), ["draw 4", "home 1.2599"]);
    assert_eq!(prices(winner, Side::Lay), ["home 1.36"]);
    let stake = winner.quotes[0].available.unwrap();
    assert_eq!(rounded(stake, 2), dec!(184.45));
    let draw = winner.quotes.iter().find(|q| q.selection.slug() == "draw").unwrap();
    assert_eq!(draw.available, Some(dec!(12.5)));
    assert_eq!(prices(market(game, "smarkets", "total 2.5"), Side::Back), ["over 2"]);
    let second = event(&snapshot, "2");
    assert_eq!(prices(market(second, "smarkets", "draw_no_bet"), Side::Back), ["home 1.9001"]);
    let reasons = reasons(&snapshot).join("; ");
    for part in [
        "both sides are called \"Alone\"",
        "the contract is voided",
        "\"DRAW\" is no answer of the market draw_no_bet",
        "no answer has the contract \"999\"",
        "price is unusable",
    ] {
        assert!(reasons.contains(part), "{part}: {reasons}");
    }
}

/// Where nobody can draw, a bet on two sides pays the winner, however long it takes.
#[test]
fn smarkets_on_tennis_pays_the_winner() {
    let mut answer = |request: &Request| {
        let file = SMARKETS.iter().map(|(_, file)| *file).find(|file| {
            let word = file.trim_start_matches("smarkets_").trim_end_matches(".json");
            request.path.trim_end_matches('/').ends_with(word)
        });
        let body = String::from_utf8(fixture(file.unwrap())).unwrap();
        (200, body.replace("football_match", "tennis_match").into_bytes())
    };
    let told = drive(&source("smarkets"), &[("type", "tennis_match")], &odds(), &mut answer);
    let told = told.unwrap();
    let second = event(&told[0], "2");
    assert_eq!(second.sport, Sport::TENNIS);
    let winner = market(second, "smarkets", "winner (with_overtime)");
    assert_eq!(prices(winner, Side::Back), ["home 1.9001"]);
    let game = event(&told[0], "1");
    market(game, "smarkets", "total 2.5 (with_overtime)");
    market(game, "smarkets", "1x2");
}

#[test]
fn odds_api_io_reads_rows_and_labels() {
    let files = [("/events", "odds_api_io_events.json"), ("/odds/multi", "odds_api_io_odds.json")];
    let snapshot = one("odds-api-io", &[], &files);
    let game = event(&snapshot, "68096896");
    let winner = market(game, "bet365", "1x2");
    assert_eq!((winner.venue.title.as_str(), winner.venue.kind), ("Bet365", VenueKind::Bookmaker));
    assert_eq!(prices(winner, Side::Back), ["away 5.5", "draw 4.2", "home 1.571"]);
    assert_eq!(prices(market(game, "bet365", "double_chance"), Side::Back), ["home_or_draw 1.166"]);
    let spread = market(game, "bet365", "asian_handicap -1");
    assert_eq!(prices(spread, Side::Back), ["away 1.9", "home 1.95"]);
    let half = market(game, "bet365", "1x2 (first_half)");
    assert_eq!(prices(half, Side::Back), ["away 5", "draw 2.4", "home 2.05"]);
    let exchange = market(game, "betfair_ex_uk", "1x2");
    assert_eq!(exchange.venue.kind, VenueKind::Exchange);
    assert_eq!(prices(exchange, Side::Lay), ["away 6.4", "draw 4.6", "home 1.62"]);
    assert_eq!(exchange.quotes[0].available, Some(dec!(4491.85)));
    assert_eq!(market(game, "betfair_ex_uk", "european_handicap 3").quotes.len(), 3);
    let reasons = reasons(&snapshot).join("; ");
    for part in ["\"Draw or Southport\" is no answer", "without all three sides", "Player Shots"] {
        assert!(reasons.contains(part), "{part}: {reasons}");
    }
}
