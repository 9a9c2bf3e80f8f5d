//! Between the first leg and the last: what hangs in the air, and what still saves it.
//!
//! Legs are placed one after the other, and a venue may refuse, or move its price, at any of them.

use rust_decimal::Decimal;

use super::leg::HedgeLeg;
use super::position::Position;
use crate::error::hedge::HedgeError;
use crate::money::AMOUNT_MAX;
use crate::payoff::Outcome;
use crate::quote::Side;

/// With more legs than this the safest order is built leg by leg, without trying every one.
const PERMUTED_MAX: usize = 7;

/// Where a placing may stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// The leg that fails, counted from 0 as given.
    pub leg: usize,
    /// What can be lost if it fails and nothing more is placed: the worst result of the legs before it
    /// and of what was placed already. Never below 0.
    pub exposed: Decimal,
    /// The price that the leg must still have for all to come out without a loss, every other leg
    /// being placed as planned and its own stake chosen anew.
    pub break_even: BreakEven,
}

/// A price at which nothing is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakEven {
    /// Nothing is lost without the leg.
    NotNeeded,
    /// At least this price to back, at most this price to lay.
    At(Decimal),
    /// At no price: something is lost where the leg cannot help.
    Impossible,
}

/// What is exposed at each leg of an order. `stakes` are those to be placed, on top of what each leg
/// has placed; `order` names every leg once.
///
/// Commission is counted on each market's net, save in the break-even price, which takes its leg to be
/// alone in its market.
///
/// # Errors
/// [`HedgeError::NotAnOrder`], and for legs that cannot be as [`super::plan`].
pub fn exposures(
    legs: &[HedgeLeg],
    stakes: &[Decimal],
    order: &[usize],
) -> Result<Vec<Exposure>, HedgeError> {
    let book = Book::new(legs, stakes)?;
    let mut named = order.to_vec();
    named.sort_unstable();
    if named.iter().copied().ne(0..legs.len()) {
        return Err(HedgeError::NotAnOrder { legs: legs.len() });
    }
    let mut placed = vec![false; legs.len()];
    let mut found = Vec::with_capacity(order.len());
    for &leg in order {
        let break_even = break_even(&legs[leg], &book.profile(|other| other != leg));
        found.push(Exposure { leg, exposed: book.exposed(&placed), break_even });
        placed[leg] = true;
    }
    Ok(found)
}

/// The order in which the largest exposure is smallest; of equals the one with the smallest sum, then
/// the first as the legs are given. Up to seven legs every order is tried; beyond, each next leg is the
/// one that leaves least exposed.
///
/// # Errors
/// As [`exposures`].
pub fn safest_order(legs: &[HedgeLeg], stakes: &[Decimal]) -> Result<Vec<usize>, HedgeError> {
    let book = Book::new(legs, stakes)?;
    let mut walk = Walk { book: &book, order: Vec::new(), best: None };
    if legs.len() <= PERMUTED_MAX {
        walk.try_all(&mut vec![false; legs.len()], Decimal::ZERO, Decimal::ZERO);
        if let Some((.., order)) = walk.best {
            return Ok(order);
        }
    }
    let mut placed = vec![false; legs.len()];
    let mut order = Vec::with_capacity(legs.len());
    for _ in 0..legs.len() {
        let with = |leg: usize| {
            let mut then = placed.clone();
            then[leg] = true;
            book.exposed(&then)
        };
        let next = (0..legs.len()).filter(|leg| !placed[*leg]).min_by_key(|leg| with(*leg));
        if let Some(next) = next {
            placed[next] = true;
            order.push(next);
        }
    }
    Ok(order)
}

/// Legs with the stakes to be placed.
struct Book<'a> {
    position: Position<'a>,
    /// In steps, what was placed already and what is to be.
    before: Vec<Decimal>,
    after: Vec<Decimal>,
}

impl<'a> Book<'a> {
    fn new(legs: &'a [HedgeLeg], stakes: &[Decimal]) -> Result<Self, HedgeError> {
        let position = Position::new(legs, AMOUNT_MAX, &[])?;
        if stakes.len() != legs.len() {
            let (given, most) = (stakes.len(), legs.len());
            return Err(HedgeError::Count { what: "stakes", given, least: most, most });
        }
        for (at, stake) in stakes.iter().enumerate() {
            if *stake < Decimal::ZERO || *stake > AMOUNT_MAX {
                return Err(HedgeError::OutOfRange {
                    what: "stake",
                    leg: Some(at),
                    value: *stake,
                    range: "at least 0 and at most a thousand billions",
                });
            }
        }
        let before = position.placed.clone();
        let steps = legs.iter().zip(stakes).zip(&before);
        let after = steps.map(|((leg, stake), before)| before + stake / leg.step).collect();
        Ok(Self { position, before, after })
    }

    fn profile(&self, is_placed: impl Fn(usize) -> bool) -> Vec<Decimal> {
        let steps: Vec<Decimal> = (0..self.before.len())
            .map(|leg| if is_placed(leg) { self.after[leg] } else { self.before[leg] })
            .collect();
        self.position.profile_of(&steps)
    }

    fn exposed(&self, placed: &[bool]) -> Decimal {
        let worst = self.profile(|leg| placed[leg]).into_iter().min().unwrap_or_default();
        (-worst).max(Decimal::ZERO)
    }
}

/// All orders, depth first.
struct Walk<'b> {
    book: &'b Book<'b>,
    order: Vec<usize>,
    best: Option<(Decimal, Decimal, Vec<usize>)>,
}

impl Walk<'_> {
    fn try_all(&mut self, placed: &mut Vec<bool>, most: Decimal, sum: Decimal) {
        let is_better = |best: &(Decimal, Decimal, Vec<usize>)| (most, sum) < (best.0, best.1);
        if !self.best.as_ref().is_none_or(is_better) {
            return;
        }
        if self.order.len() == placed.len() {
            self.best = Some((most, sum, self.order.clone()));
            return;
        }
        for leg in 0..placed.len() {
            if placed[leg] {
                continue;
            }
            placed[leg] = true;
            self.order.push(leg);
            // What stands when all are placed is no longer in the air.
            let exposed = if self.order.len() == placed.len() {
                Decimal::ZERO
            } else {
                self.book.exposed(placed)
            };
            self.try_all(placed, most.max(exposed), sum + exposed);
            self.order.pop();
            placed[leg] = false;
        }
    }
}

/// The price at which a leg saves what the others bring.
fn break_even(leg: &HedgeLeg, others: &[Decimal]) -> BreakEven {
    if others.iter().all(|profit| *profit >= Decimal::ZERO) {
        return BreakEven::NotNeeded;
    }
    let price = stake_allowed(leg, others).and_then(|stake| price_needed(leg, others, stake));
    price.map_or(BreakEven::Impossible, BreakEven::At)
}

/// The stake that helps most: the largest back that states in which it loses can bear, or the smallest
/// lay that pays for the states in which its selection loses. None where no stake helps.
fn stake_allowed(leg: &HedgeLeg, others: &[Decimal]) -> Option<Decimal> {
    let kept = Decimal::ONE - leg.commission.rate();
    let (mut most, mut least) = (AMOUNT_MAX, Decimal::ZERO);
    for (profit, outcome) in others.iter().zip(&leg.outcomes) {
        match half(*outcome) {
            None if *profit < Decimal::ZERO => return None,
            None | Some((true, _)) => {}
            Some((false, part)) => {
                let alone = profit.checked_div(part * leg.rate)?;
                most = most.min(alone);
                least = least.max(-alone / kept);
            }
        }
    }
    let stake = match leg.side {
        Side::Back => most,
        Side::Lay => least,
    };
    (stake > Decimal::ZERO).then_some(stake)
}

/// The price at which a stake leaves no loss in the states in which its selection wins.
fn price_needed(leg: &HedgeLeg, others: &[Decimal], stake: Decimal) -> Option<Decimal> {
    let mut worst: Option<Decimal> = None;
    for (profit, outcome) in others.iter().zip(&leg.outcomes) {
        if let Some((true, part)) = half(*outcome) {
            let of_stake = profit.checked_div(part * leg.rate)?.checked_div(stake)?;
            worst = Some(worst.map_or(of_stake, |worst| worst.min(of_stake)));
        }
    }
    let (worst, kept) = (worst?, Decimal::ONE - leg.commission.rate());
    match leg.side {
        Side::Back => Decimal::ONE.checked_sub((worst / kept).min(Decimal::ZERO)),
        Side::Lay => (worst > Decimal::ZERO).then(|| Decimal::ONE + worst),
    }
}

/// Whether the selection wins, and which part of a stake is in play; none where it all comes back.
fn half(outcome: Outcome) -> Option<(bool, Decimal)> {
    let half = Decimal::ONE / Decimal::TWO;
    match outcome {
        Outcome::Won => Some((true, Decimal::ONE)),
        Outcome::HalfWon => Some((true, half)),
        Outcome::HalfLost => Some((false, half)),
        Outcome::Lost => Some((false, Decimal::ONE)),
        _ => None,
    }
}
