//! From the settings and the task to requests. Each costs one call of the day.

use monps_core::adapter::{Context, Request, Scope, Task};
use monps_core::catalog::Season;
use monps_core::error::adapter::Fault;
use monps_core::time::{TimeDelta, Timestamp};

use super::ENDPOINT;
use super::league::{League, Stage};
use crate::kit::{bad_config, number, words};

/// The leagues asked for when none are configured.
pub(in crate::api_football) const LEAGUES: [&str; 3] = ["39", "61", "140"];
/// Leagues of one conversation: each costs two calls and more.
const LEAGUES_MAX: usize = 20;
/// Odds are there from so many days before kick-off.
const ODDS_DAYS: i64 = 14;
/// Fixtures move seldom.
const FIXTURES_CACHE_AGE_MAX_S: u32 = 6 * 3600;
/// Leagues come and go once a season.
const CATALOGUE_CACHE_AGE_MAX_S: u32 = 24 * 3600;
/// What a good answer holds: a refusal has status 200 too.
const NO_ERRORS: &str = r#""errors":[]"#;
/// The source refreshes odds about every three hours.
const CACHE_MINUTES: u32 = 180;

/// The leagues of a task, else those configured.
pub(super) fn leagues(context: &Context, scope: &Scope) -> Result<Vec<String>, Fault> {
    let leagues = words(context, "leagues", &scope.competitions, &LEAGUES)?;
    if leagues.len() > LEAGUES_MAX {
        return Err(bad_config(format!(
            "{} leagues are more than the {LEAGUES_MAX} of one conversation: split the feed",
            leagues.len()
        )));
    }
    match leagues.iter().find(|league| !league.bytes().all(|byte| byte.is_ascii_digit())) {
        None => Ok(leagues),
        Some(other) => Err(bad_config(format!(
            "leagues holds {other:?}: a league is a number such as 39, listed by /leagues"
        ))),
    }
}

/// What requests are made of.
#[derive(Debug)]
pub(super) struct Ask {
    season: u32,
    now: Timestamp,
    since: Timestamp,
    odds_age_max_s: u32,
}

impl Ask {
    pub(super) fn new(context: &Context, task: &Task) -> Result<Self, Fault> {
        let today = u32::try_from(Season::of(context.now.date_naive()).year()).unwrap_or(2000);
        let days = number(context, "days", 3, 1, 14)?;
        let earliest = context.now - TimeDelta::days(14);
        let since = task.scope.since.unwrap_or(context.now - TimeDelta::days(i64::from(days)));
        Ok(Self {
            season: number(context, "season", today, 1990, 2100)?,
            now: context.now,
            since: since.clamp(earliest, context.now),
            odds_age_max_s: number(context, "cache_minutes", CACHE_MINUTES, 0, 10_080)? * 60,
        })
    }

    /// The fixtures of the last days, played or not.
    pub(super) fn results(&self, id: u32, league: &str) -> Request {
        self.fixtures(id, league, self.since, self.now)
    }

    /// What a league's odds need next: its coming fixtures, then a page of odds.
    pub(super) fn odds(&self, id: u32, league: &League) -> Request {
        match league.stage {
            Stage::Fixtures => {
                let until = self.now + TimeDelta::days(ODDS_DAYS);
                let request = self.fixtures(id, &league.id, self.now, until);
                Request { cache_age_max_s: FIXTURES_CACHE_AGE_MAX_S, ..request }
            }
            Stage::Odds { page } => {
                let request = self.of(id, "/odds", &league.id).query("page", page.to_string());
                Request { cache_age_max_s: self.odds_age_max_s, ..request }
            }
        }
    }

    /// Every league that is played now.
    pub(super) fn catalogue(&self, id: u32) -> Request {
        let request = get(id, "/leagues").query("current", "true");
        Request { cache_age_max_s: CATALOGUE_CACHE_AGE_MAX_S, ..request }
    }

    fn fixtures(&self, id: u32, league: &str, from: Timestamp, to: Timestamp) -> Request {
        self.of(id, "/fixtures", league)
            .query("from", from.date_naive().to_string())
            .query("to", to.date_naive().to_string())
    }

    fn of(&self, id: u32, path: &str, league: &str) -> Request {
        get(id, path).query("league", league).query("season", self.season.to_string())
    }
}

fn get(id: u32, path: &str) -> Request {
    Request { cost: 1, keep_if: Some(NO_ERRORS.into()), ..Request::get(id, ENDPOINT, path) }
}
