//! Every limit of the edge, by name.

use std::time::Duration;

/// What one client, and all clients together, may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdgeLimits {
    /// Connections open at once. At the limit, the one that has waited longest without a request
    /// makes room.
    pub connections_max: usize,
    /// Connections open at once from one address.
    pub connections_per_address_max: usize,
    /// The same for a loopback address, behind which a reverse proxy brings everybody.
    pub connections_per_loopback_max: usize,
    /// The longest that a request head may take, counted from the connection's opening or from the
    /// last answer: also how long an idle connection is kept.
    pub head_timeout: Duration,
    /// The largest request head (request line and headers), in bytes; at least 8,192.
    pub head_bytes_max: usize,
    /// The most headers of a request.
    pub headers_max: usize,
    /// The longest that a client may leave an answer unread before its connection is closed.
    pub write_stall_timeout: Duration,
    /// How long a refused body is still read (and thrown away), so that the refusal arrives.
    pub linger_timeout: Duration,
    /// How long open requests may take to end once the server shuts down.
    pub drain_timeout: Duration,
    /// The largest request body, in bytes.
    pub body_bytes_max: u64,
    /// The bytes of all bodies held at once; a body beyond is told to come back.
    pub bodies_bytes_max: usize,
    /// The longest pause in a body; time that its rate has not earned counts as pause.
    pub body_grace: Duration,
    /// The slowest that a body may come, in bytes a second.
    pub body_rate_min: u64,
    /// The longest that a body may take to arrive, and again a handler to begin its answer.
    pub request_timeout: Duration,
    /// Requests being handled at once; more are told to come back.
    pub requests_max: usize,
    /// Paths that are answered even then: a busy server is alive.
    pub ungated_paths: Vec<String>,
    /// Paths with limits of their own.
    pub paths: Vec<PathLimits>,
}

/// Other limits for the paths under a prefix, such as an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathLimits {
    /// The prefix, in whole segments: `/import` covers `/import/bets`, not `/imports`.
    pub prefix: String,
    /// The largest request body, in bytes.
    pub body_bytes_max: u64,
    /// The longest that a body may take to arrive, and again a handler to begin its answer.
    pub request_timeout: Duration,
}

impl PathLimits {
    /// The limits of an import: 10 MiB, two minutes.
    #[must_use]
    pub fn import(prefix: impl Into<String>) -> Self {
        Self {
            prefix: prefix.into(),
            body_bytes_max: 10 * 1024 * 1024,
            request_timeout: Duration::from_secs(120),
        }
    }

    fn covers(&self, path: &str) -> bool {
        path.strip_prefix(self.prefix.trim_end_matches('/'))
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl Default for EdgeLimits {
    fn default() -> Self {
        Self {
            connections_max: 512,
            connections_per_address_max: 64,
            connections_per_loopback_max: 512,
            head_timeout: Duration::from_secs(10),
            head_bytes_max: 32 * 1024,
            headers_max: 100,
            write_stall_timeout: Duration::from_secs(30),
            linger_timeout: Duration::from_secs(2),
            drain_timeout: Duration::from_secs(10),
            body_bytes_max: 1024 * 1024,
            bodies_bytes_max: 128 * 1024 * 1024,
            body_grace: Duration::from_secs(5),
            body_rate_min: 1000,
            request_timeout: Duration::from_secs(30),
            requests_max: 256,
            ungated_paths: vec!["/livez".to_owned(), "/healthz".to_owned()],
            // A plugin travels in base64, and bets as the text of a file.
            paths: vec![PathLimits::import("/plugins"), PathLimits::import("/bets/import")],
        }
    }
}

impl EdgeLimits {
    /// The largest body for a path.
    #[must_use]
    pub fn body_bytes_max(&self, path: &str) -> u64 {
        self.of(path).map_or(self.body_bytes_max, |limits| limits.body_bytes_max)
    }

    /// The longest wait for a handler of a path.
    #[must_use]
    pub fn request_timeout(&self, path: &str) -> Duration {
        self.of(path).map_or(self.request_timeout, |limits| limits.request_timeout)
    }

    /// The limits of the longest prefix that covers a path.
    fn of(&self, path: &str) -> Option<&PathLimits> {
        self.paths
            .iter()
            .filter(|limits| limits.covers(path))
            .max_by_key(|limits| limits.prefix.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_prefix_of_whole_segments_decides() {
        let narrow = PathLimits { body_bytes_max: 7, ..PathLimits::import("/import/small/") };
        let limits = EdgeLimits {
            paths: vec![PathLimits::import("/import"), narrow],
            ..EdgeLimits::default()
        };
        assert_eq!(limits.body_bytes_max("/import"), 10 << 20);
        assert_eq!(limits.body_bytes_max("/import/bets"), 10 << 20);
        assert_eq!(limits.body_bytes_max("/import/small/x"), 7);
        assert_eq!(limits.body_bytes_max("/imports"), 1 << 20);
        assert_eq!(limits.request_timeout("/imports"), Duration::from_secs(30));
    }
}
