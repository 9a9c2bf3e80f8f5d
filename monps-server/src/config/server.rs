//! Where the server listens, and to whom.

use std::net::{Ipv4Addr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::Role;
use super::error::Refusal;
use crate::edge::origin::{Origins, check_bind};

/// Where the server listens, and to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerConfig {
    /// What this process does: `all`, `api`, `collector` or `worker`.
    pub role: Role,
    /// The address of the API; loopback.
    pub api: SocketAddr,
    /// The address of the dashboard; loopback.
    pub dashboard: SocketAddr,
    /// Names, besides those of loopback, that a reverse proxy serves this server under.
    pub allowed_hosts: Vec<String>,
    /// Origins, besides this server's own, whose pages may use the API.
    pub allowed_origins: Vec<String>,
}

impl ServerConfig {
    pub(super) fn check(&self) -> Result<(), Refusal> {
        for (key, address) in [("server.api", self.api), ("server.dashboard", self.dashboard)] {
            check_bind(address).map_err(|error| Refusal::new(key, error))?;
        }
        if self.api == self.dashboard && self.api.port() != 0 {
            let reason = "is the address of the API too: one of the two needs another port";
            return Err(Refusal::new("server.dashboard", reason));
        }
        Origins::new(&self.allowed_hosts, &[])
            .map_err(|error| Refusal::new("server.allowed_hosts", error))?;
        Origins::new(&[], &self.allowed_origins)
            .map_err(|error| Refusal::new("server.allowed_origins", error))?;
        Ok(())
    }
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            role: Role::All,
            api: SocketAddr::from((Ipv4Addr::LOCALHOST, 8001)),
            dashboard: SocketAddr::from((Ipv4Addr::LOCALHOST, 3001)),
            allowed_hosts: Vec::new(),
            allowed_origins: Vec::new(),
        }
    }
}
