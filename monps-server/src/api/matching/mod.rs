//! `/matching`: which matches are one: questions, aliases, merges and splits.

mod view;

pub use view::{JoinView, MatchNamesView, NameAliasView, ReviewView};

use std::sync::Arc;

use monps_core::id::BetId;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi, Tags};

use super::error::ApiError;
use super::json::JsonBody;
use super::number::Integer;
use super::page::{Cursor, Limit, Page, limit_default};
use super::text::Text;
use crate::app::matching::{Apart, Matching, Together};
use crate::store::{AliasQuery, ReviewQuery, ReviewState};

/// Who did it, in the audit trail.
const ACTOR: &str = "api";

/// The number of a question, an alias, a merge or a split.
type Id = Integer<1, { i64::MAX }>;

#[derive(Tags)]
enum Tag {
    /// Which matches are one
    Matching,
}

/// Where a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "MatchReviewState", rename_all = "snake_case")]
enum StateView {
    /// Nobody has answered.
    Open,
    /// They are one.
    Accepted,
    /// They are two.
    Rejected,
    /// The matches were joined otherwise.
    Moot,
}

impl From<StateView> for ReviewState {
    fn from(view: StateView) -> Self {
        match view {
            StateView::Open => Self::Open,
            StateView::Accepted => Self::Accepted,
            StateView::Rejected => Self::Rejected,
            StateView::Moot => Self::Moot,
        }
    }
}

/// Two matches that are one.
#[derive(Debug, Object)]
#[oai(deny_unknown_fields)]
struct MergeMatches {
    /// The match that goes, by its own id or a source's.
    match_id: Text<200, 1>,
    /// The match that stays.
    into: Text<200, 1>,
    /// Whether their home and away stand the other way round; by their names where nothing is said.
    swapped: Option<bool>,
}

/// A source's name for a match.
#[derive(Debug, Object)]
#[oai(deny_unknown_fields)]
struct SourceName {
    /// The source.
    source: Text<64, 1>,
    /// Its name for the match.
    name: Text<200, 1>,
}

/// One match that is two.
#[derive(Debug, Object)]
#[oai(deny_unknown_fields)]
struct SplitMatch {
    /// The match, by its own id or a source's.
    match_id: Text<200, 1>,
    /// The names that mean the other match.
    #[oai(validator(min_items = 1, max_items = 100))]
    names: Vec<SourceName>,
    /// The bets on the other match.
    #[oai(validator(max_items = 1000))]
    bets: Option<Vec<Id>>,
}

/// Which matches are one, over HTTP.
#[derive(Clone, Debug)]
pub struct MatchingApi {
    matching: Arc<Matching>,
}

impl MatchingApi {
    /// Over a service.
    #[must_use]
    pub const fn new(matching: Arc<Matching>) -> Self {
        Self { matching }
    }
}

#[OpenApi(tag = "Tag::Matching")]
impl MatchingApi {
    /// List questions about matches
    ///
    /// Pairs of matches that may be one, with the evidence: the oldest first, open ones unless `state`
    /// says otherwise. `X-Total-Count` is how many are open.
    #[oai(path = "/matching/review", method = "get", operation_id = "list_match_reviews")]
    async fn reviews(
        &self,
        /// Where they stand
        state: Query<Option<StateView>>,
        /// How many are wanted
        #[oai(default = "limit_default")]
        limit: Query<Limit>,
        /// Where the page begins
        cursor: Query<Option<Cursor>>,
    ) -> Result<Page<ReviewView>, ApiError> {
        let query = ReviewQuery {
            state: Some(state.0.map_or(ReviewState::Open, ReviewState::from)),
            after: key(cursor.0)?,
            limit: spare(limit.0),
        };
        let questions = self.matching.questions(&query).await?;
        let open = self.matching.open_questions().await?;
        let views = questions.into_iter().map(ReviewView::from).collect();
        Ok(Page::of(views, limit.0, |view: &ReviewView| view.id.to_string()).with_total(open))
    }

    /// One question
    #[oai(path = "/matching/review/:id", method = "get", operation_id = "get_match_review")]
    async fn review(&self, id: Path<Id>) -> Result<Json<ReviewView>, ApiError> {
        Ok(Json(self.matching.question(id.0.get()).await?.into()))
    }

    /// The two matches are one
    ///
    /// They are merged with their prices, results and bets; names that stood for one another are
    /// aliases from now on.
    #[oai(path = "/matching/review/:id/accept", method = "post", operation_id = "accept_match")]
    async fn accept(&self, id: Path<Id>) -> Result<Json<ReviewView>, ApiError> {
        Ok(Json(self.matching.accept(id.0.get(), ACTOR).await?.into()))
    }

    /// The two matches are two
    #[oai(path = "/matching/review/:id/reject", method = "post", operation_id = "reject_match")]
    async fn reject(&self, id: Path<Id>) -> Result<Json<ReviewView>, ApiError> {
        Ok(Json(self.matching.reject(id.0.get(), ACTOR).await?.into()))
    }

    /// Take an answer back
    ///
    /// With the merge and the aliases that followed from it; the question is open again.
    #[oai(path = "/matching/review/:id/undo", method = "post", operation_id = "undo_match_answer")]
    async fn undo_answer(&self, id: Path<Id>) -> Result<Json<ReviewView>, ApiError> {
        Ok(Json(self.matching.undo_answer(id.0.get(), ACTOR).await?.into()))
    }

    /// List aliases
    ///
    /// What is known of names beyond their spelling, the newest first.
    #[oai(path = "/matching/aliases", method = "get", operation_id = "list_match_aliases")]
    async fn aliases(
        &self,
        /// Only those that hold
        #[oai(default = "yes")]
        standing: Query<bool>,
        /// How many are wanted
        #[oai(default = "limit_default")]
        limit: Query<Limit>,
        /// Where the page begins
        cursor: Query<Option<Cursor>>,
    ) -> Result<Page<NameAliasView>, ApiError> {
        let query = AliasQuery {
            sport: None,
            standing: standing.0,
            before: key(cursor.0)?,
            limit: spare(limit.0),
        };
        let aliases = self.matching.aliases(&query).await?;
        let views = aliases.into_iter().map(NameAliasView::from).collect();
        Ok(Page::of(views, limit.0, |view: &NameAliasView| view.id.to_string()))
    }

    /// Take an alias back
    #[oai(
        path = "/matching/aliases/:id/withdraw",
        method = "post",
        operation_id = "withdraw_match_alias"
    )]
    async fn withdraw(&self, id: Path<Id>) -> Result<Json<Withdrawn>, ApiError> {
        self.matching.withdraw_alias(id.0.get(), ACTOR).await?;
        Ok(Json(Withdrawn { id: id.0.get() }))
    }

    /// The names of a match
    ///
    /// Whose names it goes by, which bets are on it, and what it was made of.
    #[oai(path = "/matching/matches/:match_id", method = "get", operation_id = "get_match_names")]
    async fn names(&self, match_id: Path<Text<200, 1>>) -> Result<Json<MatchNamesView>, ApiError> {
        Ok(Json(self.matching.whole(match_id.0.as_str()).await?.into()))
    }

    /// Make two matches one
    #[oai(path = "/matching/merge", method = "post", operation_id = "merge_matches")]
    async fn merge(&self, body: JsonBody<MergeMatches>) -> Result<Json<JoinView>, ApiError> {
        let JsonBody(body) = body;
        let wanted = Together {
            match_id: body.match_id.into_inner(),
            into: body.into.into_inner(),
            is_turned: body.swapped,
        };
        Ok(Json(self.matching.merge(&wanted, ACTOR).await?.into()))
    }

    /// Make one match two
    ///
    /// The names and bets that are given go to a new match, with the prices and results of the sources
    /// that have no other name for the first.
    #[oai(path = "/matching/split", method = "post", operation_id = "split_match")]
    async fn split(&self, body: JsonBody<SplitMatch>) -> Result<Json<JoinView>, ApiError> {
        let JsonBody(body) = body;
        let name = |one: SourceName| (one.source.into_inner(), one.name.into_inner());
        let bets = body.bets.unwrap_or_default();
        let wanted = Apart {
            match_id: body.match_id.into_inner(),
            names: body.names.into_iter().map(name).collect(),
            bets: bets.into_iter().map(|id| BetId::new(id.get())).collect(),
        };
        Ok(Json(self.matching.split(&wanted, ACTOR).await?.into()))
    }

    /// List merges and splits
    #[oai(path = "/matching/joins", method = "get", operation_id = "list_match_joins")]
    async fn joins(
        &self,
        /// How many are wanted
        #[oai(default = "limit_default")]
        limit: Query<Limit>,
        /// Where the page begins
        cursor: Query<Option<Cursor>>,
    ) -> Result<Page<JoinView>, ApiError> {
        let joins = self.matching.joins(None, key(cursor.0)?, spare(limit.0)).await?;
        let views = joins.into_iter().map(JoinView::from).collect();
        Ok(Page::of(views, limit.0, |view: &JoinView| view.id.to_string()))
    }

    /// Undo a merge or a split
    #[oai(path = "/matching/joins/:id/undo", method = "post", operation_id = "undo_match_join")]
    async fn undo_join(&self, id: Path<Id>) -> Result<Json<JoinView>, ApiError> {
        Ok(Json(self.matching.undo(id.0.get(), ACTOR).await?.into()))
    }
}

/// An alias that was taken back.
#[derive(Debug, Object)]
#[oai(rename = "WithdrawnAlias")]
struct Withdrawn {
    /// Its number.
    id: i64,
}

const fn yes() -> bool {
    true
}

/// The number that a page begins after.
fn key(cursor: Option<Cursor>) -> Result<Option<i64>, ApiError> {
    cursor
        .map(|cursor| cursor.key().parse())
        .transpose()
        .map_err(|_| ApiError::invalid_field("cursor", "is of another list"))
}

/// A spare row says that there is a next page.
fn spare(limit: Limit) -> u32 {
    u32::try_from(limit.get() + 1).unwrap_or_default()
}
