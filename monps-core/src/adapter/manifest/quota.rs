//! How a source counts calls.

use super::Text;

/// How a source counts calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaRule {
    /// What is counted: `credits`.
    pub unit: Text,
    /// The budget when nothing else is configured.
    pub default_budget: u32,
    /// The period of the budget, in words: `day` or `month`.
    pub period: Text,
    /// The response header with what is left; empty where the source does not tell.
    pub remaining_header: Text,
    /// The response header with the cost of the call; empty where the source does not tell, and then a
    /// call costs what its adapter foretold.
    pub cost_header: Text,
}

impl QuotaRule {
    /// A rule of a source that tells nothing about it.
    #[must_use]
    pub fn new(unit: impl Into<Text>, default_budget: u32, period: impl Into<Text>) -> Self {
        Self {
            unit: unit.into(),
            default_budget,
            period: period.into(),
            remaining_header: Text::Borrowed(""),
            cost_header: Text::Borrowed(""),
        }
    }

    /// The same with the headers in which the source tells what is left and what a call cost.
    #[must_use]
    pub fn told_in(self, remaining: impl Into<Text>, cost: impl Into<Text>) -> Self {
        Self { remaining_header: remaining.into(), cost_header: cost.into(), ..self }
    }
}
