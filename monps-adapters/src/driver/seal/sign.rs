//! Signatures over a request.

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{self, RsaEncoding, RsaKeyPair};
use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use monps_core::adapter::{Encoding, Method, Signature, SignatureAlgorithm, Signed, StampUnit};
use monps_core::time::Timestamp;
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject;

use super::{Sealed, UNFIT, Unsealed};
use crate::driver::secret::Secret;

const CONFIG: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const BASE64: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, CONFIG);
const BASE64_URL: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, CONFIG);

/// Signs a request and writes the signature, and the instant it holds for, into its headers.
pub(super) fn sign(
    sealed: &mut Sealed,
    method: Method,
    recipe: &Signature,
    key: &Secret,
    now: Timestamp,
) -> Result<(), Unsealed> {
    let stamp = recipe.stamp.as_ref().map(|stamp| match stamp.unit {
        StampUnit::Seconds => now.timestamp().to_string(),
        StampUnit::Millis => now.timestamp_millis().to_string(),
    });
    let mut message = Vec::new();
    for piece in &recipe.message {
        match piece {
            Signed::Stamp => {
                let stamp = stamp.as_deref();
                message.extend_from_slice(
                    stamp.ok_or("the signature covers an instant that no header tells")?.as_bytes(),
                );
            }
            Signed::Method => message.extend_from_slice(method.as_str().as_bytes()),
            Signed::Path => message.extend_from_slice(sealed.url.path().as_bytes()),
            Signed::PathAndQuery => {
                message.extend_from_slice(sealed.url.path().as_bytes());
                if let Some(query) = sealed.url.query() {
                    message.push(b'?');
                    message.extend_from_slice(query.as_bytes());
                }
            }
            Signed::Body => message.extend_from_slice(sealed.body.as_deref().unwrap_or_default()),
            Signed::Literal(text) => message.extend_from_slice(text.as_bytes()),
            _ => return Err("the manifest wants something signed that is not known"),
        }
    }
    let signature = match recipe.algorithm {
        SignatureAlgorithm::HmacSha256 { key: encoding } => {
            let key = decoded(key.expose(), encoding)
                .ok_or("the signing key is not written as the manifest says: copy it again")?;
            let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
            hmac::sign(&key, &message).as_ref().to_vec()
        }
        SignatureAlgorithm::RsaPssSha256 => rsa(&signature::RSA_PSS_SHA256, key, &message)?,
        SignatureAlgorithm::RsaPkcs1Sha256 => rsa(&signature::RSA_PKCS1_SHA256, key, &message)?,
        _ => return Err("the manifest asks for a signature that is not known"),
    };
    let written = encoded(&signature, recipe.encoding)
        .ok_or("a signature is bytes: the manifest must say how they are written")?;
    sealed.secret_header(&recipe.header, &written)?;
    if let (Some(stamp), Some(text)) = (&recipe.stamp, stamp) {
        let name = reqwest::header::HeaderName::try_from(stamp.header.as_ref());
        let value = reqwest::header::HeaderValue::try_from(text).map_err(|_| UNFIT)?;
        sealed.headers.insert(name.map_err(|_| UNFIT)?, value);
    }
    Ok(())
}

fn rsa(
    padding: &'static dyn RsaEncoding,
    key: &Secret,
    message: &[u8],
) -> Result<Vec<u8>, Unsealed> {
    const NOT_A_KEY: Unsealed =
        "the signing key is not an RSA private key of 2048 bits or more in PEM: export it again";
    let key = PrivateKeyDer::from_pem_slice(key.expose().as_bytes()).map_err(|_| NOT_A_KEY)?;
    let pair = match &key {
        PrivateKeyDer::Pkcs1(der) => RsaKeyPair::from_der(der.secret_pkcs1_der()),
        PrivateKeyDer::Pkcs8(der) => RsaKeyPair::from_pkcs8(der.secret_pkcs8_der()),
        _ => return Err(NOT_A_KEY),
    }
    .map_err(|_| NOT_A_KEY)?;
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(padding, &SystemRandom::new(), message, &mut signature)
        .map_err(|_| "the request could not be signed: the system gives no randomness")?;
    Ok(signature)
}

fn decoded(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Plain => Some(text.as_bytes().to_vec()),
        Encoding::Hex => text
            .as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
            .collect(),
        Encoding::Base64 => BASE64.decode(text).ok(),
        Encoding::Base64Url => BASE64_URL.decode(text).ok(),
    }
}

fn encoded(bytes: &[u8], encoding: Encoding) -> Option<String> {
    match encoding {
        Encoding::Plain => None,
        Encoding::Hex => Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
        Encoding::Base64 => Some(BASE64.encode(bytes)),
        Encoding::Base64Url => Some(BASE64_URL.encode(bytes)),
    }
}
