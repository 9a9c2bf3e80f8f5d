//! Secrets in the fields of a known setting: what a person sent, and what becomes of it.

use serde_json::Value;

use super::Settings;
use super::error::{FieldProblem, SealError, SettingsError};
use super::known::Known;
use crate::secret::{MASK, Secret};
use crate::store::{SecretChange, SettingValue};

/// The longest secret, in characters.
const SECRET_CHARS_MAX: usize = 512;

/// The secrets of a value that is being written.
#[derive(Debug, Default)]
pub(super) struct SecretEdits {
    /// What the stored value shows in their fields.
    pub(super) shown: Vec<(String, Value)>,
    /// What changes, by name.
    pub(super) changes: Vec<(String, SecretChange)>,
}

/// What a person sent in the field of a secret.
enum Sent {
    /// Nothing, or the mask of what is stored.
    Keep,
    Remove,
    Set(Secret),
}

/// Takes the secrets out of a value and says what becomes of each.
///
/// No field keeps what is stored, and so does the mask that a read answers; `null` and the empty text
/// remove it.
pub(super) fn take(
    settings: &Settings,
    known: &Known,
    current: &SettingValue,
    value: &mut SettingValue,
) -> Result<SecretEdits, SettingsError> {
    let mut edits = SecretEdits::default();
    let mut problems = Vec::new();
    for field in known.secrets {
        let stored = current.get(*field).cloned().unwrap_or_default();
        let name = known.secret_name(field);
        match sent(value.remove(*field), &stored) {
            Ok(Sent::Keep) => edits.shown.push(((*field).to_owned(), stored)),
            Ok(Sent::Remove) => {
                edits.shown.push(((*field).to_owned(), Value::Null));
                if !stored.is_null() {
                    edits.changes.push((name, SecretChange::Removed));
                }
            }
            Ok(Sent::Set(secret)) => {
                let sealed =
                    settings.sealer.seal(&name, &secret).map_err(|source: SealError| {
                        SettingsError::Sealed { name: name.clone(), source }
                    })?;
                edits.shown.push(((*field).to_owned(), secret.mask().into()));
                edits.changes.push((name, SecretChange::Set(sealed)));
            }
            Err(message) => {
                problems.push(FieldProblem { field: (*field).to_owned(), message: message.into() });
            }
        }
    }
    if problems.is_empty() { Ok(edits) } else { Err(SettingsError::Invalid { problems }) }
}

fn sent(value: Option<Value>, stored: &Value) -> Result<Sent, &'static str> {
    match value {
        None => Ok(Sent::Keep),
        Some(Value::Null) => Ok(Sent::Remove),
        Some(Value::String(text)) => {
            let secret = Secret::new(text);
            let text = secret.expose();
            if text.trim().is_empty() {
                return Ok(Sent::Remove);
            }
            if stored.as_str() == Some(text) {
                return Ok(Sent::Keep);
            }
            if text.starts_with(MASK) {
                return Err(
                    "is a mask, but not that of the stored secret: send the secret itself, or \
                            leave the field out to keep what is stored",
                );
            }
            if text.chars().count() > SECRET_CHARS_MAX || text.chars().any(char::is_control) {
                return Err("must be at most 512 characters on one line");
            }
            Ok(Sent::Set(Secret::new(text.trim())))
        }
        Some(_) => Err("must be text"),
    }
}
