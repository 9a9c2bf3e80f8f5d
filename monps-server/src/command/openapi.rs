//! `monps openapi`: the OpenAPI document, without a server.

use std::process::ExitCode;

use clap::Args;
use monps_adapters::registry::Registry;

use super::CommandError;
use super::say;
use crate::clock::Clock;
use crate::config::Config;
use crate::serve::Server;

/// Prints the OpenAPI document of the API.
#[derive(Args, Debug)]
pub struct OpenApi {
    /// As JSON instead of YAML.
    #[arg(long)]
    json: bool,
}

impl OpenApi {
    pub(super) async fn run(&self) -> Result<ExitCode, CommandError> {
        // The document is of the code, not of anybody's data.
        let folder = tempfile::tempdir()?;
        let mut config = Config::default();
        config.data.dir = folder.path().to_owned();
        config.collect.enabled = false;
        let server = Server::open(&config, &Registry::builtin(), Clock::system()).await?;
        if self.json {
            say::line(format_args!("{:#}", server.served.document));
        } else {
            say::line(server.served.yaml()?.trim_end());
        }
        server.platform.close().await;
        Ok(ExitCode::SUCCESS)
    }
}
