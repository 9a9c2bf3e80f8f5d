//! What the library promises, tested from outside: published numbers, and laws over random input.

#[cfg(test)]
mod books;
#[cfg(test)]
mod payoff;
#[cfg(test)]
mod published;
#[cfg(test)]
mod settle;
