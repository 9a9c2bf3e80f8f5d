//! Linear programmes of the size that bets make: a few hundred rows and columns, solved with proof.
//!
//! Maximise c·x subject to A·x ≤ b and x ≥ 0, by the simplex method on a dense table. Every optimum
//! comes with its dual: one price a row, with which the caller can prove the optimum apart from the
//! way it was found. That is why it is here and not in a crate: of those that are well kept, microlp
//! gives no dual, and an interior point method (clarabel) ends near a vertex and not on it, so that
//! its answer bets a little on everything.
//!
//! All of it is an estimate. Whoever asks verifies in exact decimals.

/// What is smaller than this, in a table whose entries are about 1, is rounding.
const TINY: f64 = 1e-9;

/// Pivots without progress, after which columns are taken in order: slow, but it cannot go in circles.
const STALLED_MAX: usize = 20;

/// Pivots for each row and column, after which a programme is given up.
const PIVOTS_PER_LINE_MAX: usize = 40;

/// Why there is no optimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoOptimum {
    /// No x fulfils every row.
    Infeasible,
    /// The objective grows without end, or rounding ate the answer.
    Unsolved,
}

/// Where the objective is largest.
#[derive(Clone, Debug)]
pub(crate) struct Optimum {
    /// c·x.
    pub(crate) value: f64,
    /// One a column.
    pub(crate) x: Vec<f64>,
    /// What one more of b would be worth: one a row, none below 0.
    pub(crate) dual: Vec<f64>,
}

/// A programme in the making.
#[derive(Clone, Debug)]
pub(crate) struct Programme {
    objective: Vec<f64>,
    rows: Vec<f64>,
    bounds: Vec<f64>,
}

impl Programme {
    /// Maximise `objective`·x, so far without rows.
    pub(crate) const fn maximise(objective: Vec<f64>) -> Self {
        Self { objective, rows: Vec::new(), bounds: Vec::new() }
    }

    /// One more row: `coefficients`·x ≤ `bound`. What is missing on the right counts as 0.
    pub(crate) fn at_most(&mut self, coefficients: &[f64], bound: f64) {
        let columns = self.objective.len();
        let given = coefficients.len().min(columns);
        self.rows.extend_from_slice(&coefficients[..given]);
        self.rows.resize((self.bounds.len() + 1) * columns, 0.0);
        self.bounds.push(bound);
    }

    /// The optimum.
    pub(crate) fn solve(&self) -> Result<Optimum, NoOptimum> {
        let mut table = Table::new(self);
        if self.bounds.iter().any(|&bound| bound < 0.0) {
            table.make_feasible()?;
        }
        table.climb(table.objective_row())?;
        Ok(table.optimum())
    }
}

/// The condensed table. A row says what its basic variable is: right − Σ entry · column's variable.
/// Two rows of objectives stand at the end: the programme's, and how far from feasible it is.
struct Table {
    rows: usize,
    columns: usize,
    /// Row-major, one more column for the right-hand sides.
    entries: Vec<f64>,
    /// Which variable stands at each column, then at each row. A row's own slack has the number
    /// `columns + row`.
    at_column: Vec<usize>,
    at_row: Vec<usize>,
}

impl Table {
    fn new(programme: &Programme) -> Self {
        // The last column is that of the variable which lifts every row to feasibility.
        let given = programme.objective.len();
        let (rows, columns) = (programme.bounds.len(), given + 1);
        let mut entries = Vec::with_capacity((rows + 2) * (columns + 1));
        for (at, bound) in programme.bounds.iter().enumerate() {
            entries.extend_from_slice(&programme.rows[at * given..][..given]);
            entries.extend([-1.0, *bound]);
        }
        entries.extend(programme.objective.iter().map(|c| -c));
        entries.extend([0.0, 0.0]);
        entries.extend(std::iter::repeat_n(0.0, given));
        entries.extend([1.0, 0.0]);
        let at_row = (columns..columns + rows).collect();
        Self { rows, columns, entries, at_column: (0..columns).collect(), at_row }
    }

    const fn width(&self) -> usize {
        self.columns + 1
    }

    const fn objective_row(&self) -> usize {
        self.rows
    }

    fn entry(&self, row: usize, column: usize) -> f64 {
        self.entries[row * self.width() + column]
    }

    fn right(&self, row: usize) -> f64 {
        self.entry(row, self.columns)
    }

    /// The variable that lifts every row.
    const fn lift(&self) -> usize {
        self.columns - 1
    }

    /// From rows that are not fulfilled at 0 to a vertex where all are.
    fn make_feasible(&mut self) -> Result<(), NoOptimum> {
        let lowest = (0..self.rows).min_by(|&a, &b| self.right(a).total_cmp(&self.right(b)));
        let Some(lowest) = lowest else {
            return Ok(());
        };
        self.pivot(lowest, self.lift());
        self.climb(self.rows + 1)?;
        let Some(row) = self.at_row.iter().position(|&variable| variable == self.lift()) else {
            return Ok(());
        };
        if self.right(row) > TINY {
            return Err(NoOptimum::Infeasible);
        }
        // Still there, at 0: any column may take its place.
        let column = (0..self.columns)
            .max_by(|&a, &b| self.entry(row, a).abs().total_cmp(&self.entry(row, b).abs()));
        if let Some(column) = column.filter(|&column| self.entry(row, column).abs() > TINY) {
            self.pivot(row, column);
        }
        Ok(())
    }

    /// Pivots until no column improves the objective of a row.
    fn climb(&mut self, objective: usize) -> Result<(), NoOptimum> {
        let mut stalled = 0;
        for _ in 0..PIVOTS_PER_LINE_MAX * (self.rows + self.columns) {
            let in_order = stalled > STALLED_MAX;
            let Some(column) = self.entering(objective, in_order) else {
                return Ok(());
            };
            let row = self.leaving(column, in_order).ok_or(NoOptimum::Unsolved)?;
            let before = self.right(objective);
            self.pivot(row, column);
            stalled = if self.right(objective) > before + TINY { 0 } else { stalled + 1 };
        }
        Err(NoOptimum::Unsolved)
    }

    /// The column that promises most, or the first variable that promises anything.
    fn entering(&self, objective: usize, in_order: bool) -> Option<usize> {
        let lift_is_over = objective == self.objective_row();
        let promising = (0..self.columns).filter(|&column| {
            let is_lift = self.at_column[column] == self.lift();
            self.entry(objective, column) < -TINY && !(lift_is_over && is_lift)
        });
        if in_order {
            promising.min_by_key(|&column| self.at_column[column])
        } else {
            promising.min_by(|&a, &b| self.entry(objective, a).total_cmp(&self.entry(objective, b)))
        }
    }

    /// The row that limits a column most; of equals the one with the largest pivot, or in order.
    fn leaving(&self, column: usize, in_order: bool) -> Option<usize> {
        let mut best: Option<(usize, f64)> = None;
        for row in 0..self.rows {
            let pivot = self.entry(row, column);
            if pivot <= TINY {
                continue;
            }
            let ratio = self.right(row).max(0.0) / pivot;
            let is_better = best.is_none_or(|(other, least)| {
                let is_equal = (ratio - least).abs() <= TINY * (1.0 + least);
                if is_equal && in_order {
                    self.at_row[row] < self.at_row[other]
                } else if is_equal {
                    pivot > self.entry(other, column)
                } else {
                    ratio < least
                }
            });
            if is_better {
                best = Some((row, ratio));
            }
        }
        best.map(|(row, _)| row)
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let width = self.width();
        let scale = self.entry(row, column).recip();
        let mut pivot_row = self.entries[row * width..][..width].to_vec();
        pivot_row.iter_mut().for_each(|entry| *entry *= scale);
        pivot_row[column] = scale;
        for (at, entries) in self.entries.chunks_exact_mut(width).enumerate() {
            let factor = entries[column];
            if at == row || factor == 0.0 {
                continue;
            }
            entries[column] = 0.0;
            for (entry, pivot) in entries.iter_mut().zip(&pivot_row) {
                *entry -= factor * pivot;
            }
        }
        self.entries[row * width..][..width].copy_from_slice(&pivot_row);
        std::mem::swap(&mut self.at_row[row], &mut self.at_column[column]);
    }

    fn optimum(&self) -> Optimum {
        let mut x = vec![0.0; self.columns - 1];
        let mut dual = vec![0.0; self.rows];
        for (row, &variable) in self.at_row.iter().enumerate() {
            if let Some(x) = x.get_mut(variable) {
                *x = self.right(row).max(0.0);
            }
        }
        for (column, &variable) in self.at_column.iter().enumerate() {
            if let Some(row) = variable.checked_sub(self.columns) {
                dual[row] = self.entry(self.objective_row(), column).max(0.0);
            }
        }
        Optimum { value: self.right(self.objective_row()), x, dual }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn programme(objective: &[f64], rows: &[(&[f64], f64)]) -> Programme {
        let mut programme = Programme::maximise(objective.to_vec());
        for (coefficients, bound) in rows {
            programme.at_most(coefficients, *bound);
        }
        programme
    }

    #[test]
    fn a_textbook_case_with_its_prices() {
        // Chvátal, Linear Programming, chapter 1: 13 at (2, 0, 1), with prices (1, 0, 1).
        let rows: [(&[f64], f64); 3] =
            [(&[2.0, 3.0, 1.0], 5.0), (&[4.0, 1.0, 2.0], 11.0), (&[3.0, 4.0, 2.0], 8.0)];
        let found = programme(&[5.0, 4.0, 3.0], &rows).solve().unwrap();
        assert!((found.value - 13.0).abs() < 1e-12);
        for (x, expected) in found.x.iter().zip([2.0, 0.0, 1.0]) {
            assert!((x - expected).abs() < 1e-12, "{found:?}");
        }
        for (dual, expected) in found.dual.iter().zip([1.0, 0.0, 1.0]) {
            assert!((dual - expected).abs() < 1e-12, "{found:?}");
        }
    }

    #[test]
    fn rows_that_zero_does_not_fulfil() {
        // At least 1 and at most 3, as cheap as can be.
        let found = programme(&[-2.0], &[(&[-1.0], -1.0), (&[1.0], 3.0)]).solve().unwrap();
        assert!((found.value + 2.0).abs() < 1e-12 && (found.dual[0] - 2.0).abs() < 1e-12);
        let none = programme(&[1.0], &[(&[-1.0], -4.0), (&[1.0], 3.0)]).solve();
        assert_eq!(none.err(), Some(NoOptimum::Infeasible));
        let endless = programme(&[1.0], &[(&[-1.0], 1.0)]).solve();
        assert_eq!(endless.err(), Some(NoOptimum::Unsolved));
    }

    #[test]
    fn beales_cycle_ends() {
        // The classic programme on which the largest coefficient rule goes in circles.
        let rows: [(&[f64], f64); 3] = [
            (&[0.25, -60.0, -0.04, 9.0], 0.0),
            (&[0.5, -90.0, -0.02, 3.0], 0.0),
            (&[0.0, 0.0, 1.0, 0.0], 1.0),
        ];
        let found = programme(&[0.75, -150.0, 0.02, -6.0], &rows).solve().unwrap();
        assert!((found.value - 0.05).abs() < 1e-9, "{found:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        /// Feasible, dual feasible and of one value: that is all there is to an optimum.
        #[test]
        fn the_dual_proves_the_optimum(
            objective in prop::collection::vec(-3..6_i8, 1..6),
            rows in prop::collection::vec((prop::collection::vec(-2..5_i8, 6), -2..9_i8), 1..8),
        ) {
            let objective: Vec<f64> = objective.into_iter().map(f64::from).collect();
            let mut programme = Programme::maximise(objective.clone());
            let mut given = Vec::new();
            for (coefficients, bound) in rows {
                let row: Vec<f64> =
                    coefficients.into_iter().take(objective.len()).map(f64::from).collect();
                programme.at_most(&row, f64::from(bound));
                given.push((row, f64::from(bound)));
            }
            // Everything at most 7, so that nothing is without end.
            for at in 0..objective.len() {
                let mut row = vec![0.0; objective.len()];
                row[at] = 1.0;
                programme.at_most(&row, 7.0);
                given.push((row, 7.0));
            }
            let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
            match programme.solve() {
                Ok(found) => {
                    for (row, bound) in &given {
                        prop_assert!(dot(row, &found.x) <= bound + 1e-7);
                    }
                    for (at, c) in objective.iter().enumerate() {
                        let priced: f64 =
                            given.iter().zip(&found.dual).map(|((row, _), y)| row[at] * y).sum();
                        prop_assert!(priced >= c - 1e-7);
                    }
                    let bounds: Vec<f64> = given.iter().map(|(_, bound)| *bound).collect();
                    prop_assert!((dot(&objective, &found.x) - found.value).abs() < 1e-7);
                    prop_assert!((dot(&bounds, &found.dual) - found.value).abs() < 1e-7);
                }
                Err(why) => {
                    // Then no corner of a coarse grid is feasible either.
                    prop_assert_eq!(why, NoOptimum::Infeasible);
                    let count = 8_usize.pow(u32::try_from(objective.len()).unwrap());
                    for index in 0..count {
                        let mut rest = index;
                        let x: Vec<f64> = objective.iter().map(|_| {
                            let digit = u32::try_from(rest % 8).unwrap();
                            rest /= 8;
                            f64::from(digit)
                        }).collect();
                        prop_assert!(given.iter().any(|(row, bound)| dot(row, &x) > *bound));
                    }
                }
            }
        }
    }
}
