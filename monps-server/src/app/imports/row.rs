//! From a row to a bet, or to what is wrong with it.

use monps_core::catalog::{Selection, fold_name};
use monps_core::time::Timestamp;
use rust_decimal::Decimal;

use super::cells::{instant, is_so, lays, number, rate, result, tags};
use super::fields::Field;
use super::legs::{combined, legs};
use super::mapping::{Columns, Mapping};
use super::recorded::Recorded;
use crate::app::bets::{Change, Closing, NewBet, NewLeg, Ruling, sides_of};
use crate::app::problem::{Faults, Problem};

/// Why a bet was placed, where no column tells.
const STRATEGY: &str = "manual";
/// The market of words that nobody understands.
pub(super) const OTHER: &str = "other";
/// A reference is part of a label.
const REFERENCE_CHARS_MAX: usize = 200;

/// A row as it reads.
#[derive(Debug)]
pub(super) struct Read {
    /// The venue's own number of the bet, where a column has it.
    pub(super) reference: Option<String>,
    pub(super) said: Recorded,
    pub(super) new: NewBet,
}

/// A row of the file, and how it is to be read.
pub(super) struct Row<'a> {
    pub(super) cells: &'a [String],
    pub(super) columns: &'a Columns,
    pub(super) mapping: &'a Mapping,
}

/// What no bet is without.
struct Terms {
    placed_at: Timestamp,
    bookmaker: String,
    stake: Decimal,
    result: String,
    legs: Vec<NewLeg>,
}

impl Row<'_> {
    pub(super) fn read(&self) -> Result<Read, Problem> {
        let mut faults = Faults::default();
        let terms = self.terms(&mut faults);
        let reference = self.text(Field::Reference).map(str::to_owned);
        if reference.as_ref().is_some_and(|text| text.chars().count() > REFERENCE_CHARS_MAX) {
            faults.refuse("reference", format!("has more than {REFERENCE_CHARS_MAX} letters"));
        }
        let new = NewBet {
            lays: self.cell(Field::Side, lays, &mut faults).unwrap_or_default(),
            commission_rate: self.cell(Field::CommissionRate, rate, &mut faults),
            free_bet: self.cell(Field::FreeBet, is_so, &mut faults).unwrap_or_default(),
            boost_rate: self.cell(Field::BoostRate, rate, &mut faults),
            boost_max: self.cell(Field::BoostMax, number, &mut faults),
            closing: self.closing(&mut faults),
            paper: self.cell(Field::Paper, is_so, &mut faults).unwrap_or(self.mapping.paper),
            ruling: Ruling {
                actual_odds: self.cell(Field::ActualOdds, number, &mut faults),
                payout: self.cell(Field::Payout, number, &mut faults),
                actual_profit: self.cell(Field::Profit, number, &mut faults),
                ..Ruling::default()
            },
            ..NewBet::default()
        };
        faults.finish()?;
        let terms = terms.ok_or_else(|| Problem::invalid("", "cannot be read"))?;
        Ok(self.bet(terms, reference, new))
    }

    fn text(&self, field: Field) -> Option<&str> {
        self.columns.get(self.cells, field)
    }

    fn cell<T>(
        &self,
        field: Field,
        read: impl Fn(&str) -> Result<T, String>,
        faults: &mut Faults,
    ) -> Option<T> {
        self.text(field).and_then(|text| faults.take(field.as_str(), read(text)))
    }

    fn required<T>(
        &self,
        field: Field,
        read: impl Fn(&str) -> Result<T, String>,
        faults: &mut Faults,
    ) -> Option<T> {
        if self.text(field).is_none() {
            faults.refuse(field.as_str(), "is empty");
        }
        self.cell(field, read, faults)
    }

    fn terms(&self, faults: &mut Faults) -> Option<Terms> {
        let day = |text: &str| instant(text, self.mapping.month_first);
        let placed_at = self.required(Field::PlacedAt, day, faults);
        let legs = self.legs(faults);
        let stake = self.required(Field::Stake, number, faults);
        let outcome = faults.take("result", result(self.text(Field::Result).unwrap_or_default()));
        let bookmaker = self.text(Field::Bookmaker).or(self.mapping.bookmaker.as_deref());
        if bookmaker.is_none() {
            faults.refuse("bookmaker", "is empty");
        }
        if stake.is_some_and(|stake| stake <= Decimal::ZERO) {
            faults.refuse("stake", "must be above 0");
        }
        Some(Terms {
            placed_at: placed_at?,
            bookmaker: bookmaker?.to_owned(),
            stake: stake?,
            result: outcome?,
            legs: legs?,
        })
    }

    fn closing(&self, faults: &mut Faults) -> Closing {
        let mut change = |field| match self.cell(field, number, faults) {
            Some(value) => Change::Set(value),
            None => Change::Keep,
        };
        Closing { clv: change(Field::Clv), odds_close: change(Field::OddsClose) }
    }

    /// The selections: those of a column of their own, or the only one of the row.
    fn legs(&self, faults: &mut Faults) -> Option<Vec<NewLeg>> {
        if let Some(text) = self.text(Field::Legs) {
            return faults.take("legs", legs(text));
        }
        let selection = self.required(Field::Selection, |text| Ok(text.to_owned()), faults);
        let odds = self.required(Field::Odds, number, faults);
        let line = self.cell(Field::Line, number, faults);
        let starts_at = |text: &str| instant(text, self.mapping.month_first);
        let starts_at = self.cell(Field::StartsAt, starts_at, faults);
        let event = self.event();
        if event.is_none() {
            faults.refuse("match", "is empty");
        }
        let (event, selection, odds) = (event?, selection?, odds?);
        if let Some(count) = combined(self.text(Field::Kind), &event.words, &selection) {
            faults.refuse("legs", format!("{count}: its selections belong in a column legs"));
            return None;
        }
        let market = self.text(Field::Market).map(str::to_owned);
        let market = market
            .or_else(|| guess(&selection, line.is_some(), event.sides.as_ref()).map(str::to_owned));
        let (home_team, away_team) = event.sides.unzip();
        let sport = self.text(Field::Sport).or(self.mapping.sport.as_deref());
        Some(vec![NewLeg {
            match_id: event.words,
            outcome: selection,
            market_type: market,
            point: line,
            odds_value: odds,
            sport: sport.map(str::to_owned),
            competition: self.text(Field::League).map(str::to_owned).or(event.league),
            home_team,
            away_team,
            commence_time: starts_at,
        }])
    }

    fn event(&self) -> Option<EventWords> {
        let sides = self.text(Field::Home).zip(self.text(Field::Away));
        let sides = sides.map(|(home, away)| (home.to_owned(), away.to_owned()));
        match (self.text(Field::Match), sides) {
            (Some(words), Some(sides)) => {
                Some(EventWords { words: words.to_owned(), sides: Some(sides), league: None })
            }
            (Some(words), None) => Some(EventWords::of(words)),
            (None, Some((home, away))) => {
                let words = format!("{home} - {away}");
                Some(EventWords { words, sides: Some((home, away)), league: None })
            }
            (None, None) => None,
        }
    }

    /// The bet, and what the row says of it.
    fn bet(&self, terms: Terms, reference: Option<String>, mut new: NewBet) -> Read {
        let text = |field| self.text(field).map(str::to_owned);
        let currency = text(Field::Currency).or_else(|| self.mapping.currency.clone());
        let currency = currency.or_else(|| self.columns.currency.clone());
        let currency = currency.map(|code| code.to_uppercase());
        let joined =
            |word: fn(&NewLeg) -> &str| terms.legs.iter().map(word).collect::<Vec<_>>().join(" + ");
        let product = terms
            .legs
            .iter()
            .try_fold(Decimal::ONE, |price, leg| price.checked_mul(leg.odds_value));
        let said = Recorded {
            reference: String::new(),
            placed_at: terms.placed_at,
            bookmaker: terms.bookmaker.clone(),
            event: joined(|leg| &leg.match_id),
            selection: joined(|leg| &leg.outcome),
            odds: product.unwrap_or_default(),
            stake: terms.stake,
            currency: currency.clone().unwrap_or_default(),
            result: terms.result.clone(),
            payout: new.ruling.payout,
            profit: new.ruling.actual_profit,
            payout_at_price: None,
            profit_at_price: None,
        };
        let is_over = terms.result != "pending";
        if new.ruling.payout.is_some() || !is_over {
            // Beside a payout, a profit that says something else is told and does not count.
            new.ruling.actual_profit = None;
        }
        new.ruling.payout = new.ruling.payout.filter(|_| is_over);
        new.ruling.actual_odds = new.ruling.actual_odds.filter(|_| is_over);
        new.ruling.result = is_over.then_some(terms.result);
        let new = NewBet {
            legs: terms.legs,
            bookmaker: terms.bookmaker,
            stake: terms.stake,
            currency,
            channel: text(Field::Channel)
                .map(|word| channel(&word))
                .or_else(|| self.mapping.channel.clone()),
            strategy: Some(text(Field::Strategy).unwrap_or_else(|| STRATEGY.to_owned())),
            login: text(Field::Login).or_else(|| self.mapping.login.clone()).unwrap_or_default(),
            placed_at: Some(terms.placed_at),
            tags: self.text(Field::Tags).map(tags).unwrap_or_default(),
            notes: text(Field::Notes),
            ..new
        };
        Read { reference, said, new }
    }
}

#[derive(Debug)]
struct EventWords {
    words: String,
    sides: Option<(String, String)>,
    league: Option<String>,
}

impl EventWords {
    /// "South Africa vs Canada (FIFA World Cup 2026)": two sides, and the competition in brackets.
    fn of(words: &str) -> Self {
        let bracketed = words.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
        let (sides, league) = match bracketed {
            Some((sides, league)) => (sides, Some(league.to_owned())),
            None => (words, None),
        };
        let sides = sides_of(sides).map(|(home, away)| (home.to_owned(), away.to_owned()));
        Self { words: words.to_owned(), sides, league }
    }
}

/// A channel as it is named here, in either language.
fn channel(word: &str) -> String {
    let word = word.to_lowercase();
    match word.as_str() {
        "en ligne" | "online" => "ligne".to_owned(),
        _ => word,
    }
}

/// The market that a selection alone tells: a side or a sign is match odds, "Over 2.5" (or "Over" beside
/// a line) a total, any other words stay words.
pub(in crate::app) fn guess(
    selection: &str,
    has_line: bool,
    sides: Option<&(String, String)>,
) -> Option<&'static str> {
    let folded = fold_name(selection);
    let is_side =
        sides.is_some_and(|(home, away)| [home, away].iter().any(|side| fold_name(side) == folded));
    let sign = Selection::from_slug(selection);
    if is_side || matches!(sign, Some(Selection::Home | Selection::Draw | Selection::Away)) {
        return None;
    }
    let mut words = selection.split_whitespace();
    let (first, second, third) = (words.next(), words.next(), words.next());
    let is_total = first.is_some_and(|word| ["over", "under"].contains(&&*word.to_lowercase()))
        && second.map_or(has_line, |word| number(word).is_ok())
        && third.is_none();
    Some(if is_total { "total" } else { OTHER })
}
