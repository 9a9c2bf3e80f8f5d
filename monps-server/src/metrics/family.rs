//! Families of metrics, declared once: the doc comment of a field is its help text.

use prometheus::core::Collector;
use prometheus::{
    Gauge, GaugeVec, Histogram, HistogramOpts, HistogramVec, IntCounterVec, IntGauge, Opts,
    Registry,
};

/// Seconds that answers and polls take: from a millisecond to ten seconds.
pub(super) const SECONDS: &[f64] =
    &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// A kind of metric that can be made from its name, help and labels.
pub(super) trait Family: Collector + Clone + Sized + 'static {
    fn make(name: &str, help: &str, labels: &[&str]) -> prometheus::Result<Self>;
}

macro_rules! plain {
    ($($type:ty),*) => {$(
        impl Family for $type {
            fn make(name: &str, help: &str, _: &[&str]) -> prometheus::Result<Self> {
                Self::new(name, help)
            }
        }
    )*};
}

macro_rules! labelled {
    ($($type:ty),*) => {$(
        impl Family for $type {
            fn make(name: &str, help: &str, labels: &[&str]) -> prometheus::Result<Self> {
                Self::new(Opts::new(name, help), labels)
            }
        }
    )*};
}

plain!(Gauge, IntGauge);
labelled!(GaugeVec, IntCounterVec);

impl Family for Histogram {
    fn make(name: &str, help: &str, _: &[&str]) -> prometheus::Result<Self> {
        Self::with_opts(HistogramOpts::new(name, help).buckets(SECONDS.to_vec()))
    }
}

impl Family for HistogramVec {
    fn make(name: &str, help: &str, labels: &[&str]) -> prometheus::Result<Self> {
        Self::new(HistogramOpts::new(name, help).buckets(SECONDS.to_vec()), labels)
    }
}

/// Makes a family and enters it into the registry.
pub(super) fn register<F: Family>(
    registry: &Registry,
    name: &str,
    help: &str,
    labels: &[&str],
) -> prometheus::Result<F> {
    let family = F::make(name, help.trim(), labels)?;
    registry.register(Box::new(family.clone()))?;
    Ok(family)
}

/// A struct whose fields are families: `field: Type = "name" ["label", …]`.
macro_rules! families {
    (
        $(#[$outer:meta])*
        $visibility:vis struct $name:ident {
            $(#[doc = $help:literal] $field:ident: $type:ty = $family:literal [$($label:literal),*];)*
        }
    ) => {
        $(#[$outer])*
        $visibility struct $name {
            $(#[doc = $help] pub(super) $field: $type,)*
        }

        impl $name {
            $visibility fn register(registry: &prometheus::Registry) -> prometheus::Result<Self> {
                Ok(Self {
                    $($field: $crate::metrics::family::register(
                        registry, $family, $help, &[$($label),*],
                    )?,)*
                })
            }
        }
    };
}

pub(super) use families;
