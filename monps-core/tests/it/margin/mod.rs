//! Margin models from outside: any input, both ways, and several venues together.

mod any_input;
mod consensus;
mod inverse;
