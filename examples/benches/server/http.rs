//! Serving: the whole server, with everything in front of it, against the bare framework.

use std::error::Error;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use monps_adapters::registry::Registry;
use monps_server::clock::Clock;
use monps_server::config::Config;
use monps_server::serve::{Server, Sockets};
use monps_server::store::Store;
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::{Route, get, handler};
use tokio_util::sync::CancellationToken;

use crate::load::{Load, load};

/// How long each load lasts.
const LASTS: Duration = Duration::from_secs(2);
/// Bets in the books while reads are measured.
const BETS: usize = 500;

const READS: [&str; 8] = [
    "/health",
    "/odds/latest?limit=100",
    "/odds/odds/?limit=100",
    "/odds/odds/matches",
    "/bets/bets/?limit=100",
    "/stats/stats/global",
    "/stats/stats/bankroll",
    "/settings/",
];

type Outcome<T> = Result<T, Box<dyn Error>>;

#[handler]
fn bare() -> &'static str {
    "{\"status\":\"ok\"}"
}

/// The framework alone, answering a constant.
async fn bare_server() -> Outcome<SocketAddr> {
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await?;
    let address = acceptor
        .local_addr()
        .first()
        .and_then(|address| address.as_socket_addr().copied())
        .ok_or("the bare server has no address")?;
    let routes = Route::new().at("/health", get(bare));
    tokio::spawn(poem::Server::new_with_acceptor(acceptor).run(routes));
    Ok(address)
}

fn request(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").into_bytes()
}

fn bet(number: usize) -> Vec<u8> {
    let body = format!(
        "{{\"match_id\":\"bench-{}\",\"outcome\":\"home\",\"bookmaker\":\"venue_1\",\
         \"odds_value\":2.5,\"stake\":1,\"market_type\":\"h2h\"}}",
        number % 200
    );
    format!(
        "POST /bets/bets/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

async fn measure(
    address: SocketAddr,
    request: impl Fn(usize) -> Vec<u8> + Send + Sync + Clone + 'static,
    connections: usize,
) -> Outcome<Load> {
    load(address, request, connections, LASTS).await.map_err(|error| error as Box<dyn Error>)
}

fn print(
    out: &mut impl Write,
    name: &str,
    connections: usize,
    load: &Load,
    base: f64,
) -> Outcome<()> {
    Ok(writeln!(
        out,
        "  {name:<34} {connections:>3} conn {:>9.0} req/s {:>8.2} ms p50 {:>8.2} ms p99 {:>7.3} of bare",
        load.per_second,
        load.median.as_secs_f64() * 1e3,
        load.p99.as_secs_f64() * 1e3,
        load.per_second / base
    )?)
}

pub(crate) async fn run(folder: &Path, store: Arc<dyn Store>, out: &mut impl Write) -> Outcome<()> {
    let mut config = Config::default();
    config.data.dir = folder.to_owned();
    config.collect.enabled = false;
    let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let sockets = Sockets::open(free, free).await?;
    let (address, _) = sockets.addresses()?;
    let server = Server::open(&config, &Registry::builtin(), Clock::system()).await?;
    let stop = CancellationToken::new();
    let serving = tokio::spawn(server.run(sockets, stop.clone()));
    drop(store);
    let plain = bare_server().await?;
    for number in 0..BETS {
        measure_one(address, number).await?;
    }
    for connections in [1, 16, 64] {
        let base = measure(plain, |_| request("/health"), connections).await?;
        print(out, "bare framework, a constant", connections, &base, base.per_second)?;
        for path in READS {
            let load = measure(address, move |_| request(path), connections).await?;
            print(out, path, connections, &load, base.per_second)?;
        }
        let load = measure(address, bet, connections).await?;
        print(out, "POST /bets/bets/, durable", connections, &load, base.per_second)?;
    }
    stop.cancel();
    serving.await??;
    Ok(())
}

/// One bet, to have some in the books.
async fn measure_one(address: SocketAddr, number: usize) -> Outcome<()> {
    let only = move |_| bet(number);
    load(address, only, 1, Duration::from_nanos(1))
        .await
        .map_err(|error| error as Box<dyn Error>)?;
    Ok(())
}
