//! Invented markets, the same in every run.

/// Numbers between 0 and 1 from a linear congruential generator (Knuth's MMIX constants): plain, and
/// the same everywhere.
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) const fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The upper bits are the good ones.
        let upper = u32::try_from(self.0 >> 32).unwrap_or_default();
        f64::from(upper) / f64::from(u32::MAX)
    }

    /// Three probabilities that sum to 1, none below a fiftieth.
    pub(crate) fn match_odds(&mut self) -> [f64; 3] {
        let weights = [0; 3].map(|_| 0.1 + self.next());
        let sum: f64 = weights.iter().sum();
        weights.map(|weight| weight / sum)
    }

    /// Prices to the cent for probabilities, with a margin of `least` up to `least + range`.
    pub(crate) fn prices(&mut self, probabilities: [f64; 3], least: f64, range: f64) -> [f64; 3] {
        let book_sum = 1.0 + least + range * self.next();
        probabilities.map(|p| ((100.0 / (p * book_sum)).round() / 100.0).max(1.01))
    }
}
