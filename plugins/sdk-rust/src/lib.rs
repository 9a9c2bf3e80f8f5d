//! Write a venue's adapter for Mon_PS as a sandboxed WebAssembly component.
//!
//! A plugin performs no input or output. It says what it wants fetched and what it has understood, and
//! the host does the rest: secrets, quota, rate limits, retries, recordings. That is a state machine,
//! but nobody has to write one: write an ordinary `async fn`, and each `.await` is a step.
//!
//! ```
//! use monps_plugin::prelude::*;
//!
//! struct Book;
//!
//! impl Source for Book {
//!     async fn odds(cx: Cx, _query: Query) -> Result<(), Fault> {
//!         let answer = cx.get("api", "/odds").query("sport", "football").await?.ok()?;
//!         let mut batch = Batch::of(&answer);
//!         for (line, text) in answer.text()?.lines().enumerate() {
//!             let Some((teams, price)) = text.split_once(';') else {
//!                 batch.skip(format!("line {}", line + 1), "no semicolon");
//!                 continue;
//!             };
//!             let (home, away) = teams.split_once(" - ").unwrap_or((teams, ""));
//!             batch.event(Event::new(teams, "football", "league", "2026-11-22T15:00:00Z").between(home, away));
//!             let market = batch.market(Market::new(teams, "book", "1x2"));
//!             batch.quote(Quote::back(&market, "home", Price::Decimal(price.to_owned())));
//!         }
//!         cx.emit(batch);
//!         Ok(())
//!     }
//! }
//!
//! monps_plugin::export!(Book);
//!
//! // The same code runs natively, so a test needs no WebAssembly.
//! let mut play = monps_plugin::testing::Play::odds::<Book>(&[]);
//! let request = play.request().unwrap();
//! assert_eq!((request.endpoint.as_str(), request.path.as_str()), ("api", "/odds"));
//! play.answer(request.id, 200, "Arsenal - Spurs;1.91");
//! let batches = play.finish().unwrap();
//! assert_eq!(batches[0].quotes.len(), 1);
//! ```
//!
//! | room | holds |
//! |---|---|
//! | [`Source`] | what a plugin implements |
//! | [`Cx`] | what it asks with: [`get`](Cx::get), [`post`](Cx::post), [`emit`](Cx::emit), timers, streams |
//! | [`bindings`] | the types of the contract, made from the WIT |
//! | [`testing`] | plays the host in a test |

pub mod bindings;
mod build;
mod conversation;
mod cx;
mod fault;
pub mod glue;
mod request;
mod response;
mod stream;
pub mod testing;

use std::future::{Future, ready};

pub use bindings::exports::monps::adapter::feed;
pub use bindings::monps::adapter::{effects, types};
pub use conversation::Conversation;
pub use cx::Cx;
pub use fault::code;
pub use request::{Pending, RequestBuilder};
pub use response::{Failure, Response};
pub use stream::{Received, Stream};

/// What a plugin uses all the time.
pub mod prelude {
    pub use crate::feed::{
        Batch, Book as SourceBook, Event, Market, Outcome, Participant, Query, Quota, Quote, Score,
    };
    pub use crate::types::{Fault, Price};
    pub use crate::{Cx, Failure, Response, Source, code};
}

use feed::Query;
use types::Fault;

/// A source of odds or results. Implement what the manifest says it can do.
pub trait Source: 'static {
    /// Current prices.
    fn odds(_cx: Cx, _query: Query) -> impl Future<Output = Result<(), Fault>> {
        ready(Err(unsupported("odds")))
    }

    /// Final results.
    fn results(_cx: Cx, _query: Query) -> impl Future<Output = Result<(), Fault>> {
        ready(Err(unsupported("results")))
    }

    /// Which competitions there are.
    fn catalogue(_cx: Cx, _query: Query) -> impl Future<Output = Result<(), Fault>> {
        ready(Err(unsupported("catalogue")))
    }

    /// Prices as they change, until [`Cx::is_cancelled`].
    fn stream(_cx: Cx, _query: Query) -> impl Future<Output = Result<(), Fault>> {
        ready(Err(unsupported("stream")))
    }
}

fn unsupported(what: &str) -> Fault {
    Fault::new(code::UNSUPPORTED, format!("this plugin has no {what}: ask another one"))
}

/// Makes a component of a [`Source`]. Once in a plugin.
#[macro_export]
macro_rules! export {
    ($source:ty) => {
        // Exports carry names that a native linker refuses; natively there is nothing to export.
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            struct Component;

            impl $crate::feed::Guest for Component {
                fn start(
                    context: $crate::types::Context,
                    query: $crate::feed::Query,
                ) -> Result<$crate::feed::Step, $crate::types::Fault> {
                    $crate::glue::start::<$source>(context, query)
                }

                fn resume(
                    context: $crate::types::Context,
                    inputs: $crate::effects::Inputs,
                ) -> Result<$crate::feed::Step, $crate::types::Fault> {
                    $crate::glue::resume(context, inputs)
                }
            }

    $crate::bindings::export_source!(Component with_types_in $crate::bindings);
        };
    };
}
