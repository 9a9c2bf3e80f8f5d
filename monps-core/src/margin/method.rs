//! The methods by name, and what others call them.

use std::fmt;
use std::str::FromStr;

use super::{
    Book, MarginModel, Pricing, Solved, additive, balanced_books, goto, jensen_shannon, odds_ratio,
    power, proportional, shin,
};
use crate::error::margin::MarginError;

/// The margin models of the field.
///
/// Read by name or by what an author calls it. Where two authors use one word for different
/// methods, the author must be named:
///
/// ```
/// use monps_core::margin::Method;
///
/// assert_eq!("odds_ratio".parse(), Ok(Method::OddsRatio));
/// assert_eq!("wpo".parse(), Ok(Method::Additive));
/// assert_eq!("buchdahl:logarithmic".parse(), Ok(Method::Power));
/// assert_eq!("penaltyblog:logarithmic".parse(), Ok(Method::OddsRatio));
/// assert!("logarithmic".parse::<Method>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Every price shortened by the same factor.
    Proportional,
    /// The same taken off every implied probability.
    Additive,
    /// Implied probabilities raised to one power.
    Power,
    /// The venue guards itself against insiders.
    Shin,
    /// One odds ratio between fair and quoted odds.
    OddsRatio,
    /// The venue keeps the same share whoever wins.
    BalancedBooks,
    /// The same number of standard errors taken off every runner.
    Goto,
    /// Every runner at the same Jensen–Shannon distance from its price.
    JensenShannon,
}

/// Another name of a method, with who uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name, as it is read.
    pub name: &'static str,
    /// The author or library that calls it so, as it is read before a colon.
    pub author: &'static str,
}

const fn alias(author: &'static str, name: &'static str) -> Alias {
    Alias { name, author }
}

impl Method {
    /// Every method, simplest first.
    pub const ALL: [Self; 8] = [
        Self::Proportional,
        Self::Additive,
        Self::Power,
        Self::Shin,
        Self::OddsRatio,
        Self::BalancedBooks,
        Self::Goto,
        Self::JensenShannon,
    ];

    /// The name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proportional => proportional::NAME,
            Self::Additive => additive::NAME,
            Self::Power => power::NAME,
            Self::Shin => shin::NAME,
            Self::OddsRatio => odds_ratio::NAME,
            Self::BalancedBooks => balanced_books::NAME,
            Self::Goto => goto::NAME,
            Self::JensenShannon => jensen_shannon::NAME,
        }
    }

    /// What others call it.
    #[must_use]
    pub const fn known_as(self) -> &'static [Alias] {
        match self {
            Self::Proportional => {
                const {
                    &[
                        alias("penaltyblog", "multiplicative"),
                        alias("implied", "basic"),
                        alias("strumbelj", "basic_normalisation"),
                    ]
                }
            }
            Self::Additive => {
                const {
                    &[
                        alias("buchdahl", "margin_weights_proportional"),
                        alias("implied", "wpo"),
                        alias("penaltyblog", "differential_margin_weighting"),
                    ]
                }
            }
            Self::Power => const { &[alias("buchdahl", "logarithmic")] },
            Self::Shin => &[],
            Self::OddsRatio => {
                const {
                    &[
                        alias("implied", "or"),
                        alias("cheung", "odds_ratio"),
                        alias("penaltyblog", "logarithmic"),
                    ]
                }
            }
            Self::BalancedBooks => {
                const { &[alias("implied", "bb"), alias("fingleton_waldron", "balanced_books")] }
            }
            Self::Goto => const { &[alias("goto", "goto_conversion")] },
            Self::JensenShannon => {
                const { &[alias("implied", "jsd"), alias("long", "jensen_shannon")] }
            }
        }
    }
}

impl MarginModel for Method {
    fn name(&self) -> &'static str {
        self.as_str()
    }

    fn aliases(&self) -> &'static [Alias] {
        self.known_as()
    }

    fn remove(&self, book: &mut Book<'_>) -> Result<Solved, MarginError> {
        match self {
            Self::Proportional => Ok(proportional::remove(book)),
            Self::Additive => Ok(additive::remove(book)),
            Self::Power => Ok(power::remove(book)),
            Self::Shin => shin::remove(book),
            Self::OddsRatio => Ok(odds_ratio::remove(book)),
            Self::BalancedBooks => Ok(balanced_books::remove(book)),
            Self::Goto => Ok(goto::remove(book)),
            Self::JensenShannon => jensen_shannon::remove(book),
        }
    }

    fn add(&self, market: &mut Pricing<'_>) -> Result<Solved, MarginError> {
        match self {
            Self::Proportional => Ok(proportional::add(market)),
            Self::Additive => Ok(additive::add(market)),
            Self::Power => Ok(power::add(market)),
            Self::Shin => shin::add(market),
            Self::OddsRatio => Ok(odds_ratio::add(market)),
            Self::BalancedBooks => Ok(balanced_books::add(market)),
            Self::Goto => Ok(goto::add(market)),
            Self::JensenShannon => jensen_shannon::add(market),
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Method {
    type Err = MarginError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(method) = Self::ALL.into_iter().find(|method| method.as_str() == text) {
            return Ok(method);
        }
        let called: Vec<(Self, Alias)> = Self::ALL
            .into_iter()
            .flat_map(|method| method.known_as().iter().map(move |&alias| (method, alias)))
            .filter(|(_, alias)| match text.split_once(':') {
                Some((author, name)) => alias.author == author && alias.name == name,
                None => alias.name == text,
            })
            .collect();
        match called.as_slice() {
            [] => Err(MarginError::UnknownMethod {
                text: text.to_owned(),
                known: Self::ALL.map(Self::as_str).join(", "),
            }),
            [(method, _), rest @ ..] if rest.iter().all(|(other, _)| other == method) => {
                Ok(*method)
            }
            several => Err(MarginError::AmbiguousMethod {
                text: text.to_owned(),
                known: several
                    .iter()
                    .map(|(_, alias)| format!("{}:{}", alias.author, alias.name))
                    .collect::<Vec<_>>()
                    .join(", "),
            }),
        }
    }
}
