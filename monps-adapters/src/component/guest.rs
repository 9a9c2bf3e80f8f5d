//! What the host keeps for one instance: its limits and its log.

use super::bindings::monps::adapter::log::Host as Log;
use super::limits::{Guard, Limits};

/// The state of an instance's store.
#[derive(Debug)]
pub(super) struct Guest {
    plugin: String,
    limits: Limits,
    pub(super) guard: Guard,
    pub(super) log_lines: u32,
    pub(super) log_dropped: u32,
    /// The last line logged as an error: a panic says there what it was about.
    pub(super) last_error: Option<String>,
}

impl Guest {
    pub(super) fn new(plugin: &str, limits: Limits) -> Self {
        Self {
            plugin: plugin.to_owned(),
            limits,
            guard: Guard::new(limits),
            log_lines: 0,
            log_dropped: 0,
            last_error: None,
        }
    }
}

impl Log for Guest {
    fn write(&mut self, level: String, message: String) {
        let message = printable(&message, self.limits.log_line_bytes_max);
        if level == "error" {
            self.last_error = Some(message.clone());
        }
        if self.log_lines >= self.limits.log_lines_max {
            self.log_dropped = self.log_dropped.saturating_add(1);
            return;
        }
        self.log_lines += 1;
        let plugin = &*self.plugin;
        match level.as_str() {
            "error" => tracing::error!(plugin, "{message}"),
            "warn" => tracing::warn!(plugin, "{message}"),
            "info" => tracing::info!(plugin, "{message}"),
            _ => tracing::debug!(plugin, "{message}"),
        }
    }
}

/// A text cut to size, with a space for whatever could steer a terminal.
pub(super) fn printable(text: &str, bytes_max: usize) -> String {
    let mut end = text.len().min(bytes_max);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].chars().map(|c| if is_steering(c) { ' ' } else { c }).collect()
}

/// Control characters, and those that turn the direction of writing.
pub(super) fn is_steering(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_cannot_flood_nor_steer() {
        let limits = Limits { log_lines_max: 2, log_line_bytes_max: 5, ..Limits::CUSTOMARY };
        let mut guest = Guest::new("x", limits);
        for _ in 0..10 {
            guest.write("error".to_owned(), "\u{1b}[2Jé overlong".to_owned());
        }
        assert_eq!((guest.log_lines, guest.log_dropped), (2, 8));
        assert_eq!(guest.last_error.as_deref(), Some(" [2J"), "cut between characters");
    }
}
