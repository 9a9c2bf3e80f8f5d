//! The company of a configured process, and how Redis is as a part of health.

use async_trait::async_trait;
use sha2::{Digest, Sha256};

use super::server::ServeError;
use crate::app::settings::BankrollInitial;
use crate::app::settings::KnownSetting;
use crate::cache::{CacheError, Shared};
use crate::clock::Clock;
use crate::company::Company;
use crate::config::Config;
use crate::health::{HealthSource, PartState};
use crate::store::Store;

/// Characters of an installation's id.
const ID_CHARS: usize = 16;

/// The company of a process: with a Redis, everybody who shares it.
pub(super) async fn company(
    config: &Config,
    store: &dyn Store,
    clock: &Clock,
) -> Result<Company, ServeError> {
    let password = config.secrets.redis_password.clone();
    let options = config.redis.options(password, installation(store).await?);
    let shared = match options {
        Some(options) => Shared::in_redis(&options, clock.clone()).await?,
        None => Shared::in_process(),
    };
    Ok(Company::new(config.server.role, shared))
}

/// What tells the database of an installation from all others, and goes with it wherever it is copied:
/// the instant at which its settings were made.
async fn installation(store: &dyn Store) -> Result<String, ServeError> {
    let first = store.setting(BankrollInitial::KEY).await?;
    let made_at = first.map(|setting| setting.created_at.timestamp_millis()).unwrap_or_default();
    let digest = Sha256::digest(format!("monps installation {made_at}"));
    let id: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(id.chars().take(ID_CHARS).collect())
}

/// Redis as a part of health: away, everything goes on in each process by itself.
#[derive(Debug)]
pub(super) struct RedisHealth(pub(super) Shared);

#[async_trait]
impl HealthSource for RedisHealth {
    fn part(&self) -> &'static str {
        "redis"
    }

    async fn check(&self) -> PartState {
        match self.0.away() {
            None => PartState::Ok,
            Some(CacheError::Away { since, reason }) => {
                PartState::Degraded(format!("away since {}: {reason}", since.to_rfc3339()))
            }
            Some(error) => PartState::Degraded(error.to_string()),
        }
    }
}
