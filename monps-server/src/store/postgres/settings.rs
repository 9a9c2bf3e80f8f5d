//! Settings, their history and their secrets.
//!
//! Values lie in JSONB; it keeps the digits of numbers, and the order of fields means nothing here.

use async_trait::async_trait;
use monps_core::time::Timestamp;
use sqlx::PgConnection;
use sqlx::postgres::PgRow;

use super::PgStore;
use super::columns::{at, get};
use super::error::refused;
use crate::store::{
    SecretChange, SettingChange, SettingHistoryRow, SettingRow, SettingStore, SettingValue,
    StoreError,
};

const COLUMNS: &str = "id, key, value::text AS value, description, version, created_at, updated_at";

#[async_trait]
impl SettingStore for PgStore {
    async fn ensure_settings(&self, keys: &[&str], at: Timestamp) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO settings (key, created_at, updated_at)
             SELECT key, $2, $2 FROM unnest($1::text[]) WITH ORDINALITY AS wanted (key, place)
             WHERE NOT EXISTS (SELECT 1 FROM settings s WHERE s.key = wanted.key)
             ORDER BY place ON CONFLICT (key) DO NOTHING",
        )
        .bind(keys)
        .bind(super::columns::at(at))
        .execute(&self.write)
        .await
        .map_err(refused("write settings"))?;
        Ok(())
    }

    async fn settings(&self, limit: u32) -> Result<Vec<SettingRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM settings ORDER BY key COLLATE \"C\" LIMIT $1");
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(i64::from(limit))
            .fetch_all(&self.read)
            .await
            .map_err(refused("read settings"))?
            .iter()
            .map(setting)
            .collect()
    }

    async fn setting(&self, key: &str) -> Result<Option<SettingRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM settings WHERE key = $1");
        sqlx::query(sqlx::AssertSqlSafe(sql))
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
        // Locked: whoever else changes it waits, and then sees another version.
        let sql = format!("SELECT {COLUMNS} FROM settings WHERE key = $1 FOR UPDATE");
        let old = sqlx::query(sqlx::AssertSqlSafe(sql))
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
        let row = match old {
            Some(_) => update(&mut transaction, change).await?,
            None => insert(&mut transaction, change).await?,
        };
        write_secrets(&mut transaction, change).await?;
        sqlx::query(
            "INSERT INTO setting_history (key, old_value, new_value, changed_by, changed_at)
             VALUES ($1, $2::jsonb, $3::jsonb, $4, $5)",
        )
        .bind(&change.key)
        .bind(old.and_then(|row| row.value).as_ref().map(text))
        .bind(text(&change.value))
        .bind(&change.changed_by)
        .bind(at(change.changed_at))
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
            "SELECT id, key, old_value::text AS old_value, new_value::text AS new_value,
                    changed_by, changed_at
             FROM setting_history WHERE key = $1 AND ($2::bigint IS NULL OR id < $2)
             ORDER BY id DESC LIMIT $3",
        )
        .bind(key)
        .bind(before)
        .bind(i64::from(limit))
        .fetch_all(&self.read)
        .await
        .map_err(refused("read a setting's history"))?
        .iter()
        .map(history)
        .collect()
    }

    async fn setting_secret(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        sqlx::query_scalar("SELECT sealed FROM setting_secrets WHERE name = $1")
            .bind(name)
            .fetch_optional(&self.read)
            .await
            .map_err(refused("read a secret"))
    }
}

/// Another may insert the same key at this moment: then the key is taken, which is a conflict.
async fn insert(
    connection: &mut PgConnection,
    change: &SettingChange,
) -> Result<SettingRow, StoreError> {
    let sql = format!(
        "INSERT INTO settings (key, value, version, created_at, updated_at, description)
         VALUES ($1, $2::jsonb, 1, $3, $3, $4) RETURNING {COLUMNS}"
    );
    write(connection, sql, change).await
}

async fn update(
    connection: &mut PgConnection,
    change: &SettingChange,
) -> Result<SettingRow, StoreError> {
    let sql = format!(
        "UPDATE settings SET value = $2::jsonb, version = version + 1, updated_at = $3,
             description = coalesce($4, description)
         WHERE key = $1 RETURNING {COLUMNS}"
    );
    write(connection, sql, change).await
}

async fn write(
    connection: &mut PgConnection,
    sql: String,
    change: &SettingChange,
) -> Result<SettingRow, StoreError> {
    let row = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(&change.key)
        .bind(text(&change.value))
        .bind(at(change.changed_at))
        .bind(&change.description)
        .fetch_one(connection)
        .await
        .map_err(refused("write a setting"))?;
    setting(&row)
}

async fn write_secrets(
    connection: &mut PgConnection,
    change: &SettingChange,
) -> Result<(), StoreError> {
    for (name, secret) in &change.secrets {
        let statement = match secret {
            SecretChange::Set(sealed) => sqlx::query(
                "INSERT INTO setting_secrets (name, sealed, updated_at) VALUES ($1, $2, $3)
                 ON CONFLICT (name) DO UPDATE SET sealed = $2, updated_at = $3",
            )
            .bind(name)
            .bind(sealed)
            .bind(at(change.changed_at)),
            SecretChange::Removed => {
                sqlx::query("DELETE FROM setting_secrets WHERE name = $1").bind(name)
            }
        };
        statement.execute(&mut *connection).await.map_err(refused("write a secret"))?;
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

fn setting(row: &PgRow) -> Result<SettingRow, StoreError> {
    let stored: Option<&str> = get(row, "value")?;
    Ok(SettingRow {
        id: get(row, "id")?,
        key: get(row, "key")?,
        value: stored.map(value).transpose()?,
        description: get(row, "description")?,
        version: get(row, "version")?,
        created_at: get(row, "created_at")?,
        updated_at: get(row, "updated_at")?,
    })
}

fn history(row: &PgRow) -> Result<SettingHistoryRow, StoreError> {
    let old_value: Option<&str> = get(row, "old_value")?;
    Ok(SettingHistoryRow {
        id: get(row, "id")?,
        key: get(row, "key")?,
        old_value: old_value.map(value).transpose()?,
        new_value: value(get(row, "new_value")?)?,
        changed_by: get(row, "changed_by")?,
        changed_at: get(row, "changed_at")?,
    })
}
