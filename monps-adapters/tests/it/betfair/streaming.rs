//! The stream, from an exchange of the test's own: TLS, login, image, changes, a break, and on.

use std::sync::Arc;
use std::time::Duration;

use monps_adapters::betfair::Betfair;
use monps_adapters::driver::{Driver, HttpOptions, HttpTransport};
use monps_core::adapter::{Scope, Snapshot, Standing, Task};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio_rustls::TlsAcceptor;

use super::{APP_KEY, TOKEN, answer, catalogue, config, secrets, towards};
use crate::support::clock;
use crate::support::server::{Server, at_once, http};
use crate::support::tls::Authority;

/// What the exchange was told, line by line.
type Heard = mpsc::UnboundedSender<Value>;

async fn exchange(listener: TcpListener, acceptor: TlsAcceptor, heard: Heard) {
    for number in 1.. {
        let Ok((socket, _)) = listener.accept().await else { return };
        let (acceptor, heard) = (acceptor.clone(), heard.clone());
        tokio::spawn(async move {
            let mut stream = BufReader::new(acceptor.accept(socket).await.unwrap());
            say(&mut stream, &json!({"op": "connection", "connectionId": "002-1"})).await;
            let authentication = hear(&mut stream, &heard).await;
            let id = &authentication["id"];
            say(&mut stream, &json!({"op": "status", "id": id, "statusCode": "SUCCESS"})).await;
            let id = hear(&mut stream, &heard).await["id"].clone();
            say(&mut stream, &json!({"op": "status", "id": id, "statusCode": "SUCCESS"})).await;
            if number == 1 {
                image(&mut stream, &id).await;
                return;
            }
            let change = json!({"op": "mcm", "id": id, "ct": "RESUB_DELTA", "clk": "c3", "pt": 1_728_826_900_000_i64,
                "mc": [{"id": "1.101", "marketDefinition": {"status": "SUSPENDED"}}]});
            say(&mut stream, &change).await;
            let _ = stream.read_line(&mut String::new()).await;
        });
    }
}

async fn image(
    stream: &mut BufReader<tokio_rustls::server::TlsStream<tokio::net::TcpStream>>,
    id: &Value,
) {
    let open = json!({"status": "OPEN"});
    let image = json!({"op": "mcm", "id": id, "ct": "SUB_IMAGE", "initialClk": "i1", "clk": "c1", "pt": 1_728_826_860_000_i64,
    "mc": [{"id": "1.101", "img": true, "marketDefinition": open, "rc": [
        {"id": 1, "bdatb": [[0, 2.5, 40.0], [1, 2.48, 9]], "bdatl": [[0, 2.52, 7.5]]},
        {"id": "58805", "bdatb": [[0, 3.5, 11]], "spn": "NaN"},
    ]}]});
    say(stream, &image).await;
    // Of a subscription that is no more: to be dropped.
    let old = json!({"op": "mcm", "id": 99_999, "mc": [{"id": "1.101", "rc": [{"id": 1, "bdatb": [[0, 9.0, 1]]}]}]});
    say(stream, &old).await;
    tokio::time::sleep(Duration::from_millis(30)).await;
    let change = json!({"op": "mcm", "id": id, "clk": "c2", "pt": 1_728_826_861_000_i64,
        "mc": [{"id": "1.101", "rc": [{"id": 1, "bdatb": [[0, 2.48, 9], [1, 0, 0]]}]}]});
    say(stream, &change).await;
    tokio::time::sleep(Duration::from_millis(30)).await;
}

async fn say(
    stream: &mut BufReader<tokio_rustls::server::TlsStream<tokio::net::TcpStream>>,
    message: &Value,
) {
    stream.get_mut().write_all(format!("{message}\r\n").as_bytes()).await.unwrap();
}

async fn hear(
    stream: &mut BufReader<tokio_rustls::server::TlsStream<tokio::net::TcpStream>>,
    heard: &Heard,
) -> Value {
    let mut line = String::new();
    stream.read_line(&mut line).await.unwrap();
    assert!(line.ends_with("\r\n"));
    let message: Value = serde_json::from_str(&line).unwrap();
    heard.send(message.clone()).unwrap();
    message
}

fn prices(snapshot: &Snapshot) -> Vec<String> {
    let markets = snapshot.events.iter().flat_map(|event| &event.markets);
    markets
        .flat_map(|market| &market.quotes)
        .map(|quote| {
            format!("{} {} {}", quote.selection, quote.side.as_str(), quote.price.price().get())
        })
        .collect()
}

#[tokio::test]
async fn the_stream_is_taken_up_where_it_broke() {
    let authority = Authority::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let stream_url = format!("tls://localhost:{}", listener.local_addr().unwrap().port());
    let (heard, mut said) = mpsc::unbounded_channel();
    let serving = tokio::spawn(exchange(listener, authority.acceptor(false), heard));
    let server = Server::start(|_, asked| {
        at_once(if asked.starts_with("POST /api/login") {
            http(200, &[], format!("{{\"token\":\"{TOKEN}\",\"status\":\"SUCCESS\"}}").as_bytes())
        } else {
            http(200, &[], &answer(&catalogue()))
        })
    })
    .await;
    let mut options = towards(&server.base_url);
    options.base_urls.insert("stream".to_owned(), stream_url);
    let roots = [authority.root.clone()];
    let transport =
        HttpTransport::trusting(clock(), HttpOptions { allow_loopback: true }, &roots).unwrap();
    let driver = Driver::new(Arc::new(transport), clock()).with_secrets(secrets());
    let (taker, mut taken) = mpsc::channel(8);
    let (enough, until) = oneshot::channel::<()>();
    let (task, settings) = (Task::stream(Scope::default()), config());
    let driving = async {
        let until = async {
            let _ = until.await;
        };
        let outcome = driver.listen(&Betfair, &settings, &task, &options, &taker, until).await;
        drop(taker);
        outcome
    };
    let taking = async {
        let (mut snapshots, mut enough) = (Vec::new(), Some(enough));
        while let Some(snapshot) = taken.recv().await {
            snapshots.push(snapshot);
            let last = snapshots.last().filter(|told| !told.events.is_empty());
            if last.is_some_and(|told| prices(told).is_empty()) {
                enough.take().map(|enough| enough.send(()));
            }
        }
        snapshots
    };
    let both = async { tokio::join!(driving, taking) };
    let (outcome, snapshots) = tokio::time::timeout(Duration::from_secs(30), both).await.unwrap();
    assert_eq!(outcome.unwrap().connections, 2);
    let told: Vec<&Snapshot> = snapshots.iter().filter(|told| !told.events.is_empty()).collect();
    // What comes close together is told together, so how often prices were told is not known.
    let (last, before) = told.split_last().unwrap();
    assert!(prices(last).is_empty(), "a suspended market takes no bets");
    let changed = ["home back 2.48", "home lay 2.52", "draw back 3.5"];
    assert_eq!(prices(before.last().unwrap()), changed);
    assert_eq!(told[0].references.len(), 7, "the ids of all markets of the event");
    let mut all = told.iter().flat_map(|told| prices(told));
    assert!(!all.any(|price| price == "home back 9"), "of a subscription that is no more");
    let away = snapshots.iter().position(|told| told.standing == Standing::Away).unwrap();
    let last = snapshots.iter().rposition(|told| !told.events.is_empty()).unwrap();
    assert!(away < last, "what was told is out of date until the stream is back");
    serving.abort();

    let mut lines = Vec::new();
    while let Ok(line) = said.try_recv() {
        lines.push(line);
    }
    assert_eq!(lines[0]["appKey"], APP_KEY);
    assert_eq!(lines[0]["session"], TOKEN);
    assert_eq!(lines[1]["marketFilter"]["marketIds"], json!(["1.101", "1.102", "1.103"]));
    assert_eq!(lines[1].get("clk"), None);
    assert_eq!((&lines[3]["initialClk"], &lines[3]["clk"]), (&json!("i1"), &json!("c2")));
    assert!(!format!("{snapshots:?} {driver:?}").contains("canary"));
}
