//! The socket of one connection: writes that must get on, and a close that lets the answer arrive.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep};

use crate::edge::limits::EdgeLimits;

/// Whether part of a request body was left unread.
///
/// Closing a socket with unread bytes makes the kernel reset it, and a reset can overtake the answer:
/// a client that sent too much would see a broken pipe and not the 413. So such a socket is first
/// closed for writing and what still comes is thrown away for a while.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lingering(Arc<AtomicBool>);

impl Lingering {
    /// Notes that part of a body was left unread.
    pub(crate) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A TCP stream with time limits on writing and closing.
pub(super) struct Socket<S = TcpStream> {
    stream: S,
    write_stall_timeout: Duration,
    linger_timeout: Duration,
    lingering: Lingering,
    /// Runs while a write waits for the client to read.
    stalled: Option<Pin<Box<Sleep>>>,
    /// Runs once the socket is closed for writing.
    closing: Option<Pin<Box<Sleep>>>,
}

impl<S> Socket<S> {
    pub(super) fn new(stream: S, limits: &EdgeLimits, lingering: Lingering) -> Self {
        Self {
            stream,
            write_stall_timeout: limits.write_stall_timeout,
            linger_timeout: limits.linger_timeout,
            lingering,
            stalled: None,
            closing: None,
        }
    }

    /// Passes on the outcome of a write, or the end of patience with one that waits.
    fn watch<T>(
        &mut self,
        cx: &mut Context<'_>,
        outcome: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if outcome.is_ready() {
            self.stalled = None;
            return outcome;
        }
        let timeout = self.write_stall_timeout;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(tokio::time::sleep(timeout)));
        ready!(stalled.as_mut().poll(cx));
        Poll::Ready(Err(io::Error::new(
            io::ErrorKind::TimedOut,
            "the client does not read its answer",
        )))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Socket<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Socket<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.watch(cx, outcome)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.watch(cx, outcome)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let outcome = Pin::new(&mut self.stream).poll_flush(cx);
        self.watch(cx, outcome)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.closing.is_none() {
            ready!(Pin::new(&mut self.stream).poll_shutdown(cx))?;
            if !self.lingering.is_set() {
                return Poll::Ready(Ok(()));
            }
            let deadline = Instant::now() + self.linger_timeout;
            self.closing = Some(Box::pin(tokio::time::sleep_until(deadline)));
        }
        self.poll_discard(cx).map(Ok)
    }
}

impl<S: AsyncRead + Unpin> Socket<S> {
    /// Reads and forgets until the client is done or its time is up.
    fn poll_discard(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let mut bytes = [0; 16 * 1024];
        loop {
            if let Some(closing) = &mut self.closing
                && closing.as_mut().poll(cx).is_ready()
            {
                return Poll::Ready(());
            }
            let mut buf = ReadBuf::new(&mut bytes);
            match ready!(Pin::new(&mut self.stream).poll_read(cx, &mut buf)) {
                Ok(()) if !buf.filled().is_empty() => {}
                _ => return Poll::Ready(()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    fn limits() -> EdgeLimits {
        EdgeLimits {
            write_stall_timeout: Duration::from_millis(50),
            linger_timeout: Duration::from_millis(100),
            ..EdgeLimits::default()
        }
    }

    #[tokio::test]
    async fn a_client_that_does_not_read_is_given_up() {
        let (ours, _theirs) = duplex(16);
        let mut socket = Socket::new(ours, &limits(), Lingering::default());
        let error = socket.write_all(&[0; 64]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn a_slow_reader_is_not() {
        let (ours, mut theirs) = duplex(16);
        let mut socket = Socket::new(ours, &limits(), Lingering::default());
        let reader = tokio::spawn(async move {
            let mut bytes = [0; 16];
            for _ in 0..4 {
                tokio::time::sleep(Duration::from_millis(20)).await;
                theirs.read_exact(&mut bytes).await.unwrap();
            }
        });
        socket.write_all(&[0; 64]).await.unwrap();
        reader.await.unwrap();
    }

    #[tokio::test]
    async fn closing_reads_on_only_where_a_body_was_left() {
        let (ours, _theirs) = duplex(16);
        let mut socket = Socket::new(ours, &limits(), Lingering::default());
        tokio::time::timeout(Duration::from_millis(50), socket.shutdown()).await.unwrap().unwrap();

        let lingering = Lingering::default();
        lingering.set();
        let (ours, mut theirs) = duplex(16);
        let mut socket = Socket::new(ours, &limits(), lingering);
        let writer = tokio::spawn(async move {
            theirs.write_all(&[0; 160]).await.unwrap();
            theirs
        });
        let started = Instant::now();
        socket.shutdown().await.unwrap();
        assert!(started.elapsed() >= Duration::from_millis(90));
        writer.await.unwrap();
    }
}
