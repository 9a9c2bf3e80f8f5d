//! `GET /bets/export`: bets as a table.

use std::io;

use futures_util::stream;
use poem::Body;
use poem_openapi::param::Query;
use poem_openapi::payload::Binary;
use poem_openapi::{ApiResponse, Enum, OpenApi};

use super::error::ApiError;
use super::instant::Instant;
use super::text::Text;
use crate::app::bets::ListRequest;
use crate::app::exports::{BetExports, Export, Style};

/// What a browser calls the file.
const FILE: &str = "attachment; filename=\"bets.csv\"";

/// What stands between columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case", rename = "ExportSeparator")]
enum SeparatorView {
    /// `,`
    #[default]
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
}

/// What stands before the decimals of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case", rename = "ExportDecimals")]
enum DecimalsView {
    /// `1.5`
    #[default]
    Point,
    /// `1,5`
    Comma,
}

/// A file of bets.
#[derive(ApiResponse)]
enum ExportResponse {
    /// The file, UTF-8 with a byte order mark
    #[oai(status = 200, content_type = "text/csv; charset=utf-8")]
    Csv(
        Binary<Body>,
        /// What the file is called.
        #[oai(header = "Content-Disposition")]
        String,
    ),
}

/// Exports over HTTP.
#[derive(Clone, Debug)]
pub struct ExportsApi {
    exports: BetExports,
}

impl ExportsApi {
    /// Over a service.
    #[must_use]
    pub const fn new(exports: BetExports) -> Self {
        Self { exports }
    }
}

#[OpenApi]
impl ExportsApi {
    /// Export bets
    ///
    /// The bets of a list as CSV, in the order of the list: a bet a row, headed by the fields that
    /// `POST /bets/import` reads, so that what was exported can be imported. The selections of an
    /// accumulator stand in the column `legs`.
    #[oai(path = "/bets/export", method = "get", operation_id = "exportBets")]
    #[expect(clippy::too_many_arguments, reason = "a parameter of the request each")]
    async fn export(
        &self,
        /// `won`, `lost`, `void`, `half_won`, `half_lost`, `push`, `cashed_out`; `pending` for open bets.
        result: Query<Option<Text<20, 1>>>,
        /// pending (or active) for open bets, settled, void.
        status: Query<Option<Text<20, 1>>>,
        /// A channel (tabac, ligne) or a strategy.
        bet_type: Query<Option<Text<32, 1>>>,
        /// A bookmaker, by key or name.
        bookmaker: Query<Option<Text<100, 1>>>,
        /// A sport.
        sport: Query<Option<Text<64, 1>>>,
        /// A market, as it was named, or as it is understood.
        market_type: Query<Option<Text<64, 1>>>,
        /// Placed at or after this instant.
        from: Query<Option<Instant>>,
        /// Placed before this instant.
        to: Query<Option<Instant>>,
        /// Letters somewhere in its words: event, sides, selection, bookmaker, notes, tags.
        q: Query<Option<Text<200, 1>>>,
        /// Only play money, or only real money.
        paper: Query<Option<bool>>,
        /// `created_at`, `placed_at`, `settled_at`, `stake`, `odds_value` or `profit_loss`; with a `-`
        /// for descending.
        sort: Query<Option<Text<20, 1>>>,
        /// What stands between columns; commas by default.
        separator: Query<Option<SeparatorView>>,
        /// What stands before decimals; a point by default.
        decimals: Query<Option<DecimalsView>>,
    ) -> Result<ExportResponse, ApiError> {
        let list = ListRequest {
            result: result.0.map(Text::into_inner),
            status: status.0.map(Text::into_inner),
            bet_type: bet_type.0.map(Text::into_inner),
            bookmaker: bookmaker.0.map(Text::into_inner),
            sport: sport.0.map(Text::into_inner),
            market_type: market_type.0.map(Text::into_inner),
            from: from.0.map(Instant::get),
            to: to.0.map(Instant::get),
            text: q.0.map(Text::into_inner),
            paper: paper.0,
            sort: sort.0.map(Text::into_inner),
            ..ListRequest::default()
        };
        let style = Style {
            separator: match separator.0.unwrap_or_default() {
                SeparatorView::Comma => b',',
                SeparatorView::Semicolon => b';',
                SeparatorView::Tab => b'\t',
            },
            decimal_comma: decimals.0.unwrap_or_default() == DecimalsView::Comma,
        };
        let export = self.exports.begin(list, style).await?;
        let body = Body::from_bytes_stream(stream::try_unfold(export, part));
        Ok(ExportResponse::Csv(Binary(body), FILE.to_owned()))
    }
}

/// The next part; a failure half-way breaks the connection off, so that half a file is not taken for a
/// whole one.
async fn part(mut export: Export) -> io::Result<Option<(Vec<u8>, Export)>> {
    let part = export.next().await.map_err(io::Error::other)?;
    Ok(part.map(|part| (part, export)))
}
