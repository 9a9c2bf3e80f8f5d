//! No market pays by itself, and together they do: how is that found, proved, and staked?
//!
//! Two bookmakers quote the match odds, a shop quotes draw no bet. The best prices of the match odds
//! sum to a book above 1. But draw no bet pays the stake back on a draw, and a little on the draw itself
//! covers the rest. The search across markets finds the shares and proves that there are no better ones;
//! the plan turns them into stakes that each venue takes (the shop: whole euros, 60 at most), and the
//! order says what hangs in the air until the last of them is placed.
//!
//! ```text
//! cargo run --example cross_market
//! ```

use std::error::Error;
use std::io::{Write, stdout};

use monps_core::catalog::{MarketKey, MarketKind, Venue, VenueAccess, VenueKind};
use monps_core::detect::{
    Arbitrage, CrossMarket, Detail, Detector, Opportunity, OpportunityLeg, Venues, hedge_states,
};
use monps_core::id::{EventId, MarketId, SelectionId, VenueId};
use monps_core::odds::{Commission, OddsFormat, QuotedPrice};
use monps_core::quote::{Board, MarketBoard, Quote, SelectionBoard, Side};
use monps_core::stake::hedge::{BreakEven, Goal, HedgeLeg, exposures, plan, safest_order};
use monps_core::time::{Observed, TimeDelta, Timestamp, parse_timestamp};
use rust_decimal::{Decimal, dec};

const NAMES: [&str; 3] = ["Alpha", "Beta", "the shop"];
const SHOP: VenueId = VenueId::new(2);

type Told = Result<(), Box<dyn Error>>;

fn main() -> Told {
    tell(&mut stdout())
}

pub(crate) fn tell(out: &mut impl Write) -> Told {
    let now = parse_timestamp("2026-11-22T18:00:00Z")?;
    let venues = (0_i64..).zip(NAMES).map(venue).collect::<Result<Venues, _>>()?;
    let board = board(now)?;
    let alone = Arbitrage::default().detect(&board, &venues, now).len();
    writeln!(out, "arbitrages within a market: {alone}")?;

    for found in CrossMarket::default().detect(&board, &venues, now) {
        proof(out, &found)?;
        stakes(out, &found)?;
    }
    Ok(())
}

/// What is guaranteed, by which shares, and why nobody can do better.
fn proof(out: &mut impl Write, found: &Opportunity) -> Told {
    writeln!(out, "across markets: {} guaranteed", percent(found.edge))?;
    for leg in &found.legs {
        writeln!(out, "  {} on {}", percent(leg.share), name(leg))?;
    }
    if let Detail::Guarantee { bound, profile } = &found.detail {
        for result in &profile.results {
            writeln!(out, "  {result}")?;
        }
        writeln!(out, "  no stakes on this board guarantee more than {}", percent(*bound))?;
    }
    Ok(())
}

/// 200 € in steps that the venues take, and the way there.
fn stakes(out: &mut impl Write, found: &Opportunity) -> Told {
    let mut position = hedge_states(&found.legs)?;
    for leg in &mut position.legs {
        if leg.venue_id == SHOP {
            (leg.step, leg.stake_max) = (dec!(1), Some(dec!(60)));
        }
    }
    let plan = plan(&position.legs, dec!(200), &[], &Goal::Level)?;
    writeln!(
        out,
        "{} € staked, {} € won at least; no stakes in these steps win more than {} €",
        plan.put_up.normalize(),
        euros(plan.worst_profit),
        euros(plan.bound)
    )?;
    let order = safest_order(&position.legs, &plan.stakes)?;
    for step in exposures(&position.legs, &plan.stakes, &order)? {
        let (leg, stake) = (&found.legs[step.leg], plan.stakes[step.leg]);
        write!(out, "  {stake:.2} € on {}", name(leg))?;
        if step.exposed > Decimal::ZERO {
            write!(out, "; should it fail, {} € hang in the air", euros(step.exposed))?;
        }
        if let BreakEven::At(price) = step.break_even {
            write!(out, "; from {} on nothing is lost", price.round_sf(4).unwrap_or(price))?;
        }
        writeln!(out)?;
    }
    kept_upside(out, position.legs, &plan.stakes, &order)
}

/// The last leg is placed, the first two are gone: what now?
fn kept_upside(
    out: &mut impl Write,
    mut legs: Vec<HedgeLeg>,
    stakes: &[Decimal],
    order: &[usize],
) -> Told {
    let Some((&last, before)) = order.split_last() else {
        return Ok(());
    };
    for &leg in before {
        legs[leg].placed = stakes[leg];
        legs[leg].stake_max = Some(Decimal::ZERO);
    }
    legs[last].price = QuotedPrice::parse("3.30", OddsFormat::Decimal)?;
    let again = plan(&legs, dec!(200), &[], &Goal::Level)?;
    writeln!(
        out,
        "the last price falls to 3.30: {:.2} € on it instead, and {} € at the least",
        again.stakes[last],
        euros(again.worst_profit)
    )?;
    Ok(())
}

fn percent(rate: Decimal) -> String {
    format!("{:.2} %", rate * Decimal::ONE_HUNDRED)
}

fn euros(amount: Decimal) -> String {
    format!("{amount:.2}")
}

fn name(leg: &OpportunityLeg) -> String {
    let venue = usize::try_from(leg.venue_id.get()).ok().and_then(|at| NAMES.get(at));
    format!("{} {} at {} ({})", leg.market, leg.selection, leg.price, venue.unwrap_or(&"nobody"))
}

fn venue((id, title): (i64, &str)) -> Result<Venue, Box<dyn Error>> {
    Ok(Venue {
        id: VenueId::new(id),
        key: format!("venue_{id}").parse()?,
        title: title.to_owned(),
        kind: VenueKind::Bookmaker,
        access: VenueAccess::Held,
        commission: Commission::NONE,
        age_max: TimeDelta::minutes(10),
    })
}

/// Match odds by the first two, draw no bet by all three.
fn board(now: Timestamp) -> Result<Board, Box<dyn Error>> {
    let results = MarketKey::full_time(MarketKind::MatchOdds, None)?;
    let no_draw = MarketKey::full_time(MarketKind::DrawNoBet, None)?;
    let prices = [
        (results, vec!["2.30 2.20", "3.30 3.60", "3.10 3.20"]),
        (no_draw, vec!["1.60 1.58 1.50", "2.25 2.30 2.62"]),
    ];
    let mut markets = Vec::new();
    for (id, (key, selections)) in (0_i64..).zip(prices) {
        let kinds = key.kind.selections().iter().zip(selections).zip(0_i64..);
        let selections = kinds.map(|((selection, prices), at)| {
            let quotes = prices.split(' ').zip(0_i64..).map(|(price, venue)| {
                Ok(Quote {
                    venue_id: VenueId::new(venue),
                    side: Side::Back,
                    price: QuotedPrice::parse(price, OddsFormat::Decimal)?,
                    available: None,
                    stake_max: None,
                    observed: Observed::at(now),
                })
            });
            Ok(SelectionBoard {
                selection_id: SelectionId::new(10 * id + at),
                selection: selection.clone(),
                quotes: quotes.collect::<Result<_, Box<dyn Error>>>()?,
            })
        });
        let selections = selections.collect::<Result<_, Box<dyn Error>>>()?;
        markets.push(MarketBoard { market_id: MarketId::new(id), key, selections });
    }
    Ok(Board { event_id: EventId::new(1), starts_at: now + TimeDelta::days(2), markets })
}
