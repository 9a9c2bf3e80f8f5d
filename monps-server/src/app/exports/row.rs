//! A bet as a row.

use std::collections::HashMap;

use chrono::SecondsFormat;
use monps_core::bet::{Leg, StakeKind};
use monps_core::catalog::{MarketKind, Selection};
use monps_core::id::EventId;
use monps_core::money::Rounding;
use monps_core::time::Timestamp;
use rust_decimal::Decimal;

use crate::app::bets::sides_of;
use crate::app::imports::{Field, LegCell, guess, harmless, reference_of};
use crate::app::problem::Problem;
use crate::store::{BetRecord, EventRecord, LegRecord};

/// Decimals of a price that is a product of prices.
const PRICE_DECIMALS: u32 = 12;

/// How numbers are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) comma: bool,
}

impl Number {
    /// `1,234` could be a thousand and more: with a comma, three decimals become four.
    fn text(self, number: Decimal) -> String {
        if !self.comma {
            return number.to_string();
        }
        let mut number = number;
        if number.scale() == 3 {
            number.rescale(4);
        }
        number.to_string().replace('.', ",")
    }
}

/// The cells of a bet, one for each field of the import.
pub(super) fn cells(
    record: &BetRecord,
    events: &HashMap<EventId, EventRecord>,
    number: Number,
) -> Result<Vec<String>, Problem> {
    let row = Row { record, events, number, price: price_of(record)? };
    Ok(Field::all().map(|field| row.cell(field).unwrap_or_default()).collect())
}

fn price_of(record: &BetRecord) -> Result<Decimal, Problem> {
    if let [leg] = record.bet.terms().legs.as_slice() {
        return Ok(leg.price.price().get());
    }
    let price = record.bet.price_taken().map_err(Problem::broken)?.get();
    Ok(Rounding::HalfEven.apply(price, PRICE_DECIMALS).normalize())
}

struct Row<'a> {
    record: &'a BetRecord,
    events: &'a HashMap<EventId, EventRecord>,
    number: Number,
    price: Decimal,
}

impl Row<'_> {
    fn cell(&self, field: Field) -> Option<String> {
        self.number_of(field)
            .map(|number| self.number.text(number))
            .or_else(|| self.text_of(field).map(|text| harmless(&text).into_owned()))
    }

    fn number_of(&self, field: Field) -> Option<Decimal> {
        let (record, terms) = (self.record, self.record.bet.terms());
        let (settled, boost) = (record.settled, terms.offer.boost);
        Some(match field {
            Field::Line => point(self.only()?.0)?,
            Field::Odds => self.price,
            Field::Stake => terms.stake.amount(),
            Field::CommissionRate => terms.commission.rate(),
            Field::BoostRate => boost?.rate(),
            Field::BoostMax => boost?.extra_max()?.amount(),
            Field::ActualOdds => settled?.price?.get(),
            Field::Payout => settled?.payout.amount(),
            Field::Profit => settled?.profit.amount(),
            Field::OddsClose => record.odds_close?.get(),
            Field::Clv => record.clv?,
            _ => return None,
        })
    }

    fn text_of(&self, field: Field) -> Option<String> {
        let (record, terms) = (self.record, self.record.bet.terms());
        Some(match field {
            Field::Reference => record.tags.iter().find_map(|tag| reference_of(tag))?.to_owned(),
            Field::Kind => record.bet.kind().as_str().to_owned(),
            Field::PlacedAt => instant(record.placed_at),
            Field::Match => self.joined(|leg| &leg.match_id),
            Field::Home => some(&self.only()?.1.home)?,
            Field::Away => some(&self.only()?.1.away)?,
            Field::StartsAt => starts_at(self.only()?.1)?,
            Field::Sport => record.sport.as_str().to_owned(),
            Field::League => league(self.events.get(&self.only()?.0.event_id))?,
            Field::Market => market(self.only()?)?,
            Field::Selection => self.joined(|leg| &leg.outcome),
            Field::Side => terms.side.as_str().to_owned(),
            Field::Currency => terms.stake.currency().code().to_owned(),
            Field::FreeBet => (terms.offer.stake == StakeKind::Free).to_string(),
            Field::Bookmaker => record.words.bookmaker.clone(),
            Field::Login => record.login.clone(),
            Field::Channel => terms.channel.as_str().to_owned(),
            Field::Strategy => terms.strategy.as_str().to_owned(),
            Field::Result => record
                .settled
                .map_or_else(|| "pending".to_owned(), |settled| settled.outcome.to_string()),
            Field::Paper => record.paper.to_string(),
            Field::Tags => tags(record),
            Field::Notes => record.notes.clone()?,
            Field::Legs => self.legs()?,
            _ => return None,
        })
    }

    /// The only leg of a single.
    fn only(&self) -> Option<(&Leg, &LegRecord)> {
        match (self.record.bet.terms().legs.as_slice(), self.record.legs.as_slice()) {
            ([leg], [words]) => Some((leg, words)),
            _ => None,
        }
    }

    fn joined(&self, word: fn(&LegRecord) -> &str) -> String {
        self.record.legs.iter().map(word).collect::<Vec<_>>().join(" + ")
    }

    /// The selections of an accumulator.
    fn legs(&self) -> Option<String> {
        if self.only().is_some() {
            return None;
        }
        let legs = self.record.bet.terms().legs.iter().zip(&self.record.legs);
        let cells: Vec<LegCell> = legs
            .map(|(leg, words)| {
                let event = self.events.get(&leg.event_id);
                LegCell {
                    match_id: words.match_id.clone(),
                    outcome: words.outcome.clone(),
                    odds_value: leg.price.price().get().to_string(),
                    market_type: words.market_type.clone(),
                    point: point(leg).map(|point| point.to_string()),
                    sport: event.map(|event| event.event.sport.to_string()),
                    competition: league(event),
                    home_team: some(&words.home),
                    away_team: some(&words.away),
                    commence_time: starts_at(words),
                }
            })
            .collect();
        serde_json::to_string(&cells).ok()
    }
}

/// The line seen from the selection: that of a handicap market is the home side's.
fn point(leg: &Leg) -> Option<Decimal> {
    let line = leg.market.line?;
    let is_handicap =
        matches!(leg.market.kind, MarketKind::AsianHandicap | MarketKind::EuropeanHandicap);
    let is_mirrored = is_handicap && leg.selection == Selection::Away;
    Some(if is_mirrored { line.mirrored() } else { line }.get())
}

/// The market as it was named. Where it was not, it was match odds: said where the selection alone
/// would tell another one.
fn market((leg, words): (&Leg, &LegRecord)) -> Option<String> {
    if words.market_type.is_some() {
        return words.market_type.clone();
    }
    let sides = some(&words.home).zip(some(&words.away)).or_else(|| {
        let (home, away) = sides_of(&words.match_id)?;
        Some((home.to_owned(), away.to_owned()))
    });
    guess(&words.outcome, point(leg).is_some(), sides.as_ref()).map(|_| "h2h".to_owned())
}

/// A person's labels: that of the import stands in a column of its own. They are parted by semicolons,
/// or a JSON list where one of them could be read as several.
fn tags(record: &BetRecord) -> String {
    let tags: Vec<&String> = record.tags.iter().filter(|tag| reference_of(tag).is_none()).collect();
    if tags.iter().any(|tag| tag.contains([';', ',', '['])) {
        return serde_json::to_string(&tags).unwrap_or_default();
    }
    tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>().join(";")
}

fn league(event: Option<&EventRecord>) -> Option<String> {
    let event = event?;
    event.competition_title.clone().or_else(|| event.competition.clone())
}

fn starts_at(words: &LegRecord) -> Option<String> {
    words.time_known.then(|| instant(words.starts_at))
}

fn instant(at: Timestamp) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::Number;

    #[test]
    fn no_number_can_be_read_as_two() {
        let texts = |comma| {
            [dec!(1.5), dec!(1.234), dec!(-0.75), dec!(1000), dec!(0.125)]
                .map(|number| Number { comma }.text(number))
        };
        assert_eq!(texts(false), ["1.5", "1.234", "-0.75", "1000", "0.125"]);
        assert_eq!(texts(true), ["1,5", "1,2340", "-0,75", "1000", "0,1250"]);
    }
}
