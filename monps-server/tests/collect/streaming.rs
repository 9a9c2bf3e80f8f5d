//! A feed that is listened to, from an exchange of the test's own over TLS: while it cannot be heard its
//! prices count for nothing.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use monps_adapters::driver::{CassetteTransport, Driver, HttpOptions, HttpTransport, SecretStore};
use monps_adapters::registry::Registry;
use monps_core::adapter::{
    Adapter, Capability, Context, Conversation, Effects, Inputs, Manifest, Snapshot, Standing,
    Step, Task, Timer,
};
use monps_core::error::adapter::Fault;
use monps_core::odds::Price;
use monps_core::time::{TimeDelta, Timestamp};
use monps_server::cache::Shared;
use monps_server::clock::Clock;
use monps_server::collector::Feed;
use monps_server::company::Company;
use monps_server::config::Role;
use monps_server::platform::{Platform, PlatformOptions};
use monps_server::store::PollOutcome;
use rust_decimal::{Decimal, dec};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, mpsc};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tokio_util::sync::CancellationToken;

use super::scripted::{Scripted, event, feed, image, manifest, prices};
use super::server::{Server, at_once, http};
use super::tls::Authority;

/// What the exchange is told to do.
enum Order {
    /// To say something to whoever subscribed.
    Say(Value),
    /// To hang up.
    HangUp,
}

type Line = BufReader<TlsStream<TcpStream>>;

/// An exchange that does what the test says, and tells what it was asked for.
struct Exchange {
    url: String,
    orders: mpsc::Sender<Order>,
    subscriptions: mpsc::Receiver<Value>,
    serving: tokio::task::JoinHandle<()>,
}

impl Exchange {
    async fn open(authority: &Authority) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("tls://localhost:{}", listener.local_addr().unwrap().port());
        let (orders, mut taken) = mpsc::channel(16);
        let (tell, subscriptions) = mpsc::channel(16);
        let acceptor = authority.acceptor(false);
        let serving = tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                serve(socket, &acceptor, &mut taken, &tell).await;
            }
        });
        Self { url, orders, subscriptions, serving }
    }

    async fn say(&self, message: Value) {
        self.orders.send(Order::Say(message)).await.unwrap();
    }

    async fn subscribed(&mut self) -> Value {
        let waited = tokio::time::timeout(Duration::from_secs(20), self.subscriptions.recv());
        waited.await.unwrap().unwrap()
    }
}

/// One connection at a time, until it is to hang up.
async fn serve(
    socket: TcpStream,
    acceptor: &TlsAcceptor,
    orders: &mut mpsc::Receiver<Order>,
    tell: &mpsc::Sender<Value>,
) {
    let mut stream = BufReader::new(acceptor.accept(socket).await.unwrap());
    say(&mut stream, &json!({"op": "connection", "connectionId": "002-1"})).await;
    let id = hear(&mut stream).await["id"].clone();
    say(&mut stream, &json!({"op": "status", "id": id, "statusCode": "SUCCESS"})).await;
    let subscription = hear(&mut stream).await;
    let id = subscription["id"].clone();
    say(&mut stream, &json!({"op": "status", "id": id, "statusCode": "SUCCESS"})).await;
    tell.send(subscription).await.unwrap();
    while let Some(Order::Say(mut message)) = orders.recv().await {
        message["op"] = json!("mcm");
        message["id"] = id.clone();
        say(&mut stream, &message).await;
    }
}

async fn say(stream: &mut Line, message: &Value) {
    // Whoever hung up first is told nothing.
    let _ = stream.get_mut().write_all(format!("{message}\r\n").as_bytes()).await;
}

async fn hear(stream: &mut Line) -> Value {
    let mut line = String::new();
    stream.read_line(&mut line).await.unwrap();
    serde_json::from_str(&line).unwrap()
}

fn catalogue(starts_at: Timestamp) -> Value {
    json!([{
        "marketId": "1.101", "marketName": "MATCH_ODDS",
        "description": {"marketType": "MATCH_ODDS", "bettingType": "ODDS", "marketBaseRate": 5.0},
        "runners": [
            {"selectionId": 1, "runnerName": "Northbury", "handicap": 0.0},
            {"selectionId": 2, "runnerName": "Southam", "handicap": 0.0},
            {"selectionId": 58805, "runnerName": "The Draw", "handicap": 0.0},
        ],
        "eventType": {"id": "1", "name": "Soccer"},
        "competition": {"id": "10932509", "name": "English Premier League"},
        "event": {"id": "33", "name": "Northbury v Southam", "openDate": starts_at.to_rfc3339()},
    }])
}

/// Login and catalogue.
async fn house(starts_at: Timestamp) -> Server {
    Server::start(move |_, asked| {
        let body = if asked.starts_with("POST /api/login") {
            json!({"token": "not-a-real-session", "status": "SUCCESS"})
        } else {
            json!({"jsonrpc": "2.0", "result": catalogue(starts_at), "id": 1})
        };
        at_once(http(200, &[], body.to_string().as_bytes()))
    })
    .await
}

async fn platform(data: &Path, feeds: Vec<Feed>, authority: &Authority) -> Platform {
    let clock = Clock::system();
    let (options, roots) = (HttpOptions { allow_loopback: true }, [authority.root.clone()]);
    let transport = HttpTransport::trusting(clock.as_fn(), options, &roots).unwrap();
    let secrets = ["betfair_app_key", "betfair_username", "betfair_password"];
    let secrets = secrets
        .into_iter()
        .fold(SecretStore::new(), |secrets, name| secrets.with(name, "not-a-real-secret").unwrap());
    let driver = Driver::new(Arc::new(transport), clock.as_fn()).with_secrets(secrets);
    Platform::open(PlatformOptions::new(data, driver, feeds)).await.unwrap()
}

fn listened_to(house: &Server, exchange: &Exchange) -> Feed {
    let at_house = ["api", "orders", "identity", "cert-login"]
        .map(|endpoint| (endpoint.to_owned(), house.base_url.clone()));
    let mut base_urls = BTreeMap::from(at_house);
    base_urls.insert("stream".to_owned(), exchange.url.clone());
    let adapter = Arc::clone(Registry::builtin().find("betfair").unwrap());
    let config = BTreeMap::from([("market_types".to_owned(), "MATCH_ODDS".to_owned())]);
    Feed { streams: true, base_urls, config, ..feed("exchange", adapter) }
}

/// A change of the price to back the home side; with an image of the market or without.
fn change(kind: &str, clock: &str, price: f64) -> Value {
    let image = kind == "SUB_IMAGE";
    let mut market =
        json!({"id": "1.101", "img": image, "rc": [{"id": 1, "bdatb": [[0, price, 40.0]]}]});
    if image {
        market["marketDefinition"] = json!({"status": "OPEN"});
    }
    let pt = Clock::system().now().timestamp_millis();
    let mut change = json!({"clk": clock, "initialClk": "i1", "pt": pt, "mc": [market]});
    if image {
        change["ct"] = json!(kind);
    }
    change
}

/// What a person sees: whether the feed is heard, the prices of the exchange that stand, how many
/// findings are open.
async fn seen(platform: &Platform) -> (Standing, Vec<Decimal>, usize) {
    let feeds = platform.collector.feeds().await;
    let standing = feeds.iter().find_map(|feed| feed.standing).unwrap();
    (standing, of_exchange(&platform.boards.list_heard(None)), platform.detector.list().len())
}

/// The prices of the side that the exchange alone quotes.
fn of_exchange(events: &[Arc<monps_server::cache::EventNow>]) -> Vec<Decimal> {
    let quotes = events.iter().flat_map(|event| event.quotes().map(|(_, quote)| *quote));
    let prices = quotes.map(|quote| quote.price.price()).map(Price::get);
    prices.filter(|price| *price < dec!(4)).collect()
}

async fn wait_for(platform: &Platform, expected: (Standing, &[Decimal], usize)) {
    let what = format!("{expected:?}");
    until(&what, async || {
        let (standing, prices, findings) = seen(platform).await;
        (standing, &prices[..], findings) == expected
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_heard_counts_for_nothing() {
    let data = tempfile::tempdir().unwrap();
    let authority = Authority::new();
    let starts_at = Clock::system().now() + TimeDelta::hours(30);
    let (house, mut exchange) = (house(starts_at).await, Exchange::open(&authority).await);
    let shop = Scripted::new(manifest());
    let mut offered = event("m1", ("Northbury", "Southam"), starts_at);
    offered.competition_title = "English Premier League".to_owned();
    offered.markets = vec![prices("alpha", None, ["", "4.50", "4.50"])];
    shop.says(Ok(image(vec![offered])));
    let feeds = vec![feed("shop", shop), listened_to(&house, &exchange)];
    let platform = platform(data.path(), feeds, &authority).await;
    let (live, away, none): (_, _, &[Decimal]) = (Standing::Live, Standing::Away, &[]);
    assert_eq!(seen(&platform).await.0, away, "nobody has listened yet");

    let stop = CancellationToken::new();
    let telling = async {
        assert_eq!(exchange.subscribed().await.get("clk"), None);
        exchange.say(change("SUB_IMAGE", "c1", 2.5)).await;
        wait_for(&platform, (live, &[dec!(2.5)], 1)).await;
        exchange.say(change("", "c2", 2.6)).await;
        wait_for(&platform, (live, &[dec!(2.6)], 1)).await;
        let told_at = newest(&platform);

        exchange.orders.send(Order::HangUp).await.unwrap();
        wait_for(&platform, (away, none, 0)).await;
        assert_eq!(of_exchange(&platform.boards.list(None)), [dec!(2.6)], "it is kept");
        // Taken up where it broke; nothing had changed.
        assert_eq!(exchange.subscribed().await["clk"], "c2");
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert_eq!(seen(&platform).await, (away, Vec::new(), 0), "open is not heard");
        exchange.say(json!({"ct": "RESUB_DELTA", "clk": "c3"})).await;
        wait_for(&platform, (live, &[dec!(2.6)], 1)).await;
        assert!(newest(&platform) > told_at, "it was seen to stand");

        // Late by its own word: taken in, and not acted upon.
        let mut late = change("", "c4", 2.7);
        late["status"] = json!(503);
        exchange.say(late).await;
        wait_for(&platform, (away, none, 0)).await;
        exchange.say(json!({"ct": "HEARTBEAT", "clk": "c5"})).await;
        wait_for(&platform, (live, &[dec!(2.7)], 1)).await;
        stop.cancel();
    };
    let both = async { tokio::join!(platform.run(stop.clone()), telling) };
    tokio::time::timeout(Duration::from_secs(90), both).await.unwrap();

    let logs = platform.store.collection_logs(Some("exchange"), 10).await.unwrap();
    assert_eq!(logs.len(), 1, "{logs:?}");
    assert_eq!((logs[0].task.as_str(), logs[0].outcome), ("stream", PollOutcome::Partial));
    assert!(logs[0].error.as_deref().unwrap().contains("could not be heard"), "{logs:?}");
    assert!(logs[0].quotes_seen >= 3, "{logs:?}");
    assert_eq!(seen(&platform).await.0, away, "nobody listens any more");
    platform.close().await;
    exchange.serving.abort();
}

fn newest(platform: &Platform) -> Timestamp {
    let events = platform.boards.list(None);
    let quotes = events.iter().flat_map(|event| event.quotes());
    let of_exchange = quotes.filter(|(_, quote)| quote.price.price().get() < dec!(4));
    of_exchange.map(|(_, quote)| quote.observed.observed_at).max().unwrap()
}

/// A feed whose source refuses waits before it tries again, and says why.
#[tokio::test]
async fn a_stream_that_is_refused_backs_off() {
    let data = tempfile::tempdir().unwrap();
    let authority = Authority::new();
    let exchange = Exchange::open(&authority).await;
    let asked = Arc::new(Mutex::new(0_u32));
    let house = Server::start(|_, _| {
        at_once(http(
            200,
            &[],
            b"{\"token\":\"\",\"status\":\"FAIL\",\"error\":\"INVALID_USERNAME_OR_PASSWORD\"}",
        ))
    })
    .await;
    let platform = platform(data.path(), vec![listened_to(&house, &exchange)], &authority).await;
    let stop = CancellationToken::new();
    let looking = async {
        tokio::time::sleep(Duration::from_secs(2)).await;
        *asked.lock().await = u32::try_from(house.asked().len()).unwrap();
        stop.cancel();
    };
    tokio::join!(platform.run(stop.clone()), looking);
    assert_eq!(*asked.lock().await, 1, "a refused login is not tried again and again");
    let status = platform.collector.feeds().await.remove(0);
    assert_eq!((status.standing, status.record.failures), (Some(Standing::Away), 1));
    assert!(status.record.last_error.is_some(), "{status:?}");
    platform.close().await;
    exchange.serving.abort();
}

/// Tells one event and, ten times a second, that it stands.
struct Beating {
    manifest: Manifest,
    starts_at: Timestamp,
    begun: AtomicU32,
}

const BEAT: Timer = Timer { id: 1, after_ms: 100 };

impl Adapter for Beating {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn start(&self, context: &Context, _: &Task) -> Result<(Box<dyn Conversation>, Step), Fault> {
        self.begun.fetch_add(1, Ordering::SeqCst);
        let mut told = event("m1", ("Reds", "Blues"), self.starts_at);
        told.markets = vec![prices("alpha", None, ["2.10", "3.40", "3.60"])];
        let snapshot = Snapshot { observed_at: Some(context.now), ..image(vec![told]) };
        let next = Effects { timers: vec![BEAT], ..Effects::default() };
        Ok((Box::new(Beat), Step { emit: vec![snapshot], next, ..Step::default() }))
    }
}

struct Beat;

impl Conversation for Beat {
    fn resume(&mut self, context: &Context, inputs: Inputs) -> Result<Step, Fault> {
        let stands = Snapshot { observed_at: Some(context.now), ..Snapshot::default() };
        let next = Effects { timers: vec![BEAT], ..Effects::default() };
        Ok(Step { emit: vec![stands], next, done: inputs.cancelled, ..Step::default() })
    }
}

/// Two processes may listen and one shows what is heard: one listens, and the other takes over.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_process_listens_and_another_takes_over() {
    let (data, shared) = (tempfile::tempdir().unwrap(), Shared::in_process());
    let beating = Arc::new(Beating {
        manifest: Manifest { capabilities: vec![Capability::Stream], ..manifest() },
        starts_at: Clock::system().now() + TimeDelta::hours(30),
        begun: AtomicU32::new(0),
    });
    let open = async |role| {
        let clock = Clock::system();
        let driver = Driver::new(Arc::new(CassetteTransport::new(clock.now())), clock.as_fn());
        let feed = Feed { streams: true, ..feed("beat", beating.clone()) };
        let company = Company::new(role, shared.clone());
        let options = PlatformOptions::new(data.path(), driver, vec![feed]);
        Platform::open(PlatformOptions { company, ..options }).await.unwrap()
    };
    let (a, b) = (open(Role::Collector).await, open(Role::Collector).await);
    let api = open(Role::Api).await;
    let stops = [(); 3].map(|()| CancellationToken::new());
    let heard = async || {
        let feed = api.collector.feeds().await.remove(0);
        let quotes = api.boards.list_heard(None).iter().map(|event| event.quotes().count()).sum();
        (feed.standing.unwrap(), quotes)
    };
    let listens = async |platform: &Platform| platform.collector.feeds().await[0].running;
    let testing = async {
        until("what is heard is shown", async || heard().await == (Standing::Live, 3)).await;
        tokio::time::sleep(Duration::from_secs(4)).await;
        assert_eq!(beating.begun.load(Ordering::SeqCst), 1, "one of them listens");
        let first = usize::from(listens(&b).await);
        stops[first].cancel();
        let other = [&b, &a][first];
        until("the other takes over", async || listens(other).await).await;
        until("it is shown again", async || heard().await == (Standing::Live, 3)).await;
        assert_eq!(beating.begun.load(Ordering::SeqCst), 2);
        stops.iter().for_each(CancellationToken::cancel);
    };
    let [stop_a, stop_b, stop_api] = stops.clone();
    tokio::join!(a.run(stop_a), b.run(stop_b), api.run(stop_api), testing);
}

async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    for _ in 0..1_200 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{what}: not within a minute");
}
