//! Opening sockets: the same guards as for requests, and TLS with the system's authorities.

use std::sync::Arc;
use std::time::Duration;

use monps_core::adapter::{Method, Payload, StreamKind};
use monps_core::time::Timestamp;
use rustls::ClientConfig;
use rustls::crypto::aws_lc_rs::default_provider;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls_platform_verifier::Verifier;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use url::Url;

use super::super::Prepared;
use super::super::address::{check_scheme, resolve};
use super::{Dial, DialFailure, Opened, events, lines, websocket};
use crate::driver::seal::{Sealed, seal};

/// The longest wait for a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A socket, with or without TLS.
pub(super) trait Socket: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Socket for S {}

/// Opens sockets towards public addresses.
#[derive(Clone, Debug)]
pub(in super::super) struct Sockets {
    allow_loopback: bool,
    authorities: Vec<CertificateDer<'static>>,
}

impl Sockets {
    pub(in super::super) fn new(
        allow_loopback: bool,
        authorities: &[CertificateDer<'static>],
    ) -> Self {
        Self { allow_loopback, authorities: authorities.to_vec() }
    }

    /// Opens a stream of any kind; event streams go over the client given.
    pub(in super::super) async fn open(
        &self,
        dial: &Dial,
        now: Timestamp,
        client: impl Fn(&Sealed) -> Result<reqwest::Client, String>,
    ) -> Result<Opened, DialFailure> {
        check_scheme(&dial.url, self.allow_loopback).map_err(DialFailure::lasting)?;
        let sealed = seal(&as_request(dial), now).map_err(DialFailure::lasting)?;
        let most = dial.frame_bytes_max;
        match dial.kind {
            StreamKind::EventStream => {
                let client = client(&sealed).map_err(DialFailure::lasting)?;
                events::open(client, sealed, most).await
            }
            StreamKind::WebSocket => {
                let socket = self.connect(&sealed).await?;
                websocket::open(socket, sealed, most).await
            }
            StreamKind::TlsLines | StreamKind::TcpLines => {
                let socket = self.connect(&sealed).await?;
                Ok(lines::open(socket, most))
            }
            _ => Err(DialFailure::lasting("streams of this kind are not known")),
        }
    }

    async fn connect(&self, sealed: &Sealed) -> Result<Box<dyn Socket>, DialFailure> {
        let url = &sealed.url;
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let port = port(url).ok_or_else(|| DialFailure::lasting("the address names no port"))?;
        let addresses = resolve(&host, port, self.allow_loopback).await.map_err(|error| {
            let is_lasting = error.is::<super::super::address::AddressRefused>();
            DialFailure { reason: error.to_string(), is_lasting }
        })?;
        let connecting = timeout(CONNECT_TIMEOUT, TcpStream::connect(addresses.as_slice()));
        let socket = connecting
            .await
            .map_err(|_| DialFailure::passing("the host did not answer in time"))?
            .map_err(|error| DialFailure::passing(format!("no connection: {}", error.kind())))?;
        let _ = socket.set_nodelay(true);
        if matches!(url.scheme(), "tcp" | "ws") {
            return Ok(Box::new(socket));
        }
        let name = ServerName::try_from(host)
            .map_err(|_| DialFailure::lasting("the host has no name that TLS could check"))?;
        let connector = TlsConnector::from(Arc::new(self.tls(sealed)?));
        let secured = timeout(CONNECT_TIMEOUT, connector.connect(name, socket));
        let secured = secured
            .await
            .map_err(|_| DialFailure::passing("TLS was not agreed upon in time"))?
            .map_err(|error| DialFailure::passing(format!("TLS was not agreed upon: {error}")))?;
        Ok(Box::new(secured))
    }

    fn tls(&self, sealed: &Sealed) -> Result<ClientConfig, DialFailure> {
        let unusable = |_| DialFailure::lasting("TLS could not be set up: check the certificates");
        let provider = Arc::new(default_provider());
        let roots = self.authorities.iter().cloned();
        let verifier =
            Verifier::new_with_extra_roots(roots, Arc::clone(&provider)).map_err(unusable)?;
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(unusable)?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier));
        let Some((certificate, key)) = &sealed.identity else {
            return Ok(builder.with_no_client_auth());
        };
        let unreadable =
            || DialFailure::lasting("the client certificate and its key must be given in PEM");
        let chain: Result<Vec<_>, _> =
            CertificateDer::pem_slice_iter(certificate.expose().as_bytes()).collect();
        let key = PrivateKeyDer::from_pem_slice(key.expose().as_bytes());
        let (chain, key) = chain.ok().zip(key.ok()).ok_or_else(unreadable)?;
        builder.with_client_auth_cert(chain, key).map_err(unusable)
    }
}

fn port(url: &Url) -> Option<u16> {
    url.port_or_known_default().or(match url.scheme() {
        "tls" => Some(443),
        _ => None,
    })
}

/// The request by which a stream is asked for, so that its secrets are filled in the one place that does.
fn as_request(dial: &Dial) -> Prepared {
    Prepared {
        id: dial.connection,
        endpoint: "stream".into(),
        method: Method::Get,
        body: Payload::None,
        url: dial.url.clone(),
        path: dial.url.path().to_owned(),
        query: Vec::new(),
        headers: dial.headers.clone(),
        body_bytes_max: u32::MAX,
        timeout: CONNECT_TIMEOUT,
        auth: dial.auth.clone(),
    }
}
