//! Who is told of what.

use rust_decimal::{Decimal, dec};
use serde_json::Value;

use super::fields::{Fields, number};
use super::known::{KnownSetting, PERCENT_MAX};
use crate::store::SettingValue;

/// Addresses that alerts go to.
const RECIPIENTS_MAX: usize = 10;
/// The longest address (RFC 5321).
const ADDRESS_CHARS_MAX: usize = 254;
/// The longest host name (RFC 1035).
const HOST_CHARS_MAX: usize = 253;
const ODDS_MAX: Decimal = dec!(1_000_000);

/// Where alerts are mailed; the password is a secret and kept apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailAlerts {
    /// Whether mail is sent.
    pub enabled: bool,
    /// The server that takes the mail.
    pub smtp_host: String,
    /// Its port.
    pub smtp_port: u32,
    /// The account there; none where the server asks for none.
    pub smtp_username: Option<String>,
    /// The sender's address.
    pub from: Option<String>,
    /// The recipients' addresses; written as one text with commas.
    pub to: Vec<String>,
}

impl EmailAlerts {
    /// The field that holds the password.
    pub(super) const PASSWORD: &'static str = "smtp_password";

    fn check(&self, fields: &mut Fields<'_>) {
        let host = &self.smtp_host;
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        if host.len() > HOST_CHARS_MAX || !host.chars().all(fits) {
            fields.refuse("smtp_host", "must be a host name such as smtp.gmail.com");
        }
        if self.from.as_deref().is_some_and(|from| !is_address(from)) {
            fields.refuse("from", "must be an address such as odds@example.org");
        }
        if self.to.len() > RECIPIENTS_MAX || !self.to.iter().all(|to| is_address(to)) {
            fields.refuse("to", "must be one to ten addresses, with commas between them");
        }
        if self.enabled && self.from.is_none() {
            fields.refuse("from", "is required to send mail");
        }
        if self.enabled && self.to.is_empty() {
            fields.refuse("to", "is required to send mail");
        }
    }
}

/// Enough to catch a slip; whether mail arrives, only a mail can tell.
fn is_address(text: &str) -> bool {
    let parts = text.split_once('@');
    let is_part = |part: &str| {
        !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || "@<>,;\"".contains(c))
    };
    text.len() <= ADDRESS_CHARS_MAX
        && parts.is_some_and(|(name, host)| is_part(name) && is_part(host))
}

impl KnownSetting for EmailAlerts {
    const KEY: &'static str = "email_alerts";
    const DESCRIPTION: &'static str = "Where alerts are mailed: the SMTP server, its account, the \
                                       sender and the recipients; the password is never shown again";
    const SECRETS: &'static [&'static str] = &[Self::PASSWORD];

    fn read(fields: &mut Fields<'_>) -> Self {
        let default = Self::default_value();
        let to = fields.text("to").unwrap_or_default();
        let read = Self {
            enabled: fields.flag("enabled", default.enabled),
            smtp_host: fields.text("smtp_host").unwrap_or(default.smtp_host),
            smtp_port: fields.whole("smtp_port", default.smtp_port, 1..=65535),
            smtp_username: fields.text("smtp_username"),
            from: fields.text("from"),
            to: to
                .split(',')
                .map(str::trim)
                .filter(|to| !to.is_empty())
                .map(str::to_owned)
                .collect(),
        };
        read.check(fields);
        read
    }

    fn write(&self) -> SettingValue {
        [
            ("enabled", Value::from(self.enabled)),
            ("smtp_host", Value::from(self.smtp_host.as_str())),
            ("smtp_port", Value::from(self.smtp_port)),
            ("smtp_username", Value::from(self.smtp_username.clone().unwrap_or_default())),
            ("from", Value::from(self.from.clone().unwrap_or_default())),
            ("to", Value::from(self.to.join(", "))),
        ]
        .into_iter()
        .map(|(field, value)| (field.to_owned(), value))
        .collect()
    }

    fn default_value() -> Self {
        Self {
            enabled: false,
            smtp_host: "smtp.gmail.com".to_owned(),
            smtp_port: 587,
            smtp_username: None,
            from: None,
            to: Vec::new(),
        }
    }
}

/// Which opportunities are worth telling somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotificationThresholds {
    /// The least edge, in percent.
    pub min_edge_pct: Decimal,
    /// The lowest price.
    pub min_odds: Decimal,
    /// The highest price.
    pub max_odds: Decimal,
}

impl KnownSetting for NotificationThresholds {
    const KEY: &'static str = "notification_thresholds";
    const DESCRIPTION: &'static str =
        "Which opportunities are worth an alert: the least edge in percent, and prices from and to";

    fn read(fields: &mut Fields<'_>) -> Self {
        let default = Self::default_value();
        let edge = Decimal::ZERO..=PERCENT_MAX;
        let odds = Decimal::ONE..=ODDS_MAX;
        let read = Self {
            min_edge_pct: fields.decimal("min_edge_pct", Some(default.min_edge_pct), edge),
            min_odds: fields.decimal("min_odds", Some(default.min_odds), odds.clone()),
            max_odds: fields.decimal("max_odds", Some(default.max_odds), odds),
        };
        if read.max_odds < read.min_odds {
            fields.refuse("max_odds", "must not be below min_odds");
        }
        read
    }

    fn write(&self) -> SettingValue {
        [
            ("min_edge_pct", self.min_edge_pct),
            ("min_odds", self.min_odds),
            ("max_odds", self.max_odds),
        ]
        .into_iter()
        .map(|(field, value)| (field.to_owned(), number(value)))
        .collect()
    }

    fn default_value() -> Self {
        Self { min_edge_pct: dec!(5.0), min_odds: dec!(1.5), max_odds: dec!(10.0) }
    }
}
