//! A plugin that does all it must not, and what stops it.

use std::time::{Duration, Instant};

use monps_adapters::component::{ComponentAdapter, Host, HostOptions, Limits};
use monps_adapters::driver::CassetteTransport;

use crate::scene::{committed, driver, host, noon, odds, venue};

fn quick() -> Host {
    let limits = Limits { step_ms_max: 100, ..Limits::CUSTOMARY };
    Host::new(HostOptions { limits, traps_max: 1000, ..HostOptions::default() }).unwrap()
}

fn rogue(host: &Host) -> ComponentAdapter {
    ComponentAdapter::load(host, &committed("misbehaving")).unwrap()
}

/// Plays a trick and gives what the operator is told, with how long it took.
async fn play(adapter: &ComponentAdapter, trick: &str) -> (String, Duration) {
    let driver = driver(CassetteTransport::new(noon()));
    let began = Instant::now();
    let collected = odds(&driver, adapter, &[("trick", trick)]).await;
    let error = collected.outcome.expect_err(trick);
    let cause = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
    (format!("{error}: {cause}"), began.elapsed())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_trick_is_stopped_and_named() {
    let adapter = rogue(&quick());
    for (trick, says) in [
        ("loop", "computed for 100 ms"),
        ("hoard", "32 MiB are the most"),
        ("dig", "out of bounds memory access"),
        ("trap", "index out of bounds"),
        ("ask", "10000 things at once and 256 are the most"),
        ("home", "the endpoint \"home\", which its manifest does not list"),
        ("path", "begin with one slash"),
        ("climb", "leave out \"..\""),
        ("header", "the header host, which is the host's"),
        ("method", "POST api, which its manifest does not allow"),
        ("stand", "stands still"),
    ] {
        let (told, took) = play(&adapter, trick).await;
        assert!(told.contains(says), "{trick}: {told}");
        assert!(took < Duration::from_secs(20), "{trick} took {took:?}");
        println!("{trick:>8} stopped after {took:>10.1?}: {told}");
    }
    let tally = adapter.health().tally();
    println!("{tally:?}");
    assert!(tally.memory_bytes_peak <= 32 << 20, "{tally:?}");
    assert_eq!(tally.traps, 10, "standing still is the driver's to find");
}

#[tokio::test]
async fn a_flood_is_stopped_at_the_border() {
    let limits = Limits { step_ms_max: 10_000, ..Limits::CUSTOMARY.with_memory(256 << 20) };
    let host = Host::new(HostOptions { limits, ..HostOptions::default() }).unwrap();
    let (told, took) = play(&rogue(&host), "flood").await;
    println!("flood stopped after {took:?}: {told}");
    assert!(told.contains("handed over more than 16 MiB"), "{told}");
}

#[tokio::test]
async fn chatter_is_cut_and_does_no_harm() {
    let adapter = rogue(&quick());
    let collected =
        odds(&driver(CassetteTransport::new(noon())), &adapter, &[("trick", "log")]).await;
    // On a slow machine the time may run out first: either way the log is bounded.
    let tally = adapter.health().tally();
    assert!(collected.outcome.is_ok() || tally.traps == 1, "{tally:?}");
    assert!(tally.log_dropped > 100, "{tally:?}");
}

#[tokio::test]
async fn what_cannot_be_is_left_out_with_a_reason() {
    let adapter = rogue(&quick());
    for (lie, quotes, says) in [
        ("nothing", 2, ""),
        ("comma", 1, "\"1,91\" is not a decimal"),
        ("exponent", 1, "\"1e3\" is not a decimal"),
        ("nan", 1, "\"NaN\" is not a decimal"),
        ("below", 1, "decimal price"),
        ("long", 1, "is not a decimal"),
        ("selection", 1, "neither"),
        ("orphan", 1, "its market is not in the batch"),
        ("kind", 0, "not a kind of market"),
        ("when", 0, "not an instant"),
        ("escape", 0, "U+001B"),
    ] {
        let collected =
            odds(&driver(CassetteTransport::new(noon())), &adapter, &[("trick", lie)]).await;
        collected.outcome.unwrap();
        let snapshot = &collected.snapshots[0];
        assert_eq!(snapshot.quote_count(), quotes, "{lie}: {:?}", snapshot.skipped);
        let reasons: Vec<_> = snapshot.skipped.iter().map(|skip| skip.reason.as_str()).collect();
        assert!(reasons.join("\n").contains(says), "{lie}: {reasons:?}");
        assert!(!format!("{snapshot:?}").contains('\u{1b}'));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_plugins_polls_go_on_undisturbed() {
    let host = quick();
    let rogue = rogue(&host);
    let good = ComponentAdapter::load(&host, &committed("json-api")).unwrap();
    let looping = tokio::spawn(async move {
        for _ in 0..5 {
            play(&rogue, "loop").await;
        }
        rogue.health().tally().traps
    });
    let mut slowest = Duration::ZERO;
    let mut polls = 0_u32;
    while !looping.is_finished() || polls < 5 {
        let began = Instant::now();
        let collected = odds(&driver(venue()), &good, &[]).await;
        assert_eq!(collected.outcome.unwrap().snapshots, 2);
        slowest = slowest.max(began.elapsed());
        polls += 1;
    }
    println!("{polls} polls beside a plugin that loops, the slowest {slowest:?}");
    assert_eq!(looping.await.unwrap(), 5);
    assert_eq!(good.health().tally().traps, 0);
}

#[tokio::test]
async fn who_breaks_down_again_and_again_is_left_alone() {
    let limits = Limits { step_ms_max: 50, ..Limits::CUSTOMARY };
    let host = Host::new(HostOptions { limits, traps_max: 3, ..HostOptions::default() }).unwrap();
    let adapter = rogue(&host);
    for _ in 0..3 {
        assert!(!adapter.is_quarantined());
        play(&adapter, "trap").await;
    }
    assert!(adapter.is_quarantined());
    let (told, _) = play(&adapter, "nothing").await;
    assert!(told.contains("broke down 3 times in a row and is left alone"), "{told}");
    assert_eq!(adapter.health().tally().conversations, 3, "it was not asked again");
    adapter.release();
    let collected =
        odds(&driver(CassetteTransport::new(noon())), &adapter, &[("trick", "nothing")]).await;
    collected.outcome.unwrap();
}

#[test]
fn a_core_module_is_told_what_it_lacks() {
    let module = [&b"\0asm"[..], &[1, 0, 0, 0]].concat();
    let error = ComponentAdapter::load(&host(), &module).unwrap_err().to_string();
    assert!(error.contains("`monps plugin build` makes a component of it"), "{error}");
}

/// Fuel is the same on every machine, where a clock is not: the bound is met exactly, and a replay costs
/// to the last unit what the first run did.
#[tokio::test]
async fn fuel_is_counted_alike_on_every_run() {
    // So long that the clock has no say.
    let limits = Limits { step_ms_max: 600_000, ..Limits::CUSTOMARY };
    let step_fuel = Some(50_000_000);
    let host = Host::new(HostOptions { step_fuel, limits, ..HostOptions::default() }).unwrap();
    let adapter = rogue(&host);
    let (told, _) = play(&adapter, "loop").await;
    assert!(told.contains("computed for 50000000 units of fuel"), "{told}");
    let spent = adapter.health().tally().fuel;
    assert!((50_000_000..51_000_000).contains(&spent), "{spent} with the step before it");

    let mut burnt = Vec::new();
    for _ in 0..2 {
        let good = ComponentAdapter::load(&host, &committed("json-api")).unwrap();
        odds(&driver(venue()), &good, &[]).await.outcome.unwrap();
        burnt.push(good.health().tally().fuel);
    }
    println!("two pages of 45 events: {} units of fuel", burnt[0]);
    assert_eq!(burnt[0], burnt[1]);
    assert!((100_000..50_000_000).contains(&burnt[0]), "{burnt:?}");

    let compiled = Some((std::path::PathBuf::from("unused"), [0; 32]));
    let both = HostOptions { step_fuel: Some(1), compiled, ..HostOptions::default() };
    Host::new(both).unwrap_err();
}
