//! Recording a bet.

use monps_core::bet::{Bet, BetStatus, Leg, StakeKind, Terms};
use monps_core::catalog::{MarketKey, Selection, Sport, Venue};
use monps_core::id::{BetId, EventId};
use monps_core::ledger::Book;
use monps_core::odds::{Commission, Price, QuotedPrice};
use monps_core::time::Timestamp;

use super::super::by_hand::NamedEvent;
use super::super::idempotency::{Done, Place, Render, Repeatable, Seen};
use super::super::problem::{Problem, Told, sentence};
use super::drafts::Drafts;
use super::request::Checked;
use super::verdict::Wanted;
use super::wording::{Wording, sides_of};
use super::{ATTEMPTS_MAX, Bets, NewBet, NewLeg, Noted, ROUNDING};
use crate::store::{
    AuditNote, BetRecord, BetWords, BetWrite, Booking, EventRecord, LegRecord, SettledRecord,
};

/// The longest list of legs in words.
const WORDS_CHARS_MAX: usize = 250;

impl Bets {
    /// Records a bet, places its stake at risk, and settles it at once where the request says what
    /// it came to.
    ///
    /// # Errors
    /// [`Problem::Invalid`] naming the fields, [`Problem::Conflict`] while the same request is being
    /// answered, [`Problem::Store`].
    pub async fn create(
        &self,
        new: &NewBet,
        actor: &str,
        request: Option<&Repeatable>,
        render: Render<'_, Noted>,
    ) -> Result<Done<Noted>, Problem> {
        let now = self.clock.now();
        for attempt in 1.. {
            let _place = match self.begin(request, now).await? {
                Some(Seen::Answered(answer)) => return Ok(Done::Before(answer)),
                Some(Seen::New(place)) => Some(place),
                None => None::<Place>,
            };
            match self.try_create(new, actor, request, render, now).await {
                // The key may have been used by another process: then its answer is found next.
                Err(problem) if problem.is_race() && attempt < ATTEMPTS_MAX => {}
                outcome => return outcome.map(Done::Now),
            }
        }
        Err(Problem::invalid("", "cannot be recorded"))
    }

    async fn try_create(
        &self,
        new: &NewBet,
        actor: &str,
        request: Option<&Repeatable>,
        render: Render<'_, Noted>,
        now: Timestamp,
    ) -> Result<Noted, Problem> {
        let home = self.ledger.opening().await?.amount.currency();
        let checked = new.check(home, now)?;
        let wanted = new.wanted()?;
        let mut record = self.record(new, &checked, now).await?;
        new.closing.apply(price_of(&record.bet)?, &mut record)?;
        let warning = self.warning(&record).await?;
        let entries = self.entries(new, wanted, &mut record, now).await?;
        let noted = Noted { record, warning };
        let booking = Booking {
            entries,
            audit: vec![note_of(&noted.record, actor)],
            rulings: Vec::new(),
            answer: request.map(|request| request.answered(&render(&noted), now)),
            recorded_at: now,
        };
        let write =
            BetWrite { record: noted.record.clone(), expected: None, deleted_at: None, booking };
        self.store.write_bet(&write).await?;
        Ok(noted)
    }

    async fn record(
        &self,
        new: &NewBet,
        checked: &Checked,
        now: Timestamp,
    ) -> Result<BetRecord, Problem> {
        let catalogue = self.ledger.catalogue();
        let venue = catalogue.venue("bookmaker", &new.bookmaker, new.lays).await?;
        let mut legs = Vec::with_capacity(new.legs.len());
        let mut records = Vec::with_capacity(new.legs.len());
        let mut sport = None;
        for index in 0..new.legs.len() {
            let (leg, record, of) = self.leg(new, index, checked, &venue).await?;
            legs.push(leg);
            records.push(record);
            sport = sport.or(Some(of));
        }
        let bet = bet_of(self.next_id().await?, &venue, legs, checked)?;
        Ok(BetRecord {
            bet,
            words: words(&new.bookmaker, &records),
            legs: records,
            sport: sport.unwrap_or(Sport::FOOTBALL),
            login: new.login.clone(),
            paper: new.paper,
            settled: None,
            clv: None,
            odds_close: None,
            closing: None,
            by_hand: false,
            notes: checked.notes.clone(),
            tags: checked.tags.clone(),
            placed_at: checked.placed_at,
            created_at: now,
            updated_at: now,
            version: 1,
        })
    }

    async fn leg(
        &self,
        new: &NewBet,
        index: usize,
        checked: &Checked,
        venue: &Venue,
    ) -> Result<(Leg, LegRecord, Sport), Problem> {
        let (asked, price) = (&new.legs[index], checked.prices[index]);
        let catalogue = self.ledger.catalogue();
        let known = catalogue.known_event(&asked.match_id).await?;
        let event = named_event(asked, checked.sports[index].clone(), known.as_ref());
        let sport = event.sport.clone().unwrap_or(Sport::FOOTBALL);
        let (market, selection) = new.wording(index, &event)?;
        let place = match &known {
            Some(known) => {
                let id = known.event.id;
                catalogue.place_known(id, &market, &selection).await?
            }
            None => {
                let at = checked.placed_at;
                catalogue.place_named(&event, &market, &selection, price, venue, at).await?
            }
        };
        let found = self.store.events(&[place.event_id]).await?;
        let found = found.first().map(|record| &record.event);
        let record = LegRecord {
            match_id: asked.match_id.clone(),
            outcome: asked.outcome.clone(),
            market_type: asked.market_type.clone(),
            home: found.map_or_else(String::new, |event| event.home.clone()),
            away: found.map_or_else(String::new, |event| event.away.clone()),
            starts_at: found.map_or(checked.placed_at, |event| event.starts_at),
            time_known: found.is_some_and(|event| event.time_known),
            report_seen: None,
        };
        let of = (place.event_id, place.market, place.selection);
        let mut leg = leg_of(new, index, of, price)?;
        leg.selection_id = place.selection_id;
        Ok((leg, record, sport))
    }

    /// The stake goes at risk, and comes back as the ruling says. The record follows.
    async fn entries(
        &self,
        new: &NewBet,
        wanted: Wanted,
        record: &mut BetRecord,
        now: Timestamp,
    ) -> Result<Vec<monps_core::ledger::Entry>, Problem> {
        let accounts = self.accounts_of(record).await?;
        let mut drafts = Drafts::after(record.bet.id(), Vec::new());
        drafts.place(&record.bet, &accounts, record.placed_at)?;
        if let Wanted::Over(outcome) = wanted {
            let (settlement, price) = new.ruling.settlement(&record.bet, outcome)?;
            let at = new.settled_at.unwrap_or(now);
            drafts.settle(&settlement, &accounts, at)?;
            record.bet = moved(&record.bet, outcome.status())?;
            record.settled = Some(SettledRecord::of(&settlement, price, at));
        }
        Ok(drafts.into_entries())
    }

    /// A stake above what is available is recorded all the same: people write down what they did.
    async fn warning(&self, record: &BetRecord) -> Result<Option<String>, Problem> {
        if record.paper {
            return Ok(None);
        }
        let liability =
            record.bet.liability(ROUNDING).map_err(|error| Problem::from_bet("stake", &error))?;
        let bankroll = self.ledger.bankroll(Book::Real, liability.currency()).await?;
        let available = bankroll.available;
        Ok((liability.amount() > available.amount()).then(|| {
            format!("{liability} is more than the {available} available: the bet was recorded")
        }))
    }

    async fn begin(
        &self,
        request: Option<&Repeatable>,
        now: Timestamp,
    ) -> Result<Option<Seen>, Problem> {
        match request {
            Some(request) => Ok(Some(self.running.begin(&self.store, request, now).await?)),
            None => Ok(None),
        }
    }

    pub(super) async fn accounts_of(
        &self,
        record: &BetRecord,
    ) -> Result<super::super::ledger::BetAccountSet, Problem> {
        let terms = record.bet.terms();
        let book = if record.paper { Book::Paper } else { Book::Real };
        let currency = terms.stake.currency();
        let is_free = terms.offer.stake == StakeKind::Free;
        self.ledger.accounts_of_bet(terms.venue_id, &record.login, currency, book, is_free).await
    }
}

impl SettledRecord {
    /// What a settlement came to, at an instant.
    #[must_use]
    pub const fn of(
        settlement: &monps_core::bet::Settlement,
        price: Option<Price>,
        at: Timestamp,
    ) -> Self {
        Self {
            outcome: settlement.outcome(),
            payout: settlement.payout(),
            commission: settlement.commission(),
            profit: settlement.profit(),
            price,
            at,
        }
    }
}

impl NewBet {
    /// Where the bet is to be, by what is said of its end.
    pub(super) fn wanted(&self) -> Result<Wanted, Problem> {
        let wanted = self.ruling.wanted(None)?;
        if !matches!(wanted, Wanted::Over(_)) && self.ruling.has_figures() {
            return Err(Problem::invalid("result", "is required beside what the bet came to"));
        }
        Ok(wanted)
    }

    /// The market and selection that a leg's words mean.
    pub(super) fn wording(
        &self,
        index: usize,
        event: &NamedEvent,
    ) -> Result<(MarketKey, Selection), Problem> {
        let asked = &self.legs[index];
        let wording = Wording {
            market_type: asked.market_type.as_deref(),
            outcome: &asked.outcome,
            point: asked.point,
            sport: event.sport.as_ref().unwrap_or(&Sport::FOOTBALL),
            home: &event.home,
            away: &event.away,
        };
        wording
            .read()
            .map_err(|error| Problem::invalid(self.leg_field(index, "outcome"), Told(&error)))
    }
}

/// A leg on a selection of a market of an event.
pub(super) fn leg_of(
    new: &NewBet,
    index: usize,
    (event, market, selection): (EventId, MarketKey, Selection),
    price: QuotedPrice,
) -> Result<Leg, Problem> {
    Leg::new(event, market, selection, price)
        .map_err(|error| Problem::invalid(new.leg_field(index, "outcome"), Told(&error)))
}

/// An open bet of these terms.
pub(super) fn bet_of(
    id: BetId,
    venue: &Venue,
    legs: Vec<Leg>,
    checked: &Checked,
) -> Result<Bet, Problem> {
    let field = if legs.len() == 1 { "" } else { "legs" };
    let terms = Terms {
        id,
        venue_id: venue.id,
        side: checked.side,
        stake: checked.stake,
        legs,
        commission: checked.commission.unwrap_or(venue.commission),
        channel: checked.channel,
        strategy: checked.strategy.clone(),
        offer: checked.offer,
    };
    let bet = Bet::new(terms, BetStatus::Open).map_err(|error| Problem::from_bet(field, &error))?;
    bet.liability(ROUNDING).map_err(|error| Problem::from_bet("stake", &error))?;
    Ok(bet)
}

/// What is known of an event wins over what the request says of it.
pub(super) fn named_event(
    asked: &NewLeg,
    sport: Option<Sport>,
    known: Option<&EventRecord>,
) -> NamedEvent {
    if let Some(known) = known {
        return NamedEvent {
            match_id: asked.match_id.clone(),
            sport: Some(known.event.sport.clone()),
            competition: known.competition.clone(),
            home: known.event.home.clone(),
            away: known.event.away.clone(),
            starts_at: Some(known.event.starts_at),
        };
    }
    let (home, away) = match (&asked.home_team, &asked.away_team) {
        (Some(home), Some(away)) => (home.as_str(), away.as_str()),
        _ => sides_of(&asked.match_id).unwrap_or_default(),
    };
    NamedEvent {
        match_id: asked.match_id.clone(),
        sport,
        competition: asked.competition.clone(),
        home: home.to_owned(),
        away: away.to_owned(),
        starts_at: asked.commence_time,
    }
}

/// The words of the whole: those of its only leg, or of all legs one after the other.
fn words(bookmaker: &str, legs: &[LegRecord]) -> BetWords {
    let joined = |word: fn(&LegRecord) -> &str| {
        let all: Vec<&str> = legs.iter().map(word).collect();
        all.join(" + ").chars().take(WORDS_CHARS_MAX).collect()
    };
    BetWords {
        match_id: joined(|leg| &leg.match_id),
        outcome: joined(|leg| &leg.outcome),
        bookmaker: bookmaker.to_owned(),
        market_type: match legs {
            [only] => only.market_type.clone(),
            _ => None,
        },
    }
}

pub(super) fn moved(bet: &Bet, status: BetStatus) -> Result<Bet, Problem> {
    bet.clone()
        .moved_to(status)
        .map_err(|error| Problem::Conflict { code: "illegal_move", detail: sentence(&error) })
}

/// The price taken as a number.
pub(super) fn price_of(bet: &Bet) -> Result<rust_decimal::Decimal, Problem> {
    let price = bet.price_taken();
    price
        .map(monps_core::payoff::Factor::get)
        .map_err(|error| Problem::from_bet("odds_value", &error))
}

fn note_of(record: &BetRecord, actor: &str) -> AuditNote {
    let terms = record.bet.terms();
    let commission = if terms.commission == Commission::NONE {
        String::new()
    } else {
        format!(", commission {}", terms.commission.rate())
    };
    let came_to = record.settled.map_or_else(String::new, |settled| {
        format!(", {}, profit {}", settled.outcome, settled.profit)
    });
    AuditNote {
        actor: actor.to_owned(),
        action: "bet_created",
        subject: "bet",
        subject_id: record.bet.id().get(),
        detail: format!(
            "{} {} on {} ({}) at {}{commission}{came_to}",
            terms.side.as_str(),
            terms.stake,
            record.words.outcome,
            record.words.match_id,
            record.words.bookmaker,
        ),
    }
}
