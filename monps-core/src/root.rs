//! Roots of functions of one variable, for the rooms that estimate.
//!
//! Two ways, both bounded: [`climb`] where the shape of the function makes Newton's steps monotone,
//! and [`bracketed`] where only a sign change is known.

/// More steps than any price that exists needs: monotone Newton takes 4 to 40, bisection 60.
pub(crate) const STEPS_MAX: u32 = 200;

/// Newton squares the error: after a step this small, relative to the root, nothing is left to gain.
const STEP_LAST: f64 = 1e-9;

/// Where a search ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Root {
    /// The argument.
    pub(crate) at: f64,
    /// How many steps were taken.
    pub(crate) iterations: u32,
}

/// Newton's method from the left of a root which its steps cannot pass.
///
/// That is so where the function is convex and falling, or concave and rising. `function` gives the
/// value and the slope. The caller judges the answer by its residual.
#[inline]
pub(crate) fn climb(start: f64, mut function: impl FnMut(f64) -> (f64, f64)) -> Root {
    let mut at = start;
    for iterations in 1..=STEPS_MAX {
        let (value, slope) = function(at);
        let step = -value / slope;
        at += step;
        if step.abs() <= STEP_LAST * at.abs().max(STEP_LAST) || step.is_nan() {
            return Root { at, iterations };
        }
    }
    Root { at, iterations: STEPS_MAX }
}

/// Newton's method kept inside a bracket by bisection, for a function that falls from above zero at
/// `low` to below zero at `high`.
pub(crate) fn bracketed(
    mut low: f64,
    mut high: f64,
    start: f64,
    mut function: impl FnMut(f64) -> (f64, f64),
) -> Root {
    let mut at = if start > low && start < high { start } else { f64::midpoint(low, high) };
    for iterations in 1..=STEPS_MAX {
        let (value, slope) = function(at);
        if value > 0.0 {
            low = at;
        } else {
            high = at;
        }
        let newton = at - value / slope;
        // The ends count: a step too small to leave one is the end of the search.
        let is_newton = newton >= low && newton <= high;
        let next = if is_newton { newton } else { f64::midpoint(low, high) };
        let step = (next - at).abs();
        at = next;
        let step_last = if is_newton { STEP_LAST } else { f64::EPSILON };
        if step <= step_last * at.abs() {
            return Root { at, iterations };
        }
    }
    Root { at, iterations: STEPS_MAX }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn climbing_finds_the_root_of_a_falling_convex_function() {
        let root = climb(0.0, |x| ((-x).exp() - 0.25, -(-x).exp()));
        assert!((root.at - 4_f64.ln()).abs() < 1e-15, "{root:?}");
        assert!(root.iterations < 8);
    }

    #[test]
    fn a_bracket_holds_where_newton_would_leave_it() {
        // Newton on the cube root runs away from the root; bisection does not.
        let root = bracketed(-1.0, 3.0, 2.0, |x| (-x.cbrt(), -1.0 / (3.0 * x.cbrt() * x.cbrt())));
        assert!(root.at.abs() < 1e-15, "{root:?}");
    }

    #[test]
    fn a_function_without_a_number_ends_the_search() {
        assert_eq!(climb(0.0, |_| (f64::NAN, -1.0)).iterations, 1);
    }
}
