//! What is to be asked of a source that counts its calls, and when: the plan put to work.
//!
//! The plan itself is pure (see [`super::plan`]). Here it is given what it has to know: the parts of a
//! feed and their costs from the adapter, coming kick-offs from the boards, open bets and findings from
//! the store, past looks from the log of polls, and the budget from whoever keeps it. Nothing of it is
//! kept here alone: after a restart the same is known again.

mod memory;
mod results;
mod stakes;

use monps_core::adapter::{Capability, Context, QuotaRule, Task};
use monps_core::error::adapter::Fault;
use monps_core::time::{TimeDelta, Timestamp};

use super::Collector;
use super::feed::FeedTask;
use super::plan::{Budget, Mode, Outlook, Part, Rules, fixed_outlook, plan};
pub(super) use memory::Memory;
pub(super) use memory::title;
use stakes::Stakes;

/// What is due within this time of the first is asked for together.
const TOGETHER: TimeDelta = TimeDelta::seconds(30);

/// Which results are asked for where asking costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultsOf {
    /// Those of events with open bets.
    OpenBets,
    /// Those of every event.
    All,
}

/// How a feed with a quota is scheduled, as somebody decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// In a fixed rhythm, or by plan.
    pub mode: Mode,
    /// The share of the budget that is kept for closing prices of open bets, results and re-checks, in
    /// percent.
    pub reserve_pct: u32,
    /// The credits of a period, where that is not the source's default.
    pub budget: Option<u32>,
    /// Which results are asked for.
    pub results: ResultsOf,
}

impl Schedule {
    /// The fixed rhythm, with a tenth of the budget kept back.
    pub const FIXED: Self =
        Self { mode: Mode::Fixed, reserve_pct: 10, budget: None, results: ResultsOf::OpenBets };
}

/// What a feed will do, for people.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedPlan {
    /// What it will ask for next; none while nothing can be paid.
    pub next: Option<NextLook>,
    /// Where that leads by the end of the budget's period.
    pub outlook: Outlook,
    /// The same in a sentence.
    pub forecast: String,
}

/// What a feed will ask for next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextLook {
    /// When.
    pub at: Timestamp,
    /// Why, in words.
    pub reason: String,
    /// The parts that will be asked for; empty for all of them.
    pub parts: Vec<String>,
    /// What it will cost.
    pub credits: u32,
}

/// What is due next.
#[derive(Clone, Debug)]
pub(super) struct Agenda {
    pub(super) due: Timestamp,
    pub(super) tasks: Vec<Task>,
    pub(super) plan: FeedPlan,
}

impl Collector {
    /// Polls every feed that is due, once, and says when the next one will be: for programs that keep
    /// their own time.
    pub async fn poll_due(&self) -> Option<Timestamp> {
        let mut next = None;
        for task in &self.feeds {
            self.look_ahead(task).await;
            if self.due(task) <= self.clock.now() {
                self.poll(task).await;
                self.look_ahead(task).await;
            }
            let due = self.due(task);
            next = Some(next.map_or(due, |next: Timestamp| next.min(due)));
        }
        next
    }

    /// When a feed is due, noted for whoever looks.
    pub(super) fn due(&self, task: &FeedTask) -> Timestamp {
        let mut standing = task.standing();
        let due = standing.due(self.clock.now());
        standing.next_at = Some(due);
        due
    }

    /// Plans what a feed asks for next, where its source counts calls.
    pub(super) async fn look_ahead(&self, task: &FeedTask) {
        let Some(rule) = &task.feed.adapter.manifest().quota else {
            return;
        };
        self.recall(task).await;
        let agenda = match self.agenda(task, rule, self.clock.now()).await {
            Ok(agenda) => Some(agenda),
            // The poll will say the same, where people look for it.
            Err(fault) => {
                tracing::debug!(feed = task.feed.id, %fault, "nothing can be planned");
                None
            }
        };
        let mut standing = task.standing();
        standing.plan = agenda.as_ref().map(|agenda| agenda.plan.clone());
        standing.agenda = agenda;
    }

    /// The tasks that the agenda has for now; none where everything is asked for.
    pub(super) fn take_due(&self, task: &FeedTask) -> Option<Vec<Task>> {
        let now = self.clock.now();
        let mut standing = task.standing();
        let is_due = standing.schedule.mode == Mode::Planned
            && standing.agenda.as_ref().is_some_and(|agenda| agenda.due <= now);
        let agenda = standing.agenda.take().filter(|_| is_due)?;
        Some(agenda.tasks).filter(|tasks| !tasks.is_empty())
    }

    async fn agenda(
        &self,
        task: &FeedTask,
        rule: &QuotaRule,
        now: Timestamp,
    ) -> Result<Agenda, Fault> {
        let (schedule, every) = {
            let standing = task.standing();
            (standing.schedule, standing.every)
        };
        let stakes = self.stakes().await;
        let limit = schedule.budget.unwrap_or(rule.default_budget);
        let budget = Budget::of(rule, limit, self.quota(task).await.as_ref(), now);
        if schedule.mode != Mode::Planned {
            let parts = self.parts(task, &stakes, now)?;
            let due = task.standing().due(now);
            let outlook = fixed_outlook(&parts, &budget, (due, every), now);
            return Ok(fixed(parts, outlook, due, rule));
        }
        let mut parts = Vec::new();
        for other in self.sharing(task) {
            parts.extend(self.parts(other, &stakes, now)?);
        }
        let rules = Rules { reserve_pct: schedule.reserve_pct, every, spacing: spacing(task) };
        let plan = plan(&parts, &budget, &rules, now);
        let own = |part: &Part| part.feed == task.feed.id;
        let looks: Vec<_> = plan.looks.iter().filter(|look| own(&parts[look.part])).collect();
        let results = self.results_ahead(task, &stakes, now).await;
        let first = looks.first().map(|look| look.at);
        let due = first.into_iter().chain(results.iter().map(|(at, _)| *at)).min();
        let due = due.map(|due| due.max(now)).unwrap_or(plan.until);
        let soon = looks.iter().filter(|look| look.at <= due + TOGETHER);
        let now_looked: Vec<&Part> = soon.clone().map(|look| &parts[look.part]).collect();
        let results: Vec<Task> = results
            .into_iter()
            .filter(|(at, _)| *at <= due + TOGETHER)
            .map(|(_, task)| task)
            .collect();
        let next = soon.clone().next().map(|look| NextLook {
            at: due,
            reason: look.reason_in_words(&parts[look.part]),
            parts: now_looked.iter().map(|part| part.key.clone()).collect(),
            credits: soon.clone().map(|look| look.cost).sum(),
        });
        let next = next.or_else(|| results_only(due, &results));
        let tasks = now_looked.into_iter().map(|part| Task::odds(part.scope.clone()));
        let forecast = plan.outlook.in_words(&rule.unit);
        Ok(Agenda {
            due,
            tasks: tasks.chain(results).collect(),
            plan: FeedPlan { next, forecast, outlook: plan.outlook },
        })
    }

    /// The planned feeds that spend the same budget, this one among them.
    fn sharing<'a>(&'a self, task: &'a FeedTask) -> impl Iterator<Item = &'a FeedTask> {
        let source = &task.feed.adapter.manifest().id;
        self.feeds.iter().map(AsRef::as_ref).filter(move |other| {
            &other.feed.adapter.manifest().id == source
                && other.standing().schedule.mode == Mode::Planned
        })
    }

    /// The parts of a feed, with what is known of each.
    fn parts(&self, task: &FeedTask, stakes: &Stakes, now: Timestamp) -> Result<Vec<Part>, Fault> {
        let adapter = &task.feed.adapter;
        if !adapter.manifest().can(Capability::Odds) {
            return Ok(Vec::new());
        }
        let context = Context::new(now, task.feed.seed, task.feed.config.clone());
        let events = self.boards.list(Some(now));
        let memory = task.standing().memory.clone();
        let mut parts = Vec::new();
        for scope in adapter.parts(&context)? {
            let cost = adapter.look_cost(&context, &scope)?;
            let key = scope.competitions.join(",");
            let kick_offs = stakes.kick_offs(&events, &scope, task.source_id, now);
            let (last_at, restlessness) = memory.of(&key);
            parts.push(Part {
                feed: task.feed.id.clone(),
                cost,
                key,
                scope,
                last_at,
                restlessness,
                kick_offs,
            });
        }
        Ok(parts)
    }
}

/// The agenda of a feed that has none: everything, when its rhythm says so.
fn fixed(parts: Vec<Part>, outlook: Outlook, due: Timestamp, rule: &QuotaRule) -> Agenda {
    let credits = parts.iter().fold(0_u32, |sum, part| sum.saturating_add(part.cost));
    let can_pay = outlook.spent_at.is_none_or(|spent_at| spent_at > due);
    let reason = "the fixed rhythm".to_owned();
    let next = NextLook { at: due, reason, parts: Vec::new(), credits };
    let forecast = outlook.in_words(&rule.unit);
    let plan = FeedPlan { next: Some(next).filter(|_| can_pay), forecast, outlook };
    Agenda { due, tasks: Vec::new(), plan }
}

fn results_only(at: Timestamp, results: &[Task]) -> Option<NextLook> {
    let parts = results.iter().flat_map(|task| task.scope.competitions.clone()).collect();
    let reason = "results that open bets wait for".to_owned();
    (!results.is_empty()).then_some(NextLook { at, reason, parts, credits: 0 })
}

/// The time between two calls that a source grants.
fn spacing(task: &FeedTask) -> TimeDelta {
    let endpoints = task.feed.adapter.manifest().endpoints.iter();
    let slowest = endpoints.map(|endpoint| endpoint.limit.per_minute.max(1)).min();
    slowest.map_or(TimeDelta::zero(), |per_minute| {
        TimeDelta::milliseconds(60_000 / i64::from(per_minute))
    })
}
