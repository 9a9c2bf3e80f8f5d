//! From what a description says of itself to a manifest.

use monps_core::adapter::{
    AuthPart, AuthRecipe, Capability, ConfigKey, Endpoint, Manifest, ManifestVenue, QuotaRule,
    RateLimit,
};
use monps_core::odds::{Charge, Commission};

use super::describe::{
    Ability, AuthSpec, ConfigKeySpec, ConfigKind, Description, ManifestSpec, VenueSpec,
};

/// The manifest of a description.
pub(super) fn manifest(spec: &ManifestSpec, description: &Description) -> Manifest {
    let can = [
        (Capability::Odds, description.odds.is_some()),
        (Capability::Results, description.results.is_some()),
    ];
    let mut manifest = Manifest {
        summary: spec.summary.clone().into(),
        capabilities: can.into_iter().filter(|(_, can)| *can).map(|(what, _)| what).collect(),
        venues: venues(spec),
        config: spec.config.iter().map(|key| config_key(key, description)).collect(),
        quota: spec.quota.as_ref().map(|quota| {
            QuotaRule::new(quota.unit.clone(), quota.budget, quota.period.clone())
                .told_in(quota.remaining_header.clone(), quota.cost_header.clone())
        }),
        fresh_for_s: spec.fresh_for_s,
        ..Manifest::new(spec.id.clone(), spec.name.clone(), spec.version.clone())
    };
    for endpoint in &spec.endpoints {
        let name = endpoint.name.clone();
        let limit = RateLimit {
            burst: endpoint.burst,
            per_minute: endpoint.per_minute,
            concurrent: endpoint.concurrent,
        };
        let open = Endpoint::new(name.clone(), endpoint.base.clone()).limited(limit);
        let part = match endpoint.auth.clone() {
            AuthSpec::None => None,
            AuthSpec::Query { parameter, secret } => Some(AuthPart::query_key(parameter, secret)),
            AuthSpec::Header { header, secret } => Some(AuthPart::header_key(header, secret)),
        };
        manifest.endpoints.push(match part {
            None => open,
            Some(part) => {
                manifest.auth.push(AuthRecipe::new(name.clone(), name.clone(), part));
                open.proving(name)
            }
        });
    }
    manifest
}

fn config_key(key: &ConfigKeySpec, description: &Description) -> ConfigKey {
    let takes = match &key.kind {
        ConfigKind::Text => String::new(),
        ConfigKind::Words => " (words with commas between)".to_owned(),
        ConfigKind::Number { least, most } => format!(" ({least} to {most})"),
        ConfigKind::OneOf(words) => format!(" ({})", words.join(", ")),
    };
    let known = ConfigKey::new(key.name.clone(), format!("{}{takes}", key.about));
    match &key.default {
        Some(default) if !default.is_empty() => known.with_default(default.clone()),
        _ => {
            // Without it nobody knows what to ask for.
            let lists = |ability: &Ability| ability.competitions.as_ref() == Some(&key.name);
            let abilities = [&description.odds, &description.results];
            let is_needed = abilities.into_iter().flatten().any(lists);
            if is_needed { known.required() } else { known }
        }
    }
}

/// A price that a fee was taken from already is charged nothing more.
fn venues(spec: &ManifestSpec) -> Vec<ManifestVenue> {
    let venue = |venue: &VenueSpec| {
        let commission = venue.commission.and_then(|rate| Commission::new(rate).ok());
        let charge = commission.map(Charge::NetMarket);
        let known = ManifestVenue::new(venue.key.clone(), venue.title.clone(), venue.kind);
        ManifestVenue { charge, ..known }
    };
    spec.venues.iter().map(venue).collect()
}
