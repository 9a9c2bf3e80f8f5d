//! Our side of `compare.py`: does one task on markets given as lines of numbers, and says how long it took.
//!
//! ```text
//! printf '2.60 2.40 4.30\n' | cargo run --release -p monps-core --example compare -- devig:shin 100
//! ```
//!
//! The first line of the answer is CPU nanoseconds an item, over so many passes; then a line an item: its
//! numbers, or `!` and the sentence of the error. Reading and printing are not part of the time.

use std::error::Error;
use std::hint::black_box;
use std::io::{self, BufRead, BufWriter, Write};
use std::time::Duration;

use monps_core::bet::{Cents, Leg, System, SystemKind};
use monps_core::catalog::{MarketKey, MarketKind, Selection};
use monps_core::id::{EventId, VenueId};
use monps_core::margin::{MarginModel, Method};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::odds::{Price, QuotedPrice};
use monps_core::payoff::Outcome;
use monps_core::stake::kelly::{Branch, Missing, exclusive, growth_optimal, single};
use monps_core::stake::split::{Split, SplitLeg, best_whole, split};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

type Failure = Box<dyn Error>;
type Answer = Result<Vec<f64>, Failure>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [task, passes] = arguments.as_slice() else {
        return Err("say which task and how many passes".into());
    };
    let passes: u32 = passes.parse()?;
    let mut items = Vec::new();
    for line in io::stdin().lock().lines() {
        let numbers = line?.split_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>()?;
        items.push(numbers);
    }
    match task.split_once(':') {
        Some(("devig", method)) => {
            let method: Method = method.parse()?;
            let mut fair = Vec::new();
            tell(
                passes,
                &items,
                Ok,
                |prices| {
                    fair.clear();
                    fair.resize(prices.len(), 0.0);
                    method.solve(prices, 1, &mut fair)?;
                    Ok(fair.first().copied().unwrap_or_default())
                },
                |prices| {
                    let mut fair = vec![0.0; prices.len()];
                    method.solve(prices, 1, &mut fair)?;
                    Ok(fair)
                },
            )
        }
        _ => other(task, passes, &items),
    }
}

fn other(task: &str, passes: u32, items: &[Vec<f64>]) -> Result<(), Failure> {
    match task {
        "kelly:single" => {
            tell(passes, items, Ok, |item| alone(item), |item| Ok(vec![alone(item)?]))
        }
        "kelly:branches" => {
            let share = |item: &&[f64]| -> Result<f64, Failure> {
                let branch = |pair: &[f64; 2]| Branch { probability: pair[0], gain: pair[1] };
                let branches: Vec<Branch> = item.as_chunks().0.iter().map(branch).collect();
                Ok(growth_optimal(&branches)?)
            };
            tell(passes, items, Ok, share, |item| Ok(vec![share(item)?]))
        }
        "kelly:exclusive" => {
            let shares = |item: &&[f64]| -> Answer {
                let (prices, believed) = item.split_at(item.len() / 2);
                let mut shares = vec![0.0; prices.len()];
                exclusive(prices, believed, Missing::Lost, &mut shares)?;
                Ok(shares)
            };
            tell(passes, items, Ok, |item| first(shares(item)), shares)
        }
        "split:cents" => tell(
            passes,
            items,
            legs,
            |legs| worst(split(Decimal::ONE_HUNDRED, legs)),
            |legs| shown(&split(Decimal::ONE_HUNDRED, legs)?),
        ),
        "split:whole" => {
            let whole = |item| -> Result<Vec<SplitLeg>, Failure> {
                Ok(legs(item)?
                    .into_iter()
                    .map(|leg| SplitLeg { step: Decimal::ONE, ..leg })
                    .collect())
            };
            let total = Decimal::from(40);
            tell(
                passes,
                items,
                whole,
                |legs| worst(best_whole(total, legs)),
                |legs| shown(&best_whole(total, legs)?),
            )
        }
        "system:lucky_15" => tell(passes, items, lucky, paid, |system| Ok(vec![paid(system)?])),
        _ => Err(format!("no task is called {task:?}").into()),
    }
}

/// Times the task, then prints its answers.
fn tell<'i, T>(
    passes: u32,
    items: &'i [Vec<f64>],
    read: impl Fn(&'i [f64]) -> Result<T, Failure>,
    mut task: impl FnMut(&T) -> Result<f64, Failure>,
    answer: impl Fn(&T) -> Answer,
) -> Result<(), Failure> {
    let items: Vec<T> = items.iter().map(|item| read(item)).collect::<Result<_, _>>()?;
    let before = cpu_time();
    let mut sum = 0.0;
    for _ in 0..passes {
        for item in &items {
            sum += black_box(task(black_box(item))).unwrap_or_default();
        }
    }
    black_box(sum);
    let taken = cpu_time().saturating_sub(before).as_secs_f64();
    let count = f64::from(passes) * items.len().to_f64().unwrap_or(1.0);
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(out, "{}", taken * 1e9 / count)?;
    for item in &items {
        match answer(item) {
            Ok(numbers) => {
                let words: Vec<String> = numbers.iter().map(f64::to_string).collect();
                writeln!(out, "{}", words.join(" "))?;
            }
            Err(why) => writeln!(out, "!{why}")?,
        }
    }
    Ok(out.flush()?)
}

/// Time that this thread was computing, where the system can tell.
#[cfg(unix)]
fn cpu_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::from_secs(u64::try_from(time.tv_sec).unwrap_or_default())
        + Duration::from_nanos(u64::try_from(time.tv_nsec).unwrap_or_default())
}

#[cfg(not(unix))]
fn cpu_time() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

/// Price and probability of one bet.
fn alone(item: &[f64]) -> Result<f64, Failure> {
    let [price, p] = item else { return Err("a bet is a price and a probability".into()) };
    Ok(single(price - 1.0, *p, 1.0 - p)?.max(0.0))
}

fn first(answer: Answer) -> Result<f64, Failure> {
    Ok(answer?.first().copied().unwrap_or_default())
}

fn exact(number: f64) -> Result<Decimal, Failure> {
    let number = Decimal::from_f64(number).ok_or("not a number")?;
    Ok(Rounding::HalfEven.apply(number, 3))
}

/// One venue a price, stakes in cents.
fn legs(prices: &[f64]) -> Result<Vec<SplitLeg>, Failure> {
    let leg = |(id, price): (i64, &f64)| -> Result<SplitLeg, Failure> {
        let price = Price::new(exact(*price)?)?.into();
        Ok(SplitLeg::new(VenueId::new(id), price, Decimal::new(1, 2)))
    };
    (0..).zip(prices).map(leg).collect()
}

fn worst<E: Error + 'static>(found: Result<Split, E>) -> Result<f64, Failure> {
    Ok(found?.worst_profit.to_f64().unwrap_or_default())
}

/// Worst profit, total, and every stake.
fn shown(found: &Split) -> Answer {
    let numbers = [found.worst_profit, found.total].into_iter().chain(found.stakes.iter().copied());
    Ok(numbers.map(|number| number.to_f64().unwrap_or_default()).collect())
}

/// Four pairs of a price and what became of it: 1 won, 0 lost, 2 void; one unit on each of 15 lines.
fn lucky(item: &[f64]) -> Result<System, Failure> {
    let market = MarketKey::full_time(MarketKind::MatchOdds, None)?;
    let leg = |(id, pair): (i64, &[f64; 2])| -> Result<Leg, Failure> {
        let price = QuotedPrice::from(Price::new(exact(pair[0])?)?);
        let outcome = match pair[1] {
            w if w > 1.5 => Outcome::Void,
            w if w > 0.5 => Outcome::Won,
            _ => Outcome::Lost,
        };
        let leg = Leg::new(EventId::new(id), market.clone(), Selection::Home, price)?;
        Ok(Leg { outcome: Some(outcome), ..leg })
    };
    let legs = (1..).zip(item.as_chunks().0).map(leg).collect::<Result<Vec<_>, _>>()?;
    let kind: SystemKind = "lucky_15".parse()?;
    Ok(System::new(kind, legs, Vec::new(), Money::new(Decimal::ONE, Currency::EUR)?)?)
}

fn paid(system: &System) -> Result<f64, Failure> {
    let settled = system.settle(Cents::Once, Rounding::HalfUp)?;
    Ok(settled.payout().amount().to_f64().unwrap_or_default())
}
