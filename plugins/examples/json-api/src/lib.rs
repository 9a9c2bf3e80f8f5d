//! A venue's JSON API: pages until there is no next, in a session that the host begins and keeps as
//! the manifest says. The plugin names the session and never sees its token.
//!
//! ```json
//! {"events": [{"id": "e1", "league": "premier", "starts": "2026-11-22T15:00:00Z",
//!              "home": "Arsenal", "away": "Spurs",
//!              "markets": [{"kind": "1x2", "prices": {"home": 1.91, "draw": 3.60, "away": 4.20}}]}],
//!  "next": 2}
//! ```

mod wire;

use monps_plugin::prelude::*;

/// The venue.
#[derive(Debug)]
pub struct JsonApi;

const BOOK: &str = "book_example";
/// More pages than any day has; a source that never ends is wrong.
const PAGES_MAX: u32 = 100;

impl Source for JsonApi {
    async fn odds(cx: Cx, _query: Query) -> Result<(), Fault> {
        let mut page = Some(1);
        while let Some(number) = page {
            if number > PAGES_MAX {
                let message = format!("there is no end after {PAGES_MAX} pages");
                return Err(Fault::new(code::UPSTREAM, message));
            }
            let answer = ask(&cx, "/events", number).await?;
            let events: wire::Events<'_> = answer.json()?;
            cx.emit(prices(&answer, &events));
            page = events.next.filter(|next| *next > number);
        }
        Ok(())
    }

    async fn results(cx: Cx, _query: Query) -> Result<(), Fault> {
        let answer = ask(&cx, "/results", 1).await?;
        let results: wire::Results = answer.json()?;
        let mut batch = Batch::of(&answer);
        for result in results.results {
            batch.outcome(Outcome::full_time(&result.id, result.home, result.away));
        }
        cx.emit(batch);
        Ok(())
    }
}

monps_plugin::export!(JsonApi);

async fn ask(cx: &Cx, path: &str, page: u32) -> Result<Response, Fault> {
    let size = cx.config("page_size").unwrap_or_else(|| "50".to_owned());
    let request = cx.get("api", path).query("page", page).query("size", size).auth("session");
    request.await?.ok()
}

fn prices(answer: &Response, events: &wire::Events<'_>) -> Batch {
    let mut batch = Batch::of(answer).covering_events();
    batch.book(BOOK, "Book Example", "bookmaker");
    for event in &events.events {
        batch.events.push(
            Event::new(event.id, "football", event.league, event.starts)
                .between(&event.home, &event.away),
        );
        for held in &event.markets {
            let market = Market::new(event.id, BOOK, held.kind);
            let market = match held.line {
                Some(line) => market.line(line.get()),
                None => market,
            };
            let key = market.key.clone();
            batch.markets.push(market);
            for (selection, price) in &held.prices {
                let price = Price::Decimal(price.get().to_owned());
                batch.quotes.push(Quote::back(&key, selection, price));
            }
        }
    }
    batch
}

#[cfg(test)]
mod tests {
    use monps_plugin::testing::Play;

    use super::*;

    const PAGE: &str = r#"{"events": [{"id": "e1", "league": "premier",
        "starts": "2026-11-22T15:00:00Z", "home": "Arsenal", "away": "Spurs", "markets": [
        {"kind": "1x2", "prices": {"home": 1.90, "draw": 3.6, "away": 4.20}}]}], "next": 2}"#;

    #[test]
    fn pages_until_there_is_no_next() {
        let mut play = Play::odds::<JsonApi>(&[]);
        for (page, body) in [("1", PAGE), ("2", r#"{"events": [], "next": null}"#)] {
            let request = play.request().unwrap();
            assert_eq!(
                (request.query[0].value.as_str(), request.auth.as_deref()),
                (page, Some("session"))
            );
            play.answer(request.id, 200, body);
        }
        let batches = play.finish().unwrap();
        assert_eq!(batches.len(), 2);
        assert_eq!(batches[0].quotes[0].price, Price::Decimal("1.90".to_owned()), "digits stay");
    }

    #[test]
    fn a_session_that_is_over_is_a_fault_that_the_host_acts_on() {
        let mut play = Play::odds::<JsonApi>(&[]);
        let asked = play.request().unwrap();
        play.answer(asked.id, 401, "{}");
        assert_eq!(play.finish().unwrap_err().code, code::AUTH_EXPIRED);
    }
}
