//! What the driver knows of credentials: secrets, sessions, and how to keep both out of sight.

use std::sync::{Arc, PoisonError};

use monps_core::adapter::{AuthRecipe, Login, Manifest};

use super::Driver;
use super::fetch::Surroundings;
use super::redact::Redactor;
use super::seal::Filled;
use super::secret::Secret;
use super::session::{self, Captured, LoginFailed};
use crate::error::DriveError;

/// The filled parts of a recipe, and the captured slots among them with the serial of what was in them.
pub(super) type Credentials = (Vec<Filled>, Vec<(String, u64)>);

impl Driver {
    /// How often the secrets were changed.
    pub(super) fn secrets_version(&self) -> u64 {
        self.secrets.read().unwrap_or_else(PoisonError::into_inner).version
    }

    /// What finds every secret and session there is.
    pub(super) fn redactor(&self) -> Arc<Redactor> {
        Arc::clone(&self.redactor.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Text without any secret.
    pub(super) fn blanked_text(&self, mut text: String) -> String {
        self.redactor().text(&mut text);
        text
    }

    /// Looks for all secrets and sessions there are from now on.
    pub(super) fn look_for_secrets(&self) {
        let secrets = self.secrets();
        let sessions = self.sessions.values();
        let redactor = Redactor::of(secrets.iter().chain(&sessions));
        *self.redactor.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(redactor);
    }

    /// Remembers captured values, so that they are blanked from now on.
    pub(super) fn remember(&self, adapter: &str, captured: &[Captured]) {
        if captured.is_empty() {
            return;
        }
        for captured in captured {
            self.sessions.remember(adapter, captured);
        }
        self.look_for_secrets();
    }

    /// Whether nothing reaches the network.
    pub(super) fn replays(&self) -> bool {
        self.transport.replays()
    }

    /// The first way to fill a slot whose secrets are all there.
    pub(super) fn way_to_log_in<'a>(
        &self,
        manifest: &'a Manifest,
        slot: &str,
    ) -> Option<&'a Login> {
        let secrets = self.secrets();
        let can = |login: &&Login| {
            let recipe = manifest.login_recipe(login).and_then(|name| manifest.recipe(name));
            let mut slots = recipe.into_iter().flat_map(AuthRecipe::slots);
            slots.all(|slot| manifest.is_captured(slot) || secrets.get(slot).is_some())
        };
        manifest.logins.iter().filter(|login| login.slot == slot).find(can)
    }

    /// Fills a recipe, logging in where a session is needed and there is none. In a replay nobody is
    /// logged in, and what a login would have filled stays empty.
    pub(super) async fn fill(
        &self,
        around: &Surroundings<'_>,
        recipe: &AuthRecipe,
    ) -> Result<Credentials, LoginFailed> {
        let (mut filled, mut carried) = (Vec::new(), Vec::new());
        for part in &recipe.parts {
            let mut values: Vec<Secret> = Vec::new();
            for slot in part.slots() {
                if !around.manifest.is_captured(slot) {
                    let secret = self.secrets().get(slot).cloned();
                    values.push(secret.ok_or_else(|| missing(around.manifest, slot))?);
                } else if !self.replays() {
                    let live = session::live(around, slot).await?;
                    carried.push((slot.to_owned(), live.serial));
                    values.push(live.value);
                }
            }
            filled.push(Filled { part: part.clone(), values });
        }
        Ok((filled, carried))
    }
}

fn missing(manifest: &Manifest, slot: &str) -> LoginFailed {
    let (adapter, secret) = (manifest.id.to_string(), slot.to_owned());
    LoginFailed::Unprepared(DriveError::MissingSecret { adapter, secret })
}
