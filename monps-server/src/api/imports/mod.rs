//! `POST /bets/import`: bets from a table.

mod body;
mod view;

pub use body::ImportBody;
pub use view::{ImportRowView, ImportView};

use poem_openapi::OpenApi;
use poem_openapi::payload::Json;

use super::error::ApiError;
use super::json::JsonBody;
use crate::app::imports::BetImports;

/// Who did it, in the audit trail.
const ACTOR: &str = "api";

/// Imports over HTTP.
#[derive(Clone, Debug)]
pub struct ImportsApi {
    imports: BetImports,
}

impl ImportsApi {
    /// Over a service.
    #[must_use]
    pub const fn new(imports: BetImports) -> Self {
        Self { imports }
    }
}

#[OpenApi]
impl ImportsApi {
    /// Import bets
    ///
    /// Reads a CSV file of bets and says what each row is: new, known already, or what is wrong with
    /// it, and what in it does not add up. With `commit` the new ones are recorded; the same file again
    /// changes nothing.
    #[oai(path = "/bets/import", method = "post", operation_id = "importBets")]
    async fn import(&self, body: JsonBody<ImportBody>) -> Result<Json<ImportView>, ApiError> {
        let JsonBody(body) = body;
        let commit = body.commit.unwrap_or_default();
        let (text, mapping) = body.read()?;
        let mut plan = self.imports.plan(text.as_bytes(), &mapping).await?;
        if commit {
            plan = self.imports.carry_out(plan, ACTOR).await?;
        }
        Ok(Json(ImportView::of(plan, commit)))
    }
}
