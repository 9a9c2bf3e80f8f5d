//! From a row to a bet, or to what is wrong with it.

use std::fmt;

use monps_core::catalog::{Selection, fold_name};
use monps_core::money::Rounding;
use monps_core::time::Timestamp;
use rust_decimal::{Decimal, dec};
use sha2::{Digest, Sha256};

use super::cells::{instant, number, result};
use super::known::{Known, Words, tag};
use super::mapping::{Columns, Field, Mapping};
use super::{PlannedRow, RowState};
use crate::app::bets::{NewBet, NewLeg, Ruling, sides_of};
use crate::app::by_hand::venue_key;
use crate::app::problem::{Fault, Faults, Problem};

/// What is imported is told apart by its label.
const STRATEGY: &str = "manual";
/// The market of words that nobody understands.
const OTHER: &str = "other";

/// What a row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The venue's number of the bet, or what stands for it.
    pub reference: String,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// The venue.
    pub bookmaker: String,
    /// The match.
    pub event: String,
    /// The selection.
    pub selection: String,
    /// The price.
    pub odds: Decimal,
    /// The stake.
    pub stake: Decimal,
    /// In which currency.
    pub currency: String,
    /// What became of it.
    pub result: &'static str,
    /// What came back.
    pub payout: Option<Decimal>,
    /// What was gained.
    pub profit: Option<Decimal>,
    /// What would have come back at the price.
    pub payout_at_price: Option<Decimal>,
    /// What would have been gained at the price.
    pub profit_at_price: Option<Decimal>,
}

/// Something in a row that does not add up. The venue's word counts for what was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remark {
    /// The payout is not stake × odds.
    PayoutDisagrees {
        /// What the file says.
        said: Decimal,
        /// Stake × odds.
        at_price: Decimal,
    },
    /// The profit is not the payout less the stake: the payout counts.
    ProfitDisagrees {
        /// What the file says.
        said: Decimal,
        /// Payout less stake.
        by_payout: Decimal,
    },
    /// Nobody understands the selection: a person settles it.
    NotUnderstood,
    /// It was recorded by hand before.
    RecordedByHand,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PayoutDisagrees { said, at_price } => {
                write!(f, "the payout {said} disagrees with stake × odds, which is {at_price}")
            }
            Self::ProfitDisagrees { said, by_payout } => {
                write!(f, "the profit {said} disagrees with payout − stake, which is {by_payout}")
            }
            Self::NotUnderstood => {
                f.write_str("the selection is kept in its own words: a person settles it")
            }
            Self::RecordedByHand => f.write_str("the same bet was recorded by hand"),
        }
    }
}

/// A row that has been read.
#[derive(Debug)]
pub(super) struct Draft {
    line: u64,
    read: Result<Box<Bet>, Vec<Fault>>,
    repeats: Option<u64>,
}

#[derive(Debug)]
struct Bet {
    tag: String,
    words: Words,
    said: Recorded,
    remarks: Vec<Remark>,
    new: NewBet,
}

impl Draft {
    /// Reads a row; `before` are the rows above it.
    pub(super) fn read(
        line: u64,
        cells: &[String],
        columns: &Columns,
        mapping: &Mapping,
        before: &[Self],
    ) -> Self {
        let row = Row { cells, columns, mapping };
        let read = match row.bet(before) {
            Ok(bet) => Ok(Box::new(bet)),
            Err(Problem::Invalid { faults }) => Err(faults),
            Err(problem) => {
                let message = problem.to_string();
                Err(vec![Fault { field: String::new(), message }])
            }
        };
        let tag = read.as_ref().ok().map(|bet| &bet.tag);
        let is_same =
            |other: &&Self| matches!((&other.read, tag), (Ok(bet), Some(tag)) if bet.tag == *tag);
        let repeats = before.iter().find(is_same).map(|other| other.line);
        Self { line, read, repeats }
    }

    /// What the row is, given what is recorded.
    pub(super) fn planned(self, known: &Known) -> PlannedRow {
        let line = self.line;
        let bet = match self.read {
            Ok(bet) => *bet,
            Err(faults) => {
                let state = RowState::Refused(faults);
                return PlannedRow { line, state, said: None, remarks: Vec::new(), bet: None };
            }
        };
        let mut remarks = bet.remarks;
        let by_hand = || known.by_hand(&bet.words, bet.said.placed_at);
        let state = match (self.repeats, known.imported(&bet.tag)) {
            (Some(line), _) => RowState::Repeated(line),
            (None, Some(id)) => RowState::Known(id),
            (None, None) => match by_hand() {
                Some(id) => {
                    remarks.push(Remark::RecordedByHand);
                    RowState::Known(id)
                }
                None => RowState::New,
            },
        };
        let new = (state == RowState::New).then(|| Box::new(bet.new));
        PlannedRow { line, state, said: Some(bet.said), remarks, bet: new }
    }
}

struct Row<'a> {
    cells: &'a [String],
    columns: &'a Columns,
    mapping: &'a Mapping,
}

impl Row<'_> {
    fn text(&self, field: Field) -> Option<&str> {
        self.columns.get(self.cells, field)
    }

    fn number(&self, field: Field, faults: &mut Faults) -> Option<Decimal> {
        self.text(field).and_then(|text| faults.take(field.as_str(), number(text)))
    }

    fn required(&self, field: Field, faults: &mut Faults) -> Option<String> {
        let text = self.text(field);
        if text.is_none() {
            faults.refuse(field.as_str(), "is empty");
        }
        text.map(str::to_owned)
    }

    fn bet(&self, before: &[Draft]) -> Result<Bet, Problem> {
        let mut faults = Faults::default();
        let placed_at = self
            .required(Field::PlacedAt, &mut faults)
            .and_then(|text| faults.take("placed_at", instant(&text, self.mapping.month_first)));
        let selection = self.required(Field::Selection, &mut faults);
        let (odds, stake) =
            (self.required(Field::Odds, &mut faults), self.required(Field::Stake, &mut faults));
        let odds = odds.and_then(|text| faults.take("odds", number(&text)));
        let stake = stake.and_then(|text| faults.take("stake", number(&text)));
        let outcome = faults.take("result", result(self.text(Field::Result).unwrap_or_default()));
        let payout = self.number(Field::Payout, &mut faults);
        let profit = self.number(Field::Profit, &mut faults);
        let line = self.number(Field::Line, &mut faults);
        let event = self.event();
        if event.is_none() {
            faults.refuse("match", "is empty");
        }
        let bookmaker = self.text(Field::Bookmaker).or(self.mapping.bookmaker.as_deref());
        let venue = bookmaker.and_then(|name| Some((name.to_owned(), venue_key(name)?)));
        if venue.is_none() {
            faults.refuse("bookmaker", "is empty");
        }
        if stake.is_some_and(|stake| stake <= Decimal::ZERO) {
            faults.refuse("stake", "must be above 0");
        }
        faults.finish()?;
        let all = (placed_at, selection, odds, stake, outcome, event, venue);
        let (
            Some(placed_at),
            Some(selection),
            Some(odds),
            Some(stake),
            Some(result),
            Some(event),
            Some((bookmaker, venue)),
        ) = all
        else {
            return Err(Problem::invalid("", "cannot be read"));
        };
        let currency = self.text(Field::Currency).or(self.mapping.currency.as_deref());
        let currency =
            currency.or(self.columns.currency.as_deref()).unwrap_or("EUR").to_uppercase();
        let mut said = Recorded {
            reference: String::new(),
            placed_at,
            bookmaker,
            event: event.words.clone(),
            selection,
            odds,
            stake,
            currency,
            result,
            payout,
            profit,
            payout_at_price: at_price(result, stake, odds),
            profit_at_price: at_price(result, stake, odds).map(|payout| payout - stake),
        };
        said.reference = self.reference(&said, before);
        let words = Words::new(venue.clone(), &said.event, &said.selection, stake, odds);
        let mut remarks = remarks(&mut said);
        let new = self.new_bet(&said, &event, line, tag(&venue, &said.reference), &mut remarks);
        Ok(Bet { tag: tag(&venue, &said.reference), words, said, remarks, new })
    }

    /// The venue's number; without one, a digest of what the row says and of how often that stood
    /// above, so that two equal bets are two.
    fn reference(&self, said: &Recorded, before: &[Draft]) -> String {
        if let Some(reference) = self.text(Field::Reference) {
            return reference.to_owned();
        }
        let text = |ordinal: usize| {
            format!(
                "{}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{}\u{1f}{ordinal}",
                said.placed_at.to_rfc3339(),
                fold_name(&said.event),
                fold_name(&said.selection),
                said.odds.normalize(),
                said.stake.normalize(),
            )
        };
        let digest = |ordinal: usize| -> String {
            let digest = Sha256::digest(text(ordinal).as_bytes());
            digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
        };
        let is_taken = |reference: &String| {
            let of =
                |draft: &Draft| matches!(&draft.read, Ok(bet) if bet.said.reference == *reference);
            before.iter().any(of)
        };
        (0..=before.len()).map(digest).find(|reference| !is_taken(reference)).unwrap_or_default()
    }

    fn event(&self) -> Option<EventWords> {
        if let (Some(home), Some(away)) = (self.text(Field::Home), self.text(Field::Away)) {
            let sides = Some((home.to_owned(), away.to_owned()));
            return Some(EventWords { words: format!("{home} - {away}"), sides, league: None });
        }
        let words = self.text(Field::Match)?;
        // "South Africa vs Canada (FIFA World Cup 2026)": the competition in brackets.
        let (sides, league) = match words.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("))
        {
            Some((sides, league)) => (sides, Some(league.to_owned())),
            None => (words, None),
        };
        let sides = sides_of(sides).map(|(home, away)| (home.to_owned(), away.to_owned()));
        Some(EventWords { words: words.to_owned(), sides, league })
    }

    fn new_bet(
        &self,
        said: &Recorded,
        event: &EventWords,
        line: Option<Decimal>,
        tag: String,
        remarks: &mut Vec<Remark>,
    ) -> NewBet {
        let market = self.text(Field::Market).map(str::to_owned).or_else(|| {
            let market = guess(&said.selection, event.sides.as_ref());
            if market == Some(OTHER) {
                remarks.push(Remark::NotUnderstood);
            }
            market.map(str::to_owned)
        });
        let (home, away) = event.sides.clone().unzip();
        let sport = self.text(Field::Sport).or(self.mapping.sport.as_deref());
        let league = self.text(Field::League).map(str::to_owned);
        let leg = NewLeg {
            match_id: said.event.clone(),
            outcome: said.selection.clone(),
            market_type: market,
            point: line,
            odds_value: said.odds,
            sport: sport.map(str::to_owned),
            competition: league.or_else(|| event.league.clone()),
            home_team: home,
            away_team: away,
            commence_time: None,
        };
        let is_over = said.result != "pending";
        NewBet {
            legs: vec![leg],
            bookmaker: said.bookmaker.clone(),
            stake: said.stake,
            currency: Some(said.currency.clone()),
            channel: self.mapping.channel.clone(),
            strategy: Some(STRATEGY.to_owned()),
            login: self.mapping.login.clone().unwrap_or_default(),
            paper: self.mapping.paper,
            placed_at: Some(said.placed_at),
            tags: vec![tag],
            notes: self.text(Field::Notes).map(str::to_owned),
            ruling: Ruling {
                result: is_over.then(|| said.result.to_owned()),
                payout: said.payout.filter(|_| is_over),
                ..Ruling::default()
            },
            ..NewBet::default()
        }
    }
}

#[derive(Debug)]
struct EventWords {
    words: String,
    sides: Option<(String, String)>,
    league: Option<String>,
}

/// The market that a selection alone tells: a side or a sign is match odds, "Over 2.5" a total, any
/// other words stay words.
fn guess(selection: &str, sides: Option<&(String, String)>) -> Option<&'static str> {
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
        && second.is_some_and(|word| number(word).is_ok())
        && third.is_none();
    Some(if is_total { "total" } else { OTHER })
}

/// What comes back at the price; none while it is open, or was cashed out.
fn at_price(result: &str, stake: Decimal, odds: Decimal) -> Option<Decimal> {
    let factor = match result {
        "won" => odds,
        "lost" => Decimal::ZERO,
        "void" | "push" => Decimal::ONE,
        "half_won" => (odds + Decimal::ONE) / dec!(2),
        "half_lost" => dec!(0.5),
        _ => return None,
    };
    Some(Rounding::HalfUp.apply(stake.checked_mul(factor)?, 2).normalize())
}

/// Fills payout or profit in where one of them is given, and says what does not add up.
fn remarks(said: &mut Recorded) -> Vec<Remark> {
    let mut remarks = Vec::new();
    match (said.payout, said.profit) {
        (Some(payout), Some(profit)) if payout - said.stake != profit => {
            let by_payout = payout - said.stake;
            remarks.push(Remark::ProfitDisagrees { said: profit, by_payout });
        }
        (None, Some(profit)) => said.payout = Some(said.stake + profit),
        (Some(payout), None) if said.result != "pending" => said.profit = Some(payout - said.stake),
        _ => {}
    }
    if let (Some(payout), Some(at_price)) = (said.payout, said.payout_at_price)
        && payout != at_price
    {
        remarks.push(Remark::PayoutDisagrees { said: payout, at_price });
    }
    if said.profit.is_none() {
        said.profit = said.profit_at_price;
    }
    remarks
}
