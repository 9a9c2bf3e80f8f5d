//! Samples of the key gauges.

use std::sync::Arc;

use monps_server::store::{Sample, SampleQuery, Store};

use super::ground::{noon, seconds};

pub(crate) async fn holds(store: &Arc<dyn Store>) {
    let sample = |labels: &str, after: i64, value: f64| Sample {
        name: "monps_bankroll".to_owned(),
        labels: labels.to_owned(),
        sampled_at: noon() + seconds(after),
        value,
    };
    let query = SampleQuery {
        name: "monps_bankroll".to_owned(),
        from: noon(),
        until: noon() + seconds(120),
        limit: 10,
    };
    let first = [sample("b=\"1\"", 0, 1.5), sample("a=\"1\"", 0, -0.1), sample("", 60, 1e300)];
    store.add_samples(&first).await.unwrap();
    store.add_samples(&[sample("b=\"1\"", 0, 2.5), sample("", 120, 0.0)]).await.unwrap();
    store.add_samples(&[]).await.unwrap();
    let kept = store.samples(&query).await.unwrap();
    assert_eq!(
        kept,
        [sample("a=\"1\"", 0, -0.1), sample("b=\"1\"", 0, 2.5), sample("", 60, 1e300)]
    );
    let one = store.samples(&SampleQuery { limit: 1, ..query.clone() }).await.unwrap();
    assert_eq!(one, kept[..1]);
    assert_eq!(store.prune_samples(noon() + seconds(60)).await.unwrap(), 2);
    assert_eq!(store.samples(&query).await.unwrap(), kept[2..]);
}
