//! Settings, their history and their secrets.

use async_trait::async_trait;
use monps_core::time::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Sqlite, Transaction};

use super::SqliteStore;
use super::columns::{from_ms, get, to_ms};
use super::error::refused;
use crate::store::{
    SecretChange, SettingChange, SettingHistoryRow, SettingRow, SettingStore, SettingValue,
    StoreError,
};

#[async_trait]
impl SettingStore for SqliteStore {
    async fn ensure_settings(&self, keys: &[&str], at: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for key in keys {
            sqlx::query(
                "INSERT INTO settings (key, created_at, updated_at) VALUES (?1, ?2, ?2)
                 ON CONFLICT (key) DO NOTHING",
            )
            .bind(*key)
            .bind(to_ms(at))
            .execute(&mut *transaction)
            .await
            .map_err(refused("write a setting"))?;
        }
        transaction.commit().await.map_err(refused("write settings"))
    }

    async fn settings(&self, limit: u32) -> Result<Vec<SettingRow>, StoreError> {
        sqlx::query("SELECT * FROM settings ORDER BY key LIMIT ?")
            .bind(limit)
            .fetch_all(&self.read)
            .await
            .map_err(refused("read settings"))?
            .iter()
            .map(setting)
            .collect()
    }

    async fn setting(&self, key: &str) -> Result<Option<SettingRow>, StoreError> {
        sqlx::query("SELECT * FROM settings WHERE key = ?")
            .bind(key)
            .fetch_optional(&self.read)
            .await
            .map_err(refused("read a setting"))?
            .as_ref()
            .map(setting)
            .transpose()
    }

    async fn setting_count(&self) -> Result<u64, StoreError> {
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM settings")
            .fetch_one(&self.read)
            .await
            .map_err(refused("count settings"))?;
        Ok(count.unsigned_abs())
    }

    async fn put_setting(&self, change: &SettingChange) -> Result<SettingRow, StoreError> {
        let mut transaction = self.begin().await?;
        let old = sqlx::query("SELECT * FROM settings WHERE key = ?")
            .bind(&change.key)
            .fetch_optional(&mut *transaction)
            .await
            .map_err(refused("read a setting"))?
            .as_ref()
            .map(setting)
            .transpose()?;
        if old.as_ref().map(|row| row.version) != change.expected_version {
            return Err(StoreError::Conflict { what: "the setting" });
        }
        let row = write(&mut transaction, change).await?;
        write_secrets(&mut transaction, change).await?;
        sqlx::query(
            "INSERT INTO setting_history (key, old_value, new_value, changed_by, changed_at)
             VALUES (?, ?, ?, ?, ?)",
        )
        .bind(&change.key)
        .bind(old.and_then(|row| row.value).as_ref().map(text))
        .bind(text(&change.value))
        .bind(&change.changed_by)
        .bind(to_ms(change.changed_at))
        .execute(&mut *transaction)
        .await
        .map_err(refused("write a setting's history"))?;
        transaction.commit().await.map_err(refused("write a setting"))?;
        Ok(row)
    }

    async fn setting_history(
        &self,
        key: &str,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<SettingHistoryRow>, StoreError> {
        sqlx::query(
            "SELECT * FROM setting_history WHERE key = ?1 AND (?2 IS NULL OR id < ?2)
             ORDER BY id DESC LIMIT ?3",
        )
        .bind(key)
        .bind(before)
        .bind(limit)
        .fetch_all(&self.read)
        .await
        .map_err(refused("read a setting's history"))?
        .iter()
        .map(history)
        .collect()
    }

    async fn setting_secret(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        sqlx::query_scalar("SELECT sealed FROM setting_secrets WHERE name = ?")
            .bind(name)
            .fetch_optional(&self.read)
            .await
            .map_err(refused("read a secret"))
    }
}

async fn write(
    transaction: &mut Transaction<'_, Sqlite>,
    change: &SettingChange,
) -> Result<SettingRow, StoreError> {
    let row = sqlx::query(
        "INSERT INTO settings (key, value, version, created_at, updated_at, description)
         VALUES (?1, ?2, 1, ?3, ?3, ?4)
         ON CONFLICT (key) DO UPDATE SET value = ?2, version = version + 1, updated_at = ?3,
             description = ifnull(?4, description)
         RETURNING *",
    )
    .bind(&change.key)
    .bind(text(&change.value))
    .bind(to_ms(change.changed_at))
    .bind(&change.description)
    .fetch_one(&mut **transaction)
    .await
    .map_err(refused("write a setting"))?;
    setting(&row)
}

async fn write_secrets(
    transaction: &mut Transaction<'_, Sqlite>,
    change: &SettingChange,
) -> Result<(), StoreError> {
    for (name, secret) in &change.secrets {
        let statement = match secret {
            SecretChange::Set(sealed) => sqlx::query(
                "INSERT INTO setting_secrets (name, sealed, updated_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (name) DO UPDATE SET sealed = ?2, updated_at = ?3",
            )
            .bind(name)
            .bind(sealed)
            .bind(to_ms(change.changed_at)),
            SecretChange::Removed => {
                sqlx::query("DELETE FROM setting_secrets WHERE name = ?").bind(name)
            }
        };
        statement.execute(&mut **transaction).await.map_err(refused("write a secret"))?;
    }
    Ok(())
}

fn text(value: &SettingValue) -> String {
    serde_json::Value::Object(value.clone()).to_string()
}

/// A damaged value is named, never shown: it may be anything.
fn value(text: &str) -> Result<SettingValue, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt {
        what: "a setting's value",
        value: error.to_string(),
    })
}

fn setting(row: &SqliteRow) -> Result<SettingRow, StoreError> {
    let stored: Option<&str> = get(row, "value")?;
    Ok(SettingRow {
        id: get(row, "id")?,
        key: get(row, "key")?,
        value: stored.map(value).transpose()?,
        description: get(row, "description")?,
        version: get(row, "version")?,
        created_at: from_ms(get(row, "created_at")?)?,
        updated_at: from_ms(get(row, "updated_at")?)?,
    })
}

fn history(row: &SqliteRow) -> Result<SettingHistoryRow, StoreError> {
    let old_value: Option<&str> = get(row, "old_value")?;
    Ok(SettingHistoryRow {
        id: get(row, "id")?,
        key: get(row, "key")?,
        old_value: old_value.map(value).transpose()?,
        new_value: value(get(row, "new_value")?)?,
        changed_by: get(row, "changed_by")?,
        changed_at: from_ms(get(row, "changed_at")?)?,
    })
}
