//! `POST /quotes`: prices entered by hand.

mod body;
mod price;

pub use body::{NewQuote, NewQuotes, QuotesBody};
pub use price::{PriceError, PriceInput};

use std::sync::Arc;

use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Object, OpenApi};

use super::error::{ApiError, FieldError};
use super::instant::Instant;
use super::store_error::{collect_error, store_error};
use crate::app::manual::{Entered, EntryFault, Manual, ManualError};

/// A price entered by hand, as it is known from now on.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct EnteredQuote {
    /// Its number in `/odds/latest`.
    pub id: i64,
    /// Its match.
    pub match_id: String,
    /// Its bookmaker's key.
    pub bookmaker: String,
    /// When it stops counting.
    pub expires_at: Instant,
}

/// What became of prices entered by hand.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct EnteredQuotes {
    /// Prices taken.
    pub accepted: i64,
    /// Those that are new or other than before.
    pub changed: u64,
    /// Those older than what stands: kept in the history only.
    pub late: u64,
    /// Each price, in the order sent.
    pub quotes: Vec<EnteredQuote>,
}

/// Prices that were taken.
#[derive(Debug, ApiResponse)]
pub enum Taken {
    /// All of them.
    #[oai(status = 201)]
    Created(Json<EnteredQuotes>),
}

/// `/quotes`.
#[derive(Debug)]
pub struct QuotesApi {
    manual: Arc<Manual>,
}

impl QuotesApi {
    /// Over a service.
    #[must_use]
    pub const fn new(manual: Arc<Manual>) -> Self {
        Self { manual }
    }
}

#[OpenApi]
impl QuotesApi {
    /// Takes prices entered by hand
    ///
    /// Up to 500 at once, all or none. They count like any other price until `expires_at`, an hour
    /// after they were seen unless told otherwise. A match is named by `match_id`, or by both sides,
    /// `sport` and `starts_at`; one that is not known is made.
    #[oai(path = "/quotes", method = "post", operation_id = "enterQuotes")]
    async fn enter(&self, body: QuotesBody) -> Result<Taken, ApiError> {
        let entered = self.manual.enter(&body.0).await.map_err(of_manual)?;
        Ok(Taken::Created(Json(EnteredQuotes::from(&entered))))
    }
}

impl From<&Entered> for EnteredQuotes {
    fn from(entered: &Entered) -> Self {
        let quotes: Vec<EnteredQuote> = entered
            .quotes
            .iter()
            .map(|quote| EnteredQuote {
                id: quote.id,
                match_id: quote.match_id.clone(),
                bookmaker: quote.venue.clone(),
                expires_at: quote.expires_at.into(),
            })
            .collect();
        Self {
            accepted: i64::try_from(quotes.len()).unwrap_or(i64::MAX),
            changed: entered.report.changed,
            late: entered.report.late,
            quotes,
        }
    }
}

fn of_manual(error: ManualError) -> ApiError {
    match error {
        ManualError::Invalid { faults } => {
            ApiError::invalid(faults.into_iter().map(field_error).collect())
        }
        ManualError::Collect(error) => collect_error(error),
        ManualError::Store(error) => store_error(error),
        ManualError::Names(problem) => problem.into(),
    }
}

fn field_error(fault: EntryFault) -> FieldError {
    let EntryFault { index, field, message } = fault;
    let field = match field {
        "" => format!("quotes[{index}]"),
        field => format!("quotes[{index}].{field}"),
    };
    FieldError { field, message }
}
