//! `/events/{id}/result`, `/results/disputes`, `/bets/bets/{id}/explain`: how events ended, and what
//! bets make of it.

mod body;
mod explained;
mod view;

use std::sync::Arc;

use monps_core::id::{BetId, EventId};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, OpenApi};

use super::error::ApiError;
use super::json::JsonBody;
use super::number::Integer;
use super::page::{Cursor, Limit, Page, limit_default};
use super::text::Text;
use crate::app::settlement::Settlement;
use body::SaidBody;
use explained::ExplainedView;
use view::{DisputeView, EventResultView};

/// Who did it, in the audit trail.
const ACTOR: &str = "api";

/// A public name of an event, or its number.
type Name = Text<255, 1>;

/// Results over HTTP.
#[derive(Debug)]
pub struct ResultsApi {
    settlement: Arc<Settlement>,
}

/// Done, and there is nothing to say.
#[derive(Debug, ApiResponse)]
enum Unsaid {
    /// The word was taken back
    #[oai(status = 204)]
    Done,
}

impl ResultsApi {
    /// Over the results of the product.
    #[must_use]
    pub const fn new(settlement: Arc<Settlement>) -> Self {
        Self { settlement }
    }
}

#[OpenApi]
impl ResultsApi {
    /// How an event ended
    ///
    /// All that was ever said of it, by whom, revision by revision.
    #[oai(path = "/events/:id/result", method = "get", operation_id = "getEventResult")]
    async fn get(&self, id: Path<Name>) -> Result<Json<EventResultView>, ApiError> {
        Ok(Json(EventResultView::of(self.settlement.results(&id.0).await?)))
    }

    /// Say how an event ended
    ///
    /// A person's word counts before that of every source: bets on the event are settled, or settled
    /// anew, by it alone. Each word is kept as a revision, with its note in the audit trail.
    #[oai(path = "/events/:id/result", method = "put", operation_id = "sayEventResult")]
    async fn put(
        &self,
        id: Path<Name>,
        body: JsonBody<SaidBody>,
    ) -> Result<Json<EventResultView>, ApiError> {
        let said = body.0.said()?;
        Ok(Json(EventResultView::of(self.settlement.say(&id.0, said, ACTOR).await?)))
    }

    /// Take back what a person said of how an event ended
    ///
    /// The sources count again. Bets that were settled by the person's word are settled anew by theirs.
    #[oai(path = "/events/:id/result", method = "delete", operation_id = "unsayEventResult")]
    async fn delete(&self, id: Path<Name>) -> Result<Unsaid, ApiError> {
        self.settlement.unsay(&id.0, ACTOR).await?;
        Ok(Unsaid::Done)
    }

    /// Events of which a person has to say how they ended
    ///
    /// Sources disagree, a result was refused because it cannot be, or no rule says what happened to
    /// the bets on it. By the number of the event.
    #[oai(path = "/results/disputes", method = "get", operation_id = "listDisputes")]
    async fn disputes(
        &self,
        /// Rows wanted.
        #[oai(default = "limit_default")]
        limit: Query<Limit>,
        /// Where the page begins.
        cursor: Query<Option<Cursor>>,
    ) -> Result<Page<DisputeView>, ApiError> {
        let after = match &cursor.0 {
            None => 0,
            Some(cursor) => cursor.key().parse().map_err(|_| {
                ApiError::from(crate::app::problem::Problem::invalid(
                    "cursor",
                    "is of another list: take it from the Link header of this one",
                ))
            })?,
        };
        let wanted = u32::try_from(limit.0.get()).unwrap_or(u32::MAX);
        // A spare row says that there is a next page.
        let found = self.settlement.disputes(EventId::new(after), wanted.saturating_add(1)).await?;
        let views = found.into_iter().map(DisputeView::of).collect();
        Ok(Page::of(views, limit.0, DisputeView::key))
    }

    /// Why a bet was settled as it was
    ///
    /// Of each leg: who said what of its event, by which rules it was decided, and the close of its
    /// market with the last price of every venue; and what the ledger booked for it.
    #[oai(path = "/bets/bets/:id/explain", method = "get", operation_id = "explainBet")]
    async fn explain(
        &self,
        id: Path<Integer<1, { i64::MAX }>>,
    ) -> Result<Json<ExplainedView>, ApiError> {
        let explained = self.settlement.explain(BetId::new(id.0.get())).await?;
        Ok(Json(ExplainedView::of(explained)?))
    }
}
