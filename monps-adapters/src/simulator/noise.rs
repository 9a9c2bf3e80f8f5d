//! Randomness without state: a number for a seed and a few keys, always the same.

/// Mixes keys into one well-scattered number (the finaliser of splitmix64 after each key).
pub(super) fn scatter(keys: &[u64]) -> u64 {
    keys.iter().fold(0x9e37_79b9_7f4a_7c15, |state, key| {
        let mut z = (state ^ key).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    })
}

/// Uniform in [0, 1).
pub(super) fn uniform(keys: &[u64]) -> f64 {
    // 32 bits convert without loss, and are plenty for odds.
    let [a, b, c, d, ..] = scatter(keys).to_be_bytes();
    f64::from(u32::from_be_bytes([a, b, c, d])) / 4_294_967_296.0
}

/// One of `count` places.
pub(super) fn pick(keys: &[u64], count: usize) -> usize {
    let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
    usize::try_from(scatter(keys) % count).unwrap_or(0)
}

/// A smooth walk in [-1, 1] at an instant: random knots every `period_s`, eased in between. It needs
/// no history, so any instant can be asked for in any order.
pub(super) fn walk(keys: &[u64], at_s: i64, period_s: i64) -> f64 {
    let period_s = period_s.max(1);
    let knot = at_s.div_euclid(period_s);
    let into = i32::try_from(at_s.rem_euclid(period_s)).unwrap_or(0);
    let fraction = f64::from(into) / i32::try_from(period_s).map_or(1.0, f64::from);
    let height = |knot: i64| uniform(&[scatter(keys), knot.cast_unsigned()]) * 2.0 - 1.0;
    let eased = fraction * fraction * (3.0 - 2.0 * fraction);
    height(knot) * (1.0 - eased) + height(knot + 1) * eased
}

/// An order of `0..count`, by the numbers that fall to each.
pub(super) fn shuffled(keys: &[u64], count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let scattered = scatter(keys);
    order.sort_by_key(|&place| scatter(&[scattered, u64::try_from(place).unwrap_or(u64::MAX)]));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_stays_inside_and_never_jumps() {
        let at = |s: i64| walk(&[7, 1], s, 3600);
        for s in (-20_000..20_000).step_by(60) {
            assert!(at(s).abs() <= 1.0);
            // Two knots are at most 2 apart, the steepest ease is 1.5 in a period.
            assert!((at(s + 60) - at(s)).abs() <= 2.0 * 1.5 / 60.0 + 1e-9);
        }
    }

    #[test]
    fn numbers_are_spread_evenly() {
        let mut counts = [0; 10];
        for key in 0..10_000 {
            counts[pick(&[3, key], 10)] += 1;
            assert!((0.0..1.0).contains(&uniform(&[3, key])));
        }
        assert!(counts.iter().all(|&count| (900..1100).contains(&count)), "{counts:?}");
        let mut order = shuffled(&[9], 48);
        order.sort_unstable();
        assert_eq!(order, (0..48).collect::<Vec<_>>());
    }
}
