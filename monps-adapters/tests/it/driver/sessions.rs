//! Logging in: once for everybody, again when the session is over, and never seen by anybody.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use monps_adapters::driver::{CassetteTransport, Driver, HttpOptions, HttpTransport, SecretStore};
use monps_adapters::error::DriveError;
use monps_core::adapter::{
    AuthPart, AuthRecipe, Capture, Encoding, Endpoint, Login, LoginRefusal, LoginStatus, Method,
    Request, SessionOver, Signature, SignatureAlgorithm, Signed, Stamp, StampUnit,
};
use monps_core::error::adapter::FaultCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{collect, driver, get, told, towards};
use crate::support::clock;
use crate::support::probe::Probe;
use crate::support::server::{Server, at_once, http};
use crate::support::tls::Authority;

const PASSWORD: &str = "canary-password-0123";
const TOKEN: &str = "canary-token-456789+/=";

fn secrets() -> SecretStore {
    SecretStore::new().with("user", "somebody").unwrap().with("password", PASSWORD).unwrap()
}

/// A probe that needs a session, which a form at `/login` gives.
fn probe(requests: Vec<Request>) -> Probe {
    let mut probe = Probe::open().asking(requests);
    let form = AuthPart::Form {
        fields: vec![("username".into(), "user".into()), ("pw".into(), "password".into())],
    };
    probe.manifest.endpoints[0].auth = Some("session".into());
    probe.manifest.endpoints[0].methods = vec![Method::Get, Method::Post];
    probe.manifest.auth = vec![
        AuthRecipe::new("session", "api", AuthPart::header_key("x-session", "token")),
        AuthRecipe::new("user", "api", form),
    ];
    let request = Request::post(0, "api", "/login", "product=home")
        .proving("user")
        .capture(Capture::json("/token", "token"));
    probe.manifest.logins = vec![Login {
        slot: "token".into(),
        request,
        status: Some(LoginStatus {
            word: "/status".into(),
            reason: Some("/error".into()),
            good: vec!["SUCCESS".into()],
            refusals: vec![LoginRefusal {
                word: "LOCKED".into(),
                code: FaultCode::Forbidden,
                advice: "unlock the account".into(),
            }],
        }),
        keep_alive: None,
        over: vec![SessionOver::Body("SESSION_OVER".into())],
    }];
    probe
}

fn welcome() -> Vec<u8> {
    http(200, &[], format!("{{\"token\": \"{TOKEN}\", \"status\": \"SUCCESS\"}}").as_bytes())
}

fn check_clean(shown: &str) {
    for canary in ["canary", "456789", PASSWORD] {
        assert!(!shown.contains(canary), "{canary} in {shown}");
    }
}

#[tokio::test]
async fn one_login_serves_everybody_and_nobody_sees_it() {
    let server = Server::start(|_, asked| {
        if asked.starts_with("POST /login") {
            at_once(welcome())
        } else {
            at_once(http(200, &[], asked.as_bytes()))
        }
    })
    .await;
    let dir = tempfile::tempdir().unwrap();
    let mut options = towards(&server.base_url);
    options.record_dir = Some(dir.path().to_owned());
    let driver = driver().with_secrets(secrets());
    let (one, other) = (probe(vec![get("/a")]), probe(vec![get("/b")]));
    let (one, other) =
        tokio::join!(collect(&driver, &one, &options), collect(&driver, &other, &options));
    let asked = server.asked();
    let logins: Vec<&String> = asked.iter().filter(|asked| asked.contains("/login")).collect();
    assert_eq!(logins.len(), 1, "one login for both");
    assert!(
        logins[0].ends_with(&format!("product=home&username=somebody&pw={PASSWORD}")),
        "{logins:?}"
    );
    let carried = format!("x-session: {TOKEN}\r\n");
    assert_eq!(asked.iter().filter(|asked| asked.contains(&carried)).count(), 2);
    for collected in [&one, &other] {
        assert!(told(collected)[0].1.contains("x-session: •••"), "{collected:?}");
        check_clean(&format!("{collected:?}"));
    }
    check_clean(&format!("{driver:?}"));
    // The recording plays without a session and without a word of it.
    let replayed = Driver::new(Arc::new(CassetteTransport::load(dir.path()).unwrap()), clock());
    let again = collect(&replayed, &probe(vec![get("/a")]), &super::RunOptions::default()).await;
    assert_eq!(told(&again), told(&one));
}

#[tokio::test]
async fn a_session_that_is_over_is_begun_again_once() {
    let served = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&served);
    let server = Server::start(move |_, asked| {
        if asked.starts_with("POST /login") {
            return at_once(welcome());
        }
        match (count.fetch_add(1, Ordering::SeqCst), asked.contains("/never")) {
            (1, false) | (_, true) => at_once(http(200, &[], b"SESSION_OVER")),
            _ => at_once(http(200, &[], b"well")),
        }
    })
    .await;
    let driver = driver().with_secrets(secrets());
    let options = towards(&server.base_url);
    for (path, says, logins) in
        [("/a", "well", 1), ("/b", "well", 2), ("/never", "SESSION_OVER", 3)]
    {
        let collected = collect(&driver, &probe(vec![get(path)]), &options).await;
        assert_eq!(told(&collected), [("200", says)]);
        let asked = server.asked();
        let seen = asked.iter().filter(|asked| asked.contains("/login")).count();
        assert_eq!(seen, logins, "after {path}");
    }
}

#[tokio::test]
async fn a_refused_login_says_why_and_is_not_tried_again() {
    let server = Server::start(|_, asked| {
        let body = if asked.contains("locked") {
            &br#"{"status": "FAIL", "error": "LOCKED"}"#[..]
        } else {
            br#"{"status": "BAD_PASSWORD"}"#
        };
        at_once(http(200, &[], body))
    })
    .await;
    let options = towards(&server.base_url);
    let driver = driver().with_secrets(secrets());
    for _ in 0..2 {
        let collected = collect(&driver, &probe(vec![get("/a")]), &options).await;
        let error = collected.outcome.unwrap_err();
        let fault = error.fault().unwrap();
        assert_eq!(fault.code, FaultCode::AuthExpired);
        assert!(fault.message.contains("BAD_PASSWORD"), "{fault}");
    }
    assert_eq!(server.asked().len(), 1, "accounts are locked by trying");
    // Other secrets are another try.
    driver.set_secrets(secrets().with("user", "locked-user").unwrap());
    let collected = collect(&driver, &probe(vec![get("/a")]), &options).await;
    let error = collected.outcome.unwrap_err();
    assert_eq!(error.fault().unwrap().code, FaultCode::Forbidden);
    assert!(error.fault().unwrap().message.contains("unlock the account"));
    assert_eq!(server.asked().len(), 2);
}

#[tokio::test]
async fn what_the_manifest_does_not_allow_is_not_sent() {
    let server = Server::saying(http(200, &[], b"")).await;
    let options = towards(&server.base_url);
    let post = Request::post(0, "api", "/a", "{}");
    let mut money = Probe::open().asking(vec![get("/a")]);
    money.manifest.endpoints[0] = Endpoint { trade: true, ..money.manifest.endpoints[0].clone() };
    let mut broken = Probe::open().asking(vec![get("/a")]);
    broken.manifest.endpoints[0].auth = Some("nobody".into());
    for (probe, says) in [
        (Probe::open().asking(vec![post]), "does not list the method"),
        (money, "moves money"),
        (broken, "cannot be driven"),
    ] {
        let error = collect(&driver(), &probe, &options).await.outcome.unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
    }
    let missing = collect(&driver(), &probe(vec![get("/a")]), &options).await.outcome.unwrap_err();
    assert!(
        matches!(&missing, DriveError::MissingSecret { secret, .. } if secret == "password"),
        "{missing}"
    );
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn an_order_is_not_sent_twice_where_it_may_have_been_heard() {
    let cut = Server::saying(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nx".to_vec()).await;
    let failing = Server::saying(http(503, &[], b"busy")).await;
    for (server, kind) in [(&cut, "Broken"), (&failing, "503")] {
        let mut probe = Probe::open().asking(vec![Request::post(0, "api", "/a", "{}")]);
        probe.manifest.endpoints[0].methods = vec![Method::Post];
        let collected = collect(&driver(), &probe, &towards(&server.base_url)).await;
        assert_eq!(told(&collected)[0].0, kind);
        assert_eq!(server.asked().len(), 1);
    }
    let collected =
        collect(&driver(), &Probe::open().asking(vec![get("/a")]), &towards(&failing.base_url))
            .await;
    assert_eq!((told(&collected)[0].0, failing.asked().len()), ("503", 4), "reading is repeated");
}

#[tokio::test]
async fn a_request_is_signed_anew_for_each_attempt() {
    let server = Server::saying(http(200, &[], b"")).await;
    let signature = Signature {
        algorithm: SignatureAlgorithm::HmacSha256 { key: Encoding::Base64 },
        key: "key".into(),
        message: vec![Signed::Stamp, Signed::Method, Signed::PathAndQuery, Signed::Body],
        encoding: Encoding::Hex,
        header: "x-signature".into(),
        stamp: Some(Stamp { header: "x-time".into(), unit: StampUnit::Seconds }),
    };
    let probe =
        Probe::new(AuthPart::Signature(signature)).asking(vec![get("/a").query("b", "c d")]);
    let driver = driver().with_secret("key", "a2V5LWluLWJhc2U2NA==").unwrap();
    collect(&driver, &probe, &towards(&server.base_url)).await.outcome.unwrap();
    let asked = server.asked()[0].clone();
    assert!(asked.contains("x-time: 1728826860\r\n"), "{asked}");
    // printf '1728826860GET/a?b=c+d' | openssl dgst -sha256 -hmac 'key-in-base64'
    let made = "7da948624e3735a422af4de7c4b9d00be17d6a05fe8b1b25ec8d9f4373a5beda";
    assert!(asked.contains(&format!("x-signature: {made}\r\n")), "{asked}");
}

#[tokio::test]
async fn a_certificate_is_shown_to_whoever_wants_one() {
    let authority = Authority::new();
    let acceptor = authority.acceptor(true);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let serving = tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(socket).await else { return };
                let mut head = [0; 4096];
                let _ = stream.read(&mut head).await;
                let shown = stream.get_ref().1.peer_certificates().map_or(0, <[_]>::len);
                let body = format!("{shown} certificate");
                let _ = stream.write_all(&http(200, &[], body.as_bytes())).await;
                let _ = stream.shutdown().await;
            });
        }
    });
    let options = HttpOptions { allow_loopback: true };
    let roots = [authority.root.clone()];
    let driver = |secrets: SecretStore| {
        let transport = HttpTransport::trusting(clock(), options, &roots).unwrap();
        Driver::new(Arc::new(transport), clock())
            .with_retry(monps_adapters::driver::RetryPolicy::ONCE)
            .with_secrets(secrets)
    };
    let (certificate, key) = authority.client();
    let secrets = SecretStore::new().with("cert", &certificate).unwrap().with("key", &key).unwrap();
    let part = AuthPart::ClientCertificate { certificate: "cert".into(), key: "key".into() };
    let probe = Probe::new(part).asking(vec![get("/a")]);
    let shown = collect(&driver(secrets.clone()), &probe, &towards(&base_url)).await;
    assert_eq!(told(&shown), [("200", "1 certificate")]);
    let open = Probe::open().asking(vec![get("/a")]);
    let refused = collect(&driver(secrets), &open, &towards(&base_url)).await;
    assert_ne!(told(&refused)[0].0, "200", "without a certificate nobody is served");
    let stranger = Authority::new().client();
    let secrets = SecretStore::new().with("cert", &stranger.0).unwrap().with("key", &key).unwrap();
    let blocked = collect(&driver(secrets), &probe, &towards(&base_url)).await;
    assert_eq!(told(&blocked)[0].0, "Blocked", "a key that does not fit is said to be so");
    serving.abort();
}
