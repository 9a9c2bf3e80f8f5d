//! `/ledger`: accounts, entries, balances, and the owner's own doings.

mod body;
mod view;

use std::sync::Arc;

use monps_core::id::{AccountId, BetId, EntryId};
use monps_core::ledger::Recorded;
use poem_openapi::param::{Header, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};

use super::error::ApiError;
use super::json::JsonBody;
use super::number::Integer;
use super::page::{Cursor, Limit, Page, limit_default};
use super::replay::{body_of, kept, repeatable};
use super::text::Text;
use crate::app::idempotency::{Done, Repeatable};
use crate::app::ledger::{Ledger, Move, MoveKind};
use crate::app::problem::Problem;
use crate::store::EntryQuery;
use body::{AssertionBody, MoveBody, TransferBody};
use view::{AccountView, BalanceView, CheckView, EntryView, ReportView, number};

/// Who did it, in the audit trail.
const ACTOR: &str = "api";

/// A number in the ledger.
type Id = Integer<1, { i64::MAX }>;

/// The ledger over HTTP.
#[derive(Debug)]
pub struct LedgerApi {
    ledger: Arc<Ledger>,
}

/// Money moved.
#[derive(Debug, ApiResponse)]
enum Moved {
    /// The entry, as written
    #[oai(status = 201)]
    Entry(
        Json<EntryView>,
        /// `true` when this was answered before under the same `Idempotency-Key`.
        #[oai(header = "Idempotency-Replayed")]
        Option<bool>,
    ),
}

impl LedgerApi {
    /// Over the ledger of the product.
    #[must_use]
    pub const fn new(ledger: Arc<Ledger>) -> Self {
        Self { ledger }
    }
}

#[OpenApi]
impl LedgerApi {
    /// List accounts
    ///
    /// Every account, and what is on it.
    #[oai(path = "/ledger/accounts", method = "get", operation_id = "listAccounts")]
    async fn accounts(&self) -> Result<Json<Vec<AccountView>>, ApiError> {
        let venues = self.ledger.venues().await?;
        let accounts = self.ledger.accounts().await?;
        let views = accounts.iter().map(|on| AccountView::of(on, &venues));
        Ok(Json(views.collect()))
    }

    /// List entries
    ///
    /// The newest first. A plain array; the next page is in `Link`.
    #[oai(path = "/ledger/entries", method = "get", operation_id = "listEntries")]
    async fn entries(
        &self,
        /// With a posting on this account.
        account_id: Query<Option<Id>>,
        /// About this bet.
        bet_id: Query<Option<Id>>,
        /// For this reason.
        reason: Query<Option<Text<20, 1>>>,
        /// Rows wanted.
        #[oai(default = "limit_default")]
        limit: Query<Limit>,
        /// Where the page begins.
        cursor: Query<Option<Cursor>>,
    ) -> Result<Page<EntryView>, ApiError> {
        let reason = reason.0.map(|word| word.parse()).transpose().map_err(
            |error: monps_core::error::ledger::LedgerError| {
                ApiError::invalid_field("reason", error)
            },
        )?;
        let before = cursor.0.map(|cursor| cursor.key().parse()).transpose();
        let before = before
            .map_err(|_| ApiError::invalid_field("cursor", "is of another list"))?
            .map(EntryId::new);
        let query = EntryQuery {
            before,
            account_id: account_id.0.map(|id| AccountId::new(id.get())),
            bet_id: bet_id.0.map(|id| BetId::new(id.get())),
            reason,
            // A spare row says that there is a next page.
            limit: u32::try_from(limit.0.get() + 1).unwrap_or_default(),
        };
        let entries = self.ledger.entries(&query).await?;
        let views = entries.iter().map(EntryView::of).collect();
        Ok(Page::of(views, limit.0, |entry: &EntryView| entry.id().to_string()))
    }

    /// Show balances
    ///
    /// What may be staked and what is at risk, by currency; play money apart.
    #[oai(path = "/ledger/balances", method = "get", operation_id = "listBalances")]
    async fn balances(&self) -> Result<Json<Vec<BalanceView>>, ApiError> {
        let totals = self.ledger.totals().await?;
        let views = totals.into_iter().map(|total| BalanceView {
            currency: total.bankroll.equity.currency().to_string(),
            paper: total.paper,
            available: number(total.bankroll.available),
            at_risk: number(total.bankroll.at_risk),
            equity: number(total.bankroll.equity),
            profit: number(total.profit),
            put_in: number(total.put_in),
        });
        Ok(Json(views.collect()))
    }

    /// Deposit
    ///
    /// The owner puts money in: with a bookmaker, or in the bank.
    #[oai(path = "/ledger/deposit", method = "post", operation_id = "deposit")]
    async fn deposit(
        &self,
        /// Makes the request safe to send again.
        #[oai(name = "Idempotency-Key")]
        idempotency_key: Header<Option<Text<255, 1>>>,
        body: JsonBody<MoveBody>,
    ) -> Result<Moved, ApiError> {
        let key = idempotency_key.0.as_deref();
        let request = repeatable("POST /ledger/deposit", key, &body.0)?;
        self.transact(&body.asked(ACTOR, MoveKind::Deposit)?, request).await
    }

    /// Withdraw
    ///
    /// The owner takes money out.
    #[oai(path = "/ledger/withdrawal", method = "post", operation_id = "withdraw")]
    async fn withdrawal(
        &self,
        /// Makes the request safe to send again.
        #[oai(name = "Idempotency-Key")]
        idempotency_key: Header<Option<Text<255, 1>>>,
        body: JsonBody<MoveBody>,
    ) -> Result<Moved, ApiError> {
        let key = idempotency_key.0.as_deref();
        let request = repeatable("POST /ledger/withdrawal", key, &body.0)?;
        self.transact(&body.asked(ACTOR, MoveKind::Withdrawal)?, request).await
    }

    /// Transfer
    ///
    /// Money goes from one place to another; neither profit nor loss.
    #[oai(path = "/ledger/transfer", method = "post", operation_id = "transfer")]
    async fn transfer(
        &self,
        /// Makes the request safe to send again.
        #[oai(name = "Idempotency-Key")]
        idempotency_key: Header<Option<Text<255, 1>>>,
        body: JsonBody<TransferBody>,
    ) -> Result<Moved, ApiError> {
        let key = idempotency_key.0.as_deref();
        let request = repeatable("POST /ledger/transfer", key, &body.0)?;
        self.transact(&body.asked(ACTOR)?, request).await
    }

    /// Assert a balance
    ///
    /// "The site shows 412.30": compares that with the books and writes down that somebody looked.
    /// With `adjust` the books are brought to what is shown.
    #[oai(path = "/ledger/assertion", method = "post", operation_id = "assertBalance")]
    async fn assertion(&self, body: JsonBody<AssertionBody>) -> Result<Json<CheckView>, ApiError> {
        let asserted = body.asked(ACTOR)?;
        let (account, found, entry) = self.ledger.assert_balance(&asserted).await?;
        Ok(Json(CheckView::of(&account, found, entry.as_ref())))
    }

    /// Verify the books
    ///
    /// Recomputes the chain of hashes, every sum, and every bet against its entries.
    #[oai(path = "/ledger/verify", method = "get", operation_id = "verifyBooks")]
    async fn verify(&self) -> Result<Json<ReportView>, ApiError> {
        let report = self.ledger.verify().await;
        Ok(Json(report.map_err(Problem::from)?.into()))
    }
}

impl LedgerApi {
    async fn transact(
        &self,
        wanted: &Move,
        request: Option<Repeatable>,
    ) -> Result<Moved, ApiError> {
        let render = |recorded: &Recorded| kept(201, &EntryView::written(recorded), None);
        let done = self.ledger.transact(wanted, request.as_ref(), &render).await?;
        Ok(match done {
            Done::Now(recorded) => Moved::Entry(Json(EntryView::written(&recorded)), None),
            Done::Before(answer) => Moved::Entry(Json(body_of(&answer)?), Some(true)),
        })
    }
}
