//! The one place where secrets meet a request: just before it leaves, towards an address that was
//! checked.

mod sign;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use monps_core::adapter::{AuthPart, Payload};
use monps_core::time::Timestamp;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::secret::Secret;
use super::transport::Prepared;

/// A part of a recipe with what is in its slots, in the order in which the part names them.
#[derive(Clone)]
pub(crate) struct Filled {
    pub(crate) part: AuthPart,
    pub(crate) values: Vec<Secret>,
}

/// A request as it leaves. It holds secrets: it is never shown and never kept.
pub(crate) struct Sealed {
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Vec<u8>>,
    /// Certificate and private key in PEM.
    pub(crate) identity: Option<(Secret, Secret)>,
}

/// Why a request cannot be sealed, in words without secrets.
pub(crate) type Unsealed = &'static str;

const UNFIT: Unsealed = "the adapter gave a header that no request can carry";
const UNFILLED: Unsealed = "a slot of the auth recipe is empty: log in or set the secret";

/// Fills the slots of a request. Signatures come last: they cover what the others wrote.
pub(crate) fn seal(request: &Prepared, now: Timestamp) -> Result<Sealed, Unsealed> {
    let mut sealed = Sealed {
        url: request.url.clone(),
        headers: HeaderMap::new(),
        body: match &request.body {
            Payload::None => None,
            body => Some(body.as_bytes().to_vec()),
        },
        identity: None,
    };
    for (name, value) in &request.headers {
        let name = HeaderName::try_from(name).map_err(|_| UNFIT)?;
        sealed.headers.insert(name, HeaderValue::try_from(value).map_err(|_| UNFIT)?);
    }
    let is_signature = |filled: &&Filled| matches!(filled.part, AuthPart::Signature(_));
    for filled in request.auth.iter().filter(|filled| !is_signature(filled)) {
        sealed.fill(filled)?;
    }
    for filled in &request.auth {
        if let AuthPart::Signature(signature) = &filled.part {
            let key = filled.values.first().ok_or(UNFILLED)?;
            sign::sign(&mut sealed, request.method, signature, key, now)?;
        }
    }
    Ok(sealed)
}

impl Sealed {
    fn fill(&mut self, filled: &Filled) -> Result<(), Unsealed> {
        let first = || filled.values.first().map(Secret::expose).ok_or(UNFILLED);
        let second = || filled.values.get(1).map(Secret::expose).ok_or(UNFILLED);
        match &filled.part {
            AuthPart::QueryKey { parameter, .. } => {
                self.url.query_pairs_mut().append_pair(parameter, first()?);
            }
            AuthPart::HeaderKey { header, template, .. } => {
                self.secret_header(header, &template.replacen("{}", first()?, 1))?;
            }
            AuthPart::Basic { .. } => {
                let pair = STANDARD.encode(format!("{}:{}", first()?, second()?));
                self.secret_header(AUTHORIZATION.as_str(), &format!("Basic {pair}"))?;
            }
            AuthPart::Bearer { .. } => {
                self.secret_header(AUTHORIZATION.as_str(), &format!("Bearer {}", first()?))?;
            }
            AuthPart::Form { fields } => self.form(fields, &filled.values),
            AuthPart::Json { fields } => self.json(fields, &filled.values)?,
            AuthPart::ClientCertificate { .. } => {
                let [certificate, key] = filled.values.as_slice() else {
                    return Err(UNFILLED);
                };
                self.identity = Some((certificate.clone(), key.clone()));
            }
            // Frames carry their slots themselves; signatures follow.
            AuthPart::Frames { .. } | AuthPart::Signature(_) => {}
            _ => return Err("the manifest asks for a way to prove oneself that is not known"),
        }
        Ok(())
    }

    fn secret_header(&mut self, name: &str, value: &str) -> Result<(), Unsealed> {
        let name = HeaderName::try_from(name).map_err(|_| UNFIT)?;
        let mut value = HeaderValue::try_from(value).map_err(|_| UNFIT)?;
        value.set_sensitive(true);
        self.headers.insert(name, value);
        Ok(())
    }

    fn content_type(&mut self, kind: &'static str) {
        self.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(kind));
    }

    fn form<T: AsRef<str>>(&mut self, fields: &[(T, T)], values: &[Secret]) {
        let body = self.body.take().unwrap_or_default();
        let begun = String::from_utf8_lossy(&body).into_owned();
        let mut form = url::form_urlencoded::Serializer::new(begun);
        for ((field, _), value) in fields.iter().zip(values) {
            form.append_pair(field.as_ref(), value.expose());
        }
        self.body = Some(form.finish().into_bytes());
        self.content_type("application/x-www-form-urlencoded");
    }

    fn json<T: AsRef<str>>(
        &mut self,
        fields: &[(T, T)],
        values: &[Secret],
    ) -> Result<(), Unsealed> {
        let body = self.body.take().filter(|body| !body.is_empty());
        let mut object: serde_json::Map<String, serde_json::Value> = match body {
            Some(body) => serde_json::from_slice(&body)
                .map_err(|_| "secrets can be added to a body that is a JSON object alone")?,
            None => serde_json::Map::new(),
        };
        for ((field, _), value) in fields.iter().zip(values) {
            object.insert(field.as_ref().to_owned(), value.expose().into());
        }
        self.body = Some(serde_json::Value::Object(object).to_string().into_bytes());
        self.content_type("application/json");
        Ok(())
    }
}

#[cfg(test)]
mod tests;
