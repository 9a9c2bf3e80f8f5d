//! What was left out, with reasons, bounded.

use monps_core::adapter::Skipped;

/// Reasons kept one by one in a snapshot; the rest are counted.
const SKIPPED_MAX: usize = 1000;

/// Why something is left out.
pub(crate) type Reason = String;

/// What was left out of one answer.
#[derive(Debug, Default)]
pub(crate) struct Skips {
    kept: Vec<Skipped>,
    more: usize,
}

impl Skips {
    /// Leaves something out.
    pub(crate) fn push(&mut self, at: &str, reason: impl Into<String>) {
        if self.kept.len() < SKIPPED_MAX {
            let at = if at.is_empty() { "/" } else { at }.to_owned();
            self.kept.push(Skipped { at, reason: reason.into() });
        } else {
            self.more += 1;
        }
    }

    /// All of it.
    pub(crate) fn finish(mut self) -> Vec<Skipped> {
        if self.more > 0 {
            let reason = format!("and {} more", self.more);
            self.kept.push(Skipped { at: "/".to_owned(), reason });
        }
        self.kept
    }
}

impl From<Vec<Skipped>> for Skips {
    /// Beside what was left out already.
    fn from(kept: Vec<Skipped>) -> Self {
        Self { kept, more: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_kept_is_counted() {
        let mut skips = Skips::default();
        for _ in 0..SKIPPED_MAX + 5 {
            skips.push("", "why");
        }
        let all = skips.finish();
        assert_eq!((all.len(), all[0].at.as_str()), (SKIPPED_MAX + 1, "/"));
        assert_eq!(all[SKIPPED_MAX].reason, "and 5 more");
    }
}
