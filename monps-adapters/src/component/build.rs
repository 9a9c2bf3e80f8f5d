//! From a core module to a component that carries its manifest.

use wit_component::ComponentEncoder;

use super::error::ComponentError;
use super::file::{PluginManifest, with_manifest};

/// Makes a component of a core module that was built with a kit (or takes a component as it is), and puts
/// the manifest in.
///
/// # Errors
/// [`ComponentError::Manifest`] as [`PluginManifest::read`], [`ComponentError::Contract`] when the module
/// was not built with a kit.
pub fn component(module: &[u8], manifest: &str) -> Result<Vec<u8>, ComponentError> {
    PluginManifest::read(manifest)?;
    match with_manifest(module, manifest) {
        Ok(component) => Ok(component),
        Err(ComponentError::NotAComponent { .. }) => {
            let encoded = ComponentEncoder::default()
                .validate(true)
                .module(module)
                .and_then(|mut encoder| encoder.encode());
            let encoded = encoded.map_err(|error| {
                ComponentError::contract(format!(
                    "no component can be made of the module ({error:#}): does it say `monps_plugin::export!`?"
                ))
            })?;
            with_manifest(&encoded, manifest)
        }
        Err(other) => Err(other),
    }
}
