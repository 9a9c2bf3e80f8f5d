//! What Betfair is asked, as JSON-RPC and as lines of the stream.

use monps_core::time::Timestamp;
use rust_decimal::Decimal;
use serde_json::{Number, Value, json};

/// Which markets are meant.
#[derive(Clone, Debug)]
pub(in super::super) struct Filter {
    pub(in super::super) event_types: Vec<String>,
    pub(in super::super) competitions: Vec<String>,
    pub(in super::super) events: Vec<String>,
    pub(in super::super) countries: Vec<String>,
    pub(in super::super) market_types: Vec<String>,
    pub(in super::super) from: Timestamp,
    pub(in super::super) until: Timestamp,
}

/// An order to be placed.
pub(in super::super) struct Instruction<'a> {
    pub(in super::super) selection: u64,
    pub(in super::super) handicap: Decimal,
    pub(in super::super) is_back: bool,
    pub(in super::super) size: Decimal,
    pub(in super::super) price: Decimal,
    pub(in super::super) persists: bool,
    pub(in super::super) fill_or_kill: bool,
    pub(in super::super) order_ref: &'a str,
}

fn rpc(id: u32, api: &str, method: &str, params: &Value) -> String {
    let method = format!("{api}/v1.0/{method}");
    json!({"jsonrpc": "2.0", "method": method, "params": params, "id": id}).to_string()
}

fn betting(id: u32, method: &str, params: &Value) -> String {
    rpc(id, "SportsAPING", method, params)
}

impl Filter {
    fn json(&self) -> Value {
        let instant = |at: Timestamp| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let mut filter = json!({
            "eventTypeIds": self.event_types,
            "marketTypeCodes": self.market_types,
            "marketBettingTypes": ["ODDS", "ASIAN_HANDICAP_DOUBLE_LINE"],
            "marketStartTime": {"from": instant(self.from), "to": instant(self.until)},
        });
        let lists = [
            ("competitionIds", &self.competitions),
            ("eventIds", &self.events),
            ("marketCountries", &self.countries),
        ];
        for (key, values) in lists.into_iter().filter(|(_, values)| !values.is_empty()) {
            filter[key] = json!(values);
        }
        filter
    }

    pub(in super::super) fn competitions(&self, id: u32) -> String {
        betting(id, "listCompetitions", &json!({"filter": self.json()}))
    }

    pub(in super::super) fn catalogue(&self, id: u32, most: u32) -> String {
        let params = json!({
            "filter": self.json(),
            "marketProjection": [
                "COMPETITION", "EVENT", "EVENT_TYPE", "MARKET_DESCRIPTION", "RUNNER_DESCRIPTION"
            ],
            "sort": "FIRST_TO_START",
            "maxResults": most,
        });
        betting(id, "listMarketCatalogue", &params)
    }
}

/// The books of some markets, with the best three offers of each side.
pub(in super::super) fn market_books(id: u32, markets: &[String]) -> String {
    let params = json!({
        "marketIds": markets,
        "priceProjection": {"priceData": ["EX_BEST_OFFERS"], "virtualise": true},
    });
    betting(id, "listMarketBook", &params)
}

pub(in super::super) fn account_funds(id: u32) -> String {
    rpc(id, "AccountAPING", "getAccountFunds", &json!({}))
}

/// How orders stand, by Betfair's number of the bet or by the host's reference.
pub(in super::super) fn current_orders(id: u32, by_bet: bool, names: &[&str]) -> String {
    let key = if by_bet { "betIds" } else { "customerOrderRefs" };
    betting(id, "listCurrentOrders", &json!({key: names, "orderProjection": "ALL"}))
}

pub(in super::super) fn place_orders(
    id: u32,
    market: &str,
    customer_ref: &str,
    order: &Instruction<'_>,
) -> String {
    let mut limit = json!({
        "size": number(order.size),
        "price": number(order.price),
        "persistenceType": if order.persists { "PERSIST" } else { "LAPSE" },
    });
    if order.fill_or_kill {
        limit["timeInForce"] = json!("FILL_OR_KILL");
    }
    let instruction = json!({
        "selectionId": order.selection,
        "handicap": number(order.handicap),
        "side": if order.is_back { "BACK" } else { "LAY" },
        "orderType": "LIMIT",
        "limitOrder": limit,
        "customerOrderRef": order.order_ref,
    });
    let params =
        json!({"marketId": market, "customerRef": customer_ref, "instructions": [instruction]});
    betting(id, "placeOrders", &params)
}

pub(in super::super) fn cancel_orders(id: u32, market: &str, bet: &str) -> String {
    let params = json!({"marketId": market, "instructions": [{"betId": bet}]});
    betting(id, "cancelOrders", &params)
}

pub(in super::super) fn replace_orders(
    id: u32,
    market: &str,
    customer_ref: &str,
    bet: &str,
    price: Decimal,
) -> String {
    let instruction = json!({"betId": bet, "newPrice": number(price)});
    let params =
        json!({"marketId": market, "customerRef": customer_ref, "instructions": [instruction]});
    betting(id, "replaceOrders", &params)
}

/// A subscription to markets, taken up where the clocks say.
pub(in super::super) fn market_subscription(
    id: u32,
    heartbeat_ms: u32,
    markets: &[&String],
    clocks: Option<(&str, &str)>,
) -> String {
    let mut message = json!({
        "op": "marketSubscription",
        "id": id,
        "segmentationEnabled": true,
        "conflateMs": 0,
        "heartbeatMs": heartbeat_ms,
        "marketFilter": {"marketIds": markets},
        "marketDataFilter": {
            "ladderLevels": 3,
            "fields": ["EX_BEST_OFFERS_DISP", "EX_MARKET_DEF", "EX_LTP"]
        },
    });
    if let Some((initial, last)) = clocks {
        message["initialClk"] = json!(initial);
        message["clk"] = json!(last);
    }
    message.to_string()
}

/// An exact number of JSON.
fn number(decimal: Decimal) -> Value {
    let text = decimal.normalize().to_string();
    serde_json::from_str::<Number>(&text).map_or(Value::Null, Value::Number)
}
