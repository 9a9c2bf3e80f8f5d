//! From the settings and the task to requests.

use monps_core::adapter::{Context, Request, Task};
use monps_core::error::adapter::{Fault, FaultCode};

use crate::kit::{bad_config, number, one_of, words};
use crate::pinnacle::{self, Brand, SPORTS, SportRule};

/// The request for fixtures.
pub(super) const FIXTURES: u32 = 0;
/// The request for odds.
pub(super) const ODDS: u32 = 1;
/// An image of all odds of a sport, in bytes.
const BODY_BYTES_MAX: u32 = 32 * 1024 * 1024;
/// The latest version of a call that may be configured.
const VERSION_MAX: u32 = 9;

/// What requests are made of.
#[derive(Debug)]
pub(super) struct Ask {
    pub(super) brand: &'static Brand,
    pub(super) rule: &'static SportRule,
    pub(super) live: bool,
    pub(super) leagues: Vec<String>,
    /// Whether less than whole leagues is asked for.
    pub(super) narrowed: bool,
    events: Vec<String>,
    fixtures_version: u32,
    odds_version: u32,
}

impl Ask {
    pub(super) fn new(
        brand: &'static Brand,
        context: &Context,
        task: &Task,
    ) -> Result<Self, Fault> {
        let sports: Vec<(&str, &'static SportRule)> =
            SPORTS.iter().map(|(word, rule)| (*word, rule)).collect();
        let venues = &task.scope.venues;
        if !venues.is_empty() && !venues.iter().any(|venue| venue == brand.id) {
            let message =
                format!("this feed knows the prices of {} alone: ask for these", brand.id);
            return Err(Fault::new(FaultCode::Unsupported, message));
        }
        let leagues = words(context, "leagues", &task.scope.competitions, &[])?;
        let events = words(context, "events", &task.scope.events, &[])?;
        for (what, ids) in [("leagues", &leagues), ("events", &events)] {
            if let Some(id) = ids.iter().find(|id| !id.bytes().all(|byte| byte.is_ascii_digit())) {
                return Err(bad_config(format!(
                    "{what} holds {id:?}: it is a number such as 1980"
                )));
            }
        }
        let version = |key, default| number(context, key, default, 1, VERSION_MAX);
        Ok(Self {
            rule: one_of(context, "sport", &sports)?,
            live: one_of(context, "live", &[("false", false), ("true", true)])?,
            narrowed: !events.is_empty(),
            fixtures_version: version("fixtures_version", brand.fixtures_version)?,
            odds_version: version("odds_version", brand.odds_version)?,
            brand,
            leagues,
            events,
        })
    }

    /// Fixtures and odds: images, or the changes since the numbers of the last answers.
    pub(super) fn requests(&self, since: Option<(i64, i64)>) -> Vec<Request> {
        let (fixtures, odds) = match since {
            None => (pinnacle::FIXTURES, pinnacle::ODDS),
            Some(_) => (pinnacle::FIXTURES_SINCE, pinnacle::ODDS_SINCE),
        };
        let fixtures_path = format!("/v{}/fixtures", self.fixtures_version);
        let odds_path = format!("/v{}/odds", self.odds_version);
        let (of_fixtures, of_odds) = since.unzip();
        vec![
            self.request(FIXTURES, fixtures, fixtures_path, of_fixtures),
            // American odds come where nothing is said.
            self.request(ODDS, odds, odds_path, of_odds).query("oddsFormat", "Decimal"),
        ]
    }

    fn request(
        &self,
        id: u32,
        endpoint: &'static str,
        path: String,
        since: Option<i64>,
    ) -> Request {
        let mut request = Request::get(id, endpoint, path)
            .header("accept", "application/json")
            .query("sportId", self.rule.id.to_string());
        if !self.leagues.is_empty() {
            request = request.query("leagueIds", self.leagues.join(","));
        }
        if !self.events.is_empty() {
            request = request.query("eventIds", self.events.join(","));
        }
        if let Some(since) = since {
            request = request.query("since", since.to_string());
        }
        Request { weight: self.brand.weight, body_bytes_max: BODY_BYTES_MAX, ..request }
    }
}
