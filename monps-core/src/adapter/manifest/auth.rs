//! How a request proves who it is. The driver fills the secrets; the adapter never sees one.
//!
//! A recipe is named by a request and bound to endpoints: its slots go to those and nowhere else. It is
//! made of parts, because venues combine them: Betfair wants an application key in one header and a
//! session in another.

use super::Text;

/// A named way to prove oneself, bound to endpoints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthRecipe {
    /// Its name.
    pub name: Text,
    /// The endpoints that its slots may go to.
    pub endpoints: Vec<Text>,
    /// What is done, in this order.
    pub parts: Vec<AuthPart>,
}

impl AuthRecipe {
    /// A recipe of one part for one endpoint.
    #[must_use]
    pub fn new(name: impl Into<Text>, endpoint: impl Into<Text>, part: AuthPart) -> Self {
        Self { name: name.into(), endpoints: vec![endpoint.into()], parts: vec![part] }
    }

    /// The same for one more endpoint.
    #[must_use]
    pub fn also_for(mut self, endpoint: impl Into<Text>) -> Self {
        self.endpoints.push(endpoint.into());
        self
    }

    /// The same with one more part.
    #[must_use]
    pub fn and(mut self, part: AuthPart) -> Self {
        self.parts.push(part);
        self
    }

    /// The slots it needs, filled by the operator or by a login.
    pub fn slots(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(AuthPart::slots)
    }
}

/// One thing done to a request. A *slot* is the name of a secret, or of what a login captured.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthPart {
    /// A value in a query parameter.
    QueryKey {
        /// The parameter.
        parameter: Text,
        /// What goes there.
        slot: Text,
    },
    /// A value in a header.
    HeaderKey {
        /// The header.
        header: Text,
        /// What stands around the value: `{}` once, in its place. `Token {}`, or just `{}`.
        template: Text,
        /// What goes there.
        slot: Text,
    },
    /// User name and password, as HTTP knows them.
    Basic {
        /// The user name.
        user: Text,
        /// The password.
        password: Text,
    },
    /// `Authorization: Bearer …`, with a token that a login captured or the operator gave.
    Bearer {
        /// The token.
        slot: Text,
    },
    /// Fields of a form, added to those that the body has: a login's name and password.
    Form {
        /// Field and slot.
        fields: Vec<(Text, Text)>,
    },
    /// Members of a JSON object, added to those that the body has.
    Json {
        /// Member and slot.
        fields: Vec<(Text, Text)>,
    },
    /// A signature over the request, made anew for each attempt.
    Signature(Signature),
    /// A certificate shown while the connection is made, in PEM.
    ClientCertificate {
        /// The certificate, and those that vouch for it.
        certificate: Text,
        /// Its private key.
        key: Text,
    },
    /// Slots that frames sent over a stream may carry.
    Frames {
        /// Which.
        slots: Vec<Text>,
    },
}

impl AuthPart {
    /// A value in a query parameter.
    #[must_use]
    pub fn query_key(parameter: impl Into<Text>, slot: impl Into<Text>) -> Self {
        Self::QueryKey { parameter: parameter.into(), slot: slot.into() }
    }

    /// A value in a header, with nothing around it.
    #[must_use]
    pub fn header_key(header: impl Into<Text>, slot: impl Into<Text>) -> Self {
        let (header, slot) = (header.into(), slot.into());
        Self::HeaderKey { header, template: Text::Borrowed("{}"), slot }
    }

    /// The slots it needs.
    pub fn slots(&self) -> impl Iterator<Item = &str> {
        let slots: Vec<&str> = match self {
            Self::QueryKey { slot, .. } | Self::HeaderKey { slot, .. } | Self::Bearer { slot } => {
                vec![slot]
            }
            Self::Basic { user, password } => vec![user, password],
            Self::Form { fields } | Self::Json { fields } => {
                fields.iter().map(|(_, slot)| slot.as_ref()).collect()
            }
            Self::Signature(signature) => vec![&signature.key],
            Self::ClientCertificate { certificate, key } => vec![certificate, key],
            Self::Frames { slots } => slots.iter().map(AsRef::as_ref).collect(),
        };
        slots.into_iter()
    }
}

/// A signature over a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// How it is made.
    pub algorithm: SignatureAlgorithm,
    /// The key: a shared secret, or a private key in PEM.
    pub key: Text,
    /// What is signed, one after another.
    pub message: Vec<Signed>,
    /// How the signature is written.
    pub encoding: Encoding,
    /// The header it goes to.
    pub header: Text,
    /// The instant that is signed, where one is.
    pub stamp: Option<Stamp>,
}

/// How a signature is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureAlgorithm {
    /// HMAC with SHA-256.
    HmacSha256 {
        /// How the key is written.
        key: Encoding,
    },
    /// RSA with PSS padding and SHA-256, the salt as long as the digest.
    RsaPssSha256,
    /// RSA with PKCS #1 v1.5 padding and SHA-256.
    RsaPkcs1Sha256,
}

/// A piece of what is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Signed {
    /// The instant, as it is written in its header.
    Stamp,
    /// The method, in capitals.
    Method,
    /// The path as it is sent, the base address's included, without the query.
    Path,
    /// The path and, after a question mark, the query if there is one.
    PathAndQuery,
    /// The body as it is sent.
    Body,
    /// Text as it is.
    Literal(Text),
}

/// How bytes are written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As they are.
    Plain,
    /// Hexadecimal, in lower case.
    Hex,
    /// Base64 with padding.
    Base64,
    /// Base64 for addresses, with padding.
    Base64Url,
}

/// The instant that a signature holds for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The header that it is told in.
    pub header: Text,
    /// What it counts.
    pub unit: StampUnit,
}

/// What an instant counts since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StampUnit {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Millis,
}
