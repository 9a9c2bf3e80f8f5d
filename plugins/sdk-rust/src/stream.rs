//! Connections that the host keeps open.

use std::future::poll_fn;
use std::task::Poll;

use crate::Cx;
use crate::cx::Arrival;
use crate::effects::{ConnEvent, Connect, Frame, Segment, Send};

/// A connection. The host reconnects by itself and says so with [`Received::State`].
#[derive(Debug)]
pub struct Stream {
    cx: Cx,
    conn: u32,
}

/// What came over a connection.
#[derive(Clone, Debug, PartialEq)]
pub enum Received {
    /// It was opened, lost, or given up; after each opening subscribe anew.
    State(ConnEvent),
    /// A frame.
    Frame(Frame),
    /// The host is about to end the conversation.
    Cancelled,
}

impl Cx {
    /// Opens a connection to an endpoint of the manifest. Kind: "ws", "sse", "tls-lines", "tcp-lines".
    #[must_use]
    pub fn connect(&self, kind: &str, endpoint: &str, path: &str, auth: Option<&str>) -> Stream {
        let conn = self.next_id();
        let connect = Connect {
            conn,
            kind: kind.to_owned(),
            endpoint: endpoint.to_owned(),
            path: path.to_owned(),
            query: Vec::new(),
            headers: Vec::new(),
            auth: auth.map(str::to_owned),
            frame_bytes_max: 0,
            silence_max_ms: 0,
        };
        self.want(|effects| effects.connect.push(connect));
        Stream { cx: self.clone(), conn }
    }
}

impl Stream {
    /// Sends a frame of text.
    pub fn send(&self, text: impl Into<String>) {
        self.send_segments(vec![Segment::Literal(text.into())]);
    }

    /// Sends a frame of which some pieces are the values of slots.
    pub fn send_segments(&self, text: Vec<Segment>) {
        let conn = self.conn;
        self.cx.want(|effects| effects.send.push(Send { conn, text }));
    }

    /// The next thing that comes.
    pub async fn next(&self) -> Received {
        poll_fn(|_| match self.cx.take_arrival(self.conn) {
            Some(Arrival::Event(event)) => Poll::Ready(Received::State(event)),
            Some(Arrival::Frame(frame)) => Poll::Ready(Received::Frame(frame)),
            None if self.cx.is_cancelled() => Poll::Ready(Received::Cancelled),
            None => Poll::Pending,
        })
        .await
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        let conn = self.conn;
        self.cx.want(|effects| effects.close.push(conn));
    }
}
