//! Conversations recorded and played back, byte for byte.
//!
//! One compressed file a conversation, one JSON line an exchange: what the conversation asked, and
//! what it was handed after limits, cache and retries. So a replay is exactly what happened, without
//! the waits. Secrets are out before anything is written: addresses are kept as the adapter gave them
//! (it knows no secret), answers are blanked, cookies dropped.
//!
//! ```
//! use monps_adapters::driver::CassetteTransport;
//!
//! // Tests and examples can also play a body of their own.
//! let cassette = CassetteTransport::new("2024-10-13T13:41:00Z".parse()?)
//!     .answer("/v4/sports/soccer_epl/odds", 200, &[("x-requests-remaining", "498")], b"[]".to_vec());
//! assert_eq!(cassette.len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod format;
mod record;
mod replay;
mod stream;

pub(crate) use format::StreamLine;
pub(crate) use record::Recorder;
pub use replay::CassetteTransport;

/// The end of a recording's name.
pub const FILE_ENDING: &str = ".jsonl.gz";
