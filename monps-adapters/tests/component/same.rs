//! Nothing downstream can tell a plugin from a native adapter.

use monps_core::adapter::{Adapter, Snapshot};

use crate::native::Native;
use crate::scene::{committed, driver, noon, odds, plugin, venue};

/// The bytes that a snapshot comes to when it is written out.
pub(crate) fn written(snapshots: &[Snapshot]) -> String {
    format!("{snapshots:#?}")
}

pub(crate) async fn told(adapter: &dyn Adapter) -> String {
    let collected = odds(&driver(venue()), adapter, &[]).await;
    let report = collected.outcome.unwrap();
    assert_eq!(report.snapshots, 2, "a snapshot a page");
    written(&collected.snapshots)
}

#[tokio::test]
async fn a_component_and_the_native_adapter_tell_the_same() {
    let (native, component) =
        (told(&Native::of(&committed("json-api"))).await, told(&plugin("json-api")).await);
    assert!(native.contains("2.020"), "digits stay");
    assert!(native.contains("decimal price"), "an impossible price is skipped with a reason");
    assert_eq!(native, component);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plugin_never_sees_a_secret() {
    let adapter = plugin("json-api");
    let collected = odds(&driver(venue()), &adapter, &[]).await;
    let told = written(&collected.snapshots);
    assert!(!told.contains("canary"), "{told}");
    assert_eq!(adapter.health().tally().conversations, 1);
}

#[tokio::test]
async fn a_csv_feed_is_read_with_its_places() {
    let file = "event,competition,starts,home,away,book,market,line,selection,price\n\
                1,league,2026-11-22T15:00:00Z,Arsenal,Spurs,one,1x2,,home,1.91\n\
                1,league,2026-11-22T15:00:00Z,Arsenal,Spurs,one,1x2,,draw,\"3,60\"\n\
                1,league,2026-11-22T15:00:00Z,Arsenal,Spurs,one,1x2,,away,4.20\n";
    let transport = monps_adapters::driver::CassetteTransport::new(noon()).answer(
        "/odds.csv",
        200,
        &[],
        file.as_bytes().to_vec(),
    );
    let collected = odds(&driver(transport), &plugin("csv-feed"), &[]).await;
    collected.outcome.unwrap();
    let snapshot = &collected.snapshots[0];
    assert_eq!(snapshot.quote_count(), 2);
    assert_eq!(snapshot.observed_at, Some(noon()));
    assert!(snapshot.skipped[0].reason.contains("not a decimal"), "{:?}", snapshot.skipped);
}
