//! Where the money is that can be lost: by bookmaker and by event.

use std::collections::BTreeMap;

use monps_core::bet::{Bet, exposure};
use monps_core::id::VenueId;
use monps_core::money::{Currency, Money, Rounding};

use super::super::problem::Problem;
use crate::store::BetRecord;

/// What can be lost at worst on some open bets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExposureTo {
    /// To what: the name of a bookmaker, or of a match; empty for accumulators over several.
    pub name: String,
    /// Open bets.
    pub bets: usize,
    /// What can be lost at worst.
    pub amount: Money,
}

/// By the bookmaker at which bets are open, the largest first.
pub(super) fn by_bookmaker(
    currency: Currency,
    open: &[BetRecord],
    title: impl Fn(VenueId) -> String,
) -> Result<Vec<ExposureTo>, Problem> {
    grouped(currency, open, |record| title(record.bet.terms().venue_id))
}

/// By the match that bets are on, the largest first; accumulators over several stand together, as each
/// can be lost by any of its matches.
pub(super) fn by_event(currency: Currency, open: &[BetRecord]) -> Result<Vec<ExposureTo>, Problem> {
    grouped(currency, open, |record| match record.legs.as_slice() {
        [leg] if leg.home.is_empty() || leg.away.is_empty() => leg.match_id.clone(),
        [leg] => format!("{} - {}", leg.home, leg.away),
        _ => String::new(),
    })
}

fn grouped(
    currency: Currency,
    open: &[BetRecord],
    name: impl Fn(&BetRecord) -> String,
) -> Result<Vec<ExposureTo>, Problem> {
    let mut groups: BTreeMap<String, Vec<&Bet>> = BTreeMap::new();
    for record in open.iter().filter(|record| record.bet.terms().stake.currency() == currency) {
        groups.entry(name(record)).or_default().push(&record.bet);
    }
    let mut all = groups
        .into_iter()
        .map(|(name, bets)| {
            let amount = exposure(currency, bets.iter().copied(), Rounding::HalfUp);
            Ok(ExposureTo { name, bets: bets.len(), amount: amount.map_err(Problem::broken)? })
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    all.sort_by_key(|one| std::cmp::Reverse(one.amount.amount()));
    Ok(all)
}
