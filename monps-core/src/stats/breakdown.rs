//! Breakdowns: the returns of each venue, strategy, month or whatever else tells bets apart.

use std::collections::BTreeMap;

use super::returns::Tally;
use super::{Returns, SettledBet};
use crate::error::stats::StatsError;
use crate::money::Currency;

/// The returns for each key, in the order of the keys.
///
/// A key is anything that can be ordered: a venue's id, a label, a pair of both.
///
/// ```
/// # use monps_core::money::{Currency, Money};
/// # use monps_core::odds::Price;
/// # use monps_core::stats::{SettledBet, SettledOutcome};
/// # use monps_core::time::parse_timestamp;
/// # use rust_decimal::dec;
/// # let euros = |amount| Money::new(amount, Currency::EUR).unwrap();
/// # let won = SettledBet {
/// #     stake: euros(dec!(10)), payout: euros(dec!(20)), profit: euros(dec!(10)),
/// #     price_taken: Price::new(dec!(2))?, outcome: SettledOutcome::Won,
/// #     settled_at: parse_timestamp("2025-03-01T22:00:00Z")?,
/// #     closing_price: None, fair_closing_probability: None,
/// # };
/// # let lost = SettledBet { payout: euros(dec!(0)), profit: euros(dec!(-10)), outcome: SettledOutcome::Lost, ..won };
/// use monps_core::stats::breakdown;
///
/// let by_channel = breakdown(Currency::EUR, [("ligne", &won), ("tabac", &lost), ("ligne", &won)])?;
/// assert_eq!(by_channel["ligne"].profit, euros(dec!(20)));
/// assert_eq!(by_channel["tabac"].win_rate, Some(dec!(0)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`summarise`](super::summarise); the index counts all bets given.
pub fn breakdown<'a, K: Ord>(
    currency: Currency,
    bets: impl IntoIterator<Item = (K, &'a SettledBet)>,
) -> Result<BTreeMap<K, Returns>, StatsError> {
    let mut tallies: BTreeMap<K, Tally> = BTreeMap::new();
    for (index, (key, bet)) in bets.into_iter().enumerate() {
        tallies.entry(key).or_insert_with(|| Tally::new(currency)).add(index, bet)?;
    }
    Ok(tallies.into_iter().map(|(key, tally)| (key, tally.finish())).collect())
}
