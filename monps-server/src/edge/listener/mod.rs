//! Connections: accepted within limits, served as HTTP/1.1, closed when they waste time.
//!
//! `poem`'s own server cannot be told how long a request head may take, accepts HTTP/2 without TLS
//! beside HTTP/1.1, and answers a full file table with a busy loop. So the loop is ours and `poem` is
//! what it was chosen for, the endpoint. The parser is hyper's, with its own limit on the time of a
//! head: it alone knows when one begins and ends.
//!
//! | a client that | is met by |
//! |---|---|
//! | opens and sends nothing, half a head, or a byte a second | `head_timeout` |
//! | stays idle after an answer | `head_timeout` |
//! | does not read its answer | `write_stall_timeout` (`socket`) |
//! | opens hundreds of connections | the connection caps (`connections`) |
//! | sends a body slowly | [`super::body`] |

mod connections;
mod socket;

use std::convert::Infallible;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use poem::endpoint::BoxEndpoint;
use poem::http::uri::Scheme;
use poem::web::{LocalAddr, RemoteAddr};
use poem::{Endpoint, EndpointExt, IntoEndpoint, Request, Response};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use self::connections::{Admission, Connections, Tracked};
use self::socket::Socket;
use super::limits::EdgeLimits;

pub(crate) use self::socket::Lingering;

/// The pause after a failed `accept`: a full file table does not empty by asking again.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// What a connection over the caps is told.
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\n\
    Content-Type: application/json\r\nContent-Length: 107\r\nRetry-After: 5\r\nConnection: close\r\n\r\n\
    {\"detail\":\"Too many connections are open.\",\"code\":\"too_many_connections\",\"request_id\":\"\",\"errors\":[]}      ";

/// Serves an endpoint until `shutdown` resolves, then lets open requests end.
///
/// Returns once every connection is closed, at the latest `drain_timeout` after the shutdown.
///
/// # Errors
/// Only from the listener's own address; a failing connection ends alone.
pub async fn serve<E>(
    listener: TcpListener,
    endpoint: E,
    limits: EdgeLimits,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()>
where
    E: IntoEndpoint,
    E::Endpoint: 'static,
{
    let local = listener.local_addr()?;
    let server = Arc::new(Server {
        endpoint: endpoint.into_endpoint().map_to_response().boxed(),
        connections: Connections::new(&limits),
        closing: CancellationToken::new(),
        local,
        limits,
    });
    tracing::info!(address = %local, "listening");
    let mut tasks = JoinSet::new();
    tokio::pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            Some(_) = tasks.join_next(), if !tasks.is_empty() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, remote)) => {
                    if let Some(admission) = server.connections.admit(remote.ip()) {
                        tasks.spawn(Arc::clone(&server).connection(stream, remote, admission));
                    } else {
                        refuse(stream);
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "cannot accept a connection");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            },
        }
    }
    drop(listener);
    server.closing.cancel();
    let drained = async { while tasks.join_next().await.is_some() {} };
    if tokio::time::timeout(server.limits.drain_timeout, drained).await.is_err() {
        tracing::warn!(address = %local, "requests were still open at shutdown");
    }
    Ok(())
}

/// Says no without waiting for the client: what does not fit into the socket at once is not said.
fn refuse(stream: TcpStream) {
    if let Ok(mut stream) = stream.into_std() {
        // Best effort: the client may be gone already.
        let _ = stream.write(FULL);
    }
}

struct Server {
    endpoint: BoxEndpoint<'static, Response>,
    connections: Arc<Connections>,
    closing: CancellationToken,
    local: SocketAddr,
    limits: EdgeLimits,
}

impl Server {
    /// Serves one connection to its end.
    async fn connection(
        self: Arc<Self>,
        stream: TcpStream,
        remote: SocketAddr,
        admission: Admission,
    ) {
        // Answers are written whole: waiting to fill a packet only delays them.
        let _ = stream.set_nodelay(true);
        let lingering = Lingering::default();
        let socket = Socket::new(stream, &self.limits, lingering.clone());
        let admission = Arc::new(admission);
        let service = service_fn({
            let (server, admission) = (Arc::clone(&self), Arc::clone(&admission));
            move |request| {
                let server = Arc::clone(&server);
                let admission = Arc::clone(&admission);
                let lingering = lingering.clone();
                async move { server.answer(request, remote, &admission, lingering).await }
            }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.limits.head_timeout)
            .max_buf_size(self.limits.head_bytes_max.max(8192))
            .max_headers(self.limits.headers_max)
            .serve_connection(TokioIo::new(socket), service);
        tokio::pin!(connection);
        let outcome = tokio::select! {
            outcome = &mut connection => outcome,
            () = admission.evicted() => {
                tracing::debug!(%remote, "an idle connection made room for another");
                return;
            }
            () = self.closing.cancelled() => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = outcome {
            tracing::debug!(%remote, %error, "a connection ended early");
        }
    }

    async fn answer(
        &self,
        request: hyper::Request<Incoming>,
        remote: SocketAddr,
        admission: &Arc<Admission>,
        lingering: Lingering,
    ) -> Result<hyper::Response<Tracked>, Infallible> {
        let busy = Admission::begin(admission);
        let (local, remote) = (LocalAddr(self.local.into()), RemoteAddr(remote.into()));
        let mut request = Request::from((request, local, remote, Scheme::HTTP));
        request.set_data(lingering);
        let response = self.endpoint.get_response(request).await;
        Ok(hyper::Response::from(response).map(|body| Tracked::new(body, busy)))
    }
}

#[cfg(test)]
mod tests {
    use super::FULL;

    #[test]
    fn the_refusal_is_a_whole_response() {
        let text = std::str::from_utf8(FULL).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("Content-Length: {}\r\n", body.len())), "{}", body.len());
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(body["code"], "too_many_connections");
    }
}
