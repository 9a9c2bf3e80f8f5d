//! What a promotion brings for sure.

use monps_core::error::promo::PromoError;
use monps_core::promo::{Cover, CoverPrice, Offer, PromoBet, Ranked, rank};
use poem_openapi::{Enum, Object};
use rust_decimal::Decimal;

use super::read;
use crate::api::error::{ApiError, Checks};
use crate::api::number::{Number, NumberInput};

/// A promotion, and the bets that it may be used on.
#[derive(Clone, Debug, Object)]
#[oai(rename = "FreebetRequest", deny_unknown_fields)]
pub(super) struct FreebetBody {
    /// What is promised.
    offer: OfferBody,
    /// The bets that it may be used on.
    #[oai(validator(min_items = 1, max_items = 50))]
    bets: Vec<FreebetBet>,
}

/// What kind of promotion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case", rename = "PromotionKind")]
enum OfferKind {
    /// A stake of the venue's.
    FreeBet,
    /// A boosted price, which is the price of the bet; a plain bet too, to qualify for something.
    Boost,
    /// Part of the stake back if the bet loses.
    Cashback,
}

/// A promotion.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Promotion", deny_unknown_fields)]
struct OfferBody {
    /// What kind.
    kind: OfferKind,
    /// The free bet, or the stake.
    amount: NumberInput,
    /// Whether the stake of a free bet comes back with the winnings; not so unless told otherwise.
    stake_returned: Option<bool>,
    /// Of a refund: which part of the stake comes back; all of it unless told otherwise.
    refund_rate: Option<NumberInput>,
    /// Of a refund: the most that comes back; the stake unless told otherwise.
    refund_max: Option<NumberInput>,
    /// Of a refund: what a unit of it is worth: 1 for cash, 0.75 say for a free bet.
    refund_worth: Option<NumberInput>,
}

/// A bet that the promotion may be used on.
#[derive(Clone, Debug, Object)]
#[oai(rename = "PromotionBet", deny_unknown_fields)]
struct FreebetBet {
    /// Decimal odds at the venue of the promotion, boosted if that is the promotion.
    odds: NumberInput,
    /// What that venue takes from winnings, a fraction.
    commission_rate: Option<NumberInput>,
    /// The same selection laid at an exchange. This or `backs`.
    lay: Option<CoverBody>,
    /// Every other result of the market, backed elsewhere.
    #[oai(validator(min_items = 1, max_items = 10))]
    backs: Option<Vec<CoverBody>>,
}

/// A price to cover at.
#[derive(Clone, Debug, Object)]
#[oai(rename = "CoverPrice", deny_unknown_fields)]
struct CoverBody {
    /// Decimal odds.
    odds: NumberInput,
    /// What the venue takes from winnings, a fraction.
    commission_rate: Option<NumberInput>,
    /// Stakes are multiples of this: 0.01 unless told otherwise.
    step: Option<NumberInput>,
    /// The largest stake taken.
    stake_max: Option<NumberInput>,
}

/// The bets, the surest profit first.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Freebet")]
pub(super) struct FreebetView {
    /// The bets.
    bets: Vec<FreebetPlan>,
}

/// How a promotion is covered on a bet.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "PromotionPlan")]
struct FreebetPlan {
    /// Which of the bets given, from 0.
    bet: i64,
    /// The stake of the lay (the backer's), or of each back in the order given.
    stakes: Vec<Number>,
    /// The smallest profit.
    guaranteed: Number,
    /// The profit if the promotion's bet wins.
    profit_if_won: Number,
    /// The profit if it does not: one figure for a lay, one for each result backed.
    profits_if_lost: Vec<Number>,
    /// One's own money that is tied up: stakes, and the liability of a lay.
    outlay: Number,
    /// Guaranteed profit over what the promotion gives away, in percent; null where it gives away
    /// nothing.
    conversion_pct: Option<Number>,
}

pub(super) fn answer(body: &FreebetBody) -> Result<FreebetView, ApiError> {
    let mut checks = Checks::default();
    let offer = body.offer.read(&mut checks);
    let bets: Vec<PromoBet> =
        body.bets.iter().enumerate().filter_map(|(at, bet)| bet.read(at, &mut checks)).collect();
    checks.finish()?;
    let offer = offer.ok_or_else(read::unread)?;
    let ranked = rank(&offer, &bets).map_err(|error| read::refused("bets", error))?;
    Ok(FreebetView { bets: ranked.iter().map(view).collect() })
}

impl OfferBody {
    fn read(&self, checks: &mut Checks) -> Option<Offer> {
        let amount = read::amount(checks, "offer.amount", self.amount)?;
        let share = |checks: &mut Checks, field, value: Option<NumberInput>| match value {
            Some(value) => read::share(checks, field, value),
            None => Some(Decimal::ONE),
        };
        let offer: Result<Offer, PromoError> = match self.kind {
            OfferKind::FreeBet => Offer::free_bet(amount, self.stake_returned == Some(true)),
            OfferKind::Boost => Offer::boost(amount),
            OfferKind::Cashback => {
                let rate = share(checks, "offer.refund_rate", self.refund_rate);
                let worth = share(checks, "offer.refund_worth", self.refund_worth);
                let most = match self.refund_max {
                    Some(most) => read::amount(checks, "offer.refund_max", most),
                    None => Some(amount),
                };
                Offer::cashback(amount, rate?, most?, worth?)
            }
        };
        checks.take("offer", offer)
    }
}

impl FreebetBet {
    fn read(&self, at: usize, checks: &mut Checks) -> Option<PromoBet> {
        let field = |name: &str| format!("bets[{at}].{name}");
        let price = read::price(checks, &field("odds"), self.odds);
        let rate = self.commission_rate;
        let commission = read::commission(checks, &field("commission_rate"), rate);
        let cover = match (&self.lay, &self.backs) {
            (Some(lay), None) => Cover::Lay(lay.read(&field("lay"), checks)?),
            (None, Some(backs)) => {
                let read = |(leg, back): (usize, &CoverBody)| {
                    back.read(&format!("bets[{at}].backs[{leg}]"), checks)
                };
                let prices: Vec<CoverPrice> = backs.iter().enumerate().filter_map(read).collect();
                Cover::Backs(prices)
            }
            _ => {
                checks.refuse(&field("lay"), "give a lay, or backs of the other results");
                return None;
            }
        };
        Some(PromoBet::new(price?, cover).with_commission(commission?))
    }
}

impl CoverBody {
    fn read(&self, at: &str, checks: &mut Checks) -> Option<CoverPrice> {
        let field = |name: &str| format!("{at}.{name}");
        let price = read::price(checks, &field("odds"), self.odds);
        let rate = self.commission_rate;
        let commission = read::commission(checks, &field("commission_rate"), rate);
        let step = read::step(checks, &field("step"), self.step);
        let found = checks.take(at, CoverPrice::new(price?, commission?, step?))?;
        match self.stake_max {
            None => Some(found),
            Some(most) => {
                let most = read::amount(checks, &field("stake_max"), most)?;
                checks.take(&field("stake_max"), found.with_stake_max(most))
            }
        }
    }
}

fn view(ranked: &Ranked) -> FreebetPlan {
    let plan = &ranked.plan;
    FreebetPlan {
        bet: i64::try_from(ranked.bet).unwrap_or(i64::MAX),
        stakes: plan.stakes.iter().map(|stake| Number(stake.normalize())).collect(),
        guaranteed: read::figure(plan.guaranteed),
        profit_if_won: read::figure(plan.profit_if_won),
        profits_if_lost: plan.profits_if_lost.iter().map(|profit| read::figure(*profit)).collect(),
        outlay: read::figure(plan.outlay),
        conversion_pct: plan.conversion.map(read::percent),
    }
}
