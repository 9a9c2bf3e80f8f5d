//! The table of venues in the README is that of the registry. `MONPS_BLESS=1` writes it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use monps_adapters::registry::Registry;
use monps_core::adapter::{Adapter, Capability, Context, Manifest, Scope, Task};

use crate::support::now;

const BEGINS: &str = "<!-- venues: written by a test from the registry -->\n";
const ENDS: &str = "<!-- /venues -->";

/// The columns, in their order.
const CAPABILITIES: [Capability; 6] = Capability::ALL;

fn table() -> String {
    let head: Vec<&str> = CAPABILITIES.iter().map(|capability| capability.as_str()).collect();
    let mut table = format!("| source | adapter | {} | calls | status |\n", head.join(" | "));
    table.push_str(&format!("|---|---|{}---|---|\n", ":-:|".repeat(CAPABILITIES.len())));
    for adapter in Registry::builtin().iter() {
        let manifest = adapter.manifest();
        let can = |capability: &Capability| if manifest.can(*capability) { "✓" } else { "" };
        let cells: Vec<&str> = CAPABILITIES.iter().map(can).collect();
        table.push_str(&format!(
            "| {} | `{}` | {} | {} | {} |\n",
            manifest.name,
            manifest.id,
            cells.join(" | "),
            calls(adapter.as_ref()),
            status(manifest)
        ));
    }
    table
}

/// What the source counts, else how often it is asked at most.
fn calls(adapter: &dyn Adapter) -> String {
    let manifest = adapter.manifest();
    if let Some(rule) = &manifest.quota {
        return format!("{} {} a {}", rule.default_budget, rule.unit, rule.period);
    }
    // The slowest of its kinds of call is what a poll waits for.
    let limits = manifest.endpoints.iter().map(|endpoint| endpoint.limit);
    let Some(limit) = limits.min_by_key(|limit| limit.per_minute) else {
        return "none".to_owned();
    };
    // A call takes as many tokens as it weighs.
    let context = Context::new(now(), 0, BTreeMap::new());
    let begun = adapter.start(&context, &Task::odds(Scope::default()));
    let requests = begun.map(|(_, step)| step.next.requests).unwrap_or_default();
    let weight = requests.iter().map(|request| request.weight).max().unwrap_or(1).max(1);
    let at_once = limit.burst / weight;
    let then = if limit.per_minute >= weight {
        format!("{} a minute", limit.per_minute / weight)
    } else {
        format!("one in {} minutes", weight.div_ceil(limit.per_minute.max(1)))
    };
    if at_once > 1 && at_once > limit.per_minute / weight {
        format!("{at_once} at once, then {then}")
    } else {
        then
    }
}

/// What has to be given before it works.
fn status(manifest: &Manifest) -> String {
    let required: Vec<String> = manifest
        .config
        .iter()
        .filter(|key| key.required)
        .map(|key| format!("`{}`", key.key))
        .collect();
    if !required.is_empty() {
        return format!("off until {} is configured", required.join(", "));
    }
    let variables: Vec<String> = manifest
        .missing(&|_| false)
        .iter()
        .map(|name| format!("`{}`", name.to_uppercase()))
        .collect();
    if variables.is_empty() {
        "works as it is".to_owned()
    } else {
        format!("with {}", variables.join(" and "))
    }
}

#[test]
fn the_table_of_the_readme_is_that_of_the_registry() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    // A package on its own has no such file beside it.
    let Ok(readme) = std::fs::read_to_string(&path) else {
        eprintln!("not run: there is no {}", path.display());
        return;
    };
    let (before, rest) = readme.split_once(BEGINS).expect("the README has a place for the venues");
    let (stands, after) = rest.split_once(ENDS).expect("the place for the venues ends");
    let table = table();
    if std::env::var_os("MONPS_BLESS").is_some() {
        std::fs::write(&path, format!("{before}{BEGINS}{table}{ENDS}{after}")).unwrap();
        return;
    }
    assert_eq!(stands, table, "MONPS_BLESS=1 writes the table of the registry into the README");
}
