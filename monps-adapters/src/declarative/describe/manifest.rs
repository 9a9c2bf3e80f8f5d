//! What a description says of itself: identity, endpoints, configuration, quota.

use monps_core::catalog::VenueKind;
use monps_core::odds::Commission;
use rust_decimal::Decimal;
use url::Url;

use super::text::{printable, slug};
use super::{Bad, Item, Section, decimal};

/// Endpoints and keys of one description.
const ENDPOINTS_MAX: usize = 8;
const KEYS_MAX: usize = 50;
const VENUES_MAX: usize = 100;
/// Ids and versions, names, sentences.
const SENTENCE_BYTES_MAX: usize = 400;
const NAME_BYTES_MAX: usize = 80;

/// What a description says of itself.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct ManifestSpec {
    pub(in crate::declarative) id: String,
    pub(in crate::declarative) name: String,
    pub(in crate::declarative) version: String,
    pub(in crate::declarative) summary: String,
    pub(in crate::declarative) fresh_for_s: u32,
    pub(in crate::declarative) venues: Vec<VenueSpec>,
    pub(in crate::declarative) endpoints: Vec<EndpointSpec>,
    pub(in crate::declarative) config: Vec<ConfigKeySpec>,
    pub(in crate::declarative) quota: Option<QuotaSpec>,
}

/// A venue that the source speaks for.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct VenueSpec {
    pub(in crate::declarative) key: String,
    pub(in crate::declarative) title: String,
    pub(in crate::declarative) kind: VenueKind,
    /// The rate it takes of net winnings; prices that a fee is taken from already have none.
    pub(in crate::declarative) commission: Option<Decimal>,
}

/// A base address and how it is reached.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct EndpointSpec {
    pub(in crate::declarative) name: String,
    pub(in crate::declarative) base: String,
    pub(in crate::declarative) auth: AuthSpec,
    pub(in crate::declarative) burst: u32,
    pub(in crate::declarative) per_minute: u32,
    pub(in crate::declarative) concurrent: u32,
}

/// How requests prove who they are: by the name of a secret, never its value.
#[derive(Clone, Debug)]
pub(in crate::declarative) enum AuthSpec {
    None,
    Query { parameter: String, secret: String },
    Header { header: String, secret: String },
}

/// A key of the configuration.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct ConfigKeySpec {
    pub(in crate::declarative) name: String,
    pub(in crate::declarative) about: String,
    pub(in crate::declarative) default: Option<String>,
    pub(in crate::declarative) kind: ConfigKind,
}

/// What a key takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::declarative) enum ConfigKind {
    Text,
    /// Plain words with commas between.
    Words,
    Number {
        least: u32,
        most: u32,
    },
    OneOf(Vec<String>),
}

/// How the source counts calls.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct QuotaSpec {
    pub(in crate::declarative) unit: String,
    pub(in crate::declarative) budget: u32,
    pub(in crate::declarative) period: String,
    pub(in crate::declarative) remaining_header: String,
    pub(in crate::declarative) cost_header: String,
    pub(in crate::declarative) used_header: Option<String>,
}

pub(super) fn read(file: &Section<'_>) -> Result<ManifestSpec, Bad> {
    let id = file.need("id", "a name such as \"my-bookmaker\"")?;
    Ok(ManifestSpec {
        id: slug(&id, id.text()?)?,
        name: printable(&file.need("name", "the source's name")?, NAME_BYTES_MAX)?,
        version: printable(&file.need("version", "a version such as \"1.0.0\"")?, 32)?,
        summary: printable(
            &file.need("summary", "one sentence on what it brings")?,
            SENTENCE_BYTES_MAX,
        )?,
        fresh_for_s: file.number("fresh_for_s", 1, 86_400, 300)?,
        venues: venues(file)?,
        endpoints: endpoints(file)?,
        config: config(file)?,
        quota: file.get("quota").map(|item| quota(&item)).transpose()?,
    })
}

fn venues(file: &Section<'_>) -> Result<Vec<VenueSpec>, Bad> {
    let Some(item) = file.get("venues") else {
        return Ok(Vec::new());
    };
    let all = item.section()?.others();
    if all.len() > VENUES_MAX {
        return Err(item.bad(format!("has more than {VENUES_MAX} venues")));
    }
    let venue = |(key, item): (&str, Item<'_>)| -> Result<VenueSpec, Bad> {
        let section = item.section()?;
        let kind = section.need("kind", "bookmaker or exchange")?;
        let spec = VenueSpec {
            key: slug(&item, key)?,
            title: printable(&section.need("title", "the venue's name")?, NAME_BYTES_MAX)?,
            kind: match kind.text()? {
                "bookmaker" => VenueKind::Bookmaker,
                "exchange" => VenueKind::Exchange,
                other => {
                    return Err(kind.bad(format!("{other:?} is neither bookmaker nor exchange")));
                }
            },
            commission: section.get("commission").map(|item| commission(&item)).transpose()?,
        };
        section.finish()?;
        Ok(spec)
    };
    all.into_iter().map(venue).collect()
}

/// A rate on net winnings.
fn commission(item: &Item<'_>) -> Result<Decimal, Bad> {
    let rate = decimal(item)?;
    Commission::new(rate).map_err(|error| item.bad(error.to_string()))?;
    Ok(rate)
}

fn endpoints(file: &Section<'_>) -> Result<Vec<EndpointSpec>, Bad> {
    let item = file.need("endpoints", "[endpoints.api] with base = \"https://…\"")?;
    let all = item.section()?.others();
    if !(1..=ENDPOINTS_MAX).contains(&all.len()) {
        return Err(item.bad(format!("must name 1 to {ENDPOINTS_MAX} endpoints")));
    }
    all.into_iter().map(|(name, item)| endpoint(name, &item)).collect()
}

fn endpoint(name: &str, item: &Item<'_>) -> Result<EndpointSpec, Bad> {
    let section = item.section()?;
    let base = section.need("base", "an address such as \"https://api.example\"")?;
    let url = Url::parse(base.text()?).ok();
    let sound = url.is_some_and(|url| {
        let plain = url.username().is_empty() && url.password().is_none();
        url.scheme() == "https" && url.has_host() && plain && url.query().is_none()
    });
    if !sound {
        return Err(base.bad("must be an address that begins with https://, without user, password or query: a local test server is given in the configuration of the feed"));
    }
    let spec = EndpointSpec {
        name: slug(item, name)?,
        base: base.text()?.to_owned(),
        auth: section.get("auth").map_or(Ok(AuthSpec::None), |item| auth(&item))?,
        burst: section.number("burst", 1, 1_000, 5)?,
        per_minute: section.number("per_minute", 1, 60_000, 60)?,
        concurrent: section.number("concurrent", 1, 64, 2)?,
    };
    section.finish()?;
    Ok(spec)
}

fn auth(item: &Item<'_>) -> Result<AuthSpec, Bad> {
    let section = item.section()?;
    let secret = section.need("secret", "the name of a secret, never its value")?;
    let secret = secret_name(&secret)?;
    let (query, header) = (section.get("query"), section.get("header"));
    let spec = match (query, header) {
        (Some(query), None) => AuthSpec::Query { parameter: token(&query)?, secret },
        (None, Some(header)) => AuthSpec::Header { header: token(&header)?, secret },
        _ => {
            return Err(item.bad("needs either query = \"…\" or header = \"…\": where the key goes"));
        }
    };
    section.finish()?;
    Ok(spec)
}

/// Something that looks like a key is not the name of one.
fn secret_name(item: &Item<'_>) -> Result<String, Bad> {
    let text = item.text()?;
    let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_';
    if text.is_empty() || text.len() > 64 || !text.bytes().all(fits) {
        return Err(item.bad("must be the name of a secret in small letters, digits and _, such as my_bookmaker_key; the key itself goes into the environment or the settings"));
    }
    Ok(text.to_owned())
}

/// A name of a header or parameter.
fn token(item: &Item<'_>) -> Result<String, Bad> {
    let text = item.text()?;
    let fits = |c: u8| c.is_ascii_alphanumeric() || c == b'-' || c == b'_';
    if text.is_empty() || text.len() > 64 || !text.bytes().all(fits) {
        return Err(item.bad("must be made of letters, digits, - and _"));
    }
    Ok(text.to_owned())
}

fn config(file: &Section<'_>) -> Result<Vec<ConfigKeySpec>, Bad> {
    let Some(item) = file.get("config") else {
        return Ok(Vec::new());
    };
    let all = item.section()?.others();
    if all.len() > KEYS_MAX {
        return Err(item.bad(format!("has more than {KEYS_MAX} keys")));
    }
    all.into_iter().map(|(name, item)| config_key(name, &item)).collect()
}

fn config_key(name: &str, item: &Item<'_>) -> Result<ConfigKeySpec, Bad> {
    let section = item.section()?;
    let about = section.need("about", "a sentence that says what the key is for")?;
    let kind =
        match (section.get("kind"), section.get("one_of")) {
            (None, Some(list)) => {
                let words: Result<Vec<String>, Bad> =
                    list.list(50)?.iter().map(|word| printable(word, NAME_BYTES_MAX)).collect();
                ConfigKind::OneOf(words?)
            }
            (kind, None) => match kind.as_ref().map_or(Ok("text"), Item::text)? {
                "text" => ConfigKind::Text,
                "words" => ConfigKind::Words,
                "number" => ConfigKind::Number {
                    least: section.number("least", 0, u32::MAX, 0)?,
                    most: section.number("most", 0, u32::MAX, u32::MAX)?,
                },
                other => return Err(item.bad(format!(
                    "kind {other:?} is not text, words or number; a choice is written one_of = […]"
                ))),
            },
            _ => return Err(item.bad("has both kind and one_of: one of them says what it takes")),
        };
    let default = section.get("default");
    let default = default
        .map(|default| {
            let word = default.word().ok_or_else(|| default.bad("must be a text or a number"))?;
            let checked = kind.check(word).map_err(|reason| default.bad(reason))?;
            Ok(checked)
        })
        .transpose()?;
    let key = ConfigKeySpec {
        name: slug(item, name)?,
        about: printable(&about, SENTENCE_BYTES_MAX)?,
        default,
        kind,
    };
    section.finish()?;
    Ok(key)
}

impl ConfigKind {
    /// A value as it is used, or what is wrong with it.
    pub(in crate::declarative) fn check(&self, text: &str) -> Result<String, String> {
        let text = text.trim();
        match self {
            Self::Text => {
                if text.len() > 200 || text.chars().any(char::is_control) {
                    return Err("is not a printable text of at most 200 bytes".to_owned());
                }
                Ok(text.to_owned())
            }
            Self::Words => {
                let plain = |c: u8| c.is_ascii_alphanumeric() || b"_-.".contains(&c);
                let words: Vec<&str> =
                    text.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
                match words.iter().find(|word| word.len() > 64 || !word.bytes().all(plain)) {
                    Some(word) => Err(format!(
                        "holds {:?}: a word is made of letters, digits, _, - and .",
                        word.chars().take(40).collect::<String>()
                    )),
                    None => Ok(words.join(",")),
                }
            }
            Self::Number { least, most } => {
                let number: Option<u32> = text.parse().ok();
                let number = number.filter(|number| (least..=most).contains(&number));
                let number = number.ok_or_else(|| {
                    format!("is {text:?}: it is a whole number from {least} to {most}")
                })?;
                Ok(number.to_string())
            }
            Self::OneOf(words) if words.iter().any(|word| word == text) => Ok(text.to_owned()),
            Self::OneOf(words) => Err(format!("is {text:?}: it is one of {}", words.join(", "))),
        }
    }
}

/// What is counted by the hour is a rate.
fn period(item: &Item<'_>) -> Result<String, Bad> {
    match item.text()? {
        period @ ("day" | "month") => Ok(period.to_owned()),
        other => Err(item.bad(format!("{other:?} is not day or month: what is counted by the hour or the minute is a rate, and goes into per_minute of the endpoint"))),
    }
}

fn quota(item: &Item<'_>) -> Result<QuotaSpec, Bad> {
    let section = item.section()?;
    let header = |key: &str| section.need(key, "the name of a response header, in small letters");
    let spec = QuotaSpec {
        unit: printable(&section.need("unit", "what is counted, such as \"calls\"")?, 32)?,
        budget: section.need("budget", "the units of a period")?.number(1, u32::MAX)?,
        period: period(&section.need("period", "day or month")?)?,
        remaining_header: token(&header("remaining_header")?)?.to_lowercase(),
        cost_header: section
            .get("cost_header")
            .map_or(Ok(String::new()), |item| token(&item).map(|text| text.to_lowercase()))?,
        used_header: section
            .get("used_header")
            .map(|item| token(&item).map(|text| text.to_lowercase()))
            .transpose()?,
    };
    section.finish()?;
    Ok(spec)
}
