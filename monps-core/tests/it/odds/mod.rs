//! Odds from outside: any text, any price, any number of decimals.

mod any_input;
