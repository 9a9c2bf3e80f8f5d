//! Where has the money gone?
//!
//! A bet is struck, wins, and turns out to have won but half. Nothing is ever changed in a ledger: each
//! step is an entry whose postings sum to zero, and a mistake is undone by its opposite.
//!
//! ```text
//! cargo run --example keep_a_ledger
//! ```

use std::error::Error;
use std::io::{Write, stdout};

use monps_core::bet::{Bet, BetStatus, Channel, Leg, Offer, Strategy, Terms, Verdict};
use monps_core::catalog::{MarketKey, MarketKind, Selection};
use monps_core::error::ledger::LedgerError;
use monps_core::id::{AccountId, BetId, EntryId, EventId, VenueId};
use monps_core::ledger::{Account, AccountKind, Balances, Bankroll, BetAccounts, BetHistory, Book};
use monps_core::ledger::{Entry, Header, Recorded, rules};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::odds::{Commission, QuotedPrice};
use monps_core::payoff::Outcome;
use monps_core::quote::Side;
use monps_core::time::parse_timestamp;
use rust_decimal::dec;

const EUR: Currency = Currency::EUR;
const REAL: Book = Book::Real;

fn main() -> Result<(), Box<dyn Error>> {
    tell(&mut stdout())
}

pub(crate) fn tell(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let account = |id, kind| Account::new(AccountId::new(id), kind, EUR, REAL);
    let site = Account::at_venue(AccountId::new(1), VenueId::new(7), "", EUR, REAL);
    let owner = account(2, AccountKind::Owner)?;
    let accounts = BetAccounts {
        venue: &site,
        at_risk: &account(3, AccountKind::AtRisk)?,
        winnings: &account(4, AccountKind::Winnings)?,
        losses: &account(5, AccountKind::Losses)?,
        commission: &account(6, AccountKind::Commission)?,
        free: None,
    };
    let at = |day| parse_timestamp(&format!("2026-11-{day}T09:00:00Z")).map(Header::at);
    let mut books = Books::default();
    let deposit = rules::deposit(&owner, &site, Money::new(dec!(500), EUR)?, at(20)?)?;
    books.balances.apply(&deposit)?;
    books.show(out, "500 deposited")?;

    let bet = Bet::new(terms()?, BetStatus::Open)?;
    let history = BetHistory::of(bet.id(), &books.of_bet)?;
    let placed = rules::place(&bet, &history, &accounts, Rounding::HalfUp, at(21)?)?;
    books.record([placed])?;
    books.show(out, "90 placed at 4/9")?;

    let as_if = |outcome| Verdict::Forced { outcome, price: None };
    let won = bet.settlement(as_if(Outcome::Won), Rounding::HalfUp)?;
    let history = BetHistory::of(bet.id(), &books.of_bet)?;
    books.record([rules::settle(&history, &won, &accounts, at(22)?)?])?;
    books.show(out, "settled as won")?;

    // The settlement is taken back, and made again.
    let half_won = bet.settlement(as_if(Outcome::HalfWon), Rounding::HalfUp)?;
    let history = BetHistory::of(bet.id(), &books.of_bet)?;
    books.record(rules::resettle(&history, &half_won, &accounts, at(23)?)?)?;
    books.show(out, "no: half won")
}

/// 90 at 4/9 wins exactly 40, which no decimal price can say.
fn terms() -> Result<Terms, Box<dyn Error>> {
    let market = MarketKey::full_time(MarketKind::MatchOdds, None)?;
    let price = QuotedPrice::fractional(4, 9)?;
    Ok(Terms {
        id: BetId::new(1),
        venue_id: VenueId::new(7),
        side: Side::Back,
        stake: Money::new(dec!(90), EUR)?,
        legs: vec![Leg::new(EventId::new(3), market, Selection::Home, price)?],
        commission: Commission::NONE,
        channel: Channel::Ligne,
        strategy: Strategy::VALUE,
        offer: Offer::NONE,
    })
}

/// The entries of the bet, and what all entries add up to.
#[derive(Default)]
struct Books {
    of_bet: Vec<Recorded>,
    balances: Balances,
}

impl Books {
    fn record(&mut self, entries: impl IntoIterator<Item = Entry>) -> Result<(), LedgerError> {
        for (id, entry) in (self.of_bet.last().map_or(1, |last| last.id.get() + 1)..).zip(entries) {
            self.balances.apply(&entry)?;
            self.of_bet.push(Recorded { id: EntryId::new(id), entry });
        }
        Ok(())
    }

    fn show(&self, out: &mut impl Write, what: &str) -> Result<(), Box<dyn Error>> {
        let Bankroll { available, at_risk, .. } = self.balances.bankroll(REAL, EUR)?;
        let profit = self.balances.profit(REAL, EUR)?;
        writeln!(out, "{what:<17} available {available}, at risk {at_risk}, profit {profit}")?;
        Ok(())
    }
}
