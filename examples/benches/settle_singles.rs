//! 100,000 single bets settled: market, selection and score to a payout in cents, against the same
//! rules written out in floats, which pay a cent too much or too little now and then.

use std::error::Error;

use monps_core::catalog::{Line, MarketKey, MarketKind, Selection};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::odds::{Price, QuotedPrice};
use monps_core::payoff::{Factor, State, settle_selection};
use rust_decimal::Decimal;

use crate::measure::{Contender, Figures, compare};
use crate::sample::Numbers;

const BETS: u32 = 100_000;

/// A bet, once exact and once as floats have it.
struct Single {
    market: MarketKey,
    selection: Selection,
    state: State,
    price: QuotedPrice,
    stake: Money,
    plain: Plain,
}

struct Plain {
    kind: Kind,
    line: f64,
    home: f64,
    away: f64,
    price: f64,
    stake: f64,
}

#[derive(Clone, Copy)]
enum Kind {
    HomeWin,
    HomeHandicap,
    Over,
}

pub(crate) fn run() -> Result<Vec<Figures>, Box<dyn Error>> {
    let mut numbers = Numbers::seeded(3);
    let bets: Vec<Single> =
        (0..BETS).map(|index| single(index, &mut numbers)).collect::<Result<_, _>>()?;
    let mut returned = 0.0_f64;
    for bet in &bets {
        let exact = settle(bet).ok_or("a bet that cannot be settled")?;
        let (cents, floats) = (to_cents(exact)?, plain(&bet.plain));
        if (f64::from(cents) / 100.0 - floats).abs() > 0.011 {
            return Err(format!("{} {}: {cents} is not {floats}", bet.market, bet.selection).into());
        }
        returned += floats;
    }
    if returned < f64::from(BETS) {
        return Err("hardly any bet comes in".into());
    }
    let contenders = vec![
        Contender::new("rules and payout written out in floats", || {
            bets.iter().map(|bet| plain(&bet.plain)).sum()
        }),
        Contender::new("settle_selection, Factor::payout", || {
            let paid = bets.iter().filter_map(settle).filter(|paid| paid.is_positive());
            f64::from(u32::try_from(paid.count()).unwrap_or_default())
        }),
    ];
    Ok(vec![compare("bet", BETS, contenders)])
}

fn settle(bet: &Single) -> Option<Money> {
    let outcome = settle_selection(&bet.market, &bet.selection, bet.state).ok()?;
    Factor::of(bet.price, outcome).payout(bet.stake, Rounding::HalfUp).ok()
}

fn to_cents(amount: Money) -> Result<u32, Box<dyn Error>> {
    Ok(u32::try_from((amount.amount() * Decimal::ONE_HUNDRED).trunc().mantissa())?)
}

/// 1X2, a quarter handicap or a quarter total, by turns.
fn single(index: u32, numbers: &mut Numbers) -> Result<Single, Box<dyn Error>> {
    let mut up_to = |most: u32| {
        let scaled = numbers.next() * f64::from(most + 1);
        (0..=most).rev().find(|n| f64::from(*n) <= scaled).unwrap_or_default().min(most)
    };
    let (home, away) = (up_to(5), up_to(5));
    let (price_cents, stake_cents) = (105 + up_to(400), 100 + up_to(10_000));
    let quarters = up_to(12);
    let line = Some(Line::from_quarters(i32::try_from(quarters)? - 6));
    let (kind, line, selection, plain_kind) = match index % 3 {
        0 => (MarketKind::MatchOdds, None, Selection::Home, Kind::HomeWin),
        1 => (MarketKind::AsianHandicap, line, Selection::Home, Kind::HomeHandicap),
        _ => (
            MarketKind::Total,
            Some(Line::from_quarters(i32::try_from(quarters)?)),
            Selection::Over,
            Kind::Over,
        ),
    };
    let price = Decimal::new(i64::from(price_cents), 2);
    Ok(Single {
        plain: Plain {
            kind: plain_kind,
            line: line.map_or(0.0, |line| f64::from(line.quarters()) / 4.0),
            home: f64::from(home),
            away: f64::from(away),
            price: f64::from(price_cents) / 100.0,
            stake: f64::from(stake_cents) / 100.0,
        },
        market: MarketKey::full_time(kind, line)?,
        selection,
        state: State::Score { home, away },
        price: QuotedPrice::from(Price::new(price)?),
        stake: Money::new(Decimal::new(i64::from(stake_cents), 2), Currency::EUR)?,
    })
}

/// Half of the stake on either side of a quarter line; a win pays, a push pays back.
fn plain(bet: &Plain) -> f64 {
    let beyond = match bet.kind {
        Kind::HomeWin if bet.home > bet.away => 1.0,
        Kind::HomeWin => -1.0,
        Kind::HomeHandicap => bet.home + bet.line - bet.away,
        Kind::Over => bet.home + bet.away - bet.line,
    };
    let half = |beyond: f64| match beyond {
        b if b > 0.1 => 0.5 * bet.stake * bet.price,
        b if b < -0.1 => 0.0,
        _ => 0.5 * bet.stake,
    };
    let is_quarter = (beyond * 2.0).fract() != 0.0;
    let apart = if is_quarter { 0.25 } else { 0.0 };
    ((half(beyond - apart) + half(beyond + apart)) * 100.0).round() / 100.0
}
