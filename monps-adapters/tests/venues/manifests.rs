//! What every built-in adapter declares: it fits together, its limits keep what the source documents,
//! and what it cannot do it refuses.

use monps_adapters::registry::Registry;
use monps_core::adapter::{Capability, Context, Scope, Task};
use monps_core::catalog::VenueKey;
use monps_core::error::adapter::FaultCode;

use crate::support::now;

#[test]
fn every_manifest_fits_together() {
    for adapter in Registry::builtin().iter() {
        let manifest = adapter.manifest();
        manifest.check().unwrap_or_else(|error| panic!("{}: {error}", manifest.id));
        assert!(!manifest.summary.is_empty() && !manifest.capabilities.is_empty());
        for venue in &manifest.venues {
            assert!(venue.key.parse::<VenueKey>().is_ok(), "{}", venue.key);
        }
        for endpoint in &manifest.endpoints {
            assert!(
                endpoint.base_url.starts_with("https://")
                    || endpoint.base_url.starts_with("tls://")
                    || endpoint.base_url.starts_with("wss://"),
                "{}",
                endpoint.base_url
            );
        }
    }
}

#[test]
fn what_an_adapter_cannot_do_it_refuses() {
    for adapter in Registry::builtin().iter() {
        let manifest = adapter.manifest();
        let context = Context::new(now(), 0, Default::default());
        for capability in [Capability::Odds, Capability::Results, Capability::Catalogue] {
            if manifest.can(capability) {
                continue;
            }
            let begun = adapter.start(&context, &Task::new(capability, Scope::default()));
            let Err(fault) = begun else {
                panic!("{} begins to bring {}", manifest.id, capability.as_str());
            };
            assert_eq!(fault.code, FaultCode::Unsupported, "{}: {fault}", manifest.id);
        }
    }
}

/// Calls that may be sent within any minute: a burst and what is refilled meanwhile.
fn calls_a_minute(adapter: &str, endpoint: &str) -> u32 {
    let registry = Registry::builtin();
    let limit = registry.find(adapter).unwrap().manifest().endpoint(endpoint).unwrap().limit;
    limit.burst + limit.per_minute
}

#[test]
fn documented_limits_are_kept() {
    // Ten a minute on the free plans.
    assert!(calls_a_minute("football-data-org", "api") <= 10);
    assert!(calls_a_minute("api-football", "api") <= 10);
    // An image a minute, a change in five seconds.
    assert!(calls_a_minute("ps3838", "odds") <= 2);
    assert!(calls_a_minute("ps3838", "odds-since") <= 13);
    let quota = Registry::builtin().find("api-football").unwrap().manifest().quota.clone().unwrap();
    assert_eq!((quota.default_budget, quota.period.as_ref()), (100, "day"));
}

#[test]
fn secrets_are_named() {
    let registry = Registry::builtin();
    let secrets = |id: &str| {
        let manifest = registry.find(id).unwrap().manifest();
        manifest.secrets().join(" ")
    };
    assert_eq!(secrets("api-football"), "api_football_key");
    assert_eq!(secrets("football-data-org"), "football_data_org_token");
    assert_eq!(secrets("parions-sport"), "");
    assert_eq!(secrets("ps3838"), "ps3838_password ps3838_user");
    assert_eq!(secrets("pinnacle"), "pinnacle_password pinnacle_user");
}
