//! What a plugin is asked.

use monps_core::adapter::{Context, Manifest, Scope, Task};
use monps_core::time::Timestamp;

use crate::component::bindings::exports::monps::adapter::feed::Query;
use crate::component::bindings::monps::adapter::types::{self, Field};

/// The context, with the configuration keys that the manifest lists and no others, defaults filled in.
pub(in crate::component) fn context(context: &Context, manifest: &Manifest) -> types::Context {
    let config = manifest.config.iter().filter_map(|key| {
        let value = context.value(&key.key).or(key.default.as_deref())?;
        Some(Field { name: key.key.to_string(), value: value.to_owned() })
    });
    types::Context {
        now: millis(context.now),
        seed: context.seed,
        config: config.collect(),
        cursor: context.cursor.clone(),
        deadline: context.deadline.map(millis),
    }
}

/// The task.
pub(in crate::component) fn query(task: &Task) -> Query {
    let Scope { sport, competitions, events, venues, markets, region, since, until } = &task.scope;
    Query {
        want: task.want.as_str().to_owned(),
        sport: sport.clone(),
        competitions: competitions.clone(),
        events: events.clone(),
        books: venues.clone(),
        markets: markets.clone(),
        region: region.clone(),
        since: since.map(millis),
        until: until.map(millis),
        extra: Vec::new(),
    }
}

/// Milliseconds since 1970; before that there were none.
pub(super) fn millis(at: Timestamp) -> u64 {
    u64::try_from(at.timestamp_millis()).unwrap_or(0)
}
