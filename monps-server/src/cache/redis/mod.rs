//! What processes share, in Redis.
//!
//! One connection for commands and one for signals, kept open by a task in the background
//! (`keeper`). While they are not, every call says [`CacheError::Away`] at once instead of waiting;
//! what is done then is the caller's to know (see [`Shared`](super::Shared)). All keys begin with one
//! prefix, and one of them says whose they are (`owner`): the keys of somebody else are never touched.

mod answers;
mod budgets;
mod keeper;
mod leases;
mod link;
mod owner;
mod signals;
mod turns;

use std::sync::Arc;
use std::time::Duration;

use ::redis::{ConnectionAddr, ConnectionInfo, IntoConnectionInfo, ProtocolVersion};
use tokio::sync::oneshot;
use tokio::time::timeout;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::{CacheError, Memory};
use crate::clock::Clock;
use crate::secret::Secret;
use keeper::Keeper;
use link::Link;
pub use owner::Mark;
use signals::Outbox;

/// How long the first connection may take before the server starts without it.
const FIRST_TIMEOUT: Duration = Duration::from_secs(3);

/// Which Redis, and what of it is ours.
#[derive(Clone, Debug)]
pub struct RedisOptions {
    /// `redis://host:port/database` or `unix:///path`; no password in it.
    pub url: String,
    /// The password.
    pub password: Option<Secret>,
    /// What all keys begin with.
    pub prefix: String,
    /// The id of this installation: every process on one database has the same.
    pub installation: String,
}

impl RedisOptions {
    /// The address as the client wants it.
    ///
    /// # Errors
    /// [`CacheError::Address`] says what is wrong and what would be right.
    pub fn connection(&self) -> Result<ConnectionInfo, CacheError> {
        let refused = |reason: &str| CacheError::Address { reason: reason.to_owned() };
        let wanted = "redis://127.0.0.1:6379/0 or unix:///run/redis/redis.sock is wanted";
        let info = self.url.as_str().into_connection_info().map_err(|_| refused(wanted))?;
        match info.addr() {
            ConnectionAddr::Tcp(..) | ConnectionAddr::Unix(_) => {}
            _ => {
                let reason = "TLS is not spoken here: reach Redis over loopback, a private network \
                              or a tunnel";
                return Err(refused(reason));
            }
        }
        let settings = info.redis_settings();
        if settings.password().is_some() {
            let reason = "a password has no place in it: set MONPS_REDIS_PASSWORD or \
                          MONPS_REDIS_PASSWORD_FILE";
            return Err(refused(reason));
        }
        let mut settings = settings.clone().set_protocol(ProtocolVersion::RESP2);
        if let Some(password) = &self.password {
            settings = settings.set_password(password.expose());
        }
        Ok(info.set_redis_settings(settings))
    }
}

/// Everything shared, in Redis.
#[derive(Debug)]
pub struct Redis {
    link: Arc<Link>,
    outbox: Outbox,
    _keeper: DropGuard,
}

impl Redis {
    /// Connects, and keeps the connection from now on. A Redis that does not answer is no error: it
    /// is away until it does. Signals of other processes are passed on through `memory`.
    ///
    /// # Errors
    /// [`CacheError`] when the address cannot be used, the password is refused, or the keys there are
    /// somebody else's; nothing was changed then.
    pub async fn open(
        options: &RedisOptions,
        memory: Arc<Memory>,
        clock: Clock,
    ) -> Result<Self, CacheError> {
        let client = ::redis::Client::open(options.connection()?)
            .map_err(|error| CacheError::Address { reason: error.to_string() })?;
        let link = Arc::new(Link::new(&options.prefix, &options.installation, clock));
        let (outbox, waiting) = signals::outbox();
        let stop = CancellationToken::new();
        let (first, tried) = oneshot::channel();
        let keeper = Keeper { client, link: Arc::clone(&link), memory, waiting };
        tokio::spawn(keeper.run(stop.clone(), first));
        match timeout(FIRST_TIMEOUT, tried).await {
            Ok(Ok(Err(error))) if !error.is_retryable() => return Err(error),
            Ok(Ok(Err(error))) => tracing::warn!(%error, "starting without it"),
            Ok(Ok(Ok(()))) => {}
            Ok(Err(_)) | Err(_) => tracing::warn!("starting without Redis: no answer in time"),
        }
        Ok(Self { link, outbox, _keeper: stop.drop_guard() })
    }

    /// Looks once whose keys there are, and changes nothing.
    ///
    /// # Errors
    /// [`CacheError`] when it cannot be reached or used.
    pub async fn look(options: &RedisOptions) -> Result<Mark, CacheError> {
        let client = ::redis::Client::open(options.connection()?)
            .map_err(|error| CacheError::Address { reason: error.to_string() })?;
        let link = Link::new(&options.prefix, &options.installation, Clock::system());
        let looking = async {
            let mut connection = client.get_multiplexed_async_connection().await?;
            owner::look(&mut connection, &link).await
        };
        match timeout(FIRST_TIMEOUT, looking).await {
            Ok(Ok(mark)) => Ok(mark),
            Ok(Err(error)) => Err(keeper::judge(&link, &error)),
            Err(_) => Err(link.set_away("no answer in time")),
        }
    }

    /// Since when and why it is away; none while it is there.
    #[must_use]
    pub fn away(&self) -> Option<CacheError> {
        self.link.away()
    }

    /// Tells other processes; this one has been told.
    pub(super) fn tell_others(&self, heard: super::Heard) {
        self.outbox.put(heard);
    }
}
