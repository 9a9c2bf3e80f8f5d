//! Laws of staking: the conditions that an optimum must meet, and simulation against what is proved.

mod kelly;
mod lives;
