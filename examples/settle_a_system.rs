//! Four selections, eleven bets: what comes back?
//!
//! A yankee backs every double, treble and the fourfold of four selections with the same stake on each
//! line. One leg wins, one lands on a quarter line, one is abandoned and one retires: what each makes
//! of its lines depends on the score, and on the rules of the venue.
//!
//! ```text
//! cargo run --example settle_a_system
//! ```

use std::error::Error;
use std::io::{Write, stdout};

use monps_core::adapter::Score;
use monps_core::bet::{Cents, Leg, System, SystemKind};
use monps_core::catalog::{Line, MarketKey, MarketKind, Period, Selection, Sport, VenueKey};
use monps_core::id::EventId;
use monps_core::money::{Currency, Money, Rounding};
use monps_core::odds::{Price, QuotedPrice};
use monps_core::settle::rules::{RuleBook, Rules};
use monps_core::settle::{Contestant, EventResult, Incident, Played, settle_result};
use monps_core::time::NaiveDate;
use rust_decimal::{Decimal, dec};

fn main() -> Result<(), Box<dyn Error>> {
    tell(&mut stdout())
}

pub(crate) fn tell(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let kind: SystemKind = "yankee".parse()?;
    writeln!(out, "{kind}: {} lines, sizes {:?}", kind.line_count(), kind.sizes())?;
    let stake_per_line = Money::new(dec!(2), Currency::EUR)?;
    let system = System::new(kind, legs()?, Vec::new(), stake_per_line)?;
    let best = system.best_payout(Cents::EachLine, Rounding::HalfUp)?;
    writeln!(out, "put up {}, at best {best} comes back", system.staked()?)?;

    // The same four results, once for each of two rules about a tennis player who gives up.
    for rule in ["tennis-ball-served", "tennis-one-set"] {
        writeln!(out, "\nby {rule}:")?;
        let decided = decide(&system, rule)?;
        for leg in decided.legs() {
            let outcome = leg.outcome.map_or("open".to_owned(), |outcome| outcome.to_string());
            writeln!(out, "  {} {} at {}: {outcome}", leg.market, leg.selection, leg.price)?;
        }
        let settled = decided.settle(Cents::EachLine, Rounding::HalfUp)?;
        for line in settled.lines().iter().filter(|line| line.payout.is_positive()) {
            let numbers: Vec<String> =
                line.legs.iter().map(|index| (index + 1).to_string()).collect();
            writeln!(out, "  line {} pays {}", numbers.join("+"), line.payout)?;
        }
        writeln!(out, "  {} back, profit {}", settled.payout(), settled.profit()?)?;
    }
    Ok(())
}

fn legs() -> Result<Vec<Leg>, Box<dyn Error>> {
    let quarter = Some(Line::from_quarters(9));
    let wanted: [(MarketKind, Option<Line>, Selection, Decimal); 4] = [
        (MarketKind::MatchOdds, None, Selection::Home, dec!(2.10)),
        (MarketKind::Total, quarter, Selection::Over, dec!(1.90)),
        (MarketKind::BothTeamsToScore, None, Selection::Yes, dec!(1.75)),
        (MarketKind::Winner, None, Selection::Home, dec!(1.60)),
    ];
    let legs = (1..).zip(wanted).map(|(event, (kind, line, selection, price))| {
        let price = QuotedPrice::from(Price::new(price)?);
        Ok(Leg::new(EventId::new(event), MarketKey::full_time(kind, line)?, selection, price)?)
    });
    legs.collect()
}

/// The system with what became of its legs, at a venue that follows this tennis rule.
fn decide(system: &System, tennis: &str) -> Result<System, Box<dyn Error>> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 22).ok_or("no such day")?;
    let book = RuleBook::builtin()?;
    let shop: VenueKey = "fdj_pdv".parse()?;
    let retirement = &book.named(tennis, day).ok_or("no such rules")?.rules;
    let rules = |sport: &Sport, market: &MarketKind| -> Rules {
        book.rules(&shop, sport, market, day).or(retirement)
    };
    let score =
        |home, away| EventResult::played(vec![Score { period: Period::FullTime, home, away }]);
    let results = [
        // 2-1: home wins.
        (Sport::FOOTBALL, score(2, 1)),
        // Two goals: over 2.25 loses half.
        (Sport::FOOTBALL, score(1, 1)),
        // Broken off, and not played within the 48 hours of the shop.
        (
            Sport::FOOTBALL,
            EventResult::default()
                .with_incident(Incident::Abandoned { played_after_hours: Some(72) }),
        ),
        // The opponent gives up in the first set.
        (
            Sport::TENNIS,
            EventResult::default()
                .with_incident(Incident::Retired { by: Contestant::Away, after: Played::Sets(0) }),
        ),
    ];
    let mut legs = system.legs().to_vec();
    for (leg, (sport, result)) in legs.iter_mut().zip(&results) {
        let rules = rules(sport, &leg.market.kind);
        leg.outcome = Some(settle_result(&leg.market, &leg.selection, result, &rules)?);
    }
    let stake = system.stake();
    Ok(System::new(system.kind().clone(), legs, system.banks().to_vec(), stake)?)
}
