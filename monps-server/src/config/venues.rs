//! What is assumed of a venue when a feed first quotes it.

use std::collections::BTreeMap;

use monps_core::odds::Commission;
use monps_core::time::TimeDelta;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, dec};
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::error::Refusal;
use crate::collector::{AccessPreset, VenueDefaults};

/// A day: no older quote is bettable anywhere.
const AGE_MAX_S: u32 = 24 * 60 * 60;

/// What is assumed of a venue when a feed first quotes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VenuesConfig {
    /// Where the person may bet: `open`, `reference` or `france-2026`.
    pub preset: String,
    /// Commission of an exchange, in percent of net winnings, where its adapter does not say it.
    pub exchange_commission_pct: CommissionPct,
    /// How old a quote may be and still be bettable, in seconds.
    pub age_max_s: u32,
}

impl VenuesConfig {
    /// The same as the collector takes it.
    #[must_use]
    pub fn defaults(&self) -> VenueDefaults {
        VenueDefaults {
            // `check` has refused every other word.
            access: AccessPreset::parse(&self.preset).unwrap_or_default(),
            exchange_commission: self.exchange_commission_pct.0,
            commissions: BTreeMap::new(),
            age_max: TimeDelta::seconds(i64::from(self.age_max_s)),
        }
    }

    pub(super) fn check(&self) -> Result<(), Refusal> {
        if AccessPreset::parse(&self.preset).is_none() {
            let known = AccessPreset::ALL.map(|(_, slug)| slug).join(", ");
            let reason = format!("must be one of {known}, not {:?}", self.preset);
            return Err(Refusal::new("venues.preset", reason));
        }
        if !(1..=AGE_MAX_S).contains(&self.age_max_s) {
            let reason = format!("must be from 1 to {AGE_MAX_S} seconds (a day)");
            return Err(Refusal::new("venues.age_max_s", reason));
        }
        Ok(())
    }
}

impl Default for VenuesConfig {
    fn default() -> Self {
        let defaults = VenueDefaults::default();
        Self {
            preset: defaults.access.as_str().to_owned(),
            exchange_commission_pct: CommissionPct(defaults.exchange_commission),
            age_max_s: u32::try_from(defaults.age_max.num_seconds()).unwrap_or(AGE_MAX_S),
        }
    }
}

/// A commission, written in percent: `5` is a rate of 0.05.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommissionPct(pub Commission);

impl Serialize for CommissionPct {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let percent = (self.0.rate() * dec!(100)).normalize();
        serializer.serialize_f64(percent.to_f64().unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for CommissionPct {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let percent = f64::deserialize(deserializer)?;
        // The shortest digits that name the float are those that the person wrote.
        Decimal::from_str_exact(&percent.to_string())
            .ok()
            .and_then(|percent| Commission::new(percent / dec!(100)).ok())
            .map(Self)
            .ok_or_else(|| {
                let wanted = "a percentage from 0 up to, not including, 50";
                D::Error::invalid_value(Unexpected::Float(percent), &wanted)
            })
    }
}
