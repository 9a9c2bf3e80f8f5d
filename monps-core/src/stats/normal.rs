//! The normal distribution: its tail and its quantile, to floating point.

use crate::root::bracketed;

/// Where the series gives way to the continued fraction.
const SERIES_BELOW: f64 = 3.0;
/// Beyond this a tail is less than the smallest float.
const FARTHEST: f64 = 38.0;

/// P(Z ≤ z) for a standard normal Z. Tails keep their relative precision.
pub(super) fn cumulative(z: f64) -> f64 {
    if z < 0.0 { upper(-z) } else { 1.0 - upper(z) }
}

/// P(Z > z) for z ≥ 0: Marsaglia's series (*Evaluating the Normal Distribution*, 2004) near the middle,
/// Laplace's continued fraction of Mills' ratio in the tail.
fn upper(z: f64) -> f64 {
    if z.is_nan() {
        return f64::NAN;
    }
    let density = density(z);
    if z < SERIES_BELOW {
        let (mut term, mut sum, mut odd) = (z, z, 1.0);
        while sum + term > sum {
            odd += 2.0;
            term *= z * z / odd;
            sum += term;
        }
        return 0.5 - density * sum;
    }
    let mut fraction = z;
    for k in (1..=100_u32).rev() {
        fraction = z + f64::from(k) / fraction;
    }
    density / fraction
}

fn density(z: f64) -> f64 {
    (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt()
}

/// The z below which a standard normal falls with probability `p`, strictly between 0 and 1.
pub(super) fn quantile(p: f64) -> f64 {
    // The small tail is the precise one.
    if p > 0.5 {
        return -quantile(1.0 - p);
    }
    let short = |z: f64| (p - cumulative(z), -density(z));
    bracketed(-FARTHEST, 0.0, -1.0, short).at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_come_out() {
        // R: pnorm and qnorm.
        for (z, p) in [
            (-8.0, 6.220_960_574_271_785e-16),
            (-3.0, 1.349_898_031_630_094_6e-3),
            (-1.959_963_984_540_054, 0.025),
            (0.0, 0.5),
            (1.0, 0.841_344_746_068_542_9),
            (2.5, 0.993_790_334_674_223_8),
        ] {
            assert!((cumulative(z) / p - 1.0).abs() < 1e-12, "{z}: {}", cumulative(z));
        }
        for (p, z) in [
            (0.975, 1.959_963_984_540_054),
            (0.8, 0.841_621_233_572_914_3),
            (0.05, -1.644_853_626_951_472_2),
            (1e-10, -6.361_340_902_404_056),
        ] {
            assert!((quantile(p) - z).abs() < 1e-11, "{p}: {}", quantile(p));
        }
        assert!((cumulative(3.0 - 1e-12) - cumulative(3.0)).abs() < 1e-13);
        assert!(cumulative(f64::NAN).is_nan());
    }
}
