//! Signatures, sealed values and what is blanked.

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{
    KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, UnparsedPublicKey,
};
use monps_core::adapter::{
    Encoding, Method, Request, Signature, SignatureAlgorithm, Signed, Stamp, StampUnit, Text,
};
use monps_core::time::parse_timestamp;

use super::*;

fn sealed(request: &Request, parts: Vec<(AuthPart, Vec<&str>)>) -> Result<Sealed, Unsealed> {
    let base = Url::parse("https://api.example/trade-api/v2").unwrap();
    let mut prepared = Prepared::new(&base, request).unwrap();
    prepared.auth = parts
        .into_iter()
        .map(|(part, values)| {
            let values = values.iter().map(|value| Secret::new("slot", value).unwrap()).collect();
            Filled { part, values }
        })
        .collect();
    seal(&prepared, parse_timestamp("2026-03-01T00:00:00.123Z").unwrap())
}

fn header<'a>(sealed: &'a Sealed, name: &str) -> &'a str {
    sealed.headers[name].to_str().unwrap()
}

fn slot() -> Text {
    Text::Borrowed("slot")
}

#[test]
fn every_part_goes_where_it_belongs() {
    let request = Request::post(1, "api", "/login", "a=b");
    let sealed = sealed(
        &request,
        vec![
            (AuthPart::query_key("key", "slot"), vec!["query+0123"]),
            (
                AuthPart::HeaderKey {
                    header: "x".into(),
                    template: "Token {}!".into(),
                    slot: slot(),
                },
                vec!["header-0123"],
            ),
            (
                AuthPart::Basic { user: slot(), password: slot() },
                vec!["Aladdin-user", "open-sesame"],
            ),
            (AuthPart::Form { fields: vec![("pw".into(), slot())] }, vec!["p&ssword="]),
        ],
    )
    .unwrap();
    assert_eq!(sealed.url.query(), Some("key=query%2B0123"));
    assert_eq!(header(&sealed, "x"), "Token header-0123!");
    assert_eq!(header(&sealed, "authorization"), "Basic QWxhZGRpbi11c2VyOm9wZW4tc2VzYW1l");
    assert_eq!(sealed.body.as_deref(), Some(&b"a=b&pw=p%26ssword%3D"[..]));
    assert_eq!(header(&sealed, "content-type"), "application/x-www-form-urlencoded");
    assert!(sealed.headers["authorization"].is_sensitive());
}

#[test]
fn secrets_join_a_json_object_and_nothing_else() {
    let json =
        || (AuthPart::Json { fields: vec![("password".into(), slot())] }, vec!["quo\"te-01"]);
    let request = Request::post(1, "api", "/login", r#"{"username":"me"}"#);
    let joined = sealed(&request, vec![json()]).unwrap();
    let body: serde_json::Value = serde_json::from_slice(&joined.body.unwrap()).unwrap();
    assert_eq!(body, serde_json::json!({"username": "me", "password": "quo\"te-01"}));
    let list = Request::post(1, "api", "/login", "[1]");
    assert!(sealed(&list, vec![json()]).is_err());
    let bearer = AuthPart::Bearer { slot: slot() };
    assert!(
        sealed(&Request::get(1, "api", "/a"), vec![(bearer, vec![])]).is_err(),
        "an empty slot"
    );
}

fn signature(algorithm: SignatureAlgorithm, encoding: Encoding) -> Signature {
    Signature {
        algorithm,
        key: slot(),
        message: vec![Signed::Stamp, Signed::Method, Signed::Path],
        encoding,
        header: "x-signature".into(),
        stamp: Some(Stamp { header: "x-time".into(), unit: StampUnit::Millis }),
    }
}

/// RFC 4231, test case 2, by way of a message of literals.
#[test]
fn an_hmac_is_the_published_one() {
    let recipe = Signature {
        message: vec![Signed::Literal("what do ya want ".into()), Signed::Body],
        stamp: None,
        ..signature(SignatureAlgorithm::HmacSha256 { key: Encoding::Hex }, Encoding::Hex)
    };
    let request = Request::post(1, "api", "/a", "for nothing?");
    // The key "Jefe", in hexadecimal.
    let signed = sealed(&request, vec![(AuthPart::Signature(recipe), vec!["4a656665"])]).unwrap();
    assert_eq!(
        header(&signed, "x-signature"),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
}

#[test]
fn an_rsa_signature_covers_instant_method_and_path() {
    let key = KeyPair::generate(KeySize::Rsa2048).unwrap();
    let der: aws_lc_rs::encoding::Pkcs8V1Der<'_> = key.as_der().unwrap();
    let text = STANDARD.encode(der.as_ref());
    let lines: Vec<&str> =
        (0..text.len()).step_by(64).map(|at| &text[at..text.len().min(at + 64)]).collect();
    let pem =
        format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----", lines.join("\n"));
    let request = Request {
        method: Method::Get,
        ..Request::get(1, "api", "/portfolio/orders").query("limit", "5")
    };
    let message = b"1772323200123GET/trade-api/v2/portfolio/orders";
    for (algorithm, check) in [
        (SignatureAlgorithm::RsaPssSha256, &RSA_PSS_2048_8192_SHA256),
        (SignatureAlgorithm::RsaPkcs1Sha256, &RSA_PKCS1_2048_8192_SHA256),
    ] {
        let part = AuthPart::Signature(signature(algorithm, Encoding::Base64));
        let signed = sealed(&request, vec![(part.clone(), vec![&pem])]).unwrap();
        assert_eq!(header(&signed, "x-time"), "1772323200123");
        let bytes = STANDARD.decode(header(&signed, "x-signature")).unwrap();
        UnparsedPublicKey::new(check, key.public_key().as_ref()).verify(message, &bytes).unwrap();
        assert!(sealed(&request, vec![(part, vec!["not-a-key-at-all"])]).is_err());
    }
}
