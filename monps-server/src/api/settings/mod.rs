//! `/settings/`: what a person decides while the server runs.

mod body;
mod fields;

use std::sync::Arc;

use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi, Tags};

use self::body::PutBody;
use self::fields::FieldsView;
use super::error::{ApiError, FieldError};
use super::instant::Instant;
use super::json::JsonBody;
use super::page::{Cursor, Limit, Page, limit_default};
use super::store_error::store_error;
use super::text::Text;
use crate::app::settings::{
    FieldProblem, Setting, SettingKey, SettingPut, Settings, SettingsError,
};
use crate::clock::Clock;
use crate::store::SettingHistoryRow;

#[derive(Tags)]
enum Tag {
    /// What a person decides while the server runs
    Settings,
}

/// Who changes settings, as long as there is one owner.
const OWNER: &str = "owner";

/// A setting.
#[derive(Debug, Object)]
#[oai(rename = "Setting")]
struct SettingView {
    /// Its number.
    id: i64,
    /// Its name.
    key: String,
    /// Its fields; in the place of a secret stands a mask such as `••••1234`.
    value: FieldsView,
    /// What it is for.
    description: Option<String>,
    /// Whether nobody has decided, so that the default counts.
    is_default: bool,
    /// When it was made; for a default, when the server was installed.
    created_at: Instant,
    /// When it was last changed.
    updated_at: Instant,
}

impl From<Setting> for SettingView {
    fn from(setting: Setting) -> Self {
        Self {
            id: setting.id,
            key: setting.key,
            value: FieldsView(setting.value),
            description: setting.description,
            is_default: setting.is_default,
            created_at: setting.created_at.into(),
            updated_at: setting.updated_at.into(),
        }
    }
}

/// A new value for a setting.
#[derive(Debug, Object)]
#[oai(deny_unknown_fields)]
struct PutSetting {
    /// The whole value. Fields of a known setting that are left out get their defaults; a secret that
    /// is left out, or sent as its mask, stays; `null` removes it.
    value: FieldsView,
    /// What a setting of your own is for; known settings describe themselves.
    description: Option<Text<500>>,
}

/// A change of a setting.
#[derive(Debug, Object)]
#[oai(rename = "SettingChange")]
struct SettingChangeView {
    /// The change's number.
    id: i64,
    /// The setting.
    key: String,
    /// The value before; none where the default counted or there was no setting.
    old_value: Option<FieldsView>,
    /// The value after.
    new_value: FieldsView,
    /// Who changed it.
    changed_by: String,
    /// When.
    changed_at: Instant,
}

impl From<SettingHistoryRow> for SettingChangeView {
    fn from(row: SettingHistoryRow) -> Self {
        Self {
            id: row.id,
            key: row.key,
            old_value: row.old_value.map(FieldsView),
            new_value: FieldsView(row.new_value),
            changed_by: row.changed_by,
            changed_at: row.changed_at.into(),
        }
    }
}

/// Whether settings can be read.
#[derive(Debug, Object)]
struct SettingsHealth {
    /// `ok`.
    status: String,
    /// How many settings there are.
    settings_count: u64,
    /// When this was looked up.
    timestamp: Instant,
}

/// The routes of settings.
#[derive(Clone, Debug)]
pub struct SettingsApi {
    settings: Arc<Settings>,
    clock: Clock,
}

impl SettingsApi {
    /// The routes over these settings.
    #[must_use]
    pub const fn new(settings: Arc<Settings>, clock: Clock) -> Self {
        Self { settings, clock }
    }
}

#[OpenApi(tag = "Tag::Settings")]
impl SettingsApi {
    /// All settings
    ///
    /// By name; known settings that nobody has decided are among them with their defaults.
    #[oai(path = "/settings", method = "get", operation_id = "list_settings")]
    async fn list(&self) -> Result<Json<Vec<SettingView>>, ApiError> {
        let settings = self.settings.list().await.map_err(api_error)?;
        Ok(Json(settings.into_iter().map(SettingView::from).collect()))
    }

    /// Whether settings can be read
    #[oai(path = "/settings/health", method = "get", operation_id = "settings_health")]
    async fn health(&self) -> Result<Json<SettingsHealth>, ApiError> {
        Ok(Json(SettingsHealth {
            status: "ok".to_owned(),
            settings_count: self.settings.count().await.map_err(api_error)?,
            timestamp: self.clock.now().into(),
        }))
    }

    /// One setting
    #[oai(path = "/settings/:key", method = "get", operation_id = "get_setting")]
    async fn get(&self, key: Path<String>) -> Result<Json<SettingView>, ApiError> {
        let setting = self.settings.get(&existing(&key.0)?).await.map_err(api_error)?;
        Ok(Json(setting.into()))
    }

    /// Change a setting
    ///
    /// A known setting is checked; 422 names the fields that are wrong. A value that is the same
    /// already changes nothing.
    #[oai(path = "/settings/:key", method = "put", operation_id = "put_setting")]
    async fn put(
        &self,
        key: Path<String>,
        /// Whether a setting of your own is made if there is none of that name
        #[oai(default)]
        create: Query<bool>,
        body: JsonBody<PutBody>,
    ) -> Result<Json<SettingView>, ApiError> {
        let key: SettingKey =
            key.0.parse().map_err(|error: SettingsError| ApiError::invalid_field("key", error))?;
        let JsonBody(PutBody(body)) = body;
        let put = SettingPut {
            value: body.value.0,
            description: body.description.map(Text::into_inner),
            create: create.0,
            by: OWNER.to_owned(),
        };
        let setting = self.settings.put(&key, put).await.map_err(api_error)?;
        Ok(Json(setting.into()))
    }

    /// The changes of a setting
    ///
    /// Latest first; secrets are masked here too.
    #[oai(path = "/settings/:key/history", method = "get", operation_id = "setting_history")]
    async fn history(
        &self,
        key: Path<String>,
        /// How many are wanted
        #[oai(default = "limit_default")]
        limit: Query<Limit>,
        /// Where the page begins
        cursor: Query<Option<Cursor>>,
    ) -> Result<Page<SettingChangeView>, ApiError> {
        let key = existing(&key.0)?;
        let before = cursor.0.as_ref().map(|cursor| cursor.key().parse::<i64>()).transpose();
        let before = before
            .map_err(|_| ApiError::invalid_field("cursor", "is the cursor of another list"))?;
        let wanted = u32::try_from(limit.0.get() + 1).unwrap_or(u32::MAX);
        let rows = self.settings.history(&key, before, wanted).await.map_err(api_error)?;
        let views = rows.into_iter().map(SettingChangeView::from).collect();
        Ok(Page::of(views, limit.0, |view| view.id.to_string()))
    }
}

/// A name that a setting may have; none exists under another.
fn existing(key: &str) -> Result<SettingKey, ApiError> {
    let not_found = || SettingsError::NotFound { key: key.chars().take(64).collect() };
    key.parse().map_err(|_| api_error(not_found()))
}

fn field_error(problem: FieldProblem) -> FieldError {
    let dot = if problem.field.is_empty() { "" } else { "." };
    FieldError { field: format!("value{dot}{}", problem.field), message: problem.message }
}

fn api_error(error: SettingsError) -> ApiError {
    match error {
        SettingsError::NotFound { .. } => {
            ApiError::not_found("setting_not_found", sentence(&error))
        }
        SettingsError::NotAKey => ApiError::invalid_field("key", error),
        SettingsError::Invalid { problems } => {
            ApiError::invalid(problems.into_iter().map(field_error).collect())
        }
        SettingsError::TooMany { .. } => ApiError::conflict("too_many_settings", sentence(&error)),
        SettingsError::Contended { .. } => ApiError::conflict("conflict", sentence(&error)),
        SettingsError::Store(error) => store_error(error),
        error => ApiError::internal(error),
    }
}

/// The error as a sentence: with a capital letter and a full stop.
fn sentence(error: &SettingsError) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}
