//! `monps serve`: the server.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::process::ExitCode;

use clap::Args;
use monps_adapters::registry::Registry;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::CommandError;
use crate::clock::Clock;
use crate::config::{Config, Flags, Role};
use crate::logging;
use crate::serve::{Server, Sockets};

/// Collects, detects, and serves the API and the dashboard.
///
/// Without any configuration: on an embedded database, with a simulated market as its feed. With
/// `THE_ODDS_API_KEY` in the environment: with the odds of The Odds API instead.
///
/// Several processes may share the work on one database. `api` answers requests; `collector` polls
/// the feeds, each of which one collector has at a time; `worker` detects and settles, each its part
/// of the events. With a Redis (`redis.url`) they hear of one another at once and take over from one
/// that died within 15 seconds; without, they meet in the database every few seconds.
#[derive(Args, Debug)]
pub struct Serve {
    /// What this process does, where several work on one database.
    #[arg(long, value_enum, value_name = "ROLE")]
    role: Option<Role>,

    /// The address of the API; loopback, port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS")]
    api: Option<SocketAddr>,

    /// The address of the dashboard; loopback, port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS")]
    dashboard: Option<SocketAddr>,
}

impl Serve {
    /// The flags that stand for keys of the configuration.
    pub(super) fn flags(&self, flags: Flags) -> Flags {
        let text = |address: Option<SocketAddr>| address.map(|address| address.to_string());
        flags
            .set("--role", "server.role", self.role.map(Role::as_str))
            .set("--api", "server.api", text(self.api))
            .set("--dashboard", "server.dashboard", text(self.dashboard))
    }

    pub(super) async fn run(&self, config: &Config) -> Result<ExitCode, CommandError> {
        logging::begin(&config.log);
        // The ports first: two servers on one database would be found out only later.
        let role = config.server.role;
        let sockets = if role.serves() {
            Sockets::open(config.server.api, config.server.dashboard).await?
        } else {
            Sockets::open_api(config.server.api).await?
        };
        let (api, dashboard) = sockets.addresses()?;
        let stop = stop_on_signals()?;
        let server = Server::open(config, &Registry::builtin(), Clock::system()).await?;
        greet(role, api, dashboard);
        server.run(sockets, stop).await?;
        tracing::info!("stopped");
        Ok(ExitCode::SUCCESS)
    }
}

/// Where to find what. Nobody has to be there to read it.
fn greet(role: Role, api: SocketAddr, dashboard: Option<SocketAddr>) {
    let version = env!("CARGO_PKG_VERSION");
    let greeting = match dashboard {
        Some(dashboard) => format!(
            "Mon_PS {version} is running.\n  dashboard      http://{dashboard}/\n  API            \
             http://{api}/\n  documentation  http://{api}/docs\nCtrl-C stops it.\n"
        ),
        None => format!(
            "Mon_PS {version} is running as {}.\n  health         http://{api}/readyz\n  metrics        \
             http://{api}/metrics\nCtrl-C stops it.\n",
            role.as_str()
        ),
    };
    let _ = io::stdout().lock().write_all(greeting.as_bytes());
}

/// Cancelled by SIGTERM or SIGINT; a second signal ends the process at once.
pub(super) fn stop_on_signals() -> Result<CancellationToken, CommandError> {
    let (mut terminate, mut interrupt) =
        (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let stop = CancellationToken::new();
    let told = stop.clone();
    tokio::spawn(async move {
        for is_second in [false, true] {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            if is_second {
                std::process::exit(1);
            }
            tracing::info!("stopping: what is open is finished first");
            told.cancel();
        }
    });
    Ok(stop)
}
