//! Streams over real sockets: lines, lines in TLS, websockets, events; lost, opened again, recorded and
//! played back.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use monps_adapters::driver::{
    CassetteTransport, Driver, HttpOptions, HttpTransport, RunOptions, SecretStore,
};
use monps_core::adapter::{
    Adapter, AuthPart, AuthRecipe, Capability, Connect, ConnectionState, Context, Conversation,
    Effects, Endpoint, Inputs, Manifest, Outgoing, RateLimit, Scope, Segment, Skipped, Snapshot,
    Standing, Step, StreamKind, Task, Timer,
};
use monps_core::error::adapter::Fault;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::support::clock;
use crate::support::tls::Authority;

const CANARY: &str = "canary-0123456789";

/// Listens, says who it is at every opening, and tells every frame and every change of its stream.
struct Listener {
    manifest: Manifest,
    kind: StreamKind,
    silence_ms: u32,
}

impl Listener {
    fn new(kind: StreamKind, base_url: String) -> Self {
        let part = AuthPart::Frames { slots: vec!["token".into()] };
        let endpoint = Endpoint::new("stream", base_url).proving("frames").limited(RateLimit {
            burst: 100,
            per_minute: 6000,
            concurrent: 4,
        });
        let manifest = Manifest {
            capabilities: vec![Capability::Stream],
            endpoints: vec![endpoint],
            auth: vec![AuthRecipe::new("frames", "stream", part)],
            ..Manifest::new("listener", "Listener", "1")
        };
        Self { manifest, kind, silence_ms: 5_000 }
    }
}

impl Adapter for Listener {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn start(&self, _: &Context, _: &Task) -> Result<(Box<dyn Conversation>, Step), Fault> {
        let connect =
            Connect { silence_ms_max: self.silence_ms, ..Connect::new(7, self.kind, "stream") };
        let next = Effects {
            connect: vec![connect],
            timers: vec![Timer { id: 1, after_ms: 20 }],
            ..Effects::default()
        };
        let listening = Listening { speaks: self.kind != StreamKind::EventStream };
        Ok((Box::new(listening), Step { next, ..Step::default() }))
    }
}

struct Listening {
    speaks: bool,
}

impl Conversation for Listening {
    fn resume(&mut self, _: &Context, inputs: Inputs) -> Result<Step, Fault> {
        let mut step = Step { done: inputs.cancelled, ..Step::default() };
        let mut told = Vec::new();
        for event in &inputs.connections {
            told.push(Skipped { at: format!("{:?}", event.state), reason: event.detail.clone() });
            if event.state == ConnectionState::Open && self.speaks {
                let text = vec![
                    Segment::Literal(format!("hello {} ", event.attempt)),
                    Segment::Slot("token".into()),
                ];
                step.next.send.push(Outgoing { connection: 7, text });
            }
        }
        told.extend(inputs.frames.iter().map(|frame| Skipped {
            at: "frame".to_owned(),
            reason: String::from_utf8_lossy(&frame.body).into_owned(),
        }));
        told.extend(
            inputs.fired.iter().map(|id| Skipped { at: "alarm".into(), reason: id.to_string() }),
        );
        if !told.is_empty() {
            step.emit.push(Snapshot { skipped: told, ..Snapshot::default() });
        }
        Ok(step)
    }
}

fn secrets() -> SecretStore {
    SecretStore::new().with("token", CANARY).unwrap()
}

/// Listens until so many frames came.
async fn listen(
    driver: &Driver,
    listener: &Listener,
    options: &RunOptions,
    frames: usize,
) -> Vec<Snapshot> {
    let (taker, mut taken) = mpsc::channel(8);
    let (enough, until) = tokio::sync::oneshot::channel::<()>();
    let task = Task::stream(Scope::default());
    let config = BTreeMap::new();
    let driving = async move {
        let until = async move {
            let _ = until.await;
        };
        driver.listen(listener, &config, &task, options, &taker, until).await
    };
    let taking = async {
        let (mut snapshots, mut enough) = (Vec::new(), Some(enough));
        while let Some(snapshot) = taken.recv().await {
            snapshots.push(snapshot);
            if said(&snapshots, "frame").len() >= frames
                && let Some(enough) = enough.take()
            {
                let _ = enough.send(());
            }
        }
        snapshots
    };
    let both = async { tokio::join!(driving, taking) };
    let (outcome, snapshots) = tokio::time::timeout(Duration::from_secs(30), both).await.unwrap();
    outcome.unwrap();
    snapshots
}

fn said<'a>(snapshots: &'a [Snapshot], at: &str) -> Vec<&'a str> {
    let all = snapshots.iter().flat_map(|snapshot| &snapshot.skipped);
    all.filter(|told| told.at == at).map(|told| told.reason.as_str()).collect()
}

/// Serves lines: echoes the greeting, says two things, and hangs up on the first who comes.
async fn lines(listener: TcpListener, acceptor: Option<tokio_rustls::TlsAcceptor>) {
    for number in 1.. {
        let Ok((socket, _)) = listener.accept().await else { return };
        let acceptor = acceptor.clone();
        let serve = async move {
            trait Both: tokio::io::AsyncRead + tokio::io::AsyncWrite + Send + Unpin {}
            impl<S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Send + Unpin> Both for S {}
            let stream: Box<dyn Both> = match acceptor {
                Some(acceptor) => Box::new(acceptor.accept(socket).await.unwrap()),
                None => Box::new(socket),
            };
            let mut stream = BufReader::new(stream);
            let mut greeting = String::new();
            stream.read_line(&mut greeting).await.unwrap();
            assert_eq!(greeting, format!("hello {number} {CANARY}\r\n"));
            let says = format!("you said {greeting}first {number}\r\n\r\nsec");
            stream.get_mut().write_all(says.as_bytes()).await.unwrap();
            tokio::time::sleep(Duration::from_millis(20)).await;
            stream.get_mut().write_all(format!("ond {number}\r\n").as_bytes()).await.unwrap();
            if number > 1 {
                let _ = stream.read_line(&mut greeting).await;
            }
        };
        tokio::spawn(serve);
    }
}

fn transport(authority: &Authority) -> Arc<HttpTransport> {
    let options = HttpOptions { allow_loopback: true };
    let roots = [authority.root.clone()];
    Arc::new(HttpTransport::trusting(clock(), options, &roots).unwrap())
}

#[tokio::test]
async fn lines_are_taken_lost_and_taken_up_again() {
    let authority = Authority::new();
    for tls in [false, true] {
        let server = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = server.local_addr().unwrap().port();
        let (kind, base_url) = if tls {
            (StreamKind::TlsLines, format!("tls://localhost:{port}"))
        } else {
            (StreamKind::TcpLines, format!("tcp://127.0.0.1:{port}"))
        };
        let serving = tokio::spawn(lines(server, tls.then(|| authority.acceptor(false))));
        let driver = Driver::new(transport(&authority), clock()).with_secrets(secrets());
        let dir = tempfile::tempdir().unwrap();
        let options =
            RunOptions { record_dir: Some(dir.path().to_owned()), ..RunOptions::default() };
        let listener = Listener::new(kind, base_url);
        let snapshots = listen(&driver, &listener, &options, 6).await;
        let frames = [
            "you said hello 1 •••",
            "first 1",
            "second 1",
            "you said hello 2 •••",
            "first 2",
            "second 2",
        ];
        assert_eq!(said(&snapshots, "frame"), frames);
        assert_eq!(said(&snapshots, "Open").len(), 2);
        // Whoever hangs up without a word of TLS breaks the stream off.
        let lost = if tls { "broke off" } else { "closed the stream" };
        assert!(said(&snapshots, "Lost")[0].contains(lost), "{snapshots:?}");
        assert_eq!(said(&snapshots, "alarm"), ["1"]);
        let away: Vec<usize> =
            (0..snapshots.len()).filter(|at| snapshots[*at].standing == Standing::Away).collect();
        assert_eq!(away.len(), 1, "what was told is out of date while the stream is away");
        assert!(!format!("{snapshots:?}").contains("canary"));
        serving.abort();

        // The recording says the same, without a socket, a secret or a wait.
        let recorded = CassetteTransport::load(dir.path()).unwrap();
        let replayed = Driver::new(Arc::new(recorded), clock()).with_secrets(secrets());
        let again = listen(&replayed, &listener, &RunOptions::default(), usize::MAX).await;
        assert_eq!(said(&again, "frame"), frames);
        assert_eq!(said(&again, "Lost").len(), 1);
        let file = std::fs::read_dir(dir.path()).unwrap().next().unwrap().unwrap().path();
        let mut text = String::new();
        let file = std::fs::File::open(file).unwrap();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(file), &mut text).unwrap();
        assert!(text.contains("first 2") && !text.contains("canary"), "{text}");
    }
}

#[tokio::test]
async fn a_stream_that_falls_silent_is_opened_again() {
    let server = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("tcp://127.0.0.1:{}", server.local_addr().unwrap().port());
    let serving = tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((mut socket, _)) = server.accept().await {
            if !held.is_empty() {
                socket.write_all(b"at last\r\n").await.unwrap();
            }
            held.push(socket);
        }
    });
    let driver = Driver::new(transport(&Authority::new()), clock()).with_secrets(secrets());
    let listener = Listener { silence_ms: 100, ..Listener::new(StreamKind::TcpLines, base_url) };
    let snapshots = listen(&driver, &listener, &RunOptions::default(), 1).await;
    assert_eq!(said(&snapshots, "frame"), ["at last"]);
    assert_eq!(said(&snapshots, "Lost")[0], "nothing came for 100 ms");
    serving.abort();
}

#[tokio::test]
async fn websockets_and_events_are_streams_too() {
    let authority = Authority::new();
    let server = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("wss://localhost:{}", server.local_addr().unwrap().port());
    let acceptor = authority.acceptor(false);
    let serving = tokio::spawn(async move {
        let (socket, _) = server.accept().await.unwrap();
        let socket = acceptor.accept(socket).await.unwrap();
        let mut socket = tokio_tungstenite::accept_async(socket).await.unwrap();
        let greeting = socket.next().await.unwrap().unwrap();
        assert_eq!(greeting.into_text().unwrap().as_str(), format!("hello 1 {CANARY}"));
        socket.send("one".into()).await.unwrap();
        socket.send(tokio_tungstenite::tungstenite::Message::Ping("p".into())).await.unwrap();
        socket
            .send(tokio_tungstenite::tungstenite::Message::binary(b"two".to_vec()))
            .await
            .unwrap();
        let _ = socket.next().await;
    });
    let driver = Driver::new(transport(&authority), clock()).with_secrets(secrets());
    let listener = Listener::new(StreamKind::WebSocket, base_url);
    let snapshots = listen(&driver, &listener, &RunOptions::default(), 2).await;
    assert_eq!(said(&snapshots, "frame"), ["one", "two"]);
    serving.abort();

    let server = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://127.0.0.1:{}", server.local_addr().unwrap().port());
    let serving = tokio::spawn(async move {
        let (mut socket, _) = server.accept().await.unwrap();
        let mut head = [0; 2048];
        let _ = socket.read(&mut head).await.unwrap();
        let head =
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: one\n\n: alive\n\n";
        socket.write_all(head).await.unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
        socket.write_all(b"data: two\ndata: three\n\n").await.unwrap();
        let _ = socket.read(&mut [0; 16]).await;
    });
    let listener = Listener::new(StreamKind::EventStream, base_url);
    let snapshots = listen(&driver, &listener, &RunOptions::default(), 2).await;
    assert_eq!(said(&snapshots, "frame"), ["one", "two\nthree"]);
    serving.abort();
}

#[tokio::test]
async fn what_is_not_public_or_not_encrypted_is_refused() {
    let transport = HttpTransport::new(clock(), HttpOptions::default()).unwrap();
    let driver = Driver::new(Arc::new(transport), clock()).with_secrets(secrets());
    for (kind, base_url, says) in [
        (StreamKind::TcpLines, "tcp://127.0.0.1:9", "not encrypted"),
        (StreamKind::WebSocket, "ws://localhost:9", "not encrypted"),
        (StreamKind::TlsLines, "tls://127.0.0.1:9", "private"),
        (StreamKind::WebSocket, "wss://10.0.0.1", "private"),
    ] {
        let listener = Listener::new(kind, base_url.to_owned());
        let (taker, mut taken) = mpsc::channel(8);
        let config = BTreeMap::new();
        let task = Task::stream(Scope::default());
        let options = RunOptions { deadline: Duration::from_secs(5), ..RunOptions::default() };
        let outcome = driver.run(&listener, &config, &task, &options, &taker).await;
        assert!(outcome.is_err(), "nothing is left to wait for");
        drop(taker);
        let mut snapshots = Vec::new();
        while let Some(snapshot) = taken.recv().await {
            snapshots.push(snapshot);
        }
        let refused = said(&snapshots, "Refused");
        assert!(refused[0].contains(says), "{refused:?}");
    }
}
