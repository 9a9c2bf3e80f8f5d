//! A feed of CSV files: one price a line, under a header that names the columns.
//!
//! ```text
//! event,competition,starts,home,away,book,market,line,selection,price
//! 1,league,2026-11-22T15:00:00Z,Arsenal,Spurs,bet_one,1x2,,home,1.91
//! ```

use csv::StringRecord;
use monps_plugin::prelude::*;

/// The feed.
#[derive(Debug)]
pub struct CsvFeed;

impl Source for CsvFeed {
    async fn odds(cx: Cx, _query: Query) -> Result<(), Fault> {
        let path = cx.config("path").unwrap_or_else(|| "/odds.csv".to_owned());
        let answer = cx.get("files", &path).await?.ok()?;
        cx.emit(read(&answer)?);
        Ok(())
    }
}

monps_plugin::export!(CsvFeed);

const COLUMNS: [&str; 10] = [
    "event",
    "competition",
    "starts",
    "home",
    "away",
    "book",
    "market",
    "line",
    "selection",
    "price",
];

/// Reads a file; a line that cannot be read is left out and said.
fn read(answer: &Response) -> Result<Batch, Fault> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(answer.bytes());
    let header = reader.headers().map_err(|error| drift(&error))?;
    if header.iter().ne(COLUMNS) {
        let message = format!("the columns are not {}", COLUMNS.join(","));
        return Err(Fault::new(code::SCHEMA_DRIFT, message).at("line 1"));
    }
    let mut batch = Batch::of(answer).covering_events();
    for record in reader.records() {
        let record = record.map_err(|error| drift(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() == COLUMNS.len() {
            take(&mut batch, &record);
        } else {
            let reason = format!("{} columns instead of {}", record.len(), COLUMNS.len());
            batch.skip(format!("line {line}"), reason);
        }
    }
    Ok(batch)
}

fn take(batch: &mut Batch, record: &StringRecord) {
    let cell = |column: usize| record.get(column).unwrap_or_default();
    let event = Event::new(cell(0), "football", cell(1), cell(2)).between(cell(3), cell(4));
    batch.event(event);
    let market = Market::new(cell(0), cell(5), cell(6));
    let market = if cell(7).is_empty() { market } else { market.line(cell(7)) };
    let key = batch.market(market);
    batch.quote(Quote::back(&key, cell(8), Price::Decimal(cell(9).to_owned())));
}

fn drift(error: &csv::Error) -> Fault {
    let place = error.position().map_or_else(String::new, |at| format!("line {}", at.line()));
    Fault::new(code::SCHEMA_DRIFT, format!("the file is not CSV: {error}")).at(place)
}

#[cfg(test)]
mod tests {
    use monps_plugin::testing::Play;

    use super::*;

    const HEADER: &str = "event,competition,starts,home,away,book,market,line,selection,price\n";

    #[test]
    fn a_price_a_line() {
        let mut play = Play::odds::<CsvFeed>(&[("path", "/today.csv")]);
        let request = play.request().unwrap();
        assert_eq!(request.path, "/today.csv");
        let lines = "1,league,2026-11-22T15:00:00Z,Arsenal,Spurs,one,1x2,,home,1.91\n\
                     1,league,2026-11-22T15:00:00Z,Arsenal,Spurs,one,total,2.5,over,2.02\nshort\n";
        play.answer(request.id, 200, &format!("{HEADER}{lines}"));
        let batch = play.finish().unwrap().remove(0);
        assert_eq!((batch.events.len(), batch.markets.len(), batch.quotes.len()), (1, 2, 2));
        assert_eq!(batch.skipped[0].at, "line 4");
    }

    #[test]
    fn other_columns_are_another_format() {
        let mut play = Play::odds::<CsvFeed>(&[]);
        let request = play.request().unwrap();
        play.answer(request.id, 200, "a,b\n1,2\n");
        assert_eq!(play.finish().unwrap_err().code, code::SCHEMA_DRIFT);
    }
}
