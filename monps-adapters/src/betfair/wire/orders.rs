//! Orders: what Betfair says of them.

use serde::Deserialize;

use super::Fixed;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct PlaceExecutionReport {
    pub(in super::super) status: String,
    pub(in super::super) error_code: Option<String>,
    #[serde(default)]
    pub(in super::super) instruction_reports: Vec<PlaceInstructionReport>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct PlaceInstructionReport {
    pub(in super::super) status: String,
    pub(in super::super) error_code: Option<String>,
    pub(in super::super) order_status: Option<String>,
    pub(in super::super) bet_id: Option<String>,
    pub(in super::super) average_price_matched: Option<Fixed>,
    pub(in super::super) size_matched: Option<Fixed>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct CancelExecutionReport {
    pub(in super::super) status: String,
    pub(in super::super) error_code: Option<String>,
    #[serde(default)]
    pub(in super::super) instruction_reports: Vec<CancelInstructionReport>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct CancelInstructionReport {
    pub(in super::super) status: String,
    pub(in super::super) error_code: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct ReplaceExecutionReport {
    pub(in super::super) status: String,
    pub(in super::super) error_code: Option<String>,
    #[serde(default)]
    pub(in super::super) instruction_reports: Vec<ReplaceInstructionReport>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct ReplaceInstructionReport {
    pub(in super::super) error_code: Option<String>,
    pub(in super::super) cancel_instruction_report: Option<CancelInstructionReport>,
    pub(in super::super) place_instruction_report: Option<PlaceInstructionReport>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct CurrentOrders {
    #[serde(default)]
    pub(in super::super) current_orders: Vec<CurrentOrder>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in super::super) struct CurrentOrder {
    pub(in super::super) bet_id: String,
    pub(in super::super) status: String,
    pub(in super::super) average_price_matched: Option<Fixed>,
    pub(in super::super) size_matched: Option<Fixed>,
    pub(in super::super) size_remaining: Option<Fixed>,
    pub(in super::super) size_lapsed: Option<Fixed>,
    pub(in super::super) size_cancelled: Option<Fixed>,
    pub(in super::super) size_voided: Option<Fixed>,
    pub(in super::super) customer_order_ref: Option<String>,
}
