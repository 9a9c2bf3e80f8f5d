//! `/calc`: the library's mathematics over HTTP. Nothing is stored, nothing is placed.
//!
//! Money and prices are exact decimals from the request to the answer; probabilities are estimates,
//! answered to twelve decimals. Work is bounded: by how much a request may name, and by how many
//! requests are worked on at once.

mod arbitrage;
mod devig;
mod freebet;
mod hedge;
mod kelly;
mod read;
mod settle;
mod system;

use std::sync::Arc;
use std::time::Duration;

use poem_openapi::OpenApi;
use poem_openapi::payload::Json;
use tokio::sync::Semaphore;

use super::error::ApiError;
use super::json::JsonBody;
use arbitrage::{ArbitrageBody, ArbitrageView};
use devig::{DevigBody, DevigView};
use freebet::{FreebetBody, FreebetView};
use hedge::{HedgeBody, HedgeView};
use kelly::{KellyBody, KellyView};
use settle::{SettleBody, SettleView};
use system::{SystemBody, SystemView};

/// Requests worked on at once; the others wait.
const AT_ONCE_MAX: usize = 2;
/// How long a request waits for its turn.
const WAIT_MAX: Duration = Duration::from_secs(5);

/// `/calc`.
#[derive(Clone, Debug)]
pub struct CalcApi {
    turns: Arc<Semaphore>,
}

impl Default for CalcApi {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE_MAX)) }
    }
}

impl CalcApi {
    /// Works on a request away from the tasks that answer the others.
    async fn work<T: Send + 'static>(
        &self,
        what: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
    ) -> Result<Json<T>, ApiError> {
        let busy = || {
            let wait = Duration::from_secs(2);
            ApiError::unavailable("calculators_busy", "All calculators are at work.", wait)
        };
        let turn = tokio::time::timeout(WAIT_MAX, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.map_err(|_| busy())?.map_err(|_| busy())?;
        let answer = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            what()
        });
        answer.await.map_err(ApiError::internal)?.map(Json)
    }
}

#[OpenApi]
impl CalcApi {
    /// Take the margin out of prices
    ///
    /// Fair probabilities of a complete market by the method asked for, by every other, and the band
    /// that they span: an edge that is there at the low end does not depend on the method.
    #[oai(path = "/calc/devig", method = "post", operation_id = "calcDevig")]
    async fn devig(&self, body: JsonBody<DevigBody>) -> Result<Json<DevigView>, ApiError> {
        self.work(move || devig::answer(&body.0)).await
    }

    /// Share a total over the results of one market
    ///
    /// Stakes in whole steps and within limits, the worst result as good as it can be. Below a book
    /// sum of 1 that is a profit; above it, the smallest loss.
    #[oai(path = "/calc/arbitrage", method = "post", operation_id = "calcArbitrage")]
    async fn arbitrage(
        &self,
        body: JsonBody<ArbitrageBody>,
    ) -> Result<Json<ArbitrageView>, ApiError> {
        self.work(move || arbitrage::answer(&body.0)).await
    }

    /// Hedge any bets of one event
    ///
    /// What to stake now, given what stands already: level, by weights, for some results with a floor
    /// under the others, or keeping the upside. Backs and lays, commission on net winnings, steps and
    /// limits inside the search, with the bound that proves it and the safest order of placing.
    #[oai(path = "/calc/hedge", method = "post", operation_id = "calcHedge")]
    async fn hedge(&self, body: JsonBody<HedgeBody>) -> Result<Json<HedgeView>, ApiError> {
        self.work(move || hedge::answer(&body.0)).await
    }

    /// Size stakes by Kelly
    ///
    /// The shares of the bankroll that make it grow fastest: on outcomes of which at most one happens,
    /// or on one bet with half results, pushes, a lay or commission.
    #[oai(path = "/calc/kelly", method = "post", operation_id = "calcKelly")]
    async fn kelly(&self, body: JsonBody<KellyBody>) -> Result<Json<KellyView>, ApiError> {
        self.work(move || kelly::answer(&body.0)).await
    }

    /// Lines, cost and return of a system
    ///
    /// Trixie to goliath, or any `k/n` such as `2/3`, with banks; settled line by line once every leg
    /// has a result.
    #[oai(path = "/calc/system", method = "post", operation_id = "calcSystem")]
    async fn system(&self, body: JsonBody<SystemBody>) -> Result<Json<SystemView>, ApiError> {
        self.work(move || system::answer(&body.0)).await
    }

    /// What a bet comes to
    ///
    /// A single, an accumulator or a lay, by the results of its legs, given or worked out of a score:
    /// half results, voids, dead heats, deductions, commission, free bets and boosts.
    #[oai(path = "/calc/settle", method = "post", operation_id = "calcSettle")]
    async fn settle(&self, body: JsonBody<SettleBody>) -> Result<Json<SettleView>, ApiError> {
        self.work(move || settle::answer(&body.0)).await
    }

    /// What a promotion brings for sure
    ///
    /// A free bet, a boosted price or a refund, on each of the bets given and covered by a lay or by
    /// backing the other results: the surest profit first.
    #[oai(path = "/calc/freebet", method = "post", operation_id = "calcFreebet")]
    async fn freebet(&self, body: JsonBody<FreebetBody>) -> Result<Json<FreebetView>, ApiError> {
        self.work(move || freebet::answer(&body.0)).await
    }
}

#[cfg(test)]
mod tests;
