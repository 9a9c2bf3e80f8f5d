//! A bet there in the words of a bet here.
//!
//! That system accepted whatever was sent to it, so that everything in a row may be missing or
//! nonsense. What is said of money is taken as it stands or refused; the rest is left out with a
//! remark.

use monps_core::bet::BetType;
use monps_core::money::Rounding;
use monps_core::odds::Price;
use monps_core::time::{Timestamp, parse_timestamp};
use rust_decimal::{Decimal, dec};

use super::ACTOR;
use crate::app::bets::{Change, Closing, NewBet, NewLeg, Ruling, sides_of};
use crate::app::by_hand::slug;
use crate::store::elder::{ElderField, ElderRow, is_open};

/// Payouts are rounded in ways of one's own: a cent is no contradiction.
const CENT: Decimal = dec!(0.01);

/// A bet there, read.
#[derive(Clone, Debug)]
pub(super) struct Read {
    /// What tells that it was imported.
    pub(super) tag: String,
    /// As it is to be recorded.
    pub(super) bet: NewBet,
    /// What it brought, if it is over.
    pub(super) profit: Option<Profit>,
    /// What in it does not add up.
    pub(super) remarks: Vec<String>,
}

/// What a bet brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Profit {
    /// How much.
    pub(super) amount: Decimal,
    /// The row does not say; it is worked out from the price.
    pub(super) at_price: bool,
}

/// The label of an imported bet.
pub(super) fn tag(number: &str) -> String {
    format!("{ACTOR}:{number}")
}

/// What a row says of stake and profit, as the database itself adds it up: as far as it can be read.
pub(super) fn money(row: &ElderRow) -> (Decimal, Decimal) {
    let number = |field| row.get(field).and_then(|text| Decimal::from_str_exact(text).ok());
    let stake = number(ElderField::Stake);
    let profit = if is_open(&result_word(row)) {
        None
    } else {
        let paid = number(ElderField::Payout).zip(stake).map(|(payout, stake)| payout - stake);
        paid.or_else(|| number(ElderField::ProfitLoss)).or_else(|| number(ElderField::ActualProfit))
    };
    (stake.unwrap_or_default(), profit.unwrap_or_default())
}

/// Reads a row; refused with every reason.
pub(super) fn read(row: &ElderRow) -> Result<Read, Vec<String>> {
    let mut reader = Reader { row, reasons: Vec::new(), remarks: Vec::new() };
    let read = reader.bet();
    match read {
        Some(read) if reader.reasons.is_empty() => Ok(read),
        _ => Err(reader.reasons),
    }
}

fn result_word(row: &ElderRow) -> String {
    let word = row.get(ElderField::Result).or_else(|| row.get(ElderField::Status));
    word.unwrap_or("pending").to_lowercase()
}

struct Reader<'a> {
    row: &'a ElderRow,
    reasons: Vec<String>,
    remarks: Vec<String>,
}

impl Reader<'_> {
    fn bet(&mut self) -> Option<Read> {
        let stake = self.required(ElderField::Stake);
        let odds = self.required(ElderField::Odds);
        let placed_at = self.instant(ElderField::PlacedAt);
        if placed_at.is_none() {
            self.reasons.push("does not say when it was placed".to_owned());
        }
        if self.row.number().is_empty() {
            self.reasons.push("has no number".to_owned());
        }
        let (stake, odds, placed_at) = (stake?, odds?, placed_at?);
        if stake <= Decimal::ZERO {
            self.reasons.push(format!("stake {stake}: must be above zero"));
        }
        let (ruling, profit) = self.ruling(stake, odds)?;
        let leg = self.leg(odds);
        let settled_at = self.instant(ElderField::UpdatedAt).map(|at| at.max(placed_at));
        let tag = tag(self.row.number());
        let bet = NewBet {
            legs: vec![leg],
            bookmaker: self.text(ElderField::Bookmaker).unwrap_or_default(),
            stake,
            bet_type: self.bet_type(),
            placed_at: Some(placed_at),
            settled_at: settled_at.filter(|_| profit.is_some()),
            tags: vec![tag.clone()],
            notes: self.text(ElderField::Notes),
            ruling,
            closing: self.closing(),
            ..NewBet::default()
        };
        Some(Read { tag, bet, profit, remarks: std::mem::take(&mut self.remarks) })
    }

    fn leg(&self, odds: Decimal) -> NewLeg {
        let (home, away) = (self.text(ElderField::Home), self.text(ElderField::Away));
        let named = self.text(ElderField::Match);
        let sides = home.clone().zip(away.clone());
        let match_id = named.or_else(|| sides.map(|(home, away)| format!("{home} - {away}")));
        let match_id = match_id.unwrap_or_default();
        let said = sides_of(&match_id).map(|(home, away)| (home.to_owned(), away.to_owned()));
        let (said_home, said_away) = said.unzip();
        let key = self.text(ElderField::Sport);
        let sport = key.as_deref().and_then(|key| super::prices::sport(key).ok());
        NewLeg {
            outcome: self.text(ElderField::Outcome).unwrap_or_default(),
            market_type: self.text(ElderField::Market),
            point: self.row.get(ElderField::Point).and_then(|t| Decimal::from_str_exact(t).ok()),
            odds_value: odds,
            sport: sport.map(|sport| sport.to_string()),
            competition: self.text(ElderField::League).or(key),
            home_team: home.or(said_home),
            away_team: away.or(said_away),
            commence_time: self.instant(ElderField::StartsAt),
            match_id,
        }
    }

    /// What it came to, and what that brought.
    fn ruling(&mut self, stake: Decimal, odds: Decimal) -> Option<(Ruling, Option<Profit>)> {
        let word = result_word(self.row);
        let figures = [ElderField::Payout, ElderField::ProfitLoss, ElderField::ActualProfit]
            .map(|field| self.number(field));
        if is_open(&word) {
            if figures.iter().flatten().any(|figure| !figure.is_zero()) {
                self.remarks.push("it is open and yet has a payout or profit: left out".to_owned());
            }
            return Some((Ruling::default(), None));
        }
        let result = match word.as_str() {
            "win" => "won",
            "loss" | "lose" => "lost",
            "cancelled" | "canceled" | "refunded" => "void",
            known
            @ ("won" | "lost" | "void" | "half_won" | "half_lost" | "push" | "cashed_out") => known,
            other => {
                self.reasons.push(format!("result {other:?}: nobody knows what that pays"));
                return None;
            }
        };
        let settled_at = self.number(ElderField::ActualOdds).filter(|price| !price.is_zero());
        let at_price = at_price(result, stake, settled_at.unwrap_or(odds));
        let [payout, profit, written] = figures;
        let says = payout.map(|payout| payout - stake).or(profit).or(written);
        for (name, figure) in [("profit_loss", profit), ("actual_profit", written)] {
            if let (Some(figure), Some(says)) = (figure, says)
                && figure != says
            {
                self.remarks.push(format!("{name} {figure} disagrees with {says}, which counts"));
            }
        }
        let Some(amount) = says.or_else(|| at_price.map(|payout| payout - stake)) else {
            self.reasons.push("was cashed out and does not say for how much".to_owned());
            return None;
        };
        let payout = stake + amount;
        let is_at_price = at_price.is_some_and(|at_price| (at_price - payout).abs() <= CENT);
        if let (false, Some(at_price)) = (is_at_price, at_price) {
            self.remarks.push(format!("the payout {payout} is not that of its price, {at_price}"));
        }
        let ruling = Ruling {
            result: Some(result.to_owned()),
            actual_odds: settled_at.filter(|_| is_at_price),
            payout: Some(payout),
            ..Ruling::default()
        };
        Some((ruling, Some(Profit { amount, at_price: says.is_none() })))
    }

    fn bet_type(&mut self) -> Option<String> {
        let said = self.text(ElderField::BetType)?;
        let known =
            [said.clone(), slug(&said)].into_iter().find(|word| BetType::parse(word).is_ok());
        if known.is_none() {
            self.remarks.push(format!("bet_type {said:?} is no word: recorded as value"));
        }
        known
    }

    fn closing(&mut self) -> Closing {
        let close = self.number(ElderField::OddsClose);
        let usable = close.filter(|close| Price::new(*close).is_ok());
        if let (Some(close), None) = (close, usable) {
            self.remarks.push(format!("odds_close {close} is no price: left out"));
        }
        let clv = self.number(ElderField::Clv);
        match (usable, clv) {
            // The price decides, and says the value more exactly.
            (Some(close), _) => Closing { odds_close: Change::Set(close), ..Closing::default() },
            (None, Some(clv)) => Closing { clv: Change::Set(clv), ..Closing::default() },
            (None, None) => Closing::default(),
        }
    }

    fn text(&self, field: ElderField) -> Option<String> {
        self.row.get(field).map(str::to_owned)
    }

    fn required(&mut self, field: ElderField) -> Option<Decimal> {
        if self.row.get(field).is_none() {
            self.reasons.push(format!("has no {}", name(field)));
        }
        self.number(field)
    }

    /// A number; what is written and is none is refused.
    fn number(&mut self, field: ElderField) -> Option<Decimal> {
        let text = self.row.get(field)?;
        let number = Decimal::from_str_exact(text).ok();
        if number.is_none() {
            self.reasons.push(format!("{} {text:?} is no number", name(field)));
        }
        number
    }

    fn instant(&self, field: ElderField) -> Option<Timestamp> {
        parse_timestamp(self.row.get(field)?).ok()
    }
}

const fn name(field: ElderField) -> &'static str {
    match field {
        ElderField::Odds => "odds",
        ElderField::Stake => "stake",
        ElderField::Payout => "payout",
        ElderField::ProfitLoss => "profit_loss",
        ElderField::ActualProfit => "actual_profit",
        ElderField::ActualOdds => "actual_odds",
        ElderField::OddsClose => "odds_close",
        ElderField::Clv => "clv",
        _ => "a field",
    }
}

/// What comes back at the price; none for a bet that was cashed out.
fn at_price(result: &str, stake: Decimal, odds: Decimal) -> Option<Decimal> {
    let factor = match result {
        "won" => odds,
        "lost" => Decimal::ZERO,
        "void" | "push" => Decimal::ONE,
        "half_won" => (odds + Decimal::ONE) / dec!(2),
        "half_lost" => dec!(0.5),
        _ => return None,
    };
    Some(Rounding::HalfUp.apply(stake.checked_mul(factor)?, 2))
}
