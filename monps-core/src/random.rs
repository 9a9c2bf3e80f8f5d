//! Pseudo-random numbers for simulations: the same on every machine, for every number of threads.
//!
//! xoshiro256++ (Blackman and Vigna, 2019), whose state is filled by `SplitMix64` (Steele, Lea and Flood,
//! 2014) from a seed and the number of a stream. Integer arithmetic only, so that a seed gives one
//! answer everywhere; a stream for every path, so that it matters to nobody who computes which.

/// A sequence of numbers that depends on a seed and a stream, and on nothing else.
#[derive(Clone, Debug)]
pub(crate) struct Random {
    state: [u64; 4],
}

impl Random {
    /// The sequence of a stream of a seed.
    pub(crate) fn stream(seed: u64, stream: u64) -> Self {
        let mut mixed = seed;
        // The stream is scrambled first: neighbouring streams begin far apart.
        let mut filler = split_mix(&mut mixed) ^ split_mix(&mut stream.wrapping_add(1));
        Self { state: std::array::from_fn(|_| split_mix(&mut filler)) }
    }

    /// 64 bits.
    fn next(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.state;
        let bits = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        bits
    }

    /// From 0 up to, not including, 1, in steps of 2⁻⁵³.
    pub(crate) fn unit(&mut self) -> f64 {
        // 53 bits are exact in a float.
        (self.next() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// An index below a length, every one as likely; 0 when the length is.
    pub(crate) fn index(&mut self, length: usize) -> usize {
        // The high half of the product; its bias is length / 2⁶⁴, which no simulation can see.
        let product = u128::from(self.next()) * length as u128;
        usize::try_from(product >> 64).unwrap_or_default()
    }
}

/// The value at a quantile of ascending values, by straight line between neighbours (the seventh of
/// Hyndman and Fan, which R and `NumPy` use). None without values.
pub(crate) fn quantile(sorted: &[f64], quantile: f64) -> Option<f64> {
    let place = quantile.clamp(0.0, 1.0) * (sorted.len().checked_sub(1)? as f64);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a slice: at least 0 and below its length"
    )]
    let below = place.floor() as usize;
    let (low, high) = (*sorted.get(below)?, *sorted.get(below + 1).or(sorted.get(below))?);
    Some(low + (high - low) * (place - place.floor()))
}

fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut bits = *state;
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_sequences_come_out() {
        let mut state = 1_234_567;
        let split: Vec<u64> = (0..3).map(|_| split_mix(&mut state)).collect();
        assert_eq!(
            split,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
        let mut random = Random { state: [1, 2, 3, 4] };
        let first: Vec<u64> = (0..4).map(|_| random.next()).collect();
        assert_eq!(first, [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
    }

    #[test]
    fn quantiles_are_those_of_r_and_numpy() {
        let values = [1.0, 2.0, 4.0, 8.0];
        // numpy.quantile([1, 2, 4, 8], [0, 0.25, 0.5, 0.9, 1])
        for (q, expected) in [(0.0, 1.0), (0.25, 1.75), (0.5, 3.0), (0.9, 6.8), (1.0, 8.0)] {
            assert!((quantile(&values, q).unwrap() - expected).abs() < 1e-12, "{q}");
        }
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[3.0], 0.7), Some(3.0));
    }

    #[test]
    fn streams_differ_and_repeat() {
        let first = |stream| Random::stream(7, stream).next();
        assert_eq!(first(0), first(0));
        assert!((1..1_000).all(|stream| first(stream) != first(0)));
        assert_ne!(Random::stream(8, 0).next(), first(0));
    }

    #[test]
    fn numbers_fill_their_range_evenly() {
        let mut random = Random::stream(1, 2);
        let mut counts = [0_u32; 10];
        for _ in 0..100_000 {
            counts[random.index(10)] += 1;
            assert!((0.0..1.0).contains(&random.unit()));
        }
        // Five standard deviations of a count with p = 1/10.
        assert!(counts.iter().all(|count| count.abs_diff(10_000) < 475), "{counts:?}");
        assert_eq!(random.index(0), 0);
    }
}
