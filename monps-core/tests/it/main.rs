//! What the library promises, tested from outside: published numbers, and laws over random input.

#[cfg(test)]
mod books;
#[cfg(test)]
mod detect;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod ledger;
#[cfg(test)]
mod margin;
#[cfg(test)]
mod matching;
#[cfg(test)]
mod odds;
#[cfg(test)]
mod payoff;
#[cfg(test)]
mod published;
#[cfg(test)]
mod settle;
#[cfg(test)]
mod staking;
#[cfg(test)]
mod stats;
