//! `/opportunities`: what was found, with stakes for a total, and asking again.

mod detail;
mod view;

pub use detail::{Guarantee, GuaranteeLine, MiddleView};
pub use view::{
    Leg, LegStake, Opportunity, ProfitLine, RecheckResult, SuggestedStakes, Trust, TrustNote,
};

use std::sync::Arc;
use std::time::Duration;

use monps_core::id::OpportunityId;
use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use rust_decimal::{Decimal, dec};

use super::error::{ApiError, Checks};
use super::number::{Integer, Number};
use super::page::{Cursor, CursorError, Limit, Page, limit_default};
use super::store_error::{collect_error, store_error};
use super::text::Text;
use crate::app::opportunities::{Opportunities, OpportunityError, OpportunityFilter, Sight};

/// The kinds of finding that a filter may name, found here or not.
const KINDS: [&str; 7] =
    ["arbitrage", "cross_market", "back_lay", "middle", "value", "low_hold", "spread"];
/// The largest total that stakes are suggested for.
const TOTAL_MAX: Decimal = dec!(1_000_000_000);
/// Percent in a whole.
const PERCENT: Decimal = dec!(100);

/// The number of a finding.
type Id = Integer<1, { 1 << 53 }>;

/// `/opportunities`.
#[derive(Debug)]
pub struct OpportunitiesApi {
    opportunities: Arc<Opportunities>,
}

impl OpportunitiesApi {
    /// Over a service.
    #[must_use]
    pub const fn new(opportunities: Arc<Opportunities>) -> Self {
        Self { opportunities }
    }
}

#[expect(clippy::too_many_arguments, reason = "an operation has one argument a parameter")]
#[OpenApi]
impl OpportunitiesApi {
    /// What is worth looking at now
    ///
    /// Open findings of matches to come, the largest edge first. A spread between prices is listed as
    /// `spread`, a market that costs next to nothing to cover as `low_hold`: neither is a profit.
    #[oai(path = "/opportunities/", method = "get", operation_id = "listOpportunities")]
    async fn list(
        &self,
        /// The smallest spread of the outcome's current prices, in percent.
        min_spread_pct: Query<Option<Number>>,
        /// The smallest edge, in percent.
        min_edge: Query<Option<Number>>,
        /// A sport (`football`) or a competition's key (`soccer_epl`).
        sport: Query<Option<Text<64, 1>>>,
        /// `arbitrage`, `cross_market`, `back_lay`, `middle`, `value`, `low_hold` or `spread`.
        #[oai(name = "type")]
        kind: Query<Option<Text<20, 1>>>,
        /// A bookmaker's key or title: only findings with a leg there.
        book: Query<Option<Text<100, 1>>>,
        /// The total to suggest stakes for, in the bankroll's currency.
        #[oai(default = "total_default")]
        total: Query<Number>,
        #[oai(default = "limit_default")] limit: Query<Limit>,
        cursor: Query<Option<Cursor>>,
    ) -> Result<Page<Opportunity>, ApiError> {
        let mut checks = Checks::default();
        if let Some(kind) = &kind.0
            && !KINDS.contains(&kind.as_str())
        {
            checks.refuse("type", format!("not a kind of finding: one of {}", KINDS.join(", ")));
        }
        let total = check_total(total.0, &mut checks);
        checks.finish()?;
        let after = cursor.0.as_ref().map(place).transpose()?;
        let rate = |percent: Option<Number>| percent.map(|percent| percent.0 / PERCENT);
        let filter = OpportunityFilter {
            spread_min: rate(min_spread_pct.0),
            edge_min: rate(min_edge.0),
            sport: sport.0.map(Text::into_inner),
            kind: kind.0.map(Text::into_inner),
            venue: book.0.map(Text::into_inner),
        };
        Ok(self.page(&filter, total, after, limit.0))
    }

    /// The largest edges
    #[oai(path = "/opportunities/top", method = "get", operation_id = "topOpportunities")]
    async fn top(
        &self,
        /// The total to suggest stakes for, in the bankroll's currency.
        #[oai(default = "total_default")]
        total: Query<Number>,
        /// How many.
        #[oai(default = "top_default")]
        limit: Query<Limit>,
    ) -> Result<Page<Opportunity>, ApiError> {
        let mut checks = Checks::default();
        let total = check_total(total.0, &mut checks);
        checks.finish()?;
        // A spread has a width, not an edge, and a low hold costs: they are no rivals to a profit.
        let sights = self
            .opportunities
            .list(&OpportunityFilter::default(), total, None, usize::MAX)
            .into_iter()
            .filter(|sight| sight.open.found.edge > Decimal::ZERO)
            .filter(|sight| sight.stakes.is_ok() || sight.estimated_value.is_some())
            .take(usize::try_from(limit.0.get()).unwrap_or(usize::MAX));
        Ok(Page::new(sights.map(|sight| Opportunity::from(&sight)).collect()))
    }

    /// One finding
    #[oai(path = "/opportunities/:id", method = "get", operation_id = "getOpportunity")]
    async fn one(
        &self,
        id: Path<Id>,
        /// The total to suggest stakes for, in the bankroll's currency.
        #[oai(default = "total_default")]
        total: Query<Number>,
    ) -> Result<Json<Opportunity>, ApiError> {
        let mut checks = Checks::default();
        let total = check_total(total.0, &mut checks);
        checks.finish()?;
        let id = OpportunityId::new(id.0.get());
        let sight = self.opportunities.get(id, total).map_err(of_opportunity)?;
        Ok(Json(Opportunity::from(&sight)))
    }

    /// Asks for a finding's prices again
    ///
    /// Every feed that knows the match is polled for it now, which may cost credits. Says what it
    /// cost, what changed, and whether the finding still stands.
    #[oai(
        path = "/opportunities/:id/recheck",
        method = "post",
        operation_id = "recheckOpportunity"
    )]
    async fn recheck(
        &self,
        id: Path<Id>,
        /// The total to suggest stakes for, in the bankroll's currency.
        #[oai(default = "total_default")]
        total: Query<Number>,
    ) -> Result<Json<RecheckResult>, ApiError> {
        let mut checks = Checks::default();
        let total = check_total(total.0, &mut checks);
        checks.finish()?;
        let id = OpportunityId::new(id.0.get());
        let recheck = self.opportunities.recheck(id, total).await.map_err(of_opportunity)?;
        Ok(Json(RecheckResult::new(id, &recheck)))
    }
}

impl OpportunitiesApi {
    fn page(
        &self,
        filter: &OpportunityFilter,
        total: Decimal,
        after: Option<(Decimal, OpportunityId)>,
        limit: Limit,
    ) -> Page<Opportunity> {
        let wanted = usize::try_from(limit.get() + 1).unwrap_or(usize::MAX);
        let sights = self.opportunities.list(filter, total, after, wanted);
        let views: Vec<(String, Opportunity)> =
            sights.iter().map(|sight| (key(sight), Opportunity::from(sight))).collect();
        Page::of(views, limit, |(key, _)| key.clone()).map(|(_, view)| view)
    }
}

/// The place of a finding in the list.
fn key(sight: &Sight) -> String {
    format!("{},{}", sight.open.found.edge, sight.open.id)
}

/// The place that a cursor holds.
fn place(cursor: &Cursor) -> Result<(Decimal, OpportunityId), ApiError> {
    let foreign = || ApiError::invalid_field("cursor", CursorError);
    let (edge, id) = cursor.key().split_once(',').ok_or_else(foreign)?;
    let edge = Decimal::from_str_exact(edge).map_err(|_| foreign())?;
    let id = id.parse().map_err(|_| foreign())?;
    Ok((edge, OpportunityId::new(id)))
}

fn total_default() -> Number {
    Number(PERCENT)
}

fn top_default() -> Limit {
    Limit::clamped(10)
}

fn check_total(total: Number, checks: &mut Checks) -> Decimal {
    if total.0 <= Decimal::ZERO || total.0 > TOTAL_MAX {
        checks.refuse("total", format!("must be above 0 and at most {TOTAL_MAX}"));
    }
    total.0
}

fn of_opportunity(error: OpportunityError) -> ApiError {
    match error {
        OpportunityError::NotOpen { id } => ApiError::not_found(
            "opportunity_not_found",
            format!("There is no open opportunity {id}: it may be gone."),
        ),
        OpportunityError::NoCollector => ApiError::unavailable(
            "no_feeds",
            "No feeds are polled by this process: ask the one that does.",
            Duration::from_secs(60),
        ),
        OpportunityError::Collect(error) => collect_error(error),
        OpportunityError::Store(error) => store_error(error),
    }
}
