//! What `monps check` says of Redis.

use super::Finding;
use crate::cache::{CacheError, Mark, Redis};
use crate::config::Config;

pub(super) async fn look(config: &Config) -> Vec<Finding> {
    let role = config.server.role;
    let password = config.secrets.redis_password.clone();
    let Some(options) = config.redis.options(password, String::new()) else {
        return vec![Finding::good(format!(
            "none is configured: what processes share is kept in this one, whose role is {}",
            role.as_str()
        ))];
    };
    let place = format!("the keys under {}: there", options.prefix);
    vec![match Redis::look(&options).await {
        Ok(Mark::Nothing) => Finding::good(format!("it answers; {place} are none yet")),
        Ok(Mark::Installation(id)) => {
            Finding::good(format!("it answers; {place} are those of the installation {id}"))
        }
        Ok(Mark::Strange) => Finding::blocking(format!(
            "it answers; {place} are not ours: set another redis.prefix, or name another Redis"
        )),
        Err(error @ CacheError::Away { .. }) => {
            Finding::warning(format!("{error}; the server would start without it"))
        }
        Err(error) => Finding::blocking(error.to_string()),
    }]
}
