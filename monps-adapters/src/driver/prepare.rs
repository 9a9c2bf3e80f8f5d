//! From what an adapter wants to what can be sent: endpoint, address, secret.

use monps_core::adapter::{Adapter, AuthRecipe, Endpoint, Request};
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
        manifest.endpoint(request.endpoint).ok_or_else(|| DriveError::UnknownEndpoint {
            adapter: manifest.id.to_owned(),
            endpoint: request.endpoint.to_owned(),
        })?;
    let unusable = |reason| DriveError::BadEndpoint {
        adapter: manifest.id.to_owned(),
        endpoint: endpoint.name.to_owned(),
        reason,
    };
    let configured = options.base_urls.get(endpoint.name).map(String::as_str);
    let base = Url::parse(configured.unwrap_or(endpoint.base_url))
        .ok()
        .filter(Url::has_host)
        .ok_or_else(|| unusable("is not an address: write it like https://api.example"))?;
    let mut prepared = Prepared::new(&base, request).map_err(unusable)?;
    if let Some(name) = secret_name(endpoint.auth) {
        if !may_be_trusted(&base, manifest.endpoints) {
            return Err(unusable(
                "is on a host that the manifest does not list: the secret is not sent there; remove the other address",
            ));
        }
        let secrets = driver.secrets();
        let secret = secrets.get(name).ok_or_else(|| DriveError::MissingSecret {
            adapter: manifest.id.to_owned(),
            secret: name.to_owned(),
        })?;
        prepared.auth = Some((endpoint.auth, secret.clone()));
    }
    Ok(Ready { endpoint, base, prepared })
}

const fn secret_name(auth: AuthRecipe) -> Option<&'static str> {
    match auth {
        AuthRecipe::QueryKey { secret, .. } | AuthRecipe::HeaderKey { secret, .. } => Some(secret),
        _ => None,
    }
}

/// A host of the manifest over TLS, or this very machine.
fn may_be_trusted(base: &Url, endpoints: &[Endpoint]) -> bool {
    let listed = endpoints.iter().any(|endpoint| {
        Url::parse(endpoint.base_url).is_ok_and(|listed| listed.host_str() == base.host_str())
    });
    is_loopback(base) || (listed && base.scheme() == "https")
}
