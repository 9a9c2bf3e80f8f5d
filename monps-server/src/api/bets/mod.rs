//! `/bets/bets`: record, find, settle and take back bets.

mod body;
mod view;

pub use view::{BetView, LegView};

use std::sync::Arc;

use monps_core::id::BetId;
use monps_core::time::TimeDelta;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Object, OpenApi};

use super::encoded::{Encoded, Pages};
use super::error::ApiError;
use super::instant::Instant;
use super::json::JsonBody;
use super::number::Integer;
use super::page::{Cursor, Limit, Page, limit_default};
use super::replay::{body_of, kept, repeatable, warning_header};
use super::text::Text;
use crate::app::bets::{Bets, ListRequest, Noted};
use crate::app::idempotency::{Answer, Done};
use crate::app::problem::Problem;
use body::{ChangeBody, NewBetBody};

/// Which operation an `Idempotency-Key` belongs to.
const SCOPE: &str = "POST /bets/bets/";
/// Who did it, in the audit trail.
const ACTOR: &str = "api";

/// How long a list is kept when no bet changes: an event that a bet names may be put off meanwhile.
const KEPT_FOR: TimeDelta = TimeDelta::seconds(10);

/// The number of a bet.
type Id = Integer<1, { i64::MAX }>;

/// Bets over HTTP.
#[derive(Debug)]
pub struct BetsApi {
    bets: Arc<Bets>,
    /// By the version of the books, which every change of a bet raises.
    pages: Pages<i64>,
}

/// A bet was recorded.
#[derive(Debug, ApiResponse)]
enum Recorded {
    /// The bet, as recorded
    #[oai(status = 201)]
    Bet(
        Json<BetView>,
        /// Where it is.
        #[oai(header = "Location")]
        String,
        /// What is unusual: more than is available was staked.
        #[oai(header = "Warning")]
        Option<String>,
        /// `true` when this was answered before under the same `Idempotency-Key`.
        #[oai(header = "Idempotency-Replayed")]
        Option<bool>,
    ),
}

/// Done, and there is nothing to say.
#[derive(Debug, ApiResponse)]
enum Gone {
    /// The bet was deleted
    #[oai(status = 204)]
    Deleted,
}

/// One thing that was done to a bet.
#[derive(Clone, Debug, Object)]
#[oai(rename = "BetTrace")]
struct TraceView {
    /// When.
    at: Instant,
    /// Who.
    actor: String,
    /// Did what.
    action: String,
    /// In words.
    detail: String,
}

impl BetsApi {
    /// Over the bets of the product.
    #[must_use]
    pub fn new(bets: Arc<Bets>) -> Self {
        Self { bets, pages: Pages::new(KEPT_FOR) }
    }
}

#[OpenApi]
impl BetsApi {
    /// List bets
    ///
    /// The newest first, unless `sort` says otherwise. A plain array; the next page is in `Link`, the
    /// count of all pages in `X-Total-Count`.
    #[oai(path = "/bets/bets/", method = "get", operation_id = "listBets")]
    #[expect(clippy::too_many_arguments, reason = "a parameter of the request each")]
    async fn list(
        &self,
        /// `won`, `lost`, `void`, `half_won`, `half_lost`, `push`, `cashed_out`; `pending` for open bets.
        result: Query<Option<Text<20, 1>>>,
        /// pending (or active) for open bets, settled, void.
        status: Query<Option<Text<20, 1>>>,
        /// A channel (tabac, ligne) or a strategy.
        bet_type: Query<Option<Text<32, 1>>>,
        /// A bookmaker, by key or name.
        bookmaker: Query<Option<Text<100, 1>>>,
        /// A sport.
        sport: Query<Option<Text<64, 1>>>,
        /// A market, as it was named, or as it is understood.
        market_type: Query<Option<Text<64, 1>>>,
        /// Placed at or after this instant.
        from: Query<Option<Instant>>,
        /// Placed before this instant.
        to: Query<Option<Instant>>,
        /// Letters somewhere in its words: event, sides, selection, bookmaker, notes, tags.
        q: Query<Option<Text<200, 1>>>,
        /// Only play money, or only real money.
        paper: Query<Option<bool>>,
        /// `created_at`, `placed_at`, `settled_at`, `stake`, `odds_value` or `profit_loss`; with a `-`
        /// for descending.
        sort: Query<Option<Text<20, 1>>>,
        /// Rows wanted.
        #[oai(default = "limit_default")]
        limit: Query<Limit>,
        /// Where the page begins.
        cursor: Query<Option<Cursor>>,
    ) -> Result<Encoded<BetView>, ApiError> {
        let request = ListRequest {
            result: result.0.map(Text::into_inner),
            status: status.0.map(Text::into_inner),
            bet_type: bet_type.0.map(Text::into_inner),
            bookmaker: bookmaker.0.map(Text::into_inner),
            sport: sport.0.map(Text::into_inner),
            market_type: market_type.0.map(Text::into_inner),
            from: from.0.map(Instant::get),
            to: to.0.map(Instant::get),
            text: q.0.map(Text::into_inner),
            paper: paper.0,
            sort: sort.0.map(Text::into_inner),
            after: cursor.0.map(|cursor| cursor.key().to_owned()),
            limit: u32::try_from(limit.0.get()).unwrap_or_default(),
        };
        let version = self.bets.version().await?;
        let make = async {
            let list = self.bets.list(&request).await?;
            let views = list.bets.iter().map(BetView::of);
            let page = Page::new(views.collect::<Result<Vec<_>, Problem>>()?);
            let page = page.with_next(list.next.map(Cursor::new)).with_total(list.total);
            Encoded::of_described(&page)
        };
        self.pages.page(format!("{request:?}"), version, self.bets.now(), make).await
    }

    /// Record a bet
    ///
    /// The stake goes at risk in the ledger, in the same transaction. An event or bookmaker that is
    /// not known becomes an entry of the catalogue, marked as made by hand. A stake above the
    /// available balance is recorded all the same, with a `Warning`.
    #[oai(path = "/bets/bets/", method = "post", operation_id = "createBet")]
    async fn create(
        &self,
        /// Makes the request safe to send again: the same key and body act once and get the first
        /// answer, for 24 hours.
        #[oai(name = "Idempotency-Key")]
        idempotency_key: Header<Option<Text<255, 1>>>,
        body: JsonBody<NewBetBody>,
    ) -> Result<Recorded, ApiError> {
        let key = idempotency_key.0.as_deref();
        let request = repeatable(SCOPE, key, &body.0)?;
        let new = body.0.asked()?;
        let done = self.bets.create(&new, ACTOR, request.as_ref(), &render).await?;
        let (view, warning, replayed) = match done {
            Done::Now(noted) => (BetView::of(&noted.record)?, noted.warning, None),
            Done::Before(answer) => (body_of(&answer)?, answer.warning, Some(true)),
        };
        let location = format!("/bets/bets/{}", view.id);
        let warning = warning.as_deref().map(warning_header);
        Ok(Recorded::Bet(Json(view), location, warning, replayed))
    }

    /// Get a bet
    #[oai(path = "/bets/bets/:id", method = "get", operation_id = "getBet")]
    async fn get(&self, id: Path<Id>) -> Result<Json<BetView>, ApiError> {
        let record = self.bets.get(BetId::new(id.0.get())).await?;
        Ok(Json(BetView::of(&record)?))
    }

    /// Settle or annotate a bet
    ///
    /// Only what is sent changes. A settlement goes through the ledger; settling again reverses the
    /// old one and leaves its trace.
    #[oai(path = "/bets/bets/:id", method = "put", operation_id = "replaceBet")]
    async fn put(
        &self,
        id: Path<Id>,
        body: JsonBody<ChangeBody>,
    ) -> Result<Json<BetView>, ApiError> {
        self.change(id, &body).await
    }

    /// Settle or annotate a bet
    ///
    /// The same as PUT.
    #[oai(path = "/bets/bets/:id", method = "patch", operation_id = "updateBet")]
    async fn patch(
        &self,
        id: Path<Id>,
        body: JsonBody<ChangeBody>,
    ) -> Result<Json<BetView>, ApiError> {
        self.change(id, &body).await
    }

    /// Delete a bet
    ///
    /// Its entries in the ledger are reversed; the bet stays in the audit trail.
    #[oai(path = "/bets/bets/:id", method = "delete", operation_id = "deleteBet")]
    async fn delete(&self, id: Path<Id>) -> Result<Gone, ApiError> {
        self.bets.delete(BetId::new(id.0.get()), ACTOR).await?;
        Ok(Gone::Deleted)
    }

    /// What was done to a bet
    ///
    /// The newest first; also of a bet that was deleted.
    #[oai(path = "/bets/bets/:id/trace", method = "get", operation_id = "traceBet")]
    async fn trace(&self, id: Path<Id>) -> Result<Json<Vec<TraceView>>, ApiError> {
        let id = BetId::new(id.0.get());
        let lines = self.bets.trace(id).await?;
        if lines.is_empty() {
            self.bets.get(id).await?;
        }
        let view = |line: crate::store::AuditRow| TraceView {
            at: line.at.into(),
            actor: line.actor,
            action: line.action,
            detail: line.detail,
        };
        Ok(Json(lines.into_iter().map(view).collect()))
    }
}

impl BetsApi {
    async fn change(&self, id: Path<Id>, body: &ChangeBody) -> Result<Json<BetView>, ApiError> {
        let id = BetId::new(id.0.get());
        let record = self.bets.update(id, &body.asked(), ACTOR).await?;
        Ok(Json(BetView::of(&record)?))
    }
}

/// The answer that is kept with the bet.
fn render(noted: &Noted) -> Answer {
    match BetView::of(&noted.record) {
        Ok(view) => kept(201, &view, noted.warning.as_ref()),
        // A bet that cannot be shown cannot be recorded either: its price was checked.
        Err(problem) => Answer { status: 500, warning: None, body: problem.to_string() },
    }
}
