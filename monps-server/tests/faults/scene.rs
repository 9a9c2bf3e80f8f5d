//! A server whose database is behind a proxy.

use std::path::Path;

use serde_json::{Value, json};

use crate::postgres::Cluster;
use crate::proxy::{Proxy, Upstream};
use crate::running::Running;

/// The name of the database.
pub(crate) const DATABASE: &str = "monps";

/// Starts a proxy in front of a new database of a cluster.
pub(crate) async fn behind_proxy(cluster: &Cluster) -> Proxy {
    cluster.database(DATABASE).await;
    Proxy::start(Upstream::Unix(cluster.socket())).await
}

/// The address of the database by its proxy.
pub(crate) fn url(proxy: &Proxy) -> String {
    format!("postgres://postgres@{}/{DATABASE}?sslmode=disable", proxy.address)
}

/// Starts a server that knows the database by its proxy alone.
pub(crate) async fn serve(data: &Path, proxy: &Proxy, more: &[(&str, String)]) -> Running {
    let mut environment = vec![("MONPS_DATABASE_URL", url(proxy))];
    environment.extend_from_slice(more);
    Running::start_with(data, &environment).await
}

pub(crate) fn bet(number: usize) -> Value {
    json!({
        "match_id": format!("match-{number}"), "outcome": "home", "bookmaker": "alpha",
        "odds_value": "2.50", "stake": 1.5, "market_type": "h2h",
    })
}

/// The books fit together, and there are so many bets.
pub(crate) async fn has_bets(server: &Running, count: usize) {
    let (status, headers, bets) = server.fetch(&format!("{}/bets/bets/?limit=1", server.api)).await;
    assert_eq!(status, 200, "{bets}");
    assert_eq!(headers["x-total-count"].to_str().unwrap(), count.to_string(), "bets");
    let (_, books) = server.get("/ledger/verify").await;
    assert_eq!(books["sound"], true, "{books}");
}
