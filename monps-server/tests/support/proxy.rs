//! A TCP proxy that misbehaves when told to: between a server of ours and its database or Redis.

#![allow(dead_code, reason = "each test binary uses its part of this")]

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How it treats what passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// As if it were not there.
    Pass,
    /// Each piece arrives so much later.
    Slow(Duration),
    /// Connections are cut, and new ones are cut at once.
    Cut,
    /// Connections stay and are accepted, and nothing arrives any more.
    Silent,
    /// Nothing arrives any more by the connections that there are; new ones pass.
    HalfOpen,
    /// The next COMMIT arrives; its answer does not, and the connection is cut.
    SwallowCommit,
}

/// Where it passes things on to.
#[derive(Clone, Debug)]
pub(crate) enum Upstream {
    Tcp(SocketAddr),
    Unix(PathBuf),
}

/// A running proxy; dropping it cuts everything.
pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
    mode: Arc<watch::Sender<Mode>>,
    listening: JoinHandle<()>,
}

impl Proxy {
    pub(crate) async fn start(upstream: Upstream) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mode = Arc::new(watch::Sender::new(Mode::Pass));
        let modes = Arc::clone(&mode);
        let listening = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (upstream, modes) = (upstream.clone(), Arc::clone(&modes));
                tokio::spawn(async move { connection(client, upstream, modes).await });
            }
        });
        Self { address, mode, listening }
    }

    pub(crate) fn set(&self, mode: Mode) {
        self.mode.send_replace(mode);
    }

    pub(crate) fn mode(&self) -> Mode {
        *self.mode.borrow()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.set(Mode::Cut);
        self.listening.abort();
    }
}

async fn connection(client: TcpStream, upstream: Upstream, modes: Arc<watch::Sender<Mode>>) {
    let mut changes = modes.subscribe();
    if *changes.borrow_and_update() == Mode::Cut {
        return;
    }
    let is_lost = AtomicBool::new(false);
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server): (
        Box<dyn AsyncRead + Send + Unpin>,
        Box<dyn AsyncWrite + Send + Unpin>,
    ) = match upstream {
        Upstream::Tcp(address) => {
            let Ok(server) = TcpStream::connect(address).await else { return };
            let (from, to) = server.into_split();
            (Box::new(from), Box::new(to))
        }
        Upstream::Unix(path) => {
            let Ok(server) = UnixStream::connect(path).await else { return };
            let (from, to) = server.into_split();
            (Box::new(from), Box::new(to))
        }
    };
    // Of this connection: the answer that comes next is not for the client.
    let swallow = AtomicBool::new(false);
    let up = pump(from_client, to_server, &modes, &is_lost, Direction::Up(&swallow));
    let down = pump(from_server, to_client, &modes, &is_lost, Direction::Down(&swallow));
    let watching = async {
        loop {
            if changes.changed().await.is_err() {
                return;
            }
            match *changes.borrow_and_update() {
                // Wakes those that wait for a piece which never comes.
                Mode::Cut => return,
                Mode::HalfOpen => is_lost.store(true, Ordering::Relaxed),
                _ => {}
            }
        }
    };
    tokio::select! {
        () = up => {}
        () = down => {}
        () = watching => {}
    }
}

enum Direction<'a> {
    Up(&'a AtomicBool),
    Down(&'a AtomicBool),
}

async fn pump(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    modes: &watch::Sender<Mode>,
    is_lost: &AtomicBool,
    direction: Direction<'_>,
) {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let Ok(count @ 1..) = from.read(&mut buffer).await else { return };
        // Whoever waited in silence goes on where it was when the silence ends.
        let mut changes = modes.subscribe();
        if changes.wait_for(|mode| *mode != Mode::Silent).await.is_err() {
            return;
        }
        if is_lost.load(Ordering::Relaxed) {
            continue;
        }
        let piece = &buffer[..count];
        let mode = *modes.borrow();
        match (mode, &direction) {
            (Mode::Cut, _) => return,
            // That there is an answer says that it was done.
            (_, Direction::Down(swallow)) if swallow.load(Ordering::Relaxed) => return,
            (Mode::Slow(delay), _) => tokio::time::sleep(delay).await,
            (Mode::SwallowCommit, Direction::Up(swallow))
                if piece.windows(6).any(|part| part == b"COMMIT") =>
            {
                modes.send_replace(Mode::Pass);
                swallow.store(true, Ordering::Relaxed);
            }
            _ => {}
        }
        if to.write_all(piece).await.is_err() {
            return;
        }
    }
}
