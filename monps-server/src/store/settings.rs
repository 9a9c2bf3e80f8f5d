//! Settings, their history and their secrets.

use async_trait::async_trait;
use monps_core::time::Timestamp;
use serde_json::{Map, Value};

use super::StoreError;

/// The fields of a setting.
pub type SettingValue = Map<String, Value>;

/// A setting as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingRow {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub key: String,
    /// What was decided, with masks in the place of secrets; none where the default counts.
    pub value: Option<SettingValue>,
    /// What a person wrote of a setting that they made.
    pub description: Option<String>,
    /// How often it was changed.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What becomes of the secret in a field.
#[derive(Clone, PartialEq, Eq)]
pub enum SecretChange {
    /// Another one, encrypted.
    Set(Vec<u8>),
    /// None from now on.
    Removed,
}

impl std::fmt::Debug for SecretChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Set(_) => "Set",
            Self::Removed => "Removed",
        })
    }
}

/// A change of a setting.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingChange {
    /// Its name.
    pub key: String,
    /// The whole new value, with masks in the place of secrets.
    pub value: SettingValue,
    /// What a person wrote of it; none keeps what is there.
    pub description: Option<String>,
    /// The secrets that change, by name (`setting.field`).
    pub secrets: Vec<(String, SecretChange)>,
    /// The version that the change was made for; none to make the setting.
    pub expected_version: Option<i64>,
    /// Who changes it.
    pub changed_by: String,
    /// When.
    pub changed_at: Timestamp,
}

/// A change that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingHistoryRow {
    /// Its number: later changes have higher ones.
    pub id: i64,
    /// The setting.
    pub key: String,
    /// The value before, masked; none where the default counted or there was no setting.
    pub old_value: Option<SettingValue>,
    /// The value after, masked.
    pub new_value: SettingValue,
    /// Who changed it.
    pub changed_by: String,
    /// When.
    pub changed_at: Timestamp,
}

/// Reading and changing settings.
#[async_trait]
pub trait SettingStore: Send + Sync {
    /// Makes the settings that do not exist yet, without a value.
    async fn ensure_settings(&self, keys: &[&str], at: Timestamp) -> Result<(), StoreError>;

    /// The settings by key, at most `limit`.
    async fn settings(&self, limit: u32) -> Result<Vec<SettingRow>, StoreError>;

    /// One setting.
    async fn setting(&self, key: &str) -> Result<Option<SettingRow>, StoreError>;

    /// How many settings there are.
    async fn setting_count(&self) -> Result<u64, StoreError>;

    /// Writes a value, its secrets and its history; [`StoreError::Conflict`] when the setting has
    /// another version than expected.
    async fn put_setting(&self, change: &SettingChange) -> Result<SettingRow, StoreError>;

    /// The changes of a setting before a number, latest first.
    async fn setting_history(
        &self,
        key: &str,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<SettingHistoryRow>, StoreError>;

    /// An encrypted secret by name (`setting.field`).
    async fn setting_secret(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError>;
}
