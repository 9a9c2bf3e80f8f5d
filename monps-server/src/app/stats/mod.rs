//! Figures of what was bet.
