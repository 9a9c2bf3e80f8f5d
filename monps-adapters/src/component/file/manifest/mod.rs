//! `plugin.toml`: what a plugin is, can do, and asks for.

mod auth;

use std::collections::BTreeMap;

use monps_core::adapter::{
    Capability, Capture, CaptureFrom, ConfigKey, Endpoint, Login, Manifest, ManifestVenue, Method,
    Payload, QuotaRule, RateLimit, Request, SessionOver,
};
use monps_core::catalog::VenueKind;
use serde::Deserialize;

use super::API;
use crate::component::error::ComponentError;
use auth::{AuthEntry, recipes};

/// A plugin's manifest: the one that every adapter has, and what only a plugin has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PluginManifest {
    /// What every adapter declares.
    pub manifest: Manifest,
    /// The contract it was built for.
    pub api: String,
    /// The memory it wants, in mebibytes.
    pub memory_mb: Option<u32>,
    /// The configuration key whose list of competitions can be asked for one by one.
    pub parts: Option<String>,
}

impl PluginManifest {
    /// Reads a `plugin.toml`.
    ///
    /// # Errors
    /// [`ComponentError::Manifest`] and [`ComponentError::Misfit`]: what is wrong, where, and what to
    /// do; [`ComponentError::Contract`] for a contract that this host does not speak.
    pub fn read(text: &str) -> Result<Self, ComponentError> {
        let file: File =
            toml::from_str(text).map_err(|error| ComponentError::manifest(error.to_string()))?;
        if file.api != API {
            let problem = format!(
                "it was built for {} and this host speaks {API}: take a version of the plugin that was built for {API}, or update the server",
                file.api
            );
            return Err(ComponentError::contract(problem));
        }
        let read = Self {
            api: file.api.clone(),
            memory_mb: file.memory_mb,
            parts: file.parts.clone(),
            manifest: file.manifest()?,
        };
        read.manifest.check()?;
        match &read.parts {
            Some(key) if !read.manifest.reads(key) => Err(ComponentError::manifest(format!(
                "parts = \"{key}\" is no configuration key: list it under [[config]]"
            ))),
            _ => Ok(read),
        }
    }

    /// What an operator has to allow, one sentence each, in a fixed order.
    #[must_use]
    pub fn asks(&self) -> Asks {
        let manifest = &self.manifest;
        let mut asks: Vec<String> = Vec::new();
        for capability in &manifest.capabilities {
            asks.push(format!("can {}", capability.as_str()));
        }
        for endpoint in &manifest.endpoints {
            let methods: Vec<_> = endpoint.methods.iter().map(|method| method.as_str()).collect();
            let money = if endpoint.trade { ", moving money" } else { "" };
            asks.push(format!("reaches {} with {}{money}", endpoint.base_url, methods.join(", ")));
        }
        for recipe in &manifest.auth {
            for slot in recipe.slots() {
                // What was captured stands for the secrets that it was had for.
                let what = if manifest.is_captured(slot) { "token" } else { "secret" };
                // The address and not the label: under the same label another host could stand.
                for endpoint in &recipe.endpoints {
                    let address = manifest.endpoint(endpoint).map(|found| &*found.base_url);
                    let address = address.unwrap_or(endpoint);
                    asks.push(format!("sends the {what} {slot} to {address}"));
                }
            }
        }
        if let Some(memory) = self.memory_mb {
            asks.push(format!("takes {memory} MiB of memory"));
        }
        asks.sort();
        asks.dedup();
        Asks(asks)
    }
}

/// What a plugin asks an operator to allow: capabilities, hosts, secrets, memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asks(pub Vec<String>);

impl Asks {
    /// What is asked here and was not allowed there.
    #[must_use]
    pub fn beyond(&self, allowed: &Self) -> Vec<String> {
        self.0.iter().filter(|ask| !allowed.0.contains(ask)).cloned().collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    name: String,
    version: String,
    api: String,
    #[serde(default)]
    summary: String,
    capabilities: Vec<String>,
    fresh_for_s: Option<u32>,
    memory_mb: Option<u32>,
    parts: Option<String>,
    #[serde(default, rename = "venue")]
    venues: Vec<VenueEntry>,
    #[serde(default, rename = "endpoint")]
    endpoints: Vec<EndpointEntry>,
    #[serde(default)]
    auth: Vec<AuthEntry>,
    #[serde(default, rename = "login")]
    logins: Vec<LoginEntry>,
    #[serde(default)]
    captured: Vec<String>,
    #[serde(default)]
    config: Vec<ConfigEntry>,
    quota: Option<QuotaEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VenueEntry {
    key: String,
    title: String,
    #[serde(default)]
    exchange: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndpointEntry {
    name: String,
    base_url: String,
    methods: Option<Vec<String>>,
    #[serde(default)]
    trade: bool,
    auth: Option<String>,
    limit: Option<LimitEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitEntry {
    burst: u32,
    per_minute: u32,
    concurrent: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigEntry {
    key: String,
    description: String,
    default: Option<String>,
    #[serde(default)]
    required: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuotaEntry {
    unit: String,
    default_budget: u32,
    period: String,
    #[serde(default)]
    remaining_header: String,
    #[serde(default)]
    cost_header: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LoginEntry {
    slot: String,
    endpoint: String,
    path: String,
    method: Option<String>,
    auth: String,
    body: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    token: String,
    ttl_s: Option<u32>,
    #[serde(default)]
    over: Vec<String>,
}

impl File {
    fn manifest(self) -> Result<Manifest, ComponentError> {
        let capability = |word: &String| {
            Capability::from_slug(word)
                .filter(|known| Self::served(*known))
                .ok_or_else(|| wrong("capabilities", word, "catalogue, odds, results or stream"))
        };
        let capabilities: Result<Vec<_>, _> = self.capabilities.iter().map(capability).collect();
        let endpoints: Result<Vec<_>, _> = self.endpoints.into_iter().map(endpoint).collect();
        let logins: Result<Vec<_>, _> = self.logins.into_iter().map(login).collect();
        let manifest = Manifest::new(self.id, self.name, self.version);
        Ok(Manifest {
            summary: self.summary.into(),
            capabilities: capabilities?,
            venues: self.venues.into_iter().map(venue).collect(),
            endpoints: endpoints?,
            auth: recipes(self.auth)?,
            logins: logins?,
            captured: self.captured.into_iter().map(Into::into).collect(),
            config: self.config.into_iter().map(config_key).collect(),
            quota: self.quota.map(|rule| {
                QuotaRule::new(rule.unit, rule.default_budget, rule.period)
                    .told_in(rule.remaining_header, rule.cost_header)
            }),
            fresh_for_s: self.fresh_for_s.unwrap_or(manifest.fresh_for_s),
            ..manifest
        })
    }

    /// What this host asks a plugin for.
    const fn served(capability: Capability) -> bool {
        matches!(
            capability,
            Capability::Catalogue | Capability::Odds | Capability::Results | Capability::Stream
        )
    }
}

fn wrong(key: &str, found: &str, expected: &str) -> ComponentError {
    let found: String = found.chars().take(64).collect();
    ComponentError::manifest(format!("{key} says {found:?}: write {expected}"))
}

fn venue(entry: VenueEntry) -> ManifestVenue {
    let kind = if entry.exchange { VenueKind::Exchange } else { VenueKind::Bookmaker };
    ManifestVenue::new(entry.key, entry.title, kind)
}

fn config_key(entry: ConfigEntry) -> ConfigKey {
    let ConfigEntry { key, description, default, required } = entry;
    ConfigKey {
        key: key.into(),
        description: description.into(),
        default: default.map(Into::into),
        required,
    }
}

fn method(word: &str) -> Result<Method, ComponentError> {
    Method::from_name(word)
        .ok_or_else(|| wrong("a method", word, "GET, POST, PUT, PATCH or DELETE"))
}

fn endpoint(entry: EndpointEntry) -> Result<Endpoint, ComponentError> {
    let mut made = Endpoint::new(entry.name, entry.base_url);
    made.trade = entry.trade;
    made.auth = entry.auth.map(Into::into);
    if let Some(methods) = entry.methods {
        made.methods = methods.iter().map(|word| method(word)).collect::<Result<_, _>>()?;
    }
    if let Some(LimitEntry { burst, per_minute, concurrent }) = entry.limit {
        made.limit = RateLimit { burst, per_minute, concurrent };
    }
    Ok(made)
}

fn login(entry: LoginEntry) -> Result<Login, ComponentError> {
    let mut capture = capture(&entry.token, &entry.slot)?;
    capture.ttl_s = entry.ttl_s;
    let mut request = Request::post(0, entry.endpoint, entry.path, entry.body.unwrap_or_default())
        .proving(entry.auth)
        .capture(capture);
    if request.body == Payload::Text(String::new()) {
        request.body = Payload::None;
    }
    if let Some(word) = entry.method {
        request.method = method(&word)?;
    }
    request.headers = entry.headers.into_iter().collect();
    let over = |word: &String| match word.split_once(':') {
        Some(("status", status)) => status
            .parse()
            .map(SessionOver::Status)
            .map_err(|_| wrong("over", word, "a status such as \"status:401\"")),
        Some(("body", text)) => Ok(SessionOver::Body(text.to_owned().into())),
        _ => Err(wrong("over", word, "\"status:401\" or \"body:INVALID_SESSION\"")),
    };
    let over: Result<Vec<_>, _> = entry.over.iter().map(over).collect();
    Ok(Login { slot: entry.slot.into(), request, status: None, keep_alive: None, over: over? })
}

/// Reads `json:/token`, `header:x-token` or `cookie:sid`.
fn capture(from: &str, slot: &str) -> Result<Capture, ComponentError> {
    crate::component::convert::capture(from, slot, None).ok_or_else(|| {
        wrong("token", from, "\"json:/token\", \"header:x-token\" or \"cookie:sid\"")
    })
}

/// Where a captured value stands, as the contract writes it.
pub(in crate::component) fn capture_from(text: &str) -> Option<CaptureFrom> {
    let (kind, place) = text.split_once(':')?;
    let place = place.to_owned().into();
    Some(match kind {
        "json" => CaptureFrom::Json(place),
        "header" => CaptureFrom::Header(place),
        "cookie" => CaptureFrom::Cookie(place),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
id = "book"
name = "Book"
version = "1.2.0"
api = "1.0"
capabilities = ["odds"]
parts = "leagues"
endpoint = [{ name = "api", base_url = "https://api.example", auth = "key" }]
auth = [{ name = "key", kind = "query", endpoints = ["api"], parameter = "k", slot = "book_key" }]
config = [{ key = "leagues", description = "Which leagues" }]
"#;

    #[test]
    fn what_is_asked_can_be_told_and_compared() {
        let read = PluginManifest::read(GOOD).unwrap();
        let asks = read.asks();
        assert_eq!(
            asks.0,
            [
                "can odds",
                "reaches https://api.example with GET",
                "sends the secret book_key to https://api.example"
            ]
        );
        let more = PluginManifest::read(&GOOD.replace("api.example", "else.example")).unwrap();
        assert_eq!(
            more.asks().beyond(&asks),
            [
                "reaches https://else.example with GET",
                "sends the secret book_key to https://else.example"
            ]
        );
        assert!(asks.beyond(&asks).is_empty());
    }

    /// Both hosts may be reached, and the secret is one of them's: swapping their labels redirects it.
    #[test]
    fn a_secret_is_not_redirected_by_swapping_labels() {
        let two = |api: &str, other: &str| {
            let endpoints = format!(
                "endpoint = [{{ name = \"api\", base_url = \"https://{api}\", auth = \"key\" }}, \
                 {{ name = \"other\", base_url = \"https://{other}\" }}]"
            );
            let line = GOOD.lines().find(|line| line.starts_with("endpoint")).unwrap();
            PluginManifest::read(&GOOD.replace(line, &endpoints)).unwrap().asks()
        };
        let allowed = two("api.example", "static.example");
        assert_eq!(
            two("static.example", "api.example").beyond(&allowed),
            ["sends the secret book_key to https://static.example"]
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_what_would_be_right() {
        for (from, to, says) in [
            ("\"odds\"", "\"trading\"", "catalogue, odds, results or stream"),
            ("1.0", "2.0", "this host speaks 1.0"),
            ("summary", "sumary", ""),
            ("kind = \"query\"", "kind = \"qery\"", "unknown variant"),
            ("leagues\", desc", "league\", desc", "list it under [[config]]"),
            ("endpoints = [\"api\"]", "endpoints = [\"app\"]", "is not bound to it"),
        ] {
            let text = GOOD.replace(from, to);
            let Err(error) = PluginManifest::read(&text) else {
                assert_eq!(says, "", "{from} → {to} was taken");
                continue;
            };
            let chain = format!("{error} {:?}", std::error::Error::source(&error));
            assert!(chain.contains(says), "{chain}");
        }
        let unknown = format!("sumary = 1\n{GOOD}");
        assert!(PluginManifest::read(&unknown).unwrap_err().to_string().contains("sumary"));
    }
}
