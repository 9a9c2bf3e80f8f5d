//! What a request says a bet came to.

use monps_core::bet::{Bet, BetOutcome, Settlement, Verdict};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::odds::{Price, QuotedPrice};
use monps_core::payoff::Outcome;
use rust_decimal::{Decimal, dec};

use super::super::problem::Problem;
use super::ROUNDING;

/// What a request says of a bet's end. Nothing said leaves everything as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ruling {
    /// The result, or `pending` to open the bet again.
    pub result: Option<String>,
    /// The status, where it says something that the result does not.
    pub status: Option<String>,
    /// The price that the venue settled at, where that is not the price taken.
    pub actual_odds: Option<Decimal>,
    /// What the venue paid, stake included.
    pub payout: Option<Decimal>,
    /// What was gained, after commission.
    pub actual_profit: Option<Decimal>,
}

/// Where a ruling wants a bet to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// As it is.
    Unsaid,
    /// Awaiting its result.
    Open,
    /// Over.
    Over(BetOutcome),
}

impl Ruling {
    /// Where the bet is to be.
    ///
    /// `current` is what it came to so far: `status: settled` alone confirms that, and is refused
    /// where there is nothing to confirm.
    pub(super) fn wanted(&self, current: Option<BetOutcome>) -> Result<Wanted, Problem> {
        let by_result = match self.result.as_deref() {
            None => None,
            Some("pending") => Some(Wanted::Open),
            Some(word) => Some(Wanted::Over(word.parse().map_err(|_| {
                Problem::invalid(
                    "result",
                    "must be won, lost, void, half_won, half_lost, push, cashed_out or pending",
                )
            })?)),
        };
        let void = BetOutcome::Played(Outcome::Void);
        let contradiction = |said: &str| {
            Problem::invalid("status", format!("{said} contradicts the result: send the result"))
        };
        match (self.status.as_deref(), by_result) {
            (None, None) => Ok(Wanted::Unsaid),
            (None, Some(wanted)) => Ok(wanted),
            (Some("pending" | "active"), None | Some(Wanted::Open)) => Ok(Wanted::Open),
            (Some("void"), None) => Ok(Wanted::Over(void)),
            (Some("void"), Some(Wanted::Over(outcome))) if outcome == void => {
                Ok(Wanted::Over(outcome))
            }
            (Some("settled"), Some(Wanted::Over(outcome))) if outcome != void => {
                Ok(Wanted::Over(outcome))
            }
            (Some("settled"), None) => match current {
                Some(outcome) if outcome != void => Ok(Wanted::Unsaid),
                _ => Err(Problem::invalid(
                    "result",
                    "is required to settle: won, lost, half_won, half_lost, push or cashed_out",
                )),
            },
            (Some(said @ ("pending" | "active" | "void" | "settled")), Some(_)) => {
                Err(contradiction(said))
            }
            (Some(_), _) => Err(Problem::invalid("status", "must be pending, settled or void")),
        }
    }

    /// Whether it says how much came back, or at what price.
    pub(super) const fn has_figures(&self) -> bool {
        self.actual_odds.is_some() || self.payout.is_some() || self.actual_profit.is_some()
    }

    /// What the bet comes to with an outcome and the figures given.
    pub(super) fn settlement(
        &self,
        bet: &Bet,
        outcome: BetOutcome,
    ) -> Result<(Settlement, Option<Price>), Problem> {
        let currency = bet.terms().stake.currency();
        let price = self.price()?;
        let by_payout = self.payout.map(|payout| {
            let payout = money("payout", payout, currency)?;
            settle("payout", bet, paid(outcome, payout))
        });
        let by_profit = self.actual_profit.map(|profit| {
            let profit = money("actual_profit", profit, currency)?;
            by_profit(bet, outcome, profit)
        });
        let by_price = || match outcome {
            BetOutcome::Played(played) => {
                let price = price.map(QuotedPrice::from);
                let forced = Verdict::Forced { outcome: played, price };
                settle("actual_odds", bet, forced)
            }
            BetOutcome::CashedOut => Err(Problem::invalid("payout", "is required to cash out")),
        };
        let settlement = match (by_payout.transpose()?, by_profit.transpose()?) {
            (Some(payout), Some(profit)) if payout.profit() != profit.profit() => {
                let message = format!("contradicts the payout, which makes it {}", payout.profit());
                return Err(Problem::invalid("actual_profit", message));
            }
            (Some(settlement), _) | (None, Some(settlement)) => settlement,
            (None, None) => by_price()?,
        };
        if price.is_some() && outcome != BetOutcome::CashedOut {
            let told = by_price()?;
            let apart = told.payout().amount() - settlement.payout().amount();
            // Venues round in ways of their own: a cent is no contradiction.
            if apart.abs() > dec!(0.01) {
                let message = format!("contradicts the payout: at this price {}", told.payout());
                return Err(Problem::invalid("actual_odds", message));
            }
        }
        Ok((settlement, price))
    }

    fn price(&self) -> Result<Option<Price>, Problem> {
        let price = self.actual_odds.map(Price::new).transpose();
        price.map_err(|error| Problem::invalid("actual_odds", error))
    }
}

/// The settlement whose profit is the one given: commission is looked for from the other side.
fn by_profit(bet: &Bet, outcome: BetOutcome, profit: Money) -> Result<Settlement, Problem> {
    const FIELD: &str = "actual_profit";
    let told = |error| Problem::from_bet(FIELD, &error);
    let at_risk = bet.liability(ROUNDING).map_err(told)?;
    let keeps = Decimal::ONE - bet.terms().commission.rate();
    let is_charged = profit.is_positive() && outcome != BetOutcome::CashedOut;
    let winnings = if is_charged { profit.amount() / keeps } else { profit.amount() };
    let cent = Decimal::new(1, profit.currency().decimals());
    let tries = [Decimal::ZERO, cent, -cent];
    let mut first_refusal = None;
    for nudge in tries.iter().take(if is_charged { tries.len() } else { 1 }) {
        let payout = Money::rounded(
            at_risk.amount() + winnings + *nudge,
            profit.currency(),
            Rounding::HalfUp,
        )
        .map_err(|error| Problem::invalid(FIELD, error))?;
        match bet.settlement(paid(outcome, payout), ROUNDING) {
            Ok(found) if found.profit() == profit => return Ok(found),
            Ok(_) => {}
            Err(error) => first_refusal = first_refusal.or(Some(error)),
        }
    }
    Err(match first_refusal {
        Some(error) => Problem::from_bet(FIELD, &error),
        None => Problem::invalid(FIELD, "no payout gives exactly this after commission"),
    })
}

const fn paid(outcome: BetOutcome, payout: Money) -> Verdict {
    match outcome {
        BetOutcome::Played(outcome) => Verdict::Paid { outcome, payout },
        BetOutcome::CashedOut => Verdict::CashOut { payout },
    }
}

fn settle(field: &str, bet: &Bet, verdict: Verdict) -> Result<Settlement, Problem> {
    bet.settlement(verdict, ROUNDING).map_err(|error| Problem::from_bet(field, &error))
}

fn money(field: &str, amount: Decimal, currency: Currency) -> Result<Money, Problem> {
    Money::new(amount, currency).map_err(|error| Problem::invalid(field, error))
}
