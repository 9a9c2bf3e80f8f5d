//! How requests prove who they are, as a `plugin.toml` writes it.

use std::collections::BTreeMap;

use monps_core::adapter::{
    AuthPart, AuthRecipe, Encoding, Signature, SignatureAlgorithm, Signed, Stamp, StampUnit,
};
use serde::Deserialize;

use super::wrong;
use crate::component::error::ComponentError;

/// A recipe of one part. Several entries of one name are the parts of one recipe, in their order.
#[derive(Deserialize)]
pub(super) struct AuthEntry {
    name: String,
    endpoints: Vec<String>,
    #[serde(flatten)]
    part: PartEntry,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum PartEntry {
    Query { parameter: String, slot: String },
    Header { header: String, template: Option<String>, slot: String },
    Basic { user: String, password: String },
    Bearer { slot: String },
    Form { fields: BTreeMap<String, String> },
    Json { fields: BTreeMap<String, String> },
    Frames { slots: Vec<String> },
    Certificate { certificate: String, key: String },
    Signature(SignatureEntry),
}

#[derive(Deserialize)]
struct SignatureEntry {
    algorithm: String,
    key: String,
    #[serde(default)]
    key_encoding: Option<String>,
    message: Vec<String>,
    encoding: String,
    header: String,
    stamp_header: Option<String>,
    #[serde(default)]
    stamp_seconds: bool,
}

pub(super) fn recipes(entries: Vec<AuthEntry>) -> Result<Vec<AuthRecipe>, ComponentError> {
    let mut recipes: Vec<AuthRecipe> = Vec::new();
    for AuthEntry { name, endpoints, part } in entries {
        let part = auth_part(part)?;
        let endpoints = endpoints.into_iter().map(Into::into).collect();
        match recipes.iter_mut().find(|recipe| recipe.name == name) {
            Some(recipe) if recipe.endpoints == endpoints => recipe.parts.push(part),
            Some(_) => {
                let problem =
                    format!("the parts of the auth recipe \"{name}\" name different endpoints");
                return Err(ComponentError::manifest(problem));
            }
            None => recipes.push(AuthRecipe { name: name.into(), endpoints, parts: vec![part] }),
        }
    }
    Ok(recipes)
}

fn auth_part(entry: PartEntry) -> Result<AuthPart, ComponentError> {
    let pairs = |fields: BTreeMap<String, String>| {
        fields.into_iter().map(|(field, slot)| (field.into(), slot.into())).collect()
    };
    Ok(match entry {
        PartEntry::Query { parameter, slot } => AuthPart::query_key(parameter, slot),
        PartEntry::Header { header, template, slot } => AuthPart::HeaderKey {
            header: header.into(),
            template: template.map_or("{}".into(), Into::into),
            slot: slot.into(),
        },
        PartEntry::Basic { user, password } => {
            AuthPart::Basic { user: user.into(), password: password.into() }
        }
        PartEntry::Bearer { slot } => AuthPart::Bearer { slot: slot.into() },
        PartEntry::Form { fields } => AuthPart::Form { fields: pairs(fields) },
        PartEntry::Json { fields } => AuthPart::Json { fields: pairs(fields) },
        PartEntry::Frames { slots } => {
            AuthPart::Frames { slots: slots.into_iter().map(Into::into).collect() }
        }
        PartEntry::Certificate { certificate, key } => {
            AuthPart::ClientCertificate { certificate: certificate.into(), key: key.into() }
        }
        PartEntry::Signature(entry) => AuthPart::Signature(signature(entry)?),
    })
}

fn encoding(word: &str) -> Result<Encoding, ComponentError> {
    Ok(match word {
        "plain" => Encoding::Plain,
        "hex" => Encoding::Hex,
        "base64" => Encoding::Base64,
        "base64url" => Encoding::Base64Url,
        _ => return Err(wrong("an encoding", word, "plain, hex, base64 or base64url")),
    })
}

fn signature(entry: SignatureEntry) -> Result<Signature, ComponentError> {
    let key_encoding = encoding(entry.key_encoding.as_deref().unwrap_or("plain"))?;
    let algorithm = match entry.algorithm.as_str() {
        "hmac-sha256" => SignatureAlgorithm::HmacSha256 { key: key_encoding },
        "rsa-pss-sha256" => SignatureAlgorithm::RsaPssSha256,
        "rsa-pkcs1-sha256" => SignatureAlgorithm::RsaPkcs1Sha256,
        word => {
            return Err(wrong(
                "algorithm",
                word,
                "hmac-sha256, rsa-pss-sha256 or rsa-pkcs1-sha256",
            ));
        }
    };
    let piece = |word: String| match word.as_str() {
        "stamp" => Signed::Stamp,
        "method" => Signed::Method,
        "path" => Signed::Path,
        "path-and-query" => Signed::PathAndQuery,
        "body" => Signed::Body,
        literal => Signed::Literal(literal.strip_prefix('=').unwrap_or(literal).to_owned().into()),
    };
    let unit = if entry.stamp_seconds { StampUnit::Seconds } else { StampUnit::Millis };
    Ok(Signature {
        algorithm,
        key: entry.key.into(),
        message: entry.message.into_iter().map(piece).collect(),
        encoding: encoding(&entry.encoding)?,
        header: entry.header.into(),
        stamp: entry.stamp_header.map(|header| Stamp { header: header.into(), unit }),
    })
}
