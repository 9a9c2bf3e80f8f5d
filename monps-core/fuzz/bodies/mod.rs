//! What each fuzz target does with any bytes: nothing may panic, and what is answered must be right.
//!
//! The same bodies run over a corpus and random bytes in the crate's own tests, where cargo-fuzz is not to
//! be had.

#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "each target uses one body, from a crate of its own"
)]

mod amounts;
mod boards;
mod wild;

pub use amounts::amounts;
pub use boards::boards;

use monps_core::bet::{BetOutcome, SystemKind};
use monps_core::catalog::{Line, MarketKey, MarketKind, Period, Selection};
use monps_core::id::{MarketId, VenueId};
use monps_core::margin::{MarginModel, Method, RESIDUAL_MAX};
use monps_core::odds::{OddsFormat, Price, QuotedPrice};
use monps_core::payoff::{Factor, Outcome, State, settle_selection};
use monps_core::quote::Side;
use monps_core::settle::rules::RuleSet;
use monps_core::settle::withdrawal::{Rule4Table, deduct};
use monps_core::stake::hedge::{Goal, HedgeLeg, plan};
use monps_core::stake::kelly::{Branch, Missing, exclusive, growth_optimal};
use monps_core::stake::split::{SplitLeg, split};
use rust_decimal::Decimal;

/// Any text in any format of odds: what is read prints back as itself.
pub fn odds(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for format in OddsFormat::ALL {
        if let Ok(price) = QuotedPrice::parse(&text, format) {
            assert!(price.price().get() > Decimal::ONE);
            let shown = price.to_string();
            let again = QuotedPrice::parse(&shown, format);
            assert_eq!(
                again.map(|again| again.price()),
                Ok(price.price()),
                "{text:?} as {format:?}"
            );
        }
    }
    if let Ok(price) = text.parse::<Price>() {
        assert_eq!(price.to_string().parse(), Ok(price));
    }
}

/// Any floats as prices, NaN and infinities among them: a distribution or an error.
pub fn margin(data: &[u8]) {
    let Some((winners, rest)) = data.split_first() else { return };
    let prices = floats(rest, 24);
    for method in Method::ALL {
        let mut fair = vec![0.0; prices.len()];
        let winners = u32::from(*winners % 8);
        let Ok(found) = method.solve(&prices, winners, &mut fair) else { continue };
        assert!(found.residual.abs() <= RESIDUAL_MAX, "{method:?} {prices:?}");
        assert!(fair.iter().all(|p| *p > 0.0 && *p < 1.0), "{method:?} {prices:?} {fair:?}");
        let mut quoted = vec![0.0; fair.len()];
        if method.price(&fair, winners, found.book_sum, &mut quoted).is_ok() {
            assert!(quoted.iter().all(|price| *price > 1.0), "{method:?} {fair:?} {quoted:?}");
        }
    }
}

/// Any prices, chances, steps and limits: shares of a bankroll, and stakes within what is allowed.
pub fn stake(data: &[u8]) {
    let (prices, chances) = floats(data, 32).into_iter().enumerate().fold(
        (Vec::new(), Vec::new()),
        |(mut prices, mut chances), (at, value)| {
            if at % 2 == 0 {
                prices.push(value)
            } else {
                chances.push(value)
            }
            (prices, chances)
        },
    );
    for missing in [Missing::Lost, Missing::Refunded] {
        let mut shares = vec![0.0; prices.len()];
        if let Ok(found) = exclusive(&prices, &chances, missing, &mut shares) {
            assert!((0.0..=1.0 + 1e-9).contains(&found.staked), "{prices:?} {chances:?}");
        }
    }
    let branches: Vec<Branch> = prices
        .iter()
        .zip(&chances)
        .map(|(&gain, &probability)| Branch { probability, gain })
        .collect();
    if let Ok(share) = growth_optimal(&branches) {
        assert!((0.0..=1.0).contains(&share), "{branches:?}");
    }
    let total = decimal(data, 0, 2);
    let legs: Vec<SplitLeg> = data
        .chunks_exact(5)
        .take(4)
        .filter_map(|chunk| {
            let price = Price::new(decimal(chunk, 0, 2)).ok()?.into();
            let step = decimal(&chunk[2..], 0, 1);
            let most = Some(decimal(&chunk[3..], 0, 0)).filter(|_| chunk[4] % 3 == 0);
            Some(SplitLeg {
                stake_max: most,
                ..SplitLeg::new(VenueId::new(i64::from(chunk[4])), price, step)
            })
        })
        .collect();
    if let Ok(found) = split(total, &legs) {
        assert!(found.total <= total);
        assert_eq!(found.stakes.iter().sum::<Decimal>(), found.total);
    }
    hedged(data, total);
}

fn hedged(data: &[u8], total: Decimal) {
    let legs: Vec<HedgeLeg> = data
        .chunks_exact(6)
        .take(3)
        .filter_map(|chunk| {
            let price = Price::new(decimal(chunk, 0, 2)).ok()?.into();
            let outcomes = chunk[2..5].iter().map(|byte| Outcome::ALL[usize::from(byte % 6)]);
            let place = (VenueId::new(i64::from(chunk[5] % 3)), MarketId::new(1));
            let side = if chunk[5] & 8 == 0 { Side::Back } else { Side::Lay };
            let step = Decimal::new(i64::from(chunk[5]) + 1, 1);
            Some(HedgeLeg { side, step, ..HedgeLeg::back(place, price, outcomes.collect()) })
        })
        .collect();
    if let Ok(found) = plan(&legs, total, &[], &Goal::Level) {
        assert!(found.put_up <= total, "{legs:?}");
        assert!(found.worst_profit <= found.best_profit);
        assert!(found.bound >= found.value, "{legs:?}");
    }
}

/// Any market, selection and score: an outcome that pays between nothing and the price.
pub fn settle(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut words = text.split('\n');
    let (Some(kind), Some(selection), Some(line)) = (words.next(), words.next(), words.next())
    else {
        return;
    };
    let Ok(kind) = kind.parse::<MarketKind>() else { return };
    let Ok(market) = MarketKey::new(kind, Period::FullTime, line.parse::<Line>().ok()) else {
        return;
    };
    let Ok(selection) = market.selection(selection) else { return };
    let (home, away) = (u32::from(data[0]), u32::from(data[data.len() - 1]));
    let Ok(price) = Price::new(decimal(data, 0, 2)).map(QuotedPrice::from) else { return };
    for state in [State::Score { home, away }, State::HomeWins, State::AwayWins] {
        if let Ok(outcome) = settle_selection(&market, &selection, state) {
            let back = Factor::of(price, outcome).get();
            assert!(back >= Decimal::ZERO && back <= Factor::won(price).get());
            let lay = Factor::of(price, outcome.mirrored().mirrored()).get();
            assert_eq!(back, lay);
        }
    }
    if let Ok(shorter) = deduct(price, data[0]) {
        assert!(shorter.price() <= price.price());
    }
}

/// Any text as a file of rules.
pub fn rules(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = RuleSet::parse("fuzz.toml", &text);
    let _ = Rule4Table::parse("fuzz.toml", &text);
}

/// Any text as a word of the library: what is read prints back as itself.
pub fn words(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    reads_back::<MarketKind>(&text);
    reads_back::<Line>(&text);
    reads_back::<BetOutcome>(&text);
    reads_back::<Outcome>(&text);
    if let Ok(kind) = text.parse::<SystemKind>() {
        assert_eq!(kind.to_string().parse(), Ok(kind));
    }
    if let Some(selection) = Selection::from_slug(&text) {
        assert_eq!(Selection::from_slug(&selection.slug()), Some(selection));
    }
    let _ = text.parse::<Method>();
}

fn reads_back<T: std::str::FromStr + std::fmt::Display + PartialEq + std::fmt::Debug>(text: &str) {
    if let Ok(value) = text.parse::<T>() {
        let again = value.to_string().parse::<T>().ok();
        assert_eq!(again.as_ref(), Some(&value), "{text:?}");
    }
}

/// The bytes as floats: all of them, with whatever bits they have, and small ones of the first bytes.
fn floats(data: &[u8], most: usize) -> Vec<f64> {
    let wild =
        data.chunks_exact(8).filter_map(|chunk| Some(f64::from_le_bytes(chunk.try_into().ok()?)));
    if data.first().is_some_and(|byte| byte % 2 == 0) {
        return wild.take(most).collect();
    }
    data.chunks_exact(2)
        .take(most)
        .map(|pair| f64::from(u16::from_le_bytes([pair[0], pair[1]])) / 1000.0)
        .collect()
}

/// Two bytes as a decimal.
fn decimal(data: &[u8], at: usize, scale: u32) -> Decimal {
    let byte = |at: usize| i64::from(data.get(at).copied().unwrap_or(7));
    Decimal::new(byte(at) * 256 + byte(at + 1), scale)
}
