//! Websockets.

use async_trait::async_trait;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::error::Error;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use super::socket::Socket;
use super::{Arrival, DialFailure, FrameReader, FrameWriter, Opened, StreamBroken};
use crate::driver::seal::Sealed;

type Stream = WebSocketStream<Box<dyn Socket>>;

/// Shakes hands over a socket.
pub(super) async fn open(
    socket: Box<dyn Socket>,
    sealed: Sealed,
    frame_bytes_max: usize,
) -> Result<Opened, DialFailure> {
    let unfit = |_| DialFailure::lasting("the address is none that a websocket can have");
    let mut request = sealed.url.as_str().into_client_request().map_err(unfit)?;
    for (name, value) in &sealed.headers {
        request.headers_mut().insert(name.clone(), value.clone());
    }
    let config = WebSocketConfig::default()
        .max_message_size(Some(frame_bytes_max))
        .max_frame_size(Some(frame_bytes_max));
    let shaken = tokio_tungstenite::client_async_with_config(request, socket, Some(config)).await;
    let (stream, _) = shaken.map_err(|error| refused(&error))?;
    let (writer, reader) = stream.split();
    Ok(Opened { reader: Box::new(Reader(reader)), writer: Box::new(Writer(writer)) })
}

/// Its own text is not shown: it may quote the address with a secret.
fn refused(error: &Error) -> DialFailure {
    match error {
        Error::Http(response) => {
            let status = response.status();
            let reason = format!("the host refused the websocket ({status})");
            // A session that is over, a plea to wait and a failing host pass; a wrong address does not.
            let is_lasting = matches!(status.as_u16(), 400 | 404 | 405 | 410 | 426);
            DialFailure { reason, is_lasting }
        }
        Error::Io(error) => DialFailure::passing(format!("the stream broke off: {}", error.kind())),
        _ => DialFailure::passing("the host does not speak websocket"),
    }
}

struct Reader(SplitStream<Stream>);

#[async_trait]
impl FrameReader for Reader {
    async fn next(&mut self) -> Result<Arrival, StreamBroken> {
        let frame = |body| Ok(Arrival::Frame { body, received_at: None });
        match self.0.next().await {
            Some(Ok(Message::Text(text))) => frame(text.as_bytes().to_vec()),
            Some(Ok(Message::Binary(bytes))) => frame(bytes.to_vec()),
            Some(Ok(Message::Close(reason))) => {
                let code = reason.map_or(1005, |reason| u16::from(reason.code));
                Err(StreamBroken(format!("the other side closed the websocket ({code})")))
            }
            // Pings are answered by the library.
            Some(Ok(_)) => Ok(Arrival::Alive),
            Some(Err(error)) => Err(broken(&error)),
            None => Err(StreamBroken("the websocket is closed".to_owned())),
        }
    }
}

struct Writer(SplitSink<Stream, Message>);

#[async_trait]
impl FrameWriter for Writer {
    async fn send(&mut self, text: &str) -> Result<(), StreamBroken> {
        self.0.send(Message::text(text)).await.map_err(|error| broken(&error))
    }
}

fn broken(error: &Error) -> StreamBroken {
    StreamBroken(match error {
        Error::Capacity(_) => "a message is larger than accepted".to_owned(),
        Error::Io(error) => format!("the stream broke off: {}", error.kind()),
        _ => "the websocket broke off".to_owned(),
    })
}
