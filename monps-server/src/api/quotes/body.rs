//! The body of a request with prices entered by hand, read so that a fault names its entry:
//! `quotes[3].price`.

use monps_core::quote::Side;
use poem::{FromRequest, Request, RequestBody};
use poem_openapi::payload::{Json, ParsePayload, Payload};
use poem_openapi::registry::{MetaSchemaRef, Registry};
use poem_openapi::types::Type;
use poem_openapi::{Enum, Object, impl_apirequest_for_payload};
use serde_json::Value;

use super::PriceInput;
use crate::api::error::{ApiError, FieldError};
use crate::api::instant::Instant;
use crate::api::json;
use crate::api::number::NumberInput;
use crate::api::text::Text;
use crate::app::manual::{QUOTES_MAX, QuoteEntry};

/// Back or lay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub enum QuoteSide {
    /// It happens.
    Back,
    /// It does not.
    Lay,
}

/// A price entered by hand.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(deny_unknown_fields)]
pub struct NewQuote {
    /// Who quotes: key or title; an unknown one becomes a bookmaker of that name.
    pub venue: Text<64, 1>,
    /// Which match, by its own id or a source's.
    pub match_id: Option<Text<200, 1>>,
    /// The side listed first, where no known match is named.
    pub home_team: Option<Text<100, 1>>,
    /// The side listed second.
    pub away_team: Option<Text<100, 1>>,
    /// The sport: `football`.
    pub sport: Option<Text<64, 1>>,
    /// The competition's name.
    pub league: Option<Text<100>>,
    /// When the match starts.
    pub starts_at: Option<Instant>,
    /// The market: our slug or the documented word.
    pub market: Text<70, 1>,
    /// The line, for totals and handicaps; of a handicap the home side's.
    pub line: Option<NumberInput>,
    /// Which part of the match: `full_time` unless told otherwise.
    pub period: Option<Text<20, 1>>,
    /// The selection: its slug (`home`, `over`), a sign (`1`, `N`, `X`, `2`) or the name of a side.
    pub selection: Text<200, 1>,
    /// `back` unless told otherwise.
    pub side: Option<QuoteSide>,
    /// The price.
    pub price: PriceInput,
    /// The most that the venue takes.
    pub stake_max: Option<NumberInput>,
    /// When it was seen: now unless told otherwise.
    pub seen_at: Option<Instant>,
    /// When it stops counting: an hour after it was seen unless told otherwise; at most 7 days.
    pub expires_at: Option<Instant>,
}

/// Prices entered by hand.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub struct NewQuotes {
    /// 1 to 500 of them.
    #[oai(validator(min_items = 1, max_items = 500))]
    pub quotes: Vec<NewQuote>,
}

/// The prices of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotesBody(pub Vec<QuoteEntry>);

impl Payload for QuotesBody {
    const CONTENT_TYPE: &'static str = <Json<NewQuotes> as Payload>::CONTENT_TYPE;

    fn check_content_type(content_type: &str) -> bool {
        <Json<NewQuotes> as Payload>::check_content_type(content_type)
    }

    fn schema_ref() -> MetaSchemaRef {
        NewQuotes::schema_ref()
    }

    fn register(registry: &mut Registry) {
        NewQuotes::register(registry);
    }
}

impl ParsePayload for QuotesBody {
    const IS_REQUIRED: bool = true;

    async fn from_request(request: &Request, body: &mut RequestBody) -> poem::Result<Self> {
        let bytes = Vec::<u8>::from_request(request, body).await?;
        Ok(Self(parse(&bytes)?))
    }
}

impl_apirequest_for_payload!(QuotesBody);

/// Reads the entries one by one, so that all faults are found and each names its entry.
fn parse(bytes: &[u8]) -> Result<Vec<QuoteEntry>, ApiError> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        ApiError::bad_request("malformed_json", format!("The body is not JSON: {error}."))
    })?;
    let Some(Value::Array(items)) = value.get("quotes") else {
        return Err(ApiError::invalid_field("quotes", "is required and must be a list"));
    };
    if items.is_empty() || items.len() > QUOTES_MAX {
        let message = format!("must have 1 to {QUOTES_MAX} entries, not {}", items.len());
        return Err(ApiError::invalid_field("quotes", message));
    }
    let mut entries = Vec::with_capacity(items.len());
    let mut faults = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match json::parse::<NewQuote>(item.to_string().as_bytes()) {
            Ok(quote) => entries.push(QuoteEntry::from(quote)),
            Err(error) => faults.extend(error.errors().iter().map(|fault| FieldError {
                field: match fault.field.as_str() {
                    "" => format!("quotes[{index}]"),
                    field => format!("quotes[{index}].{field}"),
                },
                message: fault.message.clone(),
            })),
        }
    }
    if faults.is_empty() { Ok(entries) } else { Err(ApiError::invalid(faults)) }
}

impl From<NewQuote> for QuoteEntry {
    fn from(quote: NewQuote) -> Self {
        let side = match quote.side {
            Some(QuoteSide::Lay) => Side::Lay,
            Some(QuoteSide::Back) | None => Side::Back,
        };
        Self {
            venue: quote.venue.into_inner(),
            match_id: quote.match_id.map(Text::into_inner),
            home_team: quote.home_team.map(Text::into_inner),
            away_team: quote.away_team.map(Text::into_inner),
            sport: quote.sport.map(Text::into_inner),
            league: quote.league.map(Text::into_inner),
            starts_at: quote.starts_at.map(Instant::get),
            market: quote.market.into_inner(),
            line: quote.line.map(|line| line.0),
            period: quote.period.map(Text::into_inner),
            selection: quote.selection.into_inner(),
            side,
            price: quote.price.0,
            stake_max: quote.stake_max.map(|most| most.0),
            seen_at: quote.seen_at.map(Instant::get),
            expires_at: quote.expires_at.map(Instant::get),
        }
    }
}
