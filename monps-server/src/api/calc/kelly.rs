//! Stakes by Kelly.

use monps_core::error::stake::StakeError;
use monps_core::money::Rounding;
use monps_core::stake::kelly::{Branch, Missing, exclusive, growth_optimal, shrinkage};
use poem_openapi::{Enum, Object};
use rust_decimal::Decimal;

use super::read::{self, SideWord};
use crate::api::error::{ApiError, Checks};
use crate::api::number::{Number, NumberInput};

/// Outcomes of which at most one happens, or one bet.
#[derive(Clone, Debug, Object)]
#[oai(rename = "KellyRequest", deny_unknown_fields)]
pub(super) struct KellyBody {
    /// Outcomes of one market, of which at most one happens.
    #[oai(validator(min_items = 1, max_items = 1000))]
    outcomes: Option<Vec<KellyOutcome>>,
    /// What becomes of probability that the outcomes leave out: `lost` unless told otherwise.
    missing: Option<MissingWord>,
    /// One bet, instead of outcomes.
    bet: Option<KellyBet>,
    /// Which part of the whole Kelly stake: 1 unless told otherwise, 0.5 for half Kelly.
    fraction: Option<NumberInput>,
    /// What there is to stake from; stakes are answered where it is given.
    bankroll: Option<NumberInput>,
}

/// What becomes of probability that no outcome has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase", rename = "KellyMissing")]
enum MissingWord {
    /// Something else may happen, and every stake is lost.
    #[default]
    Lost,
    /// Something else may happen, and every stake comes back.
    Refunded,
}

/// An outcome.
#[derive(Clone, Debug, Object)]
#[oai(rename = "KellyOutcome", deny_unknown_fields)]
struct KellyOutcome {
    /// Decimal odds.
    odds: NumberInput,
    /// How likely it is, from 0 to 1.
    probability: NumberInput,
}

/// One bet, by what may become of it.
#[derive(Clone, Debug, Object)]
#[oai(rename = "KellyBet", deny_unknown_fields)]
struct KellyBet {
    /// Decimal odds.
    odds: NumberInput,
    /// `back` unless told otherwise. Outcomes are those of the bet: a lay is won when the selection
    /// loses.
    side: Option<SideWord>,
    /// What the venue takes from winnings, a fraction: 0.05.
    commission_rate: Option<NumberInput>,
    /// How likely it is won, from 0 to 1.
    won: NumberInput,
    /// How likely half of it is won and half comes back.
    half_won: Option<NumberInput>,
    /// How likely half of it is lost and half comes back.
    half_lost: Option<NumberInput>,
    /// How likely it is lost; all that is left unless told otherwise. What is then left comes back.
    lost: Option<NumberInput>,
    /// How far the probability may be off: its standard error. The stake is made smaller for it,
    /// where there are no half results.
    standard_error: Option<NumberInput>,
}

/// Shares of a bankroll.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Kelly")]
pub(super) struct KellyView {
    /// What is staked of the bankroll, as a fraction; of a lay, its liability.
    staked: Number,
    /// What is left of one unit of bankroll when nothing backed comes in, at the whole Kelly stake.
    reserve: Number,
    /// The bets, in the order given.
    bets: Vec<KellyStake>,
}

/// The stake on a bet.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct KellyStake {
    /// The share of the bankroll to put up.
    share: Number,
    /// The mean profit of one unit put up, in percent.
    edge_pct: Number,
    /// What to put up, to the cent; null without a bankroll.
    put_up: Option<Number>,
    /// The backer's stake, to the cent: of a lay, what is laid; null without a bankroll.
    stake: Option<Number>,
}

pub(super) fn answer(body: &KellyBody) -> Result<KellyView, ApiError> {
    let mut checks = Checks::default();
    let fraction = match body.fraction {
        Some(fraction) => read::share(&mut checks, "fraction", fraction),
        None => Some(Decimal::ONE),
    };
    let bankroll = body.bankroll.map(|bankroll| read::amount(&mut checks, "bankroll", bankroll));
    if body.outcomes.is_some() == body.bet.is_some() {
        checks.refuse("outcomes", "give outcomes, or one bet: one of the two");
    }
    let scale = Scale { fraction: fraction.unwrap_or_default(), bankroll: bankroll.flatten() };
    match (&body.outcomes, &body.bet) {
        (Some(outcomes), None) => {
            market(outcomes, body.missing.unwrap_or_default(), &scale, checks)
        }
        (None, Some(bet)) => bet.answer(&scale, checks),
        _ => checks.finish().and_then(|()| Err(read::unread())),
    }
}

/// Which part of the whole stake, and of how much money.
struct Scale {
    fraction: Decimal,
    bankroll: Option<Decimal>,
}

impl Scale {
    /// The share that is staked of a whole Kelly share.
    fn share(&self, full: f64) -> Decimal {
        read::of_estimate(full).0 * self.fraction
    }

    fn stake(&self, share: Decimal, edge: f64, put_up_per_stake: Decimal) -> KellyStake {
        let money = |amount: Decimal| Number(Rounding::Down.apply(amount, 2));
        let put_up = self.bankroll.map(|bankroll| bankroll * share);
        KellyStake {
            share: read::figure(share),
            edge_pct: read::of_estimate(edge * 100.0),
            put_up: put_up.map(money),
            stake: put_up.and_then(|put_up| put_up.checked_div(put_up_per_stake)).map(money),
        }
    }
}

fn market(
    outcomes: &[KellyOutcome],
    missing: MissingWord,
    scale: &Scale,
    mut checks: Checks,
) -> Result<KellyView, ApiError> {
    let (mut prices, mut probabilities) = (Vec::new(), Vec::new());
    for (at, outcome) in outcomes.iter().enumerate() {
        let field = |name: &str| format!("outcomes[{at}].{name}");
        let price = read::price(&mut checks, &field("odds"), outcome.odds);
        prices.extend(price.map(|price| read::estimate(price.get())));
        let probability = read::share(&mut checks, &field("probability"), outcome.probability);
        probabilities.extend(probability.map(read::estimate));
    }
    checks.finish()?;
    let missing = match missing {
        MissingWord::Lost => Missing::Lost,
        MissingWord::Refunded => Missing::Refunded,
    };
    let mut shares = vec![0.0; prices.len()];
    let found = exclusive(&prices, &probabilities, missing, &mut shares)
        .map_err(|error| of_stake("outcomes", error))?;
    let bets: Vec<KellyStake> = shares
        .iter()
        .zip(prices.iter().zip(&probabilities))
        .map(|(share, (price, p))| scale.stake(scale.share(*share), p * price - 1.0, Decimal::ONE))
        .collect();
    Ok(KellyView {
        staked: Number(bets.iter().map(|bet| bet.share.0).sum::<Decimal>().normalize()),
        reserve: read::of_estimate(found.reserve),
        bets,
    })
}

impl KellyBet {
    fn answer(&self, scale: &Scale, mut checks: Checks) -> Result<KellyView, ApiError> {
        let price = read::price(&mut checks, "bet.odds", self.odds);
        let rate = self.commission_rate;
        let commission = read::commission(&mut checks, "bet.commission_rate", rate);
        let mut chance = |field: &str, value: Option<NumberInput>| {
            let share = value.map(|value| read::share(&mut checks, field, value));
            share.map_or(Some(None), |read| read.map(Some))
        };
        let won = chance("bet.won", Some(self.won)).flatten();
        let half_won = chance("bet.half_won", self.half_won).map(Option::unwrap_or_default);
        let half_lost = chance("bet.half_lost", self.half_lost).map(Option::unwrap_or_default);
        let lost = chance("bet.lost", self.lost);
        let error = chance("bet.standard_error", self.standard_error);
        let chances = won.zip(half_won).zip(half_lost).zip(lost);
        if let Some((((won, half_won), half_lost), lost)) = chances
            && won + half_won + half_lost + lost.unwrap_or_default() > Decimal::ONE
        {
            checks.refuse("bet.won", "probabilities sum to more than 1");
        }
        let has_halves = self.half_won.is_some() || self.half_lost.is_some();
        if self.standard_error.is_some() && has_halves {
            checks.refuse("bet.standard_error", "goes with a bet that is won or lost whole");
        }
        checks.finish()?;
        let (((won, half_won), half_lost), lost) = chances.ok_or_else(read::unread)?;
        let lost = lost.unwrap_or(Decimal::ONE - won - half_won - half_lost);
        let (price, commission) = price.zip(commission).ok_or_else(read::unread)?;
        let (odds, kept) = (price.get() - Decimal::ONE, Decimal::ONE - commission.rate());
        let (gain, put_up_per_stake) = match self.side.unwrap_or_default() {
            SideWord::Back => (odds * kept, Decimal::ONE),
            // Per unit of liability.
            SideWord::Lay => (kept.checked_div(odds).ok_or_else(read::unread)?, odds),
        };
        let gain = read::estimate(gain);
        let branches = [
            Branch { probability: read::estimate(won), gain },
            Branch { probability: read::estimate(half_won), gain: gain / 2.0 },
            Branch { probability: read::estimate(half_lost), gain: -0.5 },
            Branch { probability: read::estimate(lost), gain: -1.0 },
        ];
        let refused = |error| of_stake("bet", error);
        let full = growth_optimal(&branches).map_err(refused)?;
        let trust = match error.flatten() {
            Some(error) => {
                let (won, error) = (read::estimate(won), read::estimate(error));
                shrinkage(gain, won, error).map_err(refused)?
            }
            None => 1.0,
        };
        let edge = branches.iter().map(|branch| branch.probability * branch.gain).sum();
        let share = scale.share(full * trust);
        Ok(KellyView {
            staked: read::figure(share),
            reserve: read::of_estimate(1.0 - full),
            bets: vec![scale.stake(share, edge, put_up_per_stake)],
        })
    }
}

fn of_stake(field: &str, error: StakeError) -> ApiError {
    read::refused(field, error)
}
