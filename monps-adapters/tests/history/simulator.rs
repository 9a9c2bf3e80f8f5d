//! The invented market holds together at whatever instant one looks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use monps_adapters::simulator::Simulator;
use monps_core::adapter::{
    Adapter, Capability, Context, Coverage, Scope, Snapshot, SourceEvent, SourceMarket, Task,
};
use monps_core::catalog::{MarketKey, MarketKind, Period, Selection, VenueKind};
use monps_core::error::adapter::FaultCode;
use monps_core::quote::Side;
use monps_core::time::{TimeDelta, Timestamp, parse_timestamp};

fn at(hours: i64) -> Timestamp {
    parse_timestamp("2026-11-22T12:00:03Z").unwrap() + TimeDelta::hours(hours)
}

fn context(now: Timestamp) -> Context {
    Context::new(now, 7, BTreeMap::new())
}

fn ask(context: &Context, task: &Task) -> Snapshot {
    let (_, mut step) = Simulator.start(context, task).unwrap();
    assert!(step.done && step.next.is_empty());
    assert_eq!(step.emit.len(), 1);
    step.emit.remove(0)
}

fn odds(now: Timestamp) -> Snapshot {
    ask(&context(now), &Task::odds(Scope::default()))
}

fn results(now: Timestamp) -> Snapshot {
    ask(&context(now), &Task::results(Scope::default()))
}

/// 200 instants over four weeks, at uneven times of day.
fn instants() -> impl Iterator<Item = Timestamp> {
    (0..200).map(|i| at(0) + TimeDelta::seconds(i * 12_097))
}

fn implied(market: &SourceMarket, side: Side) -> f64 {
    let quotes = market.quotes.iter().filter(|quote| quote.side == side);
    let implied = quotes.map(|quote| f64::try_from(quote.price.price().implied()).unwrap());
    implied.sum()
}

/// What the best back prices of bookmakers return for sure in each market, less the stake.
fn sure_profits(event: &SourceEvent) -> Vec<f64> {
    let mut best: BTreeMap<&MarketKey, HashMap<&Selection, f64>> = BTreeMap::new();
    for market in &event.markets {
        if market.venue.kind == VenueKind::Exchange {
            continue;
        }
        for quote in &market.quotes {
            let price = f64::try_from(quote.price.price().get()).unwrap();
            let top = best.entry(&market.key).or_default().entry(&quote.selection).or_default();
            *top = top.max(price);
        }
    }
    let profit = |(key, prices): (&MarketKey, HashMap<&Selection, f64>)| {
        assert_eq!(prices.len(), key.kind.selections().len());
        1.0 / prices.values().map(|price| 1.0 / price).sum::<f64>() - 1.0
    };
    best.into_iter().map(profit).collect()
}

#[test]
fn the_same_instant_shows_the_same_world() {
    assert_eq!(odds(at(5)), odds(at(5)));
    assert_eq!(results(at(5)), results(at(5)));
    assert_ne!(odds(at(5)).events, odds(at(6)).events);
    let mut other = context(at(5));
    other.config.insert("seed".to_owned(), "8".to_owned());
    assert_ne!(ask(&other, &Task::odds(Scope::default())), odds(at(5)));
    // A seed of the configuration goes before the host's.
    let mut host = other.clone();
    host.seed = 99;
    let task = Task::odds(Scope::default());
    assert_eq!(ask(&other, &task), ask(&host, &task));
}

#[test]
fn prices_move_but_not_wildly() {
    let key = |event: &SourceEvent, market: &SourceMarket| {
        (event.key.clone(), market.venue.key.clone(), market.key.clone())
    };
    let sums = |snapshot: &Snapshot| -> HashMap<_, _> {
        let markets = snapshot
            .events
            .iter()
            .flat_map(|event| event.markets.iter().map(move |m| (key(event, m), m.clone())));
        markets.collect()
    };
    let (before, after) = (sums(&odds(at(0))), sums(&odds(at(1))));
    let (mut same, mut moved) = (0, 0);
    for (key, market) in &after {
        let Some(old) = before.get(key) else { continue };
        for (now, then) in market.quotes.iter().zip(&old.quotes) {
            let (now, then) = (now.price.price().implied(), then.price.price().implied());
            if now == then {
                same += 1;
            } else {
                moved += 1;
            }
            let step = f64::try_from(now - then).unwrap().abs();
            assert!(step < 0.08, "{key:?}: {then} to {now} in an hour");
        }
    }
    assert!(same > 300 && moved > 300, "{same} the same, {moved} moved");
}

#[test]
fn a_price_that_changes_has_a_later_stamp() {
    // A bargain ends every four minutes: this sees five of them end, tick by tick.
    let mut before: HashMap<_, SourceMarket> = HashMap::new();
    let mut changes = 0;
    for tick in 0..240 {
        for event in odds(at(0) + TimeDelta::seconds(5 * tick)).events {
            for market in event.markets {
                let key = (event.key.clone(), market.venue.key.clone(), market.key.clone());
                let Some(old) = before.insert(key.clone(), market.clone()) else { continue };
                let is_other = old.quotes != market.quotes;
                assert!(market.source_at >= old.source_at, "{key:?} at tick {tick}");
                assert!(!is_other || market.source_at > old.source_at, "{key:?} at tick {tick}");
                changes += usize::from(is_other);
            }
        }
    }
    assert!(changes > 1000, "{changes} changes");
}

#[test]
fn an_arbitrage_is_always_there_and_never_absurd() {
    for seed in [0, 7, 42] {
        let mut counts = Vec::new();
        for now in instants() {
            let mut context = context(now);
            context.seed = seed;
            let snapshot = ask(&context, &Task::odds(Scope::default()));
            let profits: Vec<f64> = snapshot.events.iter().flat_map(sure_profits).collect();
            let found = profits.iter().filter(|profit| **profit > 0.002).count();
            assert!(found >= 1, "no arbitrage at {now}");
            assert!(profits.iter().all(|profit| *profit < 0.04), "{now}: {profits:?}");
            counts.push(found);
        }
        let mean = counts.iter().sum::<usize>() / counts.len();
        assert!((3..=15).contains(&mean), "{mean} on average: {counts:?}");
        let few = counts.iter().filter(|count| **count < 2).count();
        assert!(few <= 4, "hardly any at {few} of {} instants", counts.len());
    }
}

#[test]
fn every_book_keeps_a_margin_and_every_exchange_a_spread() {
    for now in instants().step_by(10) {
        for event in &odds(now).events {
            for market in &event.markets {
                let over = implied(market, Side::Back) - 1.0;
                let sort = market.venue.kind;
                let bounds = match sort {
                    VenueKind::Bookmaker => 0.015..0.16,
                    VenueKind::Exchange => 0.0..0.06,
                };
                assert!(bounds.contains(&over), "{} {}: {over}", event.key, market.key);
                if sort == VenueKind::Exchange {
                    assert_spread(market);
                }
            }
        }
    }
}

fn assert_spread(market: &SourceMarket) {
    for selection in market.key.kind.selections() {
        let at = |side| {
            let mut quotes = market.quotes.iter();
            quotes.find(|q| q.selection == *selection && q.side == side).unwrap()
        };
        let (back, lay) = (at(Side::Back), at(Side::Lay));
        assert!(back.price.price() < lay.price.price());
        assert!(back.available.unwrap() >= 20.into() && lay.available.unwrap() >= 20.into());
    }
}

#[test]
fn the_market_is_as_wide_as_it_says() {
    for now in instants().step_by(20) {
        let snapshot = odds(now);
        assert_eq!(snapshot.coverage, Coverage::Competitions);
        assert_eq!(snapshot.competitions, ["simulated-league", "simulated-tour"]);
        let football = snapshot.events.iter().filter(|e| e.sport.as_str() == "football");
        assert!(football.clone().count() >= 24);
        assert!(snapshot.events.len() > football.count());
        assert!((2_000..20_000).contains(&snapshot.quote_count()));
        let mut venues = BTreeSet::new();
        let mut kinds = BTreeSet::new();
        for event in &snapshot.events {
            assert!(event.starts_at > now && event.starts_at <= now + TimeDelta::days(4));
            for market in &event.markets {
                venues.insert(market.venue.key.clone());
                kinds.insert(market.key.kind.clone());
                let source_at = market.source_at.unwrap();
                assert!(source_at <= now && now - source_at <= TimeDelta::seconds(130));
                assert!(market.quotes.iter().all(|q| market.key.kind.has(&q.selection)));
            }
        }
        assert_eq!((venues.len(), kinds.len()), (12, 5));
    }
}

/// What is seen of one event, poll after poll.
#[derive(Debug, Default)]
struct Life {
    kick_offs: BTreeSet<Timestamp>,
    sides: BTreeSet<(String, String)>,
    offered: Vec<Timestamp>,
    results: Vec<(Timestamp, Vec<monps_core::adapter::Score>)>,
}

#[test]
fn an_event_is_offered_then_played_then_settled_for_good() {
    let mut lives: BTreeMap<String, Life> = BTreeMap::new();
    let polls: Vec<Timestamp> = (0..200).map(at).collect();
    for &now in &polls {
        for event in odds(now).events {
            let life = lives.entry(event.key).or_default();
            life.kick_offs.insert(event.starts_at);
            life.sides.insert((event.home, event.away));
            life.offered.push(now);
        }
        for result in results(now).results {
            let life = lives.entry(result.event_key).or_default();
            assert!(result.is_final && result.source_at.unwrap() <= now);
            life.results.push((now, result.scores));
        }
    }
    let mut whole = 0;
    for (key, life) in &lives {
        assert!(life.kick_offs.len() <= 1 && life.sides.len() <= 1, "{key} changed");
        let gaps = life.offered.windows(2).all(|pair| pair[1] - pair[0] == TimeDelta::hours(1));
        assert!(gaps, "{key} came and went");
        let scores: BTreeSet<String> =
            life.results.iter().map(|(_, scores)| format!("{scores:?}")).collect();
        assert!(scores.len() <= 1, "{key} ended twice: {scores:?}");
        if let (Some(last), Some((first, _))) = (life.offered.last(), life.results.first()) {
            assert!(last < first, "{key} was offered after its end");
            assert!(*first - *last <= TimeDelta::minutes(270), "{key} never ended");
            whole += 1;
        }
    }
    assert!(whole > 40, "{whole} lives seen whole");
}

#[test]
fn results_happen_as_often_as_their_prices_say() {
    // The sharp book's last prices, its margin taken out in proportion.
    let mut expected: BTreeMap<(MarketKind, Selection), f64> = BTreeMap::new();
    let mut happened: BTreeMap<(MarketKind, Selection), f64> = BTreeMap::new();
    let mut closing: HashMap<String, Vec<SourceMarket>> = HashMap::new();
    let mut settled = BTreeSet::new();
    for hour in 0..24 * 120 {
        if hour % 48 == 0 {
            for result in results(at(hour)).results {
                let Some(markets) = closing.remove(&result.event_key) else {
                    continue;
                };
                assert!(settled.insert(result.event_key));
                for market in markets {
                    let sum = implied(&market, Side::Back);
                    for quote in &market.quotes {
                        let key = (market.key.kind.clone(), quote.selection.clone());
                        let chance = f64::try_from(quote.price.price().implied()).unwrap() / sum;
                        *expected.entry(key.clone()).or_default() += chance;
                        let won = won(&market.key.kind, &quote.selection, &result.scores);
                        *happened.entry(key).or_default() += f64::from(u8::from(won));
                    }
                }
            }
        }
        let scope = Scope { venues: vec!["sim_sharp".to_owned()], ..Scope::default() };
        let mut soon = context(at(hour));
        soon.config.insert("days".to_owned(), "1".to_owned());
        if hour % 6 == 0 {
            for event in ask(&soon, &Task::odds(scope)).events {
                let no_line = |m: &SourceMarket| m.key.kind != MarketKind::AsianHandicap;
                closing.insert(event.key, event.markets.into_iter().filter(no_line).collect());
            }
        }
    }
    assert!(settled.len() > 1_000, "{} settled", settled.len());
    for (key, expected) in expected {
        let happened = happened[&key];
        // Four standard deviations of a count, at most √n/2 each.
        let allowed = 4.0 * expected.sqrt();
        assert!((happened - expected).abs() < allowed, "{key:?}: {happened} of {expected:.0}");
    }
}

fn won(kind: &MarketKind, selection: &Selection, scores: &[monps_core::adapter::Score]) -> bool {
    let score = scores.iter().find(|score| score.period == Period::FullTime).unwrap();
    let (home, away) = (score.home, score.away);
    let both = home > 0 && away > 0;
    match (kind, selection) {
        (_, Selection::Home) => home > away,
        (_, Selection::Draw) => home == away,
        (_, Selection::Away) => home < away,
        (_, Selection::Over) => home + away > 2,
        (_, Selection::Under) => home + away <= 2,
        (_, Selection::Yes) => both,
        (_, Selection::No) => !both,
        other => panic!("{other:?}"),
    }
}

#[test]
fn half_time_is_never_above_full_time() {
    let snapshot = results(at(0));
    assert_eq!(snapshot.events.len(), snapshot.results.len());
    let mut football = 0;
    for result in &snapshot.results {
        if let [half, full] = &result.scores[..] {
            assert_eq!((half.period, full.period), (Period::FirstHalf, Period::FullTime));
            assert!(half.home <= full.home && half.away <= full.away);
            football += 1;
        } else {
            let [sets] = &result.scores[..] else { panic!("{result:?}") };
            assert_eq!(sets.home.max(sets.away), 2);
            assert!(sets.home.min(sets.away) <= 1);
        }
    }
    assert!(football >= 20);
}

#[test]
fn a_scope_narrows_what_is_told() {
    let all = odds(at(0));
    let one = all.events[3].clone();
    let scope = Scope { events: vec![one.key.clone()], ..Scope::default() };
    let narrow = ask(&context(at(0)), &Task::odds(scope));
    assert_eq!((narrow.coverage, &narrow.events), (Coverage::Events, &vec![one]));

    let scope = Scope {
        competitions: vec!["simulated-tour".to_owned()],
        venues: vec!["sim_kiosk".to_owned()],
        ..Scope::default()
    };
    let tennis = ask(&context(at(0)), &Task::odds(scope));
    assert_eq!(tennis.coverage, Coverage::Delta);
    assert_eq!(tennis.competitions, ["simulated-tour"]);
    assert!(!tennis.events.is_empty());
    for event in &tennis.events {
        assert_eq!(event.sport.as_str(), "tennis");
        assert_eq!(event.markets.len(), 1);
    }

    let task = Task {
        want: Capability::Results,
        scope: Scope { since: Some(at(-6)), ..Scope::default() },
    };
    let recent = ask(&context(at(0)), &task);
    assert!((1..=6).contains(&recent.results.len()));
}

#[test]
fn a_wrong_setting_is_named() {
    for (key, value) in [("days", "0"), ("days", "15"), ("days", "x"), ("seed", "-1")] {
        let mut context = context(at(0));
        context.config.insert(key.to_owned(), value.to_owned());
        let started = Simulator.start(&context, &Task::odds(Scope::default()));
        let fault = started.map(|_| ()).unwrap_err();
        assert_eq!(fault.code, FaultCode::BadConfig);
        assert!(fault.message.starts_with(&format!("{key} = {value:?}")), "{fault}");
    }
}
