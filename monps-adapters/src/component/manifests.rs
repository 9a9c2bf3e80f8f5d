//! Every manifest that a plugin had since the server began, the newest last.
//!
//! Whoever drives an adapter reads its manifest by reference and may keep it for a whole conversation;
//! so a newer one is put behind the older ones and takes nobody's away.

use std::sync::OnceLock;

use super::error::ComponentError;
use super::file::PluginManifest;

/// Manifests that are kept; later ones are taken where they change no more than name, version and summary.
const KEPT_MAX: usize = 256;

#[derive(Debug)]
pub(super) struct Manifests {
    declared: PluginManifest,
    next: OnceLock<Box<Self>>,
}

impl Manifests {
    pub(super) const fn new(declared: PluginManifest) -> Self {
        Self { declared, next: OnceLock::new() }
    }

    fn last(&self) -> (&Self, usize) {
        let (mut at, mut count) = (self, 1);
        while let Some(next) = at.next.get() {
            (at, count) = (next, count + 1);
        }
        (at, count)
    }

    pub(super) fn newest(&self) -> &PluginManifest {
        &self.last().0.declared
    }

    /// Whether the server can go on with another manifest in the place of the newest.
    pub(super) fn takes(&self, other: &PluginManifest) -> Result<(), ComponentError> {
        let (last, count) = self.last();
        let (mine, theirs) = (&last.declared.manifest, &other.manifest);
        let limit = |name: &str| theirs.endpoint(name).map(|endpoint| endpoint.limit);
        let same_limits = mine
            .endpoints
            .iter()
            .all(|endpoint| limit(&endpoint.name).is_none_or(|theirs| theirs == endpoint.limit));
        let changed = [
            ("its id", mine.id == theirs.id),
            ("its capabilities", mine.capabilities == theirs.capabilities),
            ("how it proves who asks", mine.auth == theirs.auth),
            ("its logins", mine.logins == theirs.logins && mine.captured == theirs.captured),
            ("its quota", mine.quota == theirs.quota),
            ("the limit of an endpoint", same_limits),
            ("its manifest so often", count < KEPT_MAX || is_like(&last.declared, other)),
        ];
        match changed.into_iter().find(|(_, same)| !same) {
            Some((what, _)) => Err(ComponentError::manifest(format!(
                "it changes {what}, which the server reads when it starts: restart the server to take it"
            ))),
            None => Ok(()),
        }
    }

    pub(super) fn push(&self, declared: PluginManifest) {
        let mut made = Box::new(Self::new(declared));
        loop {
            let (last, count) = self.last();
            if last.declared == made.declared || count >= KEPT_MAX {
                return;
            }
            match last.next.set(made) {
                Ok(()) => return,
                // Somebody else was first: behind theirs.
                Err(back) => made = back,
            }
        }
    }
}

/// Whether a manifest says the same but for name, version and summary.
fn is_like(mine: &PluginManifest, other: &PluginManifest) -> bool {
    let mut other = other.clone();
    other.manifest.name = mine.manifest.name.clone();
    other.manifest.version = mine.manifest.version.clone();
    other.manifest.summary = mine.manifest.summary.clone();
    other == *mine
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(version: usize, more: &str) -> PluginManifest {
        let text = format!(
            "id = \"book\"\nname = \"Book\"\nversion = \"1.0.{version}\"\napi = \"1.0\"\n\
             capabilities = [\"odds\"]\n{more}\n[[endpoint]]\nname = \"api\"\n\
             base_url = \"https://api.example\"\n"
        );
        PluginManifest::read(&text).unwrap()
    }

    #[test]
    fn an_older_manifest_stays_readable() {
        let manifests = Manifests::new(manifest(0, ""));
        let older = manifests.newest();
        manifests.push(manifest(1, "fresh_for_s = 7"));
        assert_eq!(
            (&*older.manifest.version, manifests.newest().manifest.fresh_for_s),
            ("1.0.0", 7)
        );
    }

    #[test]
    fn they_do_not_pile_up() {
        let manifests = Manifests::new(manifest(0, ""));
        for version in 0..2 * KEPT_MAX {
            manifests.takes(&manifest(version, "")).unwrap();
            manifests.push(manifest(version, ""));
        }
        assert_eq!(manifests.last().1, KEPT_MAX);
        let refused = manifests.takes(&manifest(0, "fresh_for_s = 7")).unwrap_err().to_string();
        assert!(refused.contains("its manifest so often"), "{refused}");
    }
}
