//! How answers become events, markets, prices and results.

use monps_core::catalog::Period;

use super::level::find_step;
use super::quote::{self, QuoteSpec};
use super::{Bad, Item, Level, Section, StepSpec, level};
use crate::declarative::expr::{Condition, Expr, Names, conditions, expr};

/// Prices of one thing, and scores of one event.
const QUOTES_MAX: usize = 64;
const SCORES_MAX: usize = 16;

/// A way to read the answers of a step.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct Reading {
    pub(in crate::declarative) step: usize,
    pub(in crate::declarative) levels: Vec<Level>,
    pub(in crate::declarative) event: Option<EventSpec>,
    pub(in crate::declarative) market: Option<MarketSpec>,
    pub(in crate::declarative) quotes: Vec<QuoteSpec>,
    pub(in crate::declarative) result: Option<ResultSpec>,
}

/// How an event is recognised.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct EventSpec {
    /// The level at which all of it is known.
    pub(in crate::declarative) depth: usize,
    pub(in crate::declarative) key: Expr,
    /// What is known of it; nothing where an earlier reading has told it.
    pub(in crate::declarative) facts: Option<EventFacts>,
}

/// What is known of an event.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct EventFacts {
    pub(in crate::declarative) sport: Expr,
    pub(in crate::declarative) competition: Expr,
    pub(in crate::declarative) title: Option<Expr>,
    pub(in crate::declarative) home: Option<Expr>,
    pub(in crate::declarative) away: Option<Expr>,
    pub(in crate::declarative) starts_at: Expr,
}

/// How a market is recognised.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct MarketSpec {
    /// The level at which all of it is known, its line aside.
    pub(in crate::declarative) depth: usize,
    pub(in crate::declarative) when: Vec<Condition>,
    pub(in crate::declarative) venue: Expr,
    pub(in crate::declarative) venue_title: Option<Expr>,
    pub(in crate::declarative) venue_kind: Option<Expr>,
    pub(in crate::declarative) kind: Expr,
    pub(in crate::declarative) period: Option<Expr>,
    pub(in crate::declarative) source_at: Option<Expr>,
    pub(in crate::declarative) line: Option<Expr>,
    /// Whether the line is that of the selection, not of the home side.
    pub(in crate::declarative) line_of_selection: bool,
    /// Whether the best of several prices stands; else the first.
    pub(in crate::declarative) best: bool,
}

/// How a result is recognised.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct ResultSpec {
    pub(in crate::declarative) event_key: Expr,
    pub(in crate::declarative) home: Option<Expr>,
    pub(in crate::declarative) away: Option<Expr>,
    pub(in crate::declarative) is_final: Vec<Condition>,
    pub(in crate::declarative) source_at: Option<Expr>,
    pub(in crate::declarative) scores: Vec<ScoreSpec>,
}

/// How a score of a period is recognised.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct ScoreSpec {
    pub(in crate::declarative) when: Vec<Condition>,
    pub(in crate::declarative) period: Expr,
    pub(in crate::declarative) home: Expr,
    pub(in crate::declarative) away: Expr,
}

/// Sections of a file with the names that may be used in them.
struct Reader<'r, 'a> {
    section: Section<'a>,
    names: &'r Names<'r>,
}

impl Reader<'_, '_> {
    fn need(&self, key: &str, what: &str) -> Result<Expr, Bad> {
        expr(&self.section.need(key, what)?, self.names)
    }

    fn get(&self, key: &str) -> Result<Option<Expr>, Bad> {
        self.section.get(key).map(|item| expr(&item, self.names)).transpose()
    }

    fn when(&self, key: &str) -> Result<Vec<Condition>, Bad> {
        conditions(self.section.get(key).as_ref(), self.names)
    }
}

pub(super) fn read(
    item: &Item<'_>,
    names: &Names<'_>,
    steps: &[StepSpec],
    capability: &str,
) -> Result<Reading, Bad> {
    let section = item.section()?;
    let step = find_step(&section.need("from", "the name of a step")?, steps)?;
    let mut names = names.clone();
    let list = section.need("each", "a level such as \"event in answer/events\"")?;
    let levels = level::read(&list, &mut names, steps)?;
    if levels.is_empty() {
        return Err(list.bad("names no level: at least one is needed"));
    }
    let reading = if capability == "odds" {
        odds(&section, &names, step, levels)?
    } else {
        let result = section.need("result", "[results.read.result]")?;
        let result = result_spec(&result, &names)?;
        Reading {
            step,
            levels,
            event: None,
            market: None,
            quotes: Vec::new(),
            result: Some(result),
        }
    };
    section.finish()?;
    Ok(reading)
}

fn odds(
    section: &Section<'_>,
    names: &Names<'_>,
    step: usize,
    levels: Vec<Level>,
) -> Result<Reading, Bad> {
    let event = event(&section.need("event", "[odds.read.event]")?, names)?;
    let known = Names { own: &["home", "away", "sport", "competition"], ..names.clone() };
    let own =
        Names { own: &["home", "away", "sport", "competition", "kind", "venue"], ..known.clone() };
    let market = section.get("market");
    let market = market.map(|item| market_spec(&item, &known, &own, event.depth)).transpose()?;
    let mut quotes = Vec::new();
    if let Some(list) = section.get("quote") {
        for item in list.list(QUOTES_MAX)? {
            quotes.push(quote::read(&item, &own)?);
        }
    }
    if market.is_some() == quotes.is_empty() {
        return Err(section.bad("needs both [odds.read.market] and [[odds.read.quote]], or neither: then events come without prices"));
    }
    Ok(Reading { step, levels, event: Some(event), market, quotes, result: None })
}

fn event(item: &Item<'_>, names: &Names<'_>) -> Result<EventSpec, Bad> {
    let reader = Reader { section: item.section()?, names };
    let key = reader.need("key", "the source's id of the event")?;
    let is_told = reader.section.get("told_before").map_or(Ok(false), |item| item.flag())?;
    if is_told {
        let depth = depth(std::iter::once(&key));
        reader.section.finish()?;
        return Ok(EventSpec { depth, key, facts: None });
    }
    let facts = EventFacts {
        sport: reader.need("sport", "a sport such as \"football\"")?,
        competition: reader.need("competition", "the source's word for the competition")?,
        title: reader.get("competition_title")?,
        home: reader.get("home")?,
        away: reader.get("away")?,
        starts_at: reader.need("starts_at", "an instant in RFC 3339")?,
    };
    if facts.home.is_some() != facts.away.is_some() {
        return Err(
            item.bad("has one side only: write both home and away, or neither for an outright")
        );
    }
    let all = [&key, &facts.sport, &facts.competition, &facts.starts_at];
    let more = [&facts.title, &facts.home, &facts.away];
    let depth = depth(all.into_iter().chain(more.into_iter().flatten()));
    reader.section.finish()?;
    Ok(EventSpec { depth, key, facts: Some(facts) })
}

fn depth<'e>(all: impl Iterator<Item = &'e Expr>) -> usize {
    all.filter_map(Expr::depth).max().unwrap_or(0)
}

/// `own` is what is known once the market is: its line is worked out for each price.
fn market_spec(
    item: &Item<'_>,
    names: &Names<'_>,
    own: &Names<'_>,
    event: usize,
) -> Result<MarketSpec, Bad> {
    let reader = Reader { section: item.section()?, names };
    let flag = |key: &str| reader.section.get(key).map_or(Ok(false), |item| item.flag());
    let mut spec = MarketSpec {
        depth: event,
        when: reader.when("when")?,
        venue: reader.need("venue", "a venue such as \"my_bookmaker\"")?,
        venue_title: reader.get("venue_title")?,
        venue_kind: reader.get("venue_kind")?,
        kind: reader.need("kind", "a kind of market such as \"1x2\"")?,
        period: reader.get("period")?,
        source_at: reader.get("source_at")?,
        line: reader.section.get("line").map(|item| expr(&item, own)).transpose()?,
        line_of_selection: flag("line_of_selection")?,
        best: flag("best")?,
    };
    let all = [&spec.venue, &spec.kind];
    let more = [&spec.venue_title, &spec.venue_kind, &spec.period, &spec.source_at];
    let conditions = spec.when.iter().filter_map(Condition::depth).max().unwrap_or(0);
    let own = depth(all.into_iter().chain(more.into_iter().flatten()));
    spec.depth = event.max(own).max(conditions);
    reader.section.finish()?;
    Ok(spec)
}

fn result_spec(item: &Item<'_>, names: &Names<'_>) -> Result<ResultSpec, Bad> {
    let reader = Reader { section: item.section()?, names };
    let mut spec = ResultSpec {
        event_key: reader.need("event_key", "the source's id of the event")?,
        home: reader.get("home")?,
        away: reader.get("away")?,
        is_final: reader.when("final")?,
        source_at: reader.get("source_at")?,
        scores: Vec::new(),
    };
    if spec.is_final.is_empty() {
        return Err(item.bad("needs `final`: what says that a score will not change, such as { value = \"{match/status}\", is = \"FINISHED\" }"));
    }
    let own = Names { own: &["home", "away"], ..names.clone() };
    for item in reader.section.need("score", "[[results.read.result.score]]")?.list(SCORES_MAX)? {
        spec.scores.push(score(&item, &own)?);
    }
    reader.section.finish()?;
    Ok(spec)
}

fn score(item: &Item<'_>, names: &Names<'_>) -> Result<ScoreSpec, Bad> {
    let reader = Reader { section: item.section()?, names };
    if let Some(period) = reader.section.get("period")
        && let Ok(word) = period.text()
        && !word.contains('{')
    {
        word.parse::<Period>().map_err(|error| period.bad(error.to_string()))?;
    }
    let spec = ScoreSpec {
        when: reader.when("when")?,
        period: reader.need("period", "a period such as \"full_time\"")?,
        home: reader.need("home", "the score of the side listed first")?,
        away: reader.need("away", "the score of the side listed second")?,
    };
    reader.section.finish()?;
    Ok(spec)
}
