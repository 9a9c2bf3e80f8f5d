//! The language of descriptions: its page of reference.
//!
#![doc = include_str!("language.md")]
