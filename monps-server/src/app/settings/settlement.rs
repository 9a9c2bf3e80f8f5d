//! By which rules bets are settled, and against whose close they are measured.

use std::collections::BTreeMap;

use monps_core::catalog::VenueKey;
use monps_core::settle::rules::RuleBook;
use monps_core::time::TimeDelta;
use serde_json::Value;

use super::fields::Fields;
use super::known::KnownSetting;
use crate::store::SettingValue;

/// Sets of rules of one's own.
const SETS_MAX: usize = 50;
/// Venues whose close is taken before all others'.
const REFERENCES_MAX: usize = 20;
/// Sets that a venue keeps to.
const NAMES_MAX: usize = 20;
/// A price that was last seen a week before the start is no close.
const AGE_HOURS_MAX: u32 = 168;

/// By which rules bets are settled, and against whose close they are measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlementRules {
    /// Sets of rules beside the built-in ones, as TOML.
    pub sets: Vec<String>,
    /// The sets that a venue keeps to, by name, the first before the others.
    pub venues: BTreeMap<VenueKey, Vec<String>>,
    /// The sets that are asked where no other says anything.
    pub otherwise: Vec<String>,
    /// Whose close is taken, the first that has one.
    pub references: Vec<VenueKey>,
    /// How long before the start a price may last have been seen and still be a close.
    pub close_age_max: TimeDelta,
}

impl SettlementRules {
    /// The built-in sets and those of one's own.
    ///
    /// # Errors
    /// What is wrong with which set, in words.
    pub fn book(&self) -> Result<RuleBook, String> {
        let builtin = RuleBook::builtin().map_err(|error| error.to_string())?;
        let named = (1..).zip(&self.sets);
        named
            .into_iter()
            .try_fold(builtin, |book, (number, text)| book.with(&format!("sets[{number}]"), text))
            .map_err(|error| error.to_string())
    }

    fn check(&self, fields: &mut Fields<'_>) {
        let book = match self.book() {
            Ok(book) => book,
            Err(problem) => return fields.refuse("sets", problem),
        };
        let is_known = |name: &String| book.sets().iter().any(|set| set.name == *name);
        let known = || {
            let names: Vec<&str> = book.sets().iter().map(|set| set.name.as_str()).collect();
            names.join(", ")
        };
        for (venue, names) in &self.venues {
            if let Some(stranger) = names.iter().find(|name| !is_known(name)) {
                let message =
                    format!("{venue}: there is no set {stranger:?}, there are {}", known());
                fields.refuse("venues", message);
            }
        }
        if let Some(stranger) = self.otherwise.iter().find(|name| !is_known(name)) {
            let message = format!("there is no set {stranger:?}, there are {}", known());
            fields.refuse("otherwise", message);
        }
    }
}

fn keys(fields: &mut Fields<'_>, field: &'static str, names: &[String]) -> Vec<VenueKey> {
    let mut keys = Vec::with_capacity(names.len());
    for name in names {
        match name.parse() {
            Ok(key) => keys.push(key),
            Err(_) => fields.refuse(field, format!("{name:?} is no key of a venue")),
        }
    }
    keys
}

impl KnownSetting for SettlementRules {
    const KEY: &'static str = "settlement";
    const DESCRIPTION: &'static str = "By which rules bets are settled: sets of your own as TOML beside the built-in ones, the sets \
         that a venue keeps to ({\"bet365\": [\"tennis-one-set\"]}), those asked where no other says \
         anything; and the venues whose close bets are measured by, with the age up to which a price \
         is a close";

    fn read(fields: &mut Fields<'_>) -> Self {
        let default = Self::default_value();
        let sets = fields.texts("sets", SETS_MAX).unwrap_or(default.sets);
        let mut venues = BTreeMap::new();
        for (name, names) in fields.lists("venues", NAMES_MAX).unwrap_or_default() {
            if let Some(key) = keys(fields, "venues", &[name]).pop() {
                venues.insert(key, names);
            }
        }
        let otherwise = fields.texts("otherwise", NAMES_MAX).unwrap_or(default.otherwise);
        let references = fields.texts("references", REFERENCES_MAX);
        let references =
            references.map_or(default.references, |names| keys(fields, "references", &names));
        let hours = u32::try_from(default.close_age_max.num_hours()).unwrap_or(AGE_HOURS_MAX);
        let hours = fields.whole("close_age_hours_max", hours, 1..=AGE_HOURS_MAX);
        let close_age_max = TimeDelta::hours(i64::from(hours));
        let read = Self { sets, venues, otherwise, references, close_age_max };
        read.check(fields);
        read
    }

    fn write(&self) -> SettingValue {
        let texts = |texts: &[String]| Value::from(texts.to_vec());
        let venues: SettingValue =
            self.venues.iter().map(|(key, names)| (key.to_string(), texts(names))).collect();
        let references: Vec<String> = self.references.iter().map(ToString::to_string).collect();
        [
            ("sets", texts(&self.sets)),
            ("venues", Value::Object(venues)),
            ("otherwise", texts(&self.otherwise)),
            ("references", texts(&references)),
            ("close_age_hours_max", Value::from(self.close_age_max.num_hours())),
        ]
        .into_iter()
        .map(|(field, value)| (field.to_owned(), value))
        .collect()
    }

    /// What most venues do; Pinnacle's close, as the field has it; prices of the day of the match.
    fn default_value() -> Self {
        Self {
            sets: Vec::new(),
            venues: BTreeMap::new(),
            otherwise: vec!["common".to_owned()],
            references: "pinnacle".parse().into_iter().collect(),
            close_age_max: TimeDelta::hours(24),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::known::read;
    use super::*;

    fn asked(value: &Value) -> Result<SettlementRules, String> {
        read::<SettlementRules>(value.as_object().unwrap())
            .map_err(|problems| format!("{}: {}", problems[0].field, problems[0].message))
    }

    #[test]
    fn what_is_written_is_read_back() {
        let default = SettlementRules::default_value();
        assert_eq!(asked(&Value::Object(default.write())), Ok(default));
        let own = asked(&json!({
            "venues": {"bet365": ["tennis-one-set"]}, "references": ["betfair_ex_eu", "pinnacle"],
            "otherwise": [], "close_age_hours_max": 6
        }))
        .unwrap();
        assert_eq!(own.references.len(), 2);
        assert_eq!(asked(&Value::Object(own.write())), Ok(own));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (value, says) in [
            (json!({"sets": ["name = 1"]}), "sets: sets[1]"),
            (json!({"sets": "a"}), "sets: must be a list of texts"),
            (json!({"venues": {"bet365": ["unheard-of"]}}), "venues: bet365: there is no set"),
            (json!({"venues": {"Bet 365": []}}), "venues: \"Bet 365\" is no key of a venue"),
            (json!({"venues": ["bet365"]}), "venues: must be an object"),
            (json!({"otherwise": ["unheard-of"]}), "otherwise: there is no set"),
            (json!({"references": ["?"]}), "references: \"?\" is no key"),
            (json!({"close_age_hours_max": 0}), "close_age_hours_max: must be from 1 to 168"),
        ] {
            let said = asked(&value).unwrap_err();
            assert!(said.starts_with(says), "{value}: {said}");
        }
    }
}
