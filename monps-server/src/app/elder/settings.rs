//! Settings: what was decided there counts here, unless somebody decided here.

use serde_json::Value;

use super::report::{Note, Tally};
use super::{ACTOR, ElderImport, Tell};
use crate::app::problem::Problem;
use crate::app::settings::{SettingKey, SettingPut, SettingsError};
use crate::store::elder::{ElderField, ElderRow, ElderTable};
use crate::store::{SettingValue, StoreError};

/// Changes of a setting that are looked through for ours.
const HISTORY_MAX: u32 = 100;

impl ElderImport {
    pub(super) async fn take_settings(
        &self,
        rows: &[ElderRow],
        tally: &mut Tally,
        tell: Tell<'_>,
    ) -> Result<(), Problem> {
        for row in rows {
            tally.read += 1;
            match self.take_setting(row).await? {
                Ok(true) => tally.taken += 1,
                Ok(false) => tally.known += 1,
                Err(reason) => {
                    tally.refused += 1;
                    tell(Note {
                        table: ElderTable::Settings,
                        number: row.get(ElderField::Key).unwrap_or_default().to_owned(),
                        is_refused: true,
                        reason,
                        // A value may be a key or a password.
                        row: String::new(),
                    })?;
                }
            }
        }
        Ok(())
    }

    /// Whether it is new here, or why it cannot be.
    async fn take_setting(&self, row: &ElderRow) -> Result<Result<bool, String>, Problem> {
        let (key, value) = match read(row) {
            Ok(read) => read,
            Err(reason) => return Ok(Err(reason)),
        };
        match self.settings.get(&key).await {
            Ok(known) if !known.is_default => {
                let history = self.settings.history(&key, None, HISTORY_MAX).await;
                let history = history.map_err(broken)?;
                let is_ours = history.iter().any(|change| change.changed_by == ACTOR);
                let taken = "was decided here already, and that counts: change it by hand if the \
                             other value is meant";
                return Ok(if is_ours { Ok(false) } else { Err(taken.to_owned()) });
            }
            Ok(_) | Err(SettingsError::NotFound { .. }) => {}
            Err(error) => return Err(broken(error)),
        }
        let put = SettingPut {
            value,
            description: row.get(ElderField::Description).map(str::to_owned),
            create: true,
            by: ACTOR.to_owned(),
        };
        match self.settings.put(&key, put).await {
            Ok(_) => Ok(Ok(true)),
            Err(SettingsError::Store(error)) => Err(Problem::Store(error)),
            Err(SettingsError::Invalid { problems }) => {
                let told: Vec<String> =
                    problems.iter().map(|one| format!("{} {}", one.field, one.message)).collect();
                Ok(Err(told.join("; ")))
            }
            Err(error) => Ok(Err(error.to_string())),
        }
    }
}

fn read(row: &ElderRow) -> Result<(SettingKey, SettingValue), String> {
    let key = row.get(ElderField::Key).ok_or("has no name")?;
    let key = key.parse::<SettingKey>().map_err(|error| error.to_string())?;
    let text = row.get(ElderField::Value).ok_or("has no value")?;
    // The text may hold a secret: only what is wrong with it is told.
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => Ok((key, fields)),
        Ok(_) => Err("is no JSON object, as settings are here".to_owned()),
        Err(_) => Err("is no JSON".to_owned()),
    }
}

fn broken(error: SettingsError) -> Problem {
    match error {
        SettingsError::Store(error) => Problem::Store(error),
        error => {
            Problem::Store(StoreError::Refused { what: "read a setting", source: Box::new(error) })
        }
    }
}
