//! Streams: the driver owns the socket, opens it again when it is lost, and hands frames over.

use crate::adapter::manifest::Text;
use crate::time::Timestamp;

/// A stream that the driver is to open, and to open again with growing waits whenever it is lost, until
/// the conversation closes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connect {
    /// The conversation's own number for it.
    pub id: u32,
    /// What kind of stream.
    pub kind: StreamKind,
    /// The manifest's endpoint.
    pub endpoint: Text,
    /// Below the endpoint's base address; begins with a slash. Lines have none.
    pub path: String,
    /// Query parameters; never a secret.
    pub query: Vec<(String, String)>,
    /// Headers; never a secret.
    pub headers: Vec<(String, String)>,
    /// The recipe by which it proves who it is; the endpoint's own when none is named. Frames may carry
    /// the slots of its [`Frames`](crate::adapter::AuthPart::Frames) part and no others.
    pub auth: Option<Text>,
    /// The largest frame accepted, in bytes.
    pub frame_bytes_max: u32,
    /// How long nothing may come before the stream counts as lost, in milliseconds.
    pub silence_ms_max: u32,
}

impl Connect {
    /// A stream with the customary bounds: frames of 16 MiB, a minute of silence.
    #[must_use]
    pub fn new(id: u32, kind: StreamKind, endpoint: impl Into<Text>) -> Self {
        Self {
            id,
            kind,
            endpoint: endpoint.into(),
            path: String::new(),
            query: Vec::new(),
            headers: Vec::new(),
            auth: None,
            frame_bytes_max: 16 * 1024 * 1024,
            silence_ms_max: 60_000,
        }
    }
}

/// What kind of stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum StreamKind {
    /// A websocket; a frame is a message.
    WebSocket,
    /// Server-sent events over HTTP; a frame is the data of an event.
    EventStream,
    /// Lines over TLS; a frame is a line without its end.
    TlsLines,
    /// Lines over plain TCP, to this very machine alone.
    TcpLines,
}

impl StreamKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::WebSocket, Self::EventStream, Self::TlsLines, Self::TcpLines];

    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WebSocket => "ws",
            Self::EventStream => "sse",
            Self::TlsLines => "tls-lines",
            Self::TcpLines => "tcp-lines",
        }
    }

    /// The kind of a slug.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == slug)
    }
}

/// A frame to send. Its text is given in segments, so that nothing that came from the network is ever
/// scanned for the name of a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The stream.
    pub connection: u32,
    /// The text, piece by piece; a line's end is the driver's to add.
    pub text: Vec<Segment>,
}

impl Outgoing {
    /// A frame without any secret.
    #[must_use]
    pub fn literal(connection: u32, text: impl Into<String>) -> Self {
        Self { connection, text: vec![Segment::Literal(text.into())] }
    }
}

/// A piece of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text as it is.
    Literal(String),
    /// What is in a slot. A value with quotes, backslashes or line ends is refused: it could end the
    /// string that it stands in.
    Slot(Text),
}

/// An alarm to set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timer {
    /// The conversation's own number for it; setting it again moves it.
    pub id: u32,
    /// After how long it goes off, in milliseconds.
    pub after_ms: u32,
}

/// What became of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionEvent {
    /// The stream.
    pub connection: u32,
    /// What became of it.
    pub state: ConnectionState,
    /// In words, without secrets.
    pub detail: String,
    /// Which opening this is, from 1.
    pub attempt: u32,
}

/// What became of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConnectionState {
    /// It is open: frames may be sent.
    Open,
    /// It was lost and will be opened again: what it told may be out of date.
    Lost,
    /// It could not be opened, for a reason that will not pass: it is given up.
    Refused,
}

/// What a stream brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The stream.
    pub connection: u32,
    /// The message, event data or line.
    pub body: Vec<u8>,
    /// When it was received.
    pub received_at: Timestamp,
}
