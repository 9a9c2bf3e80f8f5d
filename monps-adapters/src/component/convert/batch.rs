//! From what a plugin has understood to a snapshot. What cannot be is left out with its place and a
//! reason, and counted; nothing is guessed.

use std::collections::HashMap;

use monps_core::adapter::{
    Coverage, QuotaReport, Score, Skipped, Snapshot, SourceCompetition, SourceEvent, SourceMarket,
    SourceQuote, SourceReference, SourceResult, SourceVenue, Standing,
};
use monps_core::catalog::{Line, MarketKey, Season, VenueKind};
use monps_core::odds::{Price, Probability, QuotedPrice};
use monps_core::time::{Timestamp, parse_timestamp};

use super::{Reason, decimal, text};
use crate::component::bindings::exports::monps::adapter::feed as wit;
use crate::component::bindings::monps::adapter::types::Price as WitPrice;
use crate::component::guest::printable;
use crate::component::limits::Limits;

/// Reasons kept one by one; the rest are counted.
const SKIPPED_MAX: usize = 1000;
/// The longest name, in bytes.
const NAME_BYTES_MAX: usize = 200;
const REASON_BYTES_MAX: usize = 512;

/// What one batch says, observed when its answer was received.
pub(in crate::component) fn snapshot(
    batch: wit::Batch,
    observed_at: Option<Timestamp>,
    limits: &Limits,
) -> Result<Snapshot, Reason> {
    check_size(&batch, limits)?;
    let coverage = match batch.covers.as_str() {
        "delta" => Coverage::Delta,
        "events" => Coverage::Events,
        "competitions" => Coverage::Competitions,
        other => {
            return Err(format!(
                "it covers {:?}: say delta, events or competitions",
                printable(other, 32)
            ));
        }
    };
    let standing = match batch.standing.as_str() {
        "live" => Standing::Live,
        "away" => Standing::Away,
        other => {
            return Err(format!("its standing is {:?}: say live or away", printable(other, 32)));
        }
    };
    let mut reader = Reader::default();
    for skip in batch.skipped {
        reader
            .skip(&printable(&skip.at, NAME_BYTES_MAX), printable(&skip.reason, REASON_BYTES_MAX));
    }
    let venues = reader.books(batch.books);
    let mut events = reader.events(batch.events);
    let mut placed = Placed::default();
    reader.markets(batch.markets, &venues, &mut events, &mut placed);
    reader.quotes(batch.quotes, &mut events, &placed);
    let results = batch.outcomes.into_iter().filter_map(|held| reader.outcome(held)).collect();
    let catalogue =
        batch.catalogue.into_iter().filter_map(|held| reader.competition(held)).collect();
    let Events { list: events, .. } = events;
    Ok(Snapshot {
        observed_at,
        events,
        results,
        coverage,
        competitions: batch.competitions,
        quota: batch.quota.map(|quota| QuotaReport {
            remaining: quota.remaining,
            used: quota.used,
            last_cost: quota.last_cost,
        }),
        references: std::mem::take(&mut reader.references),
        catalogue,
        standing,
        skipped: reader.finish(),
        ..Snapshot::default()
    })
}

fn check_size(batch: &wit::Batch, limits: &Limits) -> Result<(), Reason> {
    let rows = [
        ("quotes", batch.quotes.len(), limits.quotes_max),
        ("events", batch.events.len(), limits.rows_max),
        ("markets", batch.markets.len(), limits.rows_max),
        ("results", batch.outcomes.len(), limits.rows_max),
        ("competitions", batch.catalogue.len() + batch.competitions.len(), limits.rows_max),
        ("skips", batch.skipped.len(), limits.rows_max),
    ];
    match rows.into_iter().find(|(_, count, most)| count > most) {
        Some((what, count, most)) => Err(format!(
            "it handed over {count} {what} at once and {most} are the most: emit smaller batches"
        )),
        None => Ok(()),
    }
}

#[derive(Default)]
struct Reader {
    skipped: Vec<Skipped>,
    more: usize,
    references: Vec<SourceReference>,
}

/// The events that were taken, and where each key is.
struct Events {
    list: Vec<SourceEvent>,
    at: HashMap<String, usize>,
}

/// Where the markets are, by the plugin's keys.
type Placed = HashMap<String, Place>;

/// Where a market is, and what its quotes need to know of it.
struct Place {
    event: usize,
    market: usize,
    is_open: bool,
    reference: Option<String>,
}

impl Reader {
    fn skip(&mut self, at: &str, reason: Reason) {
        if self.skipped.len() < SKIPPED_MAX {
            self.skipped.push(Skipped { at: at.to_owned(), reason });
        } else {
            self.more += 1;
        }
    }

    fn finish(mut self) -> Vec<Skipped> {
        if self.more > 0 {
            let reason = format!("and {} more", self.more);
            self.skipped.push(Skipped { at: String::new(), reason });
        }
        self.skipped
    }

    fn take<T>(&mut self, what: &str, key: &str, read: Result<T, Reason>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(reason) => {
                self.skip(&format!("{what} {}", printable(key, NAME_BYTES_MAX)), reason);
                None
            }
        }
    }

    fn books(&mut self, books: Vec<wit::Book>) -> HashMap<String, SourceVenue> {
        let mut venues = HashMap::new();
        for book in books {
            let read = venue(&book.key, &book.title, &book.kind);
            if let Some(venue) = self.take("book", &book.key, read) {
                venues.insert(book.key, venue);
            }
        }
        venues
    }

    fn events(&mut self, events: Vec<wit::Event>) -> Events {
        let mut taken = Events { list: Vec::with_capacity(events.len()), at: HashMap::new() };
        for event in events {
            let key = event.key.clone();
            let read = source_event(event);
            let read = match read {
                Ok(_) if taken.at.contains_key(&key) => {
                    Err("the key stands there twice".to_owned())
                }
                read => read,
            };
            if let Some(event) = self.take("event", &key, read) {
                taken.at.insert(key, taken.list.len());
                taken.list.push(event);
            }
        }
        taken
    }

    fn markets(
        &mut self,
        markets: Vec<wit::Market>,
        venues: &HashMap<String, SourceVenue>,
        events: &mut Events,
        placed: &mut Placed,
    ) {
        for market in markets {
            let read = events
                .at
                .get(&market.event)
                .copied()
                .ok_or_else(|| "its event is not in the batch, or was left out".to_owned())
                .and_then(|event| Ok((event, source_market(&market, venues)?)));
            if let Some((event, read)) = self.take("market", &market.key, read) {
                let held = &mut events.list[event].markets;
                let place = Place {
                    event,
                    market: held.len(),
                    is_open: market.status == "open",
                    reference: market.reference,
                };
                placed.insert(market.key, place);
                held.push(read);
            }
        }
    }

    fn quotes(&mut self, quotes: Vec<wit::Quote>, events: &mut Events, placed: &Placed) {
        let mut last: Option<(&str, &Place)> = None;
        for quote in &quotes {
            // Quotes of a market come one after another.
            let place = match last {
                Some((key, place)) if key == quote.market => Some(place),
                _ => placed.get(&quote.market),
            };
            let Some(place) = place else {
                let reason = "its market is not in the batch, or was left out".to_owned();
                self.skip(&format!("quote {}", printable(&quote.market, NAME_BYTES_MAX)), reason);
                continue;
            };
            last = Some((&quote.market, place));
            self.quote(quote, &mut events.list[place.event], place);
        }
    }

    fn quote(&mut self, quote: &wit::Quote, event: &mut SourceEvent, place: &Place) {
        let held = &mut event.markets[place.market];
        let read = if place.is_open {
            source_quote(quote, &held.key)
        } else {
            // A price that cannot be had is none.
            Err("its market is not open".to_owned())
        };
        let read = match read {
            Ok(read) => read,
            Err(reason) => {
                let at = format!("quote {} {}", quote.market, quote.selection);
                return self.skip(&printable(&at, NAME_BYTES_MAX), reason);
            }
        };
        if let (Some(market_id), Some(id)) = (&place.reference, &quote.reference) {
            self.references.push(SourceReference {
                event_key: event.key.clone(),
                venue: held.venue.key.clone(),
                market: held.key.clone(),
                market_id: market_id.clone(),
                selection: (read.selection.clone(), id.clone()),
            });
        }
        held.quotes.push(read);
    }

    fn outcome(&mut self, outcome: wit::Outcome) -> Option<SourceResult> {
        let scores = outcome.scores.iter().map(|score| {
            let period = score.period.parse().map_err(|_| unknown("period", &score.period))?;
            Ok(Score { period, home: score.home, away: score.away })
        });
        let read = name("a key", &outcome.event).and_then(|()| {
            Ok(SourceResult {
                event_key: outcome.event.clone(),
                is_final: outcome.is_final,
                scores: scores.collect::<Result<_, Reason>>()?,
                source_at: outcome.at.as_deref().map(instant).transpose()?,
            })
        });
        self.take("result", &outcome.event, read)
    }

    fn competition(&mut self, held: wit::Competition) -> Option<SourceCompetition> {
        let sport = held.sport.parse().map_err(|_| unknown("sport", &held.sport));
        let read = name("a key", &held.key).and_then(|()| name("a title", &held.title)).and(sport);
        let sport = self.take("competition", &held.key, read)?;
        Some(SourceCompetition { key: held.key, title: held.title, sport, count: held.count })
    }
}

fn name(what: &str, value: &str) -> Result<(), Reason> {
    text(what, value, NAME_BYTES_MAX)
}

fn unknown(what: &str, found: &str) -> Reason {
    format!("{:?} is not a {what} of the vocabulary", printable(found, 64))
}

fn instant(text: &str) -> Result<Timestamp, Reason> {
    parse_timestamp(text).map_err(|_| {
        format!("{:?} is not an instant such as 2026-11-22T15:00:00Z", printable(text, 40))
    })
}

fn venue(key: &str, title: &str, kind: &str) -> Result<SourceVenue, Reason> {
    name("a title", title)?;
    let kind = match kind {
        "bookmaker" => VenueKind::Bookmaker,
        "exchange" => VenueKind::Exchange,
        other => return Err(unknown("kind of book", other)),
    };
    let key = key.parse().map_err(|_| unknown("venue", key))?;
    Ok(SourceVenue { key, title: title.to_owned(), kind })
}

fn source_event(event: wit::Event) -> Result<SourceEvent, Reason> {
    for (what, value) in [
        ("a key", &event.key),
        ("a competition", &event.competition),
        ("a competition", &event.competition_title),
    ] {
        name(what, value)?;
    }
    let mut sides = [String::new(), String::new()];
    for participant in event.participants {
        name("a name", &participant.name)?;
        match participant.role.as_str() {
            "home" => sides[0] = participant.name,
            "away" => sides[1] = participant.name,
            // Runners are named by their selections.
            "runner" => {}
            other => return Err(unknown("role", other)),
        }
    }
    let [home, away] = sides;
    if home.trim().is_empty() != away.trim().is_empty() {
        return Err("it has one side and not the other: name both, or neither".to_owned());
    }
    Ok(SourceEvent {
        sport: event.sport.parse().map_err(|_| unknown("sport", &event.sport))?,
        starts_at: instant(&event.starts)?,
        key: event.key,
        competition: event.competition,
        competition_title: event.competition_title,
        season: event.season.map(Season::beginning),
        home,
        away,
        time_known: event.time_known,
        markets: Vec::new(),
    })
}

fn source_market(
    market: &wit::Market,
    venues: &HashMap<String, SourceVenue>,
) -> Result<SourceMarket, Reason> {
    let line = market.line.as_deref().map(decimal).transpose()?;
    let line = line.map(Line::new).transpose().map_err(|error| error.to_string())?;
    let kind = market.kind.parse().map_err(|_| unknown("kind of market", &market.kind))?;
    let period = market.period.parse().map_err(|_| unknown("period", &market.period))?;
    let venue = match venues.get(&market.book) {
        Some(venue) => venue.clone(),
        None => venue(&market.book, &market.book, "bookmaker")?,
    };
    Ok(SourceMarket {
        venue,
        key: MarketKey::new(kind, period, line).map_err(|error| error.to_string())?,
        source_at: market.at.as_deref().map(instant).transpose()?,
        approximate: market.approximate,
        quotes: Vec::new(),
    })
}

fn source_quote(quote: &wit::Quote, key: &MarketKey) -> Result<SourceQuote, Reason> {
    if quote.level > 0 {
        return Err("only the best price, level 0, is taken".to_owned());
    }
    let positive = |text: &Option<String>| {
        let read = text.as_deref().map(decimal).transpose()?;
        match read {
            Some(amount) if amount.is_sign_negative() => Err(format!("{amount} is below nought")),
            read => Ok(read),
        }
    };
    Ok(SourceQuote {
        selection: key.selection(&quote.selection).map_err(|error| error.to_string())?,
        side: quote.side.parse().map_err(|_| unknown("side", &quote.side))?,
        price: price(&quote.price)?,
        available: positive(&quote.size)?,
        stake_max: positive(&quote.stake_max)?,
    })
}

fn price(price: &WitPrice) -> Result<QuotedPrice, Reason> {
    let read = match price {
        WitPrice::Decimal(text) => Price::new(decimal(text)?).map(QuotedPrice::from),
        WitPrice::American(line) => QuotedPrice::american(*line),
        WitPrice::Fractional((numerator, denominator)) => {
            QuotedPrice::fractional(*numerator, *denominator)
        }
        WitPrice::Probability(text) => {
            Probability::new(decimal(text)?).and_then(QuotedPrice::implied)
        }
    };
    read.map_err(|error| error.to_string())
}
