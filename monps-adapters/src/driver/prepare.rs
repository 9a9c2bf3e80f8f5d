//! From what an adapter wants to what can be sent: endpoint, address, recipe, and whether secrets may
//! go there.

use monps_core::adapter::{AuthRecipe, Endpoint, Manifest, Request, Text};
use url::Url;

use super::transport::{Prepared, is_loopback};
use super::{Driver, RunOptions};
use crate::error::DriveError;

/// A request ready to go but for its secrets.
#[derive(Debug)]
pub(super) struct Ready<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) base: Url,
    pub(super) recipe: Option<&'a AuthRecipe>,
    pub(super) prepared: Prepared,
}

/// An endpoint with the address it has now, and the recipe to be used there.
pub(super) struct Place<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) base: Url,
    pub(super) recipe: Option<&'a AuthRecipe>,
}

/// Finds the endpoint, joins the address, and checks that the secrets are there and may go there.
pub(super) fn prepare<'a>(
    driver: &Driver,
    manifest: &'a Manifest,
    options: &RunOptions,
    may_trade: bool,
    request: &Request,
) -> Result<Ready<'a>, DriveError> {
    let named = request.auth.as_deref();
    let place = place(driver, manifest, options, &request.endpoint, named)?;
    let Place { endpoint, base, recipe } = place;
    let unusable = |reason| bad(manifest, endpoint, reason);
    if endpoint.trade && !may_trade {
        return Err(unusable("moves money: only a gateway may ask it, through a command"));
    }
    if !endpoint.methods.contains(&request.method) {
        return Err(unusable("does not list the method of the request: correct the adapter"));
    }
    let prepared = Prepared::new(&base, request).map_err(unusable)?;
    Ok(Ready { endpoint, base, recipe, prepared })
}

/// Where requests and streams of an endpoint go, and by which recipe.
pub(super) fn place<'a>(
    driver: &Driver,
    manifest: &'a Manifest,
    options: &RunOptions,
    endpoint: &Text,
    recipe: Option<&str>,
) -> Result<Place<'a>, DriveError> {
    let found = manifest.endpoint(endpoint).ok_or_else(|| DriveError::UnknownEndpoint {
        adapter: manifest.id.to_string(),
        endpoint: endpoint.to_string(),
    })?;
    let unusable = |reason| bad(manifest, found, reason);
    let configured = options.base_urls.get(found.name.as_ref()).map(String::as_str);
    let base = Url::parse(configured.unwrap_or(&found.base_url))
        .ok()
        .filter(Url::has_host)
        .ok_or_else(|| unusable("is not an address: write it like https://api.example"))?;
    let Some(named) = recipe.or(found.auth.as_deref()) else {
        return Ok(Place { endpoint: found, base, recipe: None });
    };
    let recipe = manifest
        .recipe(named)
        .filter(|recipe| recipe.endpoints.contains(&found.name))
        .ok_or_else(|| unusable("is none that the auth recipe may go to: correct the adapter"))?;
    if !may_be_trusted(&base, &manifest.endpoints) {
        return Err(unusable(
            "is on a host that the manifest does not list: the secret is not sent there; remove the other address",
        ));
    }
    check_secrets(driver, manifest, recipe)?;
    Ok(Place { endpoint: found, base, recipe: Some(recipe) })
}

/// What is missing is said before anything is sent.
fn check_secrets(
    driver: &Driver,
    manifest: &Manifest,
    recipe: &AuthRecipe,
) -> Result<(), DriveError> {
    let secrets = driver.secrets();
    let has = |name: &str| secrets.get(name).is_some();
    for slot in recipe.slots() {
        let missing = if !manifest.is_captured(slot) {
            (!has(slot)).then_some(slot)
        } else if manifest.logins.iter().any(|login| login.slot == slot)
            && !driver.replays()
            && driver.way_to_log_in(manifest, slot).is_none()
        {
            let of_login = |name: &&&str| !has(name) && !manifest.is_captured(name);
            manifest.missing(&has).iter().find(of_login).copied().or(Some(slot))
        } else {
            None
        };
        if let Some(secret) = missing {
            let (adapter, secret) = (manifest.id.to_string(), secret.to_owned());
            return Err(DriveError::MissingSecret { adapter, secret });
        }
    }
    Ok(())
}

fn bad(manifest: &Manifest, endpoint: &Endpoint, reason: &'static str) -> DriveError {
    DriveError::BadEndpoint {
        adapter: manifest.id.to_string(),
        endpoint: endpoint.name.to_string(),
        reason,
    }
}

/// A host of the manifest over TLS, or this very machine.
fn may_be_trusted(base: &Url, endpoints: &[Endpoint]) -> bool {
    let listed = endpoints.iter().any(|endpoint| {
        Url::parse(&endpoint.base_url).is_ok_and(|listed| listed.host_str() == base.host_str())
    });
    is_loopback(base) || (listed && matches!(base.scheme(), "https" | "wss" | "tls"))
}
