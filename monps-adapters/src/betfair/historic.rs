//! Historic files: the stream of one market as it was, compressed or plain.
//!
//! A file of historicdata.betfair.com holds the very messages of the stream, one a line, so that a
//! replay goes through the same parser and the same cache.
//!
//! ```
//! use monps_adapters::betfair::Historic;
//!
//! let file = br#"{"op":"mcm","clk":null,"pt":1576840503572,"mc":[{"id":"1.2","rc":[{"id":7,"ltp":1.99}]}]}"#;
//! let mut replay = Historic::new(&file[..]);
//! while replay.advance()? {}
//! assert_eq!((replay.messages(), replay.market_changes(), replay.runner_changes()), (1, 1, 1));
//! # Ok::<(), monps_adapters::error::HistoricError>(())
//! ```

use std::io::{self, BufRead, BufReader, Read};

use bzip2::bufread::MultiBzDecoder;
use monps_core::time::Timestamp;
use rust_decimal::Decimal;

use super::cache::MarketCache;
use super::wire::{Fixed, change};
use crate::error::HistoricError;

/// The longest line accepted, in bytes.
const LINE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// How a bzip2 file begins.
const BZIP2_MAGIC: &[u8] = b"BZh";

/// A replay of a historic file, message by message.
pub struct Historic<R: Read> {
    reader: Source<R>,
    line: Vec<u8>,
    cache: MarketCache,
    published_at: Option<Timestamp>,
    messages: u64,
    market_changes: u64,
    runner_changes: u64,
}

/// Plain or compressed, told by its first bytes.
enum Source<R: Read> {
    Unknown(Option<BufReader<R>>),
    Plain(BufReader<R>),
    Compressed(Box<BufReader<MultiBzDecoder<BufReader<R>>>>),
}

impl<R: Read> std::fmt::Debug for Historic<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Historic").field("messages", &self.messages).finish_non_exhaustive()
    }
}

impl<R: Read> Historic<R> {
    /// A replay from the beginning.
    pub fn new(reader: R) -> Self {
        Self {
            reader: Source::Unknown(Some(BufReader::with_capacity(64 * 1024, reader))),
            line: Vec::new(),
            cache: MarketCache::default(),
            published_at: None,
            messages: 0,
            market_changes: 0,
            runner_changes: 0,
        }
    }

    /// Applies the next message; false at the end of the file.
    ///
    /// # Errors
    /// [`HistoricError`] naming the line.
    pub fn advance(&mut self) -> Result<bool, HistoricError> {
        let number = self.messages + 1;
        loop {
            self.line.clear();
            let limit = u64::try_from(LINE_BYTES_MAX).unwrap_or(u64::MAX);
            let failed = |source| HistoricError::Io { line: number, source };
            let read = self.reader.line(limit, &mut self.line).map_err(failed)?;
            if read == 0 {
                return Ok(false);
            }
            if !self.line.ends_with(b"\n") && self.line.len() >= LINE_BYTES_MAX {
                return Err(HistoricError::TooLong { line: number, bytes_max: LINE_BYTES_MAX });
            }
            if !self.line.trim_ascii().is_empty() {
                break;
            }
        }
        let message = change(&self.line)
            .map_err(|source| HistoricError::Malformed { line: number, source })?;
        self.messages = number;
        self.published_at = message.pt.and_then(Timestamp::from_timestamp_millis);
        for change in &message.mc {
            self.market_changes += 1;
            self.runner_changes += change.rc.len() as u64;
        }
        self.cache.apply(&message, &mut Vec::new());
        Ok(true)
    }

    /// When Betfair published the last message.
    #[must_use]
    pub const fn published_at(&self) -> Option<Timestamp> {
        self.published_at
    }

    /// How many messages were applied.
    #[must_use]
    pub const fn messages(&self) -> u64 {
        self.messages
    }

    /// How many changes of markets they held.
    #[must_use]
    pub const fn market_changes(&self) -> u64 {
        self.market_changes
    }

    /// How many changes of runners they held.
    #[must_use]
    pub const fn runner_changes(&self) -> u64 {
        self.runner_changes
    }

    /// Whether a market takes bets now.
    #[must_use]
    pub fn is_open(&self, market: &str) -> bool {
        self.cache.get(market).is_some_and(super::cache::Market::is_open)
    }

    /// The best offers on a runner of no handicap: price and size to back, then to lay.
    #[must_use]
    pub fn best(&self, market: &str, selection: u64) -> [Option<(Decimal, Decimal)>; 2] {
        let runner =
            self.cache.get(market).and_then(|market| market.runners.get(&(selection, Fixed::ZERO)));
        let offers = [
            runner.and_then(super::cache::Runner::back),
            runner.and_then(super::cache::Runner::lay),
        ];
        offers.map(|offer| offer.and_then(|(price, size)| price.decimal().zip(size.decimal())))
    }

    /// The price of the last trade on a runner of no handicap.
    #[must_use]
    pub fn last_traded(&self, market: &str, selection: u64) -> Option<Decimal> {
        let market = self.cache.get(market)?;
        market.runners.get(&(selection, Fixed::ZERO))?.last_traded?.decimal()
    }
}

impl<R: Read> Source<R> {
    fn line(&mut self, limit: u64, line: &mut Vec<u8>) -> io::Result<usize> {
        if let Self::Unknown(reader) = self {
            let Some(mut reader) = reader.take() else {
                return Ok(0);
            };
            let compressed = reader.fill_buf()?.starts_with(BZIP2_MAGIC);
            *self = if compressed {
                let decoder = MultiBzDecoder::new(reader);
                Self::Compressed(Box::new(BufReader::with_capacity(64 * 1024, decoder)))
            } else {
                Self::Plain(reader)
            };
        }
        match self {
            Self::Unknown(_) => Ok(0),
            Self::Plain(reader) => reader.by_ref().take(limit).read_until(b'\n', line),
            Self::Compressed(reader) => reader.by_ref().take(limit).read_until(b'\n', line),
        }
    }
}
