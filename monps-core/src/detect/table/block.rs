//! Estimates of book sums, a block of markets at a time.
//!
//! A block is N columns, one a selection; a column is one row a venue; a row is the estimates of
//! [`LANES`] markets side by side. Every loop over lanes has no branch and no bound to check, which is
//! what a compiler needs to turn it into vector instructions.

/// How many markets stand side by side: enough for two vector registers of the oldest 64-bit machines,
/// and few enough that looking at one market alone does not touch a cache line a price.
pub(super) const LANES: usize = 8;

/// What an estimate of a book sum says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::detect) enum Book {
    /// Below 1 for certain.
    Below,
    /// Too close to 1 to tell.
    Close,
    /// 1 or more for certain, or without a price for a selection.
    Above,
}

/// How far an estimated book sum near 1 may be from the true one.
///
/// With ε = 2⁻²³, one rounding errs by ε/2 at most, relatively. A price becomes an estimate by two (to
/// `f64`, then to `f32`) and is inverted by a third; so each of the N terms errs by less than 2ε of
/// itself, and all of them by less than 2ε of a sum near 1. Adding them up errs by ε/2 an addition.
/// Together less than (N/2 + 2)ε; twice that is taken.
const fn slack(selections: usize) -> f32 {
    let mut slack = 4.0 * f32::EPSILON;
    let mut counted = 0;
    while counted < selections {
        slack += f32::EPSILON;
        counted += 1;
    }
    slack
}

/// Weighs an estimate.
pub(in crate::detect) fn judge(estimate: f32, selections: usize) -> Book {
    let slack = slack(selections);
    if estimate < 1.0 - slack {
        Book::Below
    } else if estimate <= 1.0 + slack {
        Book::Close
    } else {
        Book::Above
    }
}

/// Whether any of these may be below 1.
pub(super) fn any_below(estimates: &[f32; LANES], selections: usize) -> bool {
    let bound = 1.0 + slack(selections);
    estimates.iter().fold(false, |any, &sum| any | (sum <= bound))
}

/// The estimated book sums of best prices in a block; infinite where a selection has no price.
#[inline]
pub(super) fn books(block: &[f32], venues: usize) -> [f32; LANES] {
    let mut sums = [0.0; LANES];
    for column in block.chunks_exact(venues * LANES) {
        let mut best = [0.0_f32; LANES];
        for row in column.as_chunks::<LANES>().0 {
            for (best, &price) in best.iter_mut().zip(row) {
                *best = if price > *best { price } else { *best };
            }
        }
        for (sum, best) in sums.iter_mut().zip(best) {
            *sum += best.recip();
        }
    }
    sums
}

/// The same of one market in a block.
pub(super) fn book_of(block: &[f32], venues: usize, lane: usize) -> f32 {
    let columns = block.chunks_exact(venues * LANES);
    columns.map(|column| highest(column, lane).recip()).sum()
}

fn highest(column: &[f32], lane: usize) -> f32 {
    let prices = column.as_chunks::<LANES>().0.iter().map(|row| row[lane]);
    prices.fold(0.0, |best, price| if price > best { price } else { best })
}

/// The venues of a column that may have the best price, in order: an estimate errs by less than ε of
/// itself, so the best price has an estimate less than 2ε below the highest. None without a price.
pub(super) fn nearly_best(column: &[f32], lane: usize) -> impl Iterator<Item = usize> + '_ {
    let bound = highest(column, lane) * (1.0 - 2.0 * f32::EPSILON);
    let rows = column.as_chunks::<LANES>().0.iter().enumerate();
    rows.filter(move |(_, row)| row[lane] >= bound && row[lane] > 0.0).map(|(venue, _)| venue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_market_of_a_block_is_weighed_like_the_whole() {
        // Two venues and three selections; every market of the block has other prices.
        let block: Vec<f32> = (0_u16..96).map(|at| 1.5 + f32::from(at * 37 % 96) / 16.0).collect();
        let sums = books(&block, 2);
        for (lane, sum) in sums.into_iter().enumerate() {
            assert!((sum - book_of(&block, 2, lane)).abs() <= f32::EPSILON);
        }
    }

    #[test]
    fn no_price_is_no_book() {
        let mut block = vec![4.0; 3 * LANES];
        assert_eq!(judge(books(&block, 1)[5], 3), Book::Below);
        block[LANES + 5] = 0.0;
        assert_eq!(judge(books(&block, 1)[5], 3), Book::Above);
        assert_eq!(judge(book_of(&block, 1, 5), 3), Book::Above);
    }

    #[test]
    fn one_is_close() {
        assert_eq!(judge(1.0, 2), Book::Close);
        assert_eq!(judge(1.0 - 1e-5, 2), Book::Below);
        assert_eq!(judge(1.0 + 1e-5, 2), Book::Above);
    }
}
