//! A month of real kick-offs, a source that charges for every look, and ways to spend its credits.

use std::collections::BTreeMap;
use std::path::Path;

use monps_core::time::{NaiveDate, NaiveTime, TimeDelta, Timestamp, parse_timestamp};
use monps_server::collector::plan::{Budget, KickOff, Part, Period, Rules, plan};

/// Bookmakers list a match this long before it.
const LISTED: TimeDelta = TimeDelta::days(14);
/// How often naive polling asks.
pub(crate) const NAIVE: TimeDelta = TimeDelta::minutes(5);
/// The rhythm of the documented system, whose cache answers for 230 minutes.
pub(crate) const FIXED: TimeDelta = TimeDelta::hours(4);

/// A match: when it starts, and since when the source carries it.
#[derive(Clone, Copy, Debug)]
struct Match {
    starts_at: Timestamp,
    listed_at: Timestamp,
}

/// A month of one or more leagues.
#[derive(Clone, Debug)]
pub(crate) struct World {
    leagues: Vec<(String, Vec<Match>)>,
    from: Timestamp,
    until: Timestamp,
}

impl World {
    /// The matches of football-data files in a month. Their hours are of London, which in winter are
    /// those of UTC.
    pub(crate) fn of_files(folder: &Path, files: &[&str], from: &str, until: &str) -> Self {
        let (from, until) = (parse_timestamp(from).unwrap(), parse_timestamp(until).unwrap());
        let leagues = files.iter().map(|file| {
            let text = std::fs::read(folder.join(format!("football/{file}.csv"))).unwrap();
            let text = String::from_utf8_lossy(&text).into_owned();
            let matches = text.lines().skip(1).filter_map(|line| {
                let mut cells = line.split(',').skip(1);
                let date = NaiveDate::parse_from_str(cells.next()?, "%d/%m/%Y").ok()?;
                let time = NaiveTime::parse_from_str(cells.next()?, "%H:%M").ok()?;
                let starts_at = date.and_time(time).and_utc();
                Some(Match { starts_at, listed_at: starts_at - LISTED })
            });
            ((*file).to_owned(), matches.collect())
        });
        Self::new(leagues.collect(), from, until)
    }

    /// The Premier League as The Odds API had it, day by day: a match is known from the day of the
    /// first recording that carries it, at the kick-off that the last one gives.
    pub(crate) fn of_recordings(folder: &Path) -> Self {
        let mut files: Vec<_> = std::fs::read_dir(folder.join("timeseries_theoddsapi_epl"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        let mut matches: BTreeMap<String, Match> = BTreeMap::new();
        let mut pulled = Vec::new();
        for file in &files {
            let text = std::fs::read_to_string(file).unwrap();
            for line in text.lines().skip(1) {
                let cells: Vec<&str> = line.splitn(4, ',').collect();
                let (at, starts_at) =
                    (parse_timestamp(cells[0]).unwrap(), parse_timestamp(cells[2]).unwrap());
                let known = Match { starts_at, listed_at: at };
                matches.entry(cells[1].to_owned()).or_insert(known).starts_at = starts_at;
                pulled.push(at);
            }
        }
        let (from, until) = (*pulled.iter().min().unwrap(), *pulled.iter().max().unwrap());
        // What the first recording has, was there before.
        let first_day = from + TimeDelta::hours(1);
        let matches = matches.into_values().map(|one| Match {
            listed_at: if one.listed_at < first_day {
                one.starts_at - LISTED
            } else {
                one.listed_at
            },
            ..one
        });
        Self::new(vec![("soccer_epl".to_owned(), matches.collect())], from, until)
    }

    /// Two leagues as they often play: Saturdays at three, some at other hours, a Tuesday round.
    pub(crate) fn invented() -> Self {
        let from = parse_timestamp("2026-11-01T00:00:00Z").unwrap();
        let mut leagues = Vec::new();
        for (name, shift) in [("north", 0), ("south", 30)] {
            let mut matches = Vec::new();
            for week in 0..5 {
                let saturday = from + TimeDelta::days(6 + 7 * week - 7);
                let hours = [(0, 12, 1), (0, 15, 6), (0, 17, 1), (1, 14, 2), (3, 19, 4)];
                for (day, hour, count) in hours {
                    let at = saturday
                        + TimeDelta::days(day)
                        + TimeDelta::hours(hour)
                        + TimeDelta::minutes(shift);
                    let one = Match { starts_at: at, listed_at: at - LISTED };
                    matches.extend(std::iter::repeat_n(one, count));
                }
            }
            leagues.push((name.to_owned(), matches));
        }
        Self::new(leagues, from, from + TimeDelta::days(30))
    }

    fn new(mut leagues: Vec<(String, Vec<Match>)>, from: Timestamp, until: Timestamp) -> Self {
        for (_, matches) in &mut leagues {
            matches.sort_by_key(|one| one.starts_at);
        }
        Self { leagues, from, until }
    }

    /// Looks of naive polling.
    pub(crate) fn naive_calls(&self) -> u32 {
        let rounds = (self.until - self.from).num_minutes() / NAIVE.num_minutes();
        u32::try_from(rounds).unwrap() * u32::try_from(self.leagues.len()).unwrap()
    }

    pub(crate) fn leagues(&self) -> usize {
        self.leagues.len()
    }

    /// How long the month is.
    pub(crate) fn length(&self) -> TimeDelta {
        self.until - self.from
    }

    /// What a look at a league shows.
    fn shown(&self, league: usize, at: Timestamp) -> Vec<KickOff> {
        let mut kick_offs: Vec<KickOff> = Vec::new();
        for one in &self.leagues[league].1 {
            if one.starts_at > at && one.listed_at <= at {
                match kick_offs.last_mut().filter(|last| last.at == one.starts_at) {
                    Some(last) => last.events += 1,
                    None => kick_offs.push(KickOff::at(one.starts_at)),
                }
            }
        }
        kick_offs
    }
}

/// What a way of spending came to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spent {
    pub(crate) calls: u32,
    pub(crate) credits: u32,
    /// When each league was looked at.
    looks: Vec<Vec<Timestamp>>,
}

/// A source's till: nothing is sold beyond the budget.
struct Till<'a> {
    world: &'a World,
    cost: u32,
    limit: u32,
    spent: Spent,
}

impl<'a> Till<'a> {
    fn new(world: &'a World, cost: u32, limit: u32) -> Self {
        let looks = vec![Vec::new(); world.leagues.len()];
        Self { world, cost, limit, spent: Spent { looks, ..Spent::default() } }
    }

    /// A look at a league, if it can be paid; an empty answer costs nothing.
    fn look(&mut self, league: usize, at: Timestamp) -> Option<Vec<KickOff>> {
        if self.spent.credits + self.cost > self.limit {
            return None;
        }
        let shown = self.world.shown(league, at);
        self.spent.calls += 1;
        self.spent.credits += if shown.is_empty() { 0 } else { self.cost };
        self.spent.looks[league].push(at);
        Some(shown)
    }
}

/// Everything, every so often, until the budget is spent.
pub(crate) fn polled(world: &World, every: TimeDelta, cost: u32, limit: u32) -> Spent {
    let mut till = Till::new(world, cost, limit);
    let mut at = world.from;
    while at < world.until {
        for league in 0..world.leagues.len() {
            till.look(league, at);
        }
        at += every;
    }
    till.spent
}

/// By plan. The plan knows what its own looks showed, and nothing else.
pub(crate) fn planned(world: &World, cost: u32, limit: u32) -> Spent {
    let mut till = Till::new(world, cost, limit);
    let mut parts: Vec<Part> = world
        .leagues
        .iter()
        .map(|(key, _)| Part { key: key.clone(), cost, ..Part::default() })
        .collect();
    let period = Period { begins_at: world.from, ends_at: world.until };
    let mut now = world.from;
    while now < world.until {
        let used = till.spent.credits;
        let budget = Budget { limit, used, remaining: limit - used, period };
        let plan = plan(&parts, &budget, &Rules::default(), now);
        let next = plan.looks.first().map_or(world.until, |look| look.at);
        // A plan is made again now and then, whatever it says.
        if next > now + TimeDelta::hours(6) {
            now += TimeDelta::hours(6);
            continue;
        }
        for look in plan.looks.iter().filter(|look| look.at == next && next < world.until) {
            if let Some(kick_offs) = till.look(look.part, next) {
                parts[look.part].last_at = Some(next);
                parts[look.part].kick_offs = kick_offs;
            }
        }
        now = next;
    }
    till.spent
}

/// How fresh prices were.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Freshness {
    /// Matches that kicked off.
    pub(crate) matches: usize,
    /// How long before a kick-off the last look was: the middle, and nine in ten.
    pub(crate) median: TimeDelta,
    pub(crate) ninth_tenth: TimeDelta,
    /// The average of the same, in hours.
    pub(crate) mean_h: f64,
    /// The share of kick-offs with a look in the quarter of an hour before.
    pub(crate) within_quarter_pct: f64,
}

impl Spent {
    pub(crate) fn freshness(&self, world: &World) -> Freshness {
        let mut before = Vec::new();
        for ((_, matches), looks) in world.leagues.iter().zip(&self.looks) {
            let own = matches
                .iter()
                .filter(|one| one.starts_at > world.from && one.starts_at <= world.until);
            for one in own {
                before.push(age(looks, one.starts_at, world.from));
            }
        }
        before.sort();
        let quarter = before.iter().filter(|one| **one <= TimeDelta::minutes(15)).count();
        Freshness {
            matches: before.len(),
            median: before[before.len() / 2],
            ninth_tenth: before[before.len() * 9 / 10],
            mean_h: before.iter().map(|one| one.as_seconds_f64()).sum::<f64>()
                / 3600.0
                / before.len() as f64,
            within_quarter_pct: 100.0 * quarter as f64 / before.len() as f64,
        }
    }
}

/// How old the last look is at an instant; without one, as old as the month.
fn age(looks: &[Timestamp], at: Timestamp, from: Timestamp) -> TimeDelta {
    let seen = looks.partition_point(|look| *look <= at);
    let last = seen.checked_sub(1).map_or(from, |index| looks[index]);
    at - last
}
