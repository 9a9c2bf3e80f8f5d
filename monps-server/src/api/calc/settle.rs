//! What a bet comes to.

use monps_core::bet::{
    Bet, BetStatus, Boost, Channel, Leg, Offer, StakeKind, Strategy, Terms, Verdict,
};
use monps_core::catalog::{Line, MarketKey, MarketKind, Period, Selection};
use monps_core::error::bet::BetError;
use monps_core::id::{BetId, EventId, VenueId};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::payoff::{Outcome, State, settle_selection};
use monps_core::quote::Side;
use monps_core::settle::withdrawal::deduct;
use poem_openapi::Object;

use super::read::{self, SideWord};
use crate::api::error::{ApiError, Checks};
use crate::api::number::{Integer, Number, NumberInput};
use crate::api::text::Text;

/// A bet and what happened.
#[derive(Clone, Debug, Object)]
#[oai(rename = "SettleRequest", deny_unknown_fields)]
pub(super) struct SettleBody {
    /// What the backer puts up, in whole cents.
    stake: NumberInput,
    /// `back` unless told otherwise.
    side: Option<SideWord>,
    /// The selections, each of another event: several make an accumulator.
    #[oai(validator(min_items = 1, max_items = 40))]
    legs: Vec<SettleLegBody>,
    /// What the venue takes from net winnings, a fraction: 0.05.
    commission_rate: Option<NumberInput>,
    /// A free bet: the stake is the venue's, and does not come back.
    free_bet: Option<bool>,
    /// What the venue pays on top of the winnings, as a fraction of them: 0.2.
    boost_rate: Option<NumberInput>,
    /// The most that it pays on top.
    boost_max: Option<NumberInput>,
}

/// A selection: what became of it, or the score that says so.
#[derive(Clone, Debug, Object)]
#[oai(rename = "SettleLeg", deny_unknown_fields)]
struct SettleLegBody {
    /// Decimal odds taken.
    odds: NumberInput,
    /// `won`, `half_won`, `push`, `half_lost`, `lost`, `void` or `dead_heat_1_3`. This, or market,
    /// selection and score.
    result: Option<Text<20, 1>>,
    /// The market: `1x2`, `asian_handicap`, `total`, `draw_no_bet`, `btts` …
    market: Option<Text<64, 1>>,
    /// The line of a total or handicap, of a handicap the home side's: -0.25.
    line: Option<NumberInput>,
    /// The selection: `home`, `over`, `yes`, `2-1` …
    selection: Option<Text<100, 1>>,
    /// Goals or points of both sides, home first: `2-1`.
    score: Option<Text<11, 3>>,
    /// Pence off each pound of winnings for runners withdrawn (Rule 4).
    deduction_pence: Option<Integer<0, 90>>,
}

/// What a bet came to.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Settled")]
pub(super) struct SettleView {
    /// What became of the bet: a lay is won when its selection loses.
    result: String,
    /// What was put up: the stake, of a lay the liability, of a free bet nothing.
    at_risk: Number,
    /// Everything returned, before commission.
    payout: Number,
    /// What the venue takes.
    commission: Number,
    /// What was gained, after commission.
    profit: Number,
    /// What became of each selection.
    results: Vec<String>,
}

pub(super) fn answer(body: &SettleBody) -> Result<SettleView, ApiError> {
    let mut checks = Checks::default();
    let stake = read::amount(&mut checks, "stake", body.stake)
        .and_then(|amount| checks.take("stake", Money::new(amount, Currency::EUR)));
    let commission = read::commission(&mut checks, "commission_rate", body.commission_rate);
    let offer = body.offer(&mut checks);
    let legs: Vec<Leg> =
        body.legs.iter().enumerate().filter_map(|(at, leg)| leg.read(at, &mut checks)).collect();
    checks.finish()?;
    let results = legs.iter().filter_map(|leg| leg.outcome).map(|of| of.to_string()).collect();
    let ((stake, commission), offer) = stake.zip(commission).zip(offer).ok_or_else(read::unread)?;
    let terms = Terms {
        id: BetId::new(0),
        venue_id: VenueId::new(0),
        side: Side::from(body.side.unwrap_or_default()),
        stake,
        legs,
        commission,
        channel: Channel::Ligne,
        strategy: Strategy::VALUE,
        offer,
    };
    let bet = Bet::new(terms, BetStatus::Open).map_err(of_bet)?;
    let settled = bet.settlement(Verdict::Legs, Rounding::HalfUp).map_err(of_bet)?;
    Ok(SettleView {
        result: settled.outcome().to_string(),
        at_risk: Number::from(settled.at_risk()),
        payout: Number::from(settled.payout()),
        commission: Number::from(settled.commission()),
        profit: Number::from(settled.profit()),
        results,
    })
}

impl SettleBody {
    fn offer(&self, checks: &mut Checks) -> Option<Offer> {
        let stake = if self.free_bet == Some(true) { StakeKind::Free } else { StakeKind::Cash };
        let most = match self.boost_max {
            Some(most) => {
                let most = read::amount(checks, "boost_max", most)?;
                Some(checks.take("boost_max", Money::new(most, Currency::EUR))?)
            }
            None => None,
        };
        let boost = match self.boost_rate {
            Some(rate) => Some(checks.take("boost_rate", Boost::new(rate.0, most))?),
            None if most.is_some() => {
                checks.refuse("boost_rate", "is required beside boost_max");
                return None;
            }
            None => None,
        };
        Some(Offer { stake, boost })
    }
}

impl SettleLegBody {
    fn read(&self, at: usize, checks: &mut Checks) -> Option<Leg> {
        let field = |name: &str| format!("legs[{at}].{name}");
        let price = read::quoted(checks, &field("odds"), self.odds)?;
        let pence = self.deduction_pence.map_or(0, |pence| u8::try_from(pence.get()).unwrap_or(0));
        let price = if pence == 0 {
            price
        } else {
            checks.take(&field("deduction_pence"), deduct(price, pence))?
        };
        let (market, selection) = self.question(at, checks)?;
        let outcome = self.outcome(at, &market, &selection, checks)?;
        let event = EventId::new(i64::try_from(at).unwrap_or_default());
        let leg = checks.take(&field("selection"), Leg::new(event, market, selection, price))?;
        Some(Leg { outcome: Some(outcome), ..leg })
    }

    /// Market and selection; any will do where the result is given.
    fn question(&self, at: usize, checks: &mut Checks) -> Option<(MarketKey, Selection)> {
        let field = |name: &str| format!("legs[{at}].{name}");
        let Some(market) = &self.market else {
            let market =
                checks.take(&field("market"), MarketKey::full_time(MarketKind::DrawNoBet, None))?;
            return Some((market, Selection::Home));
        };
        let kind: MarketKind = checks.take(&field("market"), market.as_str().parse())?;
        let line = match self.line {
            Some(line) => Some(checks.take(&field("line"), Line::new(line.0))?),
            None => None,
        };
        let key = checks.take(&field("line"), MarketKey::new(kind, Period::FullTime, line))?;
        let word = self.selection.as_ref().map_or("", |word| word.as_str());
        let selection = checks.take(&field("selection"), key.selection(word))?;
        Some((key, selection))
    }

    fn outcome(
        &self,
        at: usize,
        market: &MarketKey,
        selection: &Selection,
        checks: &mut Checks,
    ) -> Option<Outcome> {
        let field = |name: &str| format!("legs[{at}].{name}");
        match (&self.result, &self.score) {
            (Some(word), None) => checks.take(&field("result"), word.as_str().parse()),
            (None, Some(score)) if self.market.is_some() => {
                let Some((home, away)) = goals(score.as_str()) else {
                    checks.refuse(&field("score"), "is two whole numbers: 2-1");
                    return None;
                };
                let state = State::Score { home, away };
                checks.take(&field("market"), settle_selection(market, selection, state))
            }
            (None, Some(_)) => {
                checks.refuse(&field("market"), "is required beside a score");
                None
            }
            _ => {
                checks.refuse(&field("result"), "give the result, or market, selection and score");
                None
            }
        }
    }
}

/// Both sides' goals or points, at most 999 each.
fn goals(score: &str) -> Option<(u32, u32)> {
    let (home, away) = score.split_once(['-', ':'])?;
    let number = |text: &str| {
        let text = text.trim();
        let is_plain = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u32>().ok().filter(|_| is_plain)
    };
    Some((number(home)?, number(away)?))
}

fn of_bet(error: BetError) -> ApiError {
    let field = match &error {
        BetError::NoStake { .. } | BetError::Money(_) => "stake",
        BetError::LaidAccumulator { .. } | BetError::LaidOffer => "side",
        _ => "legs",
    };
    read::refused(field, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_two_short_numbers() {
        assert_eq!(goals("2-1"), Some((2, 1)));
        assert_eq!(goals("104:99"), Some((104, 99)));
        for bad in ["", "2", "2-", "-1-2", "2-1-0", "9999-1", "+2-1", "a-b"] {
            assert_eq!(goals(bad), None, "{bad}");
        }
    }
}
