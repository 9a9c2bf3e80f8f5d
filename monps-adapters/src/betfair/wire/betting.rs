//! The betting and account APIs: JSON-RPC.

use monps_core::error::adapter::{Fault, FaultCode};
use serde::Deserialize;

use super::Fixed;

/// An answer: a result or an error.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub(in super::super) struct Envelope<T> {
    #[serde(default = "Option::default")]
    pub(in super::super) result: Option<T>,
    pub(in super::super) error: Option<ApingError>,
}

#[derive(Debug, Deserialize)]
pub(in super::super) struct ApingError {
    #[serde(default)]
    pub(in super::super) message: String,
    pub(in super::super) data: Option<ErrorData>,
}

#[derive(Debug, Deserialize)]
pub(in super::super) struct ErrorData {
    #[serde(alias = "AccountAPINGException", alias = "APINGException")]
    exception: Option<Exception>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Exception {
    #[serde(default)]
    error_code: String,
}

impl ApingError {
    /// The code: of the exception, or the short one of the message.
    pub(in super::super) fn code(&self) -> &str {
        let exception = self.data.as_ref().and_then(|data| data.exception.as_ref());
        exception.map_or(self.message.as_str(), |exception| &exception.error_code)
    }
}

/// What can be read from a body.
pub(in super::super) trait Readable<'a>: Deserialize<'a> {}
impl<'a, T: Deserialize<'a>> Readable<'a> for T {}

/// Reads a body.
pub(in super::super) fn read<'a, T: Readable<'a>>(body: &'a [u8]) -> Result<T, Fault> {
    serde_json::from_slice(body).map_err(|error| {
        let what = if error.is_data() { "not of the documented shape" } else { "not JSON" };
        Fault::new(FaultCode::SchemaDrift, format!("Betfair's answer is {what}: {error}"))
            .at(format!("line {}, column {}", error.line(), error.column()))
    })
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct MarketCatalogue {
    pub(in super::super) market_id: String,
    pub(in super::super) description: Option<Description>,
    #[serde(default)]
    pub(in super::super) runners: Vec<RunnerCatalog>,
    pub(in super::super) event_type: Option<Named>,
    pub(in super::super) competition: Option<Competition>,
    pub(in super::super) event: Option<EventNode>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct Description {
    #[serde(default)]
    pub(in super::super) market_type: String,
    #[serde(default)]
    pub(in super::super) betting_type: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct RunnerCatalog {
    pub(in super::super) selection_id: u64,
    #[serde(default)]
    pub(in super::super) runner_name: String,
    pub(in super::super) handicap: Option<Fixed>,
}

#[derive(Debug, Deserialize)]
pub(in super::super) struct Named {
    pub(in super::super) id: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(in super::super) struct Competition {
    pub(in super::super) id: String,
    #[serde(default)]
    pub(in super::super) name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct CompetitionResult {
    pub(in super::super) competition: Competition,
    pub(in super::super) market_count: Option<u32>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct EventNode {
    pub(in super::super) id: String,
    #[serde(default)]
    pub(in super::super) name: String,
    pub(in super::super) open_date: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct MarketBook {
    pub(in super::super) market_id: String,
    #[serde(default)]
    pub(in super::super) status: String,
    #[serde(default)]
    pub(in super::super) runners: Vec<RunnerBook>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct RunnerBook {
    pub(in super::super) selection_id: u64,
    pub(in super::super) handicap: Option<Fixed>,
    #[serde(default)]
    pub(in super::super) status: String,
    pub(in super::super) ex: Option<ExchangePrices>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct ExchangePrices {
    #[serde(default)]
    pub(in super::super) available_to_back: Vec<PriceSize>,
    #[serde(default)]
    pub(in super::super) available_to_lay: Vec<PriceSize>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub(in super::super) struct PriceSize {
    pub(in super::super) price: Fixed,
    pub(in super::super) size: Fixed,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct AccountFunds {
    pub(in super::super) available_to_bet_balance: Fixed,
    /// What open bets may lose, below nought.
    pub(in super::super) exposure: Option<Fixed>,
}
