//! The settings that the product itself reads.

use rust_decimal::{Decimal, dec};
use serde_json::Value;

use super::alerts::{EmailAlerts, NotificationThresholds};
use super::bankroll::BankrollInitial;
use super::collect::{CollectFrequency, CollectPlan, OddsApiKey};
use super::detection::Detection;
use super::error::FieldProblem;
use super::fields::Fields;
use super::settlement::SettlementRules;
use crate::store::SettingValue;

/// Percentages of edge, profit and spread that a threshold may have.
pub(super) const PERCENT_MAX: Decimal = dec!(1000);

/// A setting with a meaning: its name, its fields and what counts while nobody has decided.
pub trait KnownSetting: Sized {
    /// Its name.
    const KEY: &'static str;
    /// What it is for.
    const DESCRIPTION: &'static str;
    /// The fields that hold secrets; they are read and written apart.
    const SECRETS: &'static [&'static str] = &[];

    /// Reads its fields; those that are missing have their defaults.
    fn read(fields: &mut Fields<'_>) -> Self;

    /// Writes its fields.
    fn write(&self) -> SettingValue;

    /// What counts while nobody has decided.
    fn default_value() -> Self;
}

/// Reads a value without its secrets.
///
/// # Errors
/// What is wrong, by field.
pub(super) fn read<T: KnownSetting>(value: &SettingValue) -> Result<T, Vec<FieldProblem>> {
    let mut fields = Fields::new(value, T::SECRETS);
    let setting = T::read(&mut fields);
    fields.finish()?;
    Ok(setting)
}

/// A known setting without its type.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) key: &'static str,
    pub(super) description: &'static str,
    pub(super) secrets: &'static [&'static str],
    default: fn() -> SettingValue,
    normalise: fn(&SettingValue) -> Result<SettingValue, Vec<FieldProblem>>,
}

impl Known {
    const fn of<T: KnownSetting>() -> Self {
        Self {
            key: T::KEY,
            description: T::DESCRIPTION,
            secrets: T::SECRETS,
            default: || T::default_value().write(),
            normalise: |value| read::<T>(value).map(|setting| setting.write()),
        }
    }

    /// The default, with `null` in the place of secrets.
    pub(super) fn default(&self) -> SettingValue {
        let mut value = (self.default)();
        for secret in self.secrets {
            value.insert((*secret).to_owned(), Value::Null);
        }
        value
    }

    /// The value as it is stored: checked, complete, in exact digits. Secrets are not in it.
    pub(super) fn normalise(
        &self,
        value: &SettingValue,
    ) -> Result<SettingValue, Vec<FieldProblem>> {
        (self.normalise)(value)
    }

    /// The name under which a secret of this setting is kept.
    pub(super) fn secret_name(&self, field: &str) -> String {
        format!("{}.{field}", self.key)
    }
}

/// All of them, by name.
pub(super) static KNOWN: [Known; 8] = [
    Known::of::<OddsApiKey>(),
    Known::of::<BankrollInitial>(),
    Known::of::<CollectFrequency>(),
    Known::of::<CollectPlan>(),
    Known::of::<Detection>(),
    Known::of::<EmailAlerts>(),
    Known::of::<NotificationThresholds>(),
    Known::of::<SettlementRules>(),
];

/// The known setting of a name.
pub(super) fn find(key: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.key == key)
}
