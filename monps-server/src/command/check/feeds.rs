//! The feeds: known adapters, known configuration, and their secrets.

use monps_core::adapter::{Adapter, Capability, Context, Manifest, Scope, Task};
use monps_core::error::adapter::Fault;

use super::Finding;
use crate::clock::now;
use crate::config::{Config, FeedConfig};
use crate::error_chain::Chain;
use crate::serve::plugged;

/// What an adapter calls the key of The Odds API.
const ODDS_API_KEY: &str = "the_odds_api_key";

pub(super) fn look(config: &Config, stored_key: bool) -> Vec<Finding> {
    if config.feeds.is_empty() {
        return vec![Finding::warning("no feed is configured: nothing will be collected")];
    }
    let (plugins, adapters) = match plugged::look(config) {
        Ok(found) => found,
        Err(error) => return vec![Finding::blocking(Chain(&error).to_string())],
    };
    let mut findings: Vec<Finding> = adapters
        .refused()
        .map(|(file, error)| Finding::warning(format!("{file} is left out: {error}")))
        .collect();
    findings.extend(plugins.iter().filter_map(|plugin| {
        let problem = plugin.problem.as_ref()?;
        Some(Finding::warning(format!("the plugin {}: {problem}", plugin.id)))
    }));
    if let Some(folder) = config.adapters.folder.as_ref().filter(|folder| !folder.is_dir()) {
        let folder = folder.display();
        findings.push(Finding::warning(format!(
            "adapters.folder is {folder}, and there is no such folder: make it, or name another"
        )));
    }
    let registry = adapters.registry;
    if !config.collect.enabled {
        findings.push(Finding::warning("collect.enabled is false: no feed will be polled"));
    }
    for feed in &config.feeds {
        match registry.find(&feed.adapter) {
            Ok(adapter) => {
                findings.push(feed_finding(config, feed, adapter.manifest(), stored_key));
                findings.extend(credits_finding(feed, adapter.as_ref()));
                findings.extend(refusal_finding(feed, adapter.as_ref()));
            }
            Err(error) => findings.push(Finding::blocking(format!("{}: {error}", feed.id))),
        }
    }
    findings
}

/// What the adapter says of a configuration that it cannot serve, before anything is asked.
fn refusal_finding(feed: &FeedConfig, adapter: &dyn Adapter) -> Option<Finding> {
    let manifest = adapter.manifest();
    // Where calls are counted, their cost has been asked for already.
    if !feed.enabled || manifest.quota.is_some() {
        return None;
    }
    let want =
        [Capability::Odds, Capability::Results].into_iter().find(|want| manifest.can(*want))?;
    let context = Context::new(now(), 0, feed.adapter_config());
    let begun = adapter.start(&context, &Task::new(want, Scope::default()));
    begun.err().map(|fault| Finding::warning(format!("{}: {fault}", feed.id)))
}

/// What the budget of a source that counts its calls pays for.
fn credits_finding(feed: &FeedConfig, adapter: &dyn Adapter) -> Option<Finding> {
    let rule = adapter.manifest().quota.as_ref().filter(|_| feed.enabled)?;
    let context = Context::new(now(), 0, feed.adapter_config());
    let cost = |scope: &Scope| adapter.look_cost(&context, scope);
    let costs = adapter
        .parts(&context)
        .and_then(|parts| parts.iter().map(cost).collect::<Result<Vec<u32>, Fault>>());
    let costs = match costs {
        Ok(costs) => costs,
        Err(fault) => return Some(Finding::warning(format!("{}: {fault}", feed.id))),
    };
    let all = costs.iter().copied().fold(0, u32::saturating_add);
    let budget = feed.quota_budget.unwrap_or(rule.default_budget);
    let rounds = budget.checked_div(all)?;
    let text = format!(
        "{}: a look at all {} parts costs {all} {unit}; {budget} a {period} pay for {rounds} of them, \
         which planned collection spends where they are worth most",
        feed.id,
        costs.len(),
        unit = rule.unit,
        period = rule.period,
    );
    Some(if rounds == 0 { Finding::warning(text) } else { Finding::good(text) })
}

fn feed_finding(
    config: &Config,
    feed: &FeedConfig,
    manifest: &Manifest,
    stored_key: bool,
) -> Finding {
    let name = format!("{} ({})", feed.id, manifest.name);
    if !feed.enabled {
        return Finding::good(format!("{name} is switched off"));
    }
    if let Some(unknown) = feed.config.keys().find(|key| !manifest.reads(key)) {
        let keys: Vec<&str> = manifest.config.iter().map(|known| known.key.as_ref()).collect();
        return Finding::warning(format!(
            "{name} does not read `{unknown}`: it reads {}",
            keys.join(", ")
        ));
    }
    if let Some(unknown) = feed.base_urls.keys().find(|name| manifest.endpoint(name).is_none()) {
        let names: Vec<&str> = manifest.endpoints.iter().map(|known| known.name.as_ref()).collect();
        return Finding::warning(format!(
            "{name} has no endpoint `{unknown}` for base_urls: it has {}",
            names.join(", ")
        ));
    }
    let mut asked = manifest.secrets().into_iter().map(|secret| config.secrets.of_adapter(secret));
    if let Some(error) = asked.find_map(Result::err) {
        return Finding::warning(format!(
            "{name} has a secret that cannot be read: {}",
            Chain(&error)
        ));
    }
    let has = |secret: &str| {
        let of_odds_api = stored_key || config.secrets.odds_api_key.is_some();
        (secret == ODDS_API_KEY && of_odds_api)
            || matches!(config.secrets.of_adapter(secret), Ok(Some(_)))
    };
    let missing = manifest.missing(&has);
    if missing.is_empty() {
        return match manifest.secrets().as_slice() {
            [] => Finding::good(format!("{name} needs no secret")),
            [_] => Finding::good(format!("{name} has its secret")),
            _ => Finding::good(format!("{name} has its secrets")),
        };
    }
    let variables: Vec<String> = missing.iter().map(|secret| secret.to_uppercase()).collect();
    let files: Vec<String> = variables.iter().map(|variable| format!("{variable}_FILE")).collect();
    let elsewhere =
        if missing.contains(&ODDS_API_KEY) { ", or enter it in the settings" } else { "" };
    Finding::warning(format!(
        "{name} has no secret: set {} or {}{elsewhere}",
        variables.join(" and "),
        files.join(" and "),
    ))
}
