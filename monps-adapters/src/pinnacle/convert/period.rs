//! One part of an event: the match, its first half.

use monps_core::adapter::{SourceMarket, SourceVenue};
use monps_core::catalog::{Line, MarketKind, Period, Selection, Sport};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::{Timestamp, parse_timestamp};
use rust_decimal::{Decimal, RoundingStrategy, dec};

use crate::kit::{Markets, Reason, Skips, short};
use crate::pinnacle::SportRule;
use crate::pinnacle::wire::{self, RawValue, scalar};

/// One part of an event, with all its markets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::pinnacle) struct Part {
    is_open: bool,
    /// Bets are taken until then.
    cutoff: Option<Timestamp>,
    markets: Vec<SourceMarket>,
}

impl Part {
    /// What can be bet on at an instant.
    pub(super) fn open_at(&self, now: Timestamp) -> &[SourceMarket] {
        let is_open = self.is_open && self.cutoff.is_some_and(|cutoff| cutoff > now);
        if is_open { &self.markets } else { &[] }
    }

    /// Whether bets were taken until some instant after one and not after another.
    pub(super) fn closed_between(&self, from: Timestamp, to: Timestamp) -> bool {
        self.is_open && self.cutoff.is_some_and(|cutoff| cutoff > from && cutoff <= to)
    }

    pub(super) fn count(&self) -> usize {
        self.markets.iter().map(|market| market.quotes.len()).sum()
    }
}

/// Reads a part of an event. What its status does not say plainly is money: then nothing of the answer
/// is taken.
pub(super) fn part(
    (event, found): (&wire::OddsEvent<'_>, &wire::Period<'_>),
    venue: &SourceVenue,
    rule: &SportRule,
    at: &str,
    skips: &mut Skips,
) -> Result<Part, Fault> {
    let is_open = match found.status {
        1 => true,
        2 => false,
        other => {
            let message = format!(
                "the status {other} of a part is not documented: whether bets are taken is not known, \
                 so nothing of this answer is taken; tell the adapter's keepers"
            );
            return Err(Fault::new(FaultCode::SchemaDrift, message).at(format!("{at}/status")));
        }
    };
    let Some(period) = rule.period(found.number) else {
        skips.push(at, format!("the part {} of {} is not read", found.number, rule.sport));
        return Ok(Part::default());
    };
    let cutoff = parse_timestamp(&found.cutoff).ok();
    if cutoff.is_none() {
        skips.push(at, "cutoff is not an instant: until when bets are taken is not known");
    }
    let level = is_level(event.home_score, event.away_score)
        && is_level(found.home_score, found.away_score);
    let mut reader = Reader {
        found,
        is_level: level,
        rule,
        period,
        at,
        markets: Markets::of(venue.clone()),
        skips,
    };
    reader.moneyline();
    reader.spreads();
    reader.totals();
    reader.team_totals();
    Ok(Part { is_open, cutoff, markets: reader.markets.finish() })
}

/// What a part is read with.
struct Reader<'r, 'a> {
    found: &'r wire::Period<'a>,
    is_level: bool,
    rule: &'r SportRule,
    period: Period,
    at: &'r str,
    markets: Markets,
    skips: &'r mut Skips,
}

impl Reader<'_, '_> {
    fn moneyline(&mut self) {
        let Some(line) = &self.found.moneyline else {
            return;
        };
        let stamp = instant(self.found.moneyline_updated_at.as_deref());
        let max = self.found.max_moneyline;
        // Where the draw is an answer, it is about regular time.
        let (kind, period) = match line.draw {
            Some(_) if self.period == Period::WithOvertime => {
                (MarketKind::MatchOdds, Period::FullTime)
            }
            Some(_) => (MarketKind::MatchOdds, self.period),
            None if self.rule.sport == Sport::FOOTBALL => {
                self.skips.push(
                    &format!("{}/moneyline", self.at),
                    "there is no price of the draw: what becomes of a draw is not said",
                );
                return;
            }
            None => (MarketKind::Winner, self.period),
        };
        let prices = [
            (Selection::Home, "home", Some(line.home)),
            (Selection::Draw, "draw", line.draw),
            (Selection::Away, "away", Some(line.away)),
        ];
        for (selection, field, price) in prices {
            let Some(price) = price else { continue };
            let market = (kind.clone(), period, None);
            self.take("moneyline", field, market, selection, price, (stamp, max));
        }
    }

    fn spreads(&mut self) {
        let found = self.found;
        if !self.rule.lines {
            return self.not_read("spreads", found.spreads.len());
        }
        // In football a bet in play is about the goals still to come: the line is not the match's.
        if self.rule.sport == Sport::FOOTBALL && !self.is_level {
            if !found.spreads.is_empty() {
                let reason =
                    "in play the handicap counts from the score that stands, which is not level";
                self.skips.push(&format!("{}/spreads", self.at), reason);
            }
            return;
        }
        let stamp = instant(found.spread_updated_at.as_deref());
        for (index, spread) in found.spreads.iter().enumerate() {
            let place = format!("spreads/{index}");
            let Some(line) = self.line(&place, "hdp", spread.hdp) else { continue };
            let max = spread.max.or(found.max_spread);
            let market = || (MarketKind::AsianHandicap, self.period, Some(line));
            let (home, away) = (market(), market());
            self.take(&place, "home", home, Selection::Home, spread.home, (stamp, max));
            self.take(&place, "away", away, Selection::Away, spread.away, (stamp, max));
        }
    }

    fn totals(&mut self) {
        let found = self.found;
        if !self.rule.lines {
            return self.not_read("totals", found.totals.len());
        }
        let stamp = instant(found.total_updated_at.as_deref());
        for (index, total) in found.totals.iter().enumerate() {
            self.total(
                &format!("totals/{index}"),
                &MarketKind::Total,
                total,
                (stamp, found.max_total),
            );
        }
    }

    fn team_totals(&mut self) {
        let found = self.found;
        let Some(team_total) = &found.team_total else {
            return;
        };
        if !self.rule.lines {
            return self.not_read("teamTotal", 2);
        }
        let stamp = instant(found.team_total_updated_at.as_deref());
        for (side, kind, raw) in [
            ("home", MarketKind::HomeTotal, team_total.home),
            ("away", MarketKind::AwayTotal, team_total.away),
        ] {
            match raw.map(wire::totals) {
                None => {}
                Some(Err(reason)) => {
                    self.skips.push(&format!("{}/teamTotal/{side}", self.at), reason);
                }
                Some(Ok(totals)) => {
                    for total in &totals {
                        let place = format!("teamTotal/{side}");
                        self.total(&place, &kind, total, (stamp, found.max_team_total));
                    }
                }
            }
        }
    }

    fn total(
        &mut self,
        place: &str,
        kind: &MarketKind,
        total: &wire::Total<'_>,
        (stamp, max): (Option<Timestamp>, Option<&RawValue>),
    ) {
        let Some(line) = self.line(place, "points", total.points) else {
            return;
        };
        if line < Line::from_quarters(0) {
            let reason = format!("{line} is no line of a total: it is counted from 0");
            return self.skips.push(&format!("{}/{place}/points", self.at), reason);
        }
        let max = total.max.or(max);
        let market = || (kind.clone(), self.period, Some(line));
        let (over, under) = (market(), market());
        self.take(place, "over", over, Selection::Over, total.over, (stamp, max));
        self.take(place, "under", under, Selection::Under, total.under, (stamp, max));
    }

    fn line(&mut self, place: &str, field: &str, raw: &RawValue) -> Option<Line> {
        match scalar(raw).parse() {
            Ok(line) => Some(line),
            Err(error) => {
                let error: monps_core::error::catalog::CatalogError = error;
                self.skips.push(&format!("{}/{place}/{field}", self.at), error.to_string());
                None
            }
        }
    }

    fn take(
        &mut self,
        place: &str,
        field: &str,
        market: (MarketKind, Period, Option<Line>),
        selection: Selection,
        price: &RawValue,
        (stamp, max): (Option<Timestamp>, Option<&RawValue>),
    ) {
        let digits = scalar(price);
        let stake_max = max.and_then(|max| stake_max(scalar(max), digits));
        let taken: Result<(), Reason> =
            self.markets.back(market, selection, digits, (stamp, stake_max));
        if let Err(reason) = taken {
            self.skips.push(&format!("{}/{place}/{field}", self.at), reason);
        }
    }

    fn not_read(&mut self, what: &str, count: usize) {
        if count > 0 {
            let sport = &self.rule.sport;
            let reason = format!("in {sport} it is not said what {} are counted in", short(what));
            self.skips.push(&format!("{}/{what}", self.at), reason);
        }
    }
}

fn instant(text: Option<&str>) -> Option<Timestamp> {
    parse_timestamp(text?).ok()
}

/// Whether the score is level, or there is none yet.
fn is_level(home: Option<&RawValue>, away: Option<&RawValue>) -> bool {
    let goals = |raw: Option<&RawValue>| {
        raw.map(scalar).filter(|text| *text != "null").map(Decimal::from_str_exact)
    };
    match (goals(home), goals(away)) {
        (None, None) => true,
        (Some(Ok(home)), Some(Ok(away))) => home == away,
        _ => false,
    }
}

/// The most that may be risked: the volume where the price is above 2, else what wins the volume.
fn stake_max(volume: &str, price: &str) -> Option<Decimal> {
    let volume = Decimal::from_str_exact(volume).ok().filter(|volume| *volume > Decimal::ZERO)?;
    let price = Decimal::from_str_exact(price).ok().filter(|price| *price > Decimal::ONE)?;
    if price > dec!(2) {
        return Some(volume);
    }
    let stake = volume.checked_div(price - Decimal::ONE)?;
    Some(stake.round_dp_with_strategy(2, RoundingStrategy::ToZero))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_risked_is_the_volume_or_what_wins_it() {
        assert_eq!(stake_max("900.0", "2.49"), Some(dec!(900.0)));
        assert_eq!(stake_max("900", "1.75"), Some(dec!(1200)));
        assert_eq!(stake_max("900", "1.227"), Some(dec!(3964.75)));
        for (volume, price) in [("0", "2"), ("-1", "3"), ("x", "2"), ("900", "1"), ("900", "")] {
            assert_eq!(stake_max(volume, price), None, "{volume} {price}");
        }
    }
}
