//! Betfair's words, as Betfair spells them.

mod ask;
mod betting;
mod number;
mod orders;
mod stream;

pub(super) use ask::{
    Filter, Instruction, account_funds, cancel_orders, current_orders, market_books,
    market_subscription, place_orders, replace_orders,
};
pub(super) use betting::{
    AccountFunds, ApingError, CompetitionResult, Envelope, MarketBook, MarketCatalogue, PriceSize,
    Readable, RunnerBook, RunnerCatalog, read,
};
pub(super) use number::Fixed;
pub(super) use orders::{
    CancelExecutionReport, CurrentOrder, CurrentOrders, PlaceExecutionReport,
    PlaceInstructionReport, ReplaceExecutionReport,
};
pub(super) use stream::{
    ChangeMessage, ChangeType, LevelUpdate, MarketChange, MarketDefinition, PriceUpdate,
    RunnerChange, SegmentType, StatusMessage, change, op,
};
