//! The two axes of a bet: how it was placed, and why.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::error::bet::BetError;

/// The longest slug of a strategy, in bytes.
const STRATEGY_BYTES_MAX: usize = 32;

/// How a bet is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// Online, by software or by hand.
    Ligne,
    /// At a shop counter.
    Tabac,
}

impl Channel {
    /// The slug.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ligne => "ligne",
            Self::Tabac => "tabac",
        }
    }
}

impl FromStr for Channel {
    type Err = BetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "ligne" => Ok(Self::Ligne),
            "tabac" => Ok(Self::Tabac),
            _ => Err(unknown(text, "channel: ligne or tabac")),
        }
    }
}

/// Why a bet is placed, as an open set of slugs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Strategy(Cow<'static, str>);

impl Strategy {
    /// Best prices whose book sum is below 1.
    pub const ARBITRAGE: Self = Self(Cow::Borrowed("arbitrage"));
    /// An arbitrage over several markets of one event.
    pub const CROSS_MARKET: Self = Self(Cow::Borrowed("cross_market"));
    /// Backing at a bookmaker what is laid at an exchange.
    pub const BACK_LAY: Self = Self(Cow::Borrowed("back_lay"));
    /// Two opposite lines with a gap where both win.
    pub const MIDDLE: Self = Self(Cow::Borrowed("middle"));
    /// A price with a positive edge.
    pub const VALUE: Self = Self(Cow::Borrowed("value"));
    /// Prices far apart, whatever that is worth.
    pub const SPREAD: Self = Self(Cow::Borrowed("spread"));
    /// A person's own idea.
    pub const MANUAL: Self = Self(Cow::Borrowed("manual"));
    /// Nobody said why: a bet that came with its channel alone.
    pub const UNSTATED: Self = Self(Cow::Borrowed("unstated"));

    /// The slug.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Strategy {
    type Err = BetError;

    /// Reads a slug. The two channels are refused: a bet's `bet_type` would not say which is meant.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_' || c == b'-';
        let is_slug =
            !text.is_empty() && text.len() <= STRATEGY_BYTES_MAX && text.bytes().all(fits);
        if is_slug && text.parse::<Channel>().is_err() {
            Ok(Self(Cow::Owned(text.to_owned())))
        } else {
            Err(unknown(
                text,
                "strategy: up to 32 lower-case letters, digits, '_' or '-', and not a channel",
            ))
        }
    }
}

impl fmt::Display for Strategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The documented `bet_type`: one word that shows both axes.
///
/// A client sends `tabac` or `ligne`, or the name of a strategy. What was sent is what is shown:
///
/// | sent | channel | strategy | shown |
/// |---|---|---|---|
/// | `tabac` | tabac | unstated | `tabac` |
/// | `ligne` | ligne | unstated | `ligne` |
/// | `value` | ligne | value | `value` |
///
/// A bet that states both axes shows its strategy.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum BetType {
    /// A channel was named.
    Channel(Channel),
    /// A strategy was named.
    Strategy(Strategy),
}

impl BetType {
    /// Reads the word into the two axes; a bet without a channel is `ligne`.
    ///
    /// ```
    /// use monps_core::bet::{BetType, Channel, Strategy};
    ///
    /// assert_eq!(BetType::parse("value")?, (Channel::Ligne, Strategy::VALUE));
    /// assert_eq!(BetType::parse("tabac")?, (Channel::Tabac, Strategy::UNSTATED));
    /// # Ok::<(), monps_core::error::bet::BetError>(())
    /// ```
    ///
    /// # Errors
    /// [`BetError::UnknownWord`] when it is no slug.
    pub fn parse(text: &str) -> Result<(Channel, Strategy), BetError> {
        Ok(match text.parse()? {
            Self::Channel(channel) => (channel, Strategy::UNSTATED),
            Self::Strategy(strategy) => (Channel::Ligne, strategy),
        })
    }

    /// The word for a bet on these axes.
    #[must_use]
    pub fn view(channel: Channel, strategy: &Strategy) -> &str {
        if *strategy == Strategy::UNSTATED { channel.as_str() } else { strategy.as_str() }
    }

    /// Whether a bet on these axes is meant when people filter by this word.
    #[must_use]
    pub fn selects(&self, channel: Channel, strategy: &Strategy) -> bool {
        match self {
            Self::Channel(wanted) => *wanted == channel,
            Self::Strategy(wanted) => wanted == strategy,
        }
    }
}

impl FromStr for BetType {
    type Err = BetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse() {
            Ok(channel) => Ok(Self::Channel(channel)),
            Err(_) => text.parse().map(Self::Strategy),
        }
    }
}

fn unknown(text: &str, what: &'static str) -> BetError {
    BetError::UnknownWord { text: text.chars().take(40).collect(), what }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_is_what_is_shown() {
        for word in ["tabac", "ligne", "value", "arbitrage", "manual", "my-own_2"] {
            let (channel, strategy) = BetType::parse(word).unwrap();
            assert_eq!(BetType::view(channel, &strategy), word);
            let filter: BetType = word.parse().unwrap();
            assert!(filter.selects(channel, &strategy), "{word}");
        }
        for bad in ["", "Value", "two words", "é", &"x".repeat(33)] {
            assert!(BetType::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_channel_selects_whatever_the_strategy() {
        let tabac: BetType = "tabac".parse().unwrap();
        assert!(tabac.selects(Channel::Tabac, &Strategy::VALUE));
        assert!(!tabac.selects(Channel::Ligne, &Strategy::VALUE));
        assert_eq!(BetType::view(Channel::Tabac, &Strategy::VALUE), "value");
        assert!("tabac".parse::<Strategy>().is_err());
    }
}
