//! From what an adapter wants to what can be sent: endpoint, address, secret.

use monps_core::adapter::{Adapter, Endpoint, Request};
use url::Url;

use super::transport::{Prepared, is_loopback};
use super::{Driver, RunOptions};
use crate::error::DriveError;

/// A request ready to go, with its endpoint.
#[derive(Debug)]
pub(super) struct Ready<'a> {
    pub(super) endpoint: &'a Endpoint,
    pub(super) base: Url,
    pub(super) prepared: Prepared,
}

/// Finds the endpoint, joins the address, and fetches the secret if it may go there.
pub(super) fn prepare<'a>(
    driver: &Driver,
    adapter: &'a dyn Adapter,
    options: &RunOptions,
    request: &Request,
) -> Result<Ready<'a>, DriveError> {
    let manifest = adapter.manifest();
    let endpoint =
        manifest.endpoint(&request.endpoint).ok_or_else(|| DriveError::UnknownEndpoint {
            adapter: manifest.id.to_string(),
            endpoint: request.endpoint.to_string(),
        })?;
    let unusable = |reason| DriveError::BadEndpoint {
        adapter: manifest.id.to_string(),
        endpoint: endpoint.name.to_string(),
        reason,
    };
    let configured = options.base_urls.get(endpoint.name.as_ref()).map(String::as_str);
    let base = Url::parse(configured.unwrap_or(&endpoint.base_url))
        .ok()
        .filter(Url::has_host)
        .ok_or_else(|| unusable("is not an address: write it like https://api.example"))?;
    let mut prepared = Prepared::new(&base, request).map_err(unusable)?;
    let named = request.auth.as_deref().or(endpoint.auth.as_deref());
    let Some(named) = named else {
        return Ok(Ready { endpoint, base, prepared });
    };
    if !endpoint.methods.contains(&request.method) {
        return Err(unusable("does not list the method of the request: correct the adapter"));
    }
    let recipe = manifest
        .recipe(named)
        .filter(|recipe| recipe.endpoints.contains(&endpoint.name))
        .ok_or_else(|| {
            unusable("is not one that the auth recipe may go to: correct the adapter")
        })?;
    if !may_be_trusted(&base, &manifest.endpoints) {
        return Err(unusable(
            "is on a host that the manifest does not list: the secret is not sent there; remove the other address",
        ));
    }
    let secrets = driver.secrets();
    for part in &recipe.parts {
        for slot in part.slots() {
            let secret = secrets.get(slot).ok_or_else(|| DriveError::MissingSecret {
                adapter: manifest.id.to_string(),
                secret: slot.to_owned(),
            })?;
            prepared.auth.push((part.clone(), secret.clone()));
        }
    }
    Ok(Ready { endpoint, base, prepared })
}

/// A host of the manifest over TLS, or this very machine.
fn may_be_trusted(base: &Url, endpoints: &[Endpoint]) -> bool {
    let listed = endpoints.iter().any(|endpoint| {
        Url::parse(&endpoint.base_url).is_ok_and(|listed| listed.host_str() == base.host_str())
    });
    is_loopback(base) || (listed && base.scheme() == "https")
}
