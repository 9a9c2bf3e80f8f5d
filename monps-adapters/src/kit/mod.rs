//! What the adapters of several venues have in common: settings read strictly, names of bounded
//! length, reasons counted, refusals told apart.

mod answer;
mod market;
mod parts;
mod setting;
mod skips;
mod text;
mod wire;

pub(crate) use answer::{asked_wait, header_number, unanswered};
pub(crate) use market::Markets;
pub(crate) use parts::Parts;
pub(crate) use setting::{bad_config, number, one_of, words};
pub(crate) use skips::{Reason, Skips};
pub(crate) use text::{name, short, slug};
pub(crate) use wire::{GOALS_MAX, Pair, item};
