//! Settings: what a person decides while the server runs.
//!
//! The known ones have a type, checks and a default that counts until somebody decides; others are
//! JSON objects that a person keeps here. Every change is in the history. Secrets are taken out of a
//! value before it is stored, encrypted, and shown as masks.
//!
//! | file | holds |
//! |---|---|
//! | `known` | the list, and what a known setting is |
//! | `bankroll`, `collect`, `alerts`, `detection`, `settlement` | the known settings by subject |
//! | `fields` | reading fields with all their problems |
//! | `custom` | names and bounds of settings that a person makes |
//! | `secrets`, `seal` | masks, and encryption at rest |

mod alerts;
mod bankroll;
mod collect;
mod custom;
mod detection;
mod error;
mod fields;
mod known;
mod seal;
mod secrets;
mod settlement;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use monps_core::money::Money;
use monps_core::time::Timestamp;
use tokio::sync::watch;

pub use alerts::{EmailAlerts, NotificationThresholds};
pub use bankroll::BankrollInitial;
pub use collect::{CollectFrequency, CollectPlan, OddsApiKey};
pub use custom::{SettingKey, VALUE_BYTES_MAX, VALUE_DEPTH_MAX};
pub use detection::Detection;
pub use error::{FieldProblem, SealError, SettingsError};
pub use fields::Fields;
pub use known::KnownSetting;
pub use settlement::SettlementRules;

use crate::clock::Clock;
use crate::secret::Secret;
use crate::store::{SettingChange, SettingHistoryRow, SettingRow, SettingValue, Store, StoreError};
use known::Known;
use seal::Sealer;

/// Settings that are kept, known ones included.
pub const SETTINGS_MAX: u32 = 500;
/// How often a change is tried again when another was faster.
const ATTEMPTS_MAX: u32 = 5;

/// What settings need besides the store.
#[derive(Clone, Debug)]
pub struct SettingsOptions {
    /// The key that encrypts secrets; made on first use.
    pub secret_key_file: PathBuf,
    /// The key of The Odds API from the environment, which counts before a stored one.
    pub odds_api_key: Option<Secret>,
}

/// A setting as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub key: String,
    /// Its fields, with masks in the place of secrets.
    pub value: SettingValue,
    /// What it is for.
    pub description: Option<String>,
    /// Whether nobody has decided, so that the default counts.
    pub is_default: bool,
    /// When it was made; for a default, when the product was installed.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A change that somebody asks for.
#[derive(Clone, PartialEq)]
pub struct SettingPut {
    /// The whole new value. Fields of a known setting that are left out get their defaults; a secret
    /// that is left out stays.
    pub value: SettingValue,
    /// What it is for, if it is a setting of one's own.
    pub description: Option<String>,
    /// Whether a setting that does not exist is made.
    pub create: bool,
    /// Who asks.
    pub by: String,
}

/// Without the value, in which secrets still stand as they were sent.
impl fmt::Debug for SettingPut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SettingPut")
            .field("create", &self.create)
            .field("by", &self.by)
            .finish_non_exhaustive()
    }
}

/// The settings, and whoever waits for their changes.
pub struct Settings {
    store: Arc<dyn Store>,
    clock: Clock,
    sealer: Sealer,
    odds_api_key: Option<Secret>,
    changes: watch::Sender<u64>,
}

impl Settings {
    /// Opens the settings of a store, noting the known ones at the first time.
    ///
    /// # Errors
    /// [`SettingsError::Store`].
    pub async fn open(
        store: Arc<dyn Store>,
        clock: Clock,
        options: SettingsOptions,
    ) -> Result<Self, SettingsError> {
        let keys: Vec<&str> = known::KNOWN.iter().map(|known| known.key).collect();
        store.ensure_settings(&keys, clock.now()).await?;
        Ok(Self {
            store,
            clock,
            sealer: Sealer::new(options.secret_key_file),
            odds_api_key: options.odds_api_key,
            changes: watch::Sender::new(0),
        })
    }

    /// A number that grows with every change made through this object.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// All settings, by name.
    ///
    /// # Errors
    /// [`SettingsError::Store`].
    pub async fn list(&self) -> Result<Vec<Setting>, SettingsError> {
        Ok(self.store.settings(SETTINGS_MAX).await?.into_iter().map(shown).collect())
    }

    /// How many settings there are.
    ///
    /// # Errors
    /// [`SettingsError::Store`].
    pub async fn count(&self) -> Result<u64, SettingsError> {
        Ok(self.store.setting_count().await?)
    }

    /// One setting.
    ///
    /// # Errors
    /// [`SettingsError::NotFound`], [`SettingsError::Store`].
    pub async fn get(&self, key: &SettingKey) -> Result<Setting, SettingsError> {
        let row = self.store.setting(key.as_str()).await?;
        row.map(shown).ok_or_else(|| SettingsError::NotFound { key: key.to_string() })
    }

    /// The changes of a setting before a number, latest first.
    ///
    /// # Errors
    /// [`SettingsError::NotFound`], [`SettingsError::Store`].
    pub async fn history(
        &self,
        key: &SettingKey,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<SettingHistoryRow>, SettingsError> {
        self.get(key).await?;
        Ok(self.store.setting_history(key.as_str(), before, limit).await?)
    }

    /// Changes a setting. A value that is the same already changes nothing and leaves no history.
    ///
    /// # Errors
    /// [`SettingsError`] by what was wrong; nothing has changed then.
    pub async fn put(&self, key: &SettingKey, put: SettingPut) -> Result<Setting, SettingsError> {
        let invalid = |problems| SettingsError::Invalid { problems };
        custom::check_bounds(&put.value).map_err(invalid)?;
        for _ in 0..ATTEMPTS_MAX {
            let row = self.store.setting(key.as_str()).await?;
            let change = match known::find(key.as_str()) {
                Some(known) => self.known_change(known, row.as_ref(), put.clone())?,
                None => self.custom_change(key, row.as_ref(), put.clone()).await?,
            };
            if let Some(row) = row.filter(|row| is_same(row, &change)) {
                return Ok(shown(row));
            }
            match self.store.put_setting(&change).await {
                Ok(row) => {
                    self.changes.send_modify(|version| *version += 1);
                    tracing::info!(setting = %key, by = %change.changed_by, "setting changed");
                    return Ok(shown(row));
                }
                Err(StoreError::Conflict { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(SettingsError::Contended { key: key.to_string() })
    }

    fn known_change(
        &self,
        known: &Known,
        row: Option<&SettingRow>,
        mut put: SettingPut,
    ) -> Result<SettingChange, SettingsError> {
        let current = row.and_then(|row| row.value.clone()).unwrap_or_default();
        let edits = secrets::take(self, known, &current, &mut put.value)?;
        let mut value =
            known.normalise(&put.value).map_err(|problems| SettingsError::Invalid { problems })?;
        value.extend(edits.shown);
        put.description = None;
        Ok(self.change(known.key, row, SettingPut { value, ..put }, edits.changes))
    }

    async fn custom_change(
        &self,
        key: &SettingKey,
        row: Option<&SettingRow>,
        put: SettingPut,
    ) -> Result<SettingChange, SettingsError> {
        if row.is_none() {
            if !put.create {
                return Err(SettingsError::NotFound { key: key.to_string() });
            }
            if self.count().await? >= u64::from(SETTINGS_MAX) {
                return Err(SettingsError::TooMany { most: SETTINGS_MAX });
            }
        }
        custom::check_no_secret(&put.value)
            .map_err(|problems| SettingsError::Invalid { problems })?;
        Ok(self.change(key.as_str(), row, put, Vec::new()))
    }

    fn change(
        &self,
        key: &str,
        row: Option<&SettingRow>,
        put: SettingPut,
        secrets: Vec<(String, crate::store::SecretChange)>,
    ) -> SettingChange {
        SettingChange {
            key: key.to_owned(),
            value: put.value,
            description: put.description,
            secrets,
            expected_version: row.map(|row| row.version),
            changed_by: put.by,
            changed_at: self.clock.now(),
        }
    }

    /// A known setting, and whether it is the default.
    ///
    /// # Errors
    /// [`SettingsError::Stored`] when what is stored is not valid for this version,
    /// [`SettingsError::Store`].
    pub async fn known<T: KnownSetting>(&self) -> Result<(T, bool), SettingsError> {
        let row = self.store.setting(T::KEY).await?;
        match row.and_then(|row| row.value) {
            None => Ok((T::default_value(), true)),
            Some(value) => known::read(&value)
                .map(|setting| (setting, false))
                .map_err(|problems| SettingsError::Stored { key: T::KEY, problems }),
        }
    }

    /// The bankroll that the books begin with, and whether it is the default.
    ///
    /// # Errors
    /// As [`Settings::known`].
    pub async fn bankroll_initial(&self) -> Result<(Money, bool), SettingsError> {
        let (setting, is_default) = self.known::<BankrollInitial>().await?;
        Ok((setting.bankroll, is_default))
    }

    /// How often odds are fetched from a source that counts its calls, and whether somebody decided.
    ///
    /// # Errors
    /// As [`Settings::known`].
    pub async fn collect_frequency(&self) -> Result<(CollectFrequency, bool), SettingsError> {
        self.known().await
    }

    /// How the credits of a source that counts its calls are spent.
    ///
    /// # Errors
    /// As [`Settings::known`].
    pub async fn collect_plan(&self) -> Result<CollectPlan, SettingsError> {
        Ok(self.known().await?.0)
    }

    /// What the detector reports.
    ///
    /// # Errors
    /// As [`Settings::known`].
    pub async fn detection(&self) -> Result<Detection, SettingsError> {
        Ok(self.known().await?.0)
    }

    /// By which rules bets are settled, and against whose close they are measured.
    ///
    /// # Errors
    /// As [`Settings::known`].
    pub async fn settlement(&self) -> Result<SettlementRules, SettingsError> {
        Ok(self.known().await?.0)
    }

    /// The key of The Odds API, if there is one and it may be used: that of the environment before the
    /// stored one.
    ///
    /// # Errors
    /// [`SettingsError::Sealed`] when the stored one cannot be decrypted; as [`Settings::known`].
    pub async fn odds_api_key(&self) -> Result<Option<Secret>, SettingsError> {
        if !self.known::<OddsApiKey>().await?.0.enabled {
            return Ok(None);
        }
        match &self.odds_api_key {
            Some(key) => Ok(Some(key.clone())),
            None => self.secret::<OddsApiKey>(OddsApiKey::FIELD).await,
        }
    }

    /// The password of the mail account, if there is one.
    ///
    /// # Errors
    /// [`SettingsError::Sealed`] when it cannot be decrypted; [`SettingsError::Store`].
    pub async fn smtp_password(&self) -> Result<Option<Secret>, SettingsError> {
        self.secret::<EmailAlerts>(EmailAlerts::PASSWORD).await
    }

    async fn secret<T: KnownSetting>(&self, field: &str) -> Result<Option<Secret>, SettingsError> {
        let name = format!("{}.{field}", T::KEY);
        let sealed = self.store.setting_secret(&name).await?;
        sealed
            .map(|sealed| self.sealer.open(&name, &sealed))
            .transpose()
            .map_err(|source| SettingsError::Sealed { name, source })
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("store", &self.store).finish_non_exhaustive()
    }
}

fn shown(row: SettingRow) -> Setting {
    let known = known::find(&row.key);
    let is_default = row.value.is_none();
    let default = || known.map(Known::default).unwrap_or_default();
    Setting {
        id: row.id,
        value: row.value.unwrap_or_else(default),
        description: known.map(|known| known.description.to_owned()).or(row.description),
        is_default,
        created_at: row.created_at,
        updated_at: row.updated_at,
        key: row.key,
    }
}

fn is_same(row: &SettingRow, change: &SettingChange) -> bool {
    row.value.as_ref() == Some(&change.value)
        && change.secrets.is_empty()
        && (change.description.is_none() || change.description == row.description)
}
