//! What was recorded, and what is made of it.

use std::sync::Arc;

use monps_adapters::betfair::{Betfair, Historic};
use monps_adapters::driver::{CassetteTransport, Collected, Driver, RetryPolicy, RunOptions};
use monps_core::adapter::{Capability, Coverage, Scope, Task};
use monps_core::error::adapter::FaultCode;
use rust_decimal::dec;
use serde_json::json;

use super::{answer, catalogue, config, recording, secrets};
use crate::support::{clock, now};

const BETTING: &str = "/exchange/betting/json-rpc/v1";
const ACCOUNT: &str = "/exchange/account/json-rpc/v1";

async fn play(want: Capability, bodies: &[(&str, u16, Vec<u8>)]) -> Collected {
    let cassette =
        bodies.iter().fold(CassetteTransport::new(now()), |cassette, (path, status, body)| {
            cassette.answer(path, *status, &[], body.clone())
        });
    Driver::new(Arc::new(cassette), clock())
        .with_retry(RetryPolicy::ONCE)
        .with_secrets(secrets())
        .collect(&Betfair, &config(), &Task::new(want, Scope::default()), &RunOptions::default())
        .await
}

#[tokio::test]
async fn books_become_quotes_by_name_and_number() {
    let offers = |back: f64, lay: f64| {
        json!({
            "availableToBack": [{"price": back, "size": 120.55}, {"price": back - 0.02, "size": 9}],
            "availableToLay": [{"price": lay, "size": 33.1}],
        })
    };
    let runner = |id: u64, hc: f64, back, lay| {
        json!({"selectionId": id, "handicap": hc, "status": "ACTIVE", "ex": offers(back, lay),
               "sp": {"nearPrice": "NaN", "farPrice": "Infinity"}})
    };
    let books = json!([
        {"marketId": "1.102", "status": "SUSPENDED", "runners": [runner(47972, 0.0, 1.9, 1.92)]},
        {"marketId": "1.101", "status": "OPEN", "runners": [
            runner(58805, 0.0, 3.5, 3.6), runner(2, 0.0, 4.0, 4.1),
            {"selectionId": 1, "handicap": 0.0, "status": "ACTIVE", "ex": {"availableToBack": [], "availableToLay": []}},
        ]},
        {"marketId": "1.103", "status": "OPEN", "runners": [runner(1, -0.5, 1.95, 1.97), runner(2, 0.5, 2.02, 2.06)]},
    ]);
    let bodies = [(BETTING, 200, answer(&catalogue())), (BETTING, 200, answer(&books))];
    let collected = play(Capability::Odds, &bodies).await;
    collected.outcome.unwrap();
    let snapshot = &collected.snapshots[0];
    assert_eq!((snapshot.events.len(), snapshot.coverage), (1, Coverage::Events));
    let event = &snapshot.events[0];
    assert_eq!((event.home.as_str(), event.away.as_str()), ("Northbury", "Southam"));
    let told: Vec<String> = event
        .markets
        .iter()
        .flat_map(|market| market.quotes.iter().map(move |quote| (market, quote)))
        .map(|(market, quote)| {
            let size = quote.available.unwrap();
            format!(
                "{} {} {} {} {size}",
                market.key,
                quote.selection,
                quote.side.as_str(),
                quote.price.price().get()
            )
        })
        .collect();
    for expected in [
        "1x2 draw back 3.5 120.55",
        "1x2 draw lay 3.6 33.1",
        "1x2 away back 4 120.55",
        "1x2 away lay 4.1 33.1",
        "asian_handicap -0.5 home back 1.95 120.55",
        "asian_handicap -0.5 away lay 2.06 33.1",
    ] {
        assert!(told.contains(&expected.to_owned()), "{expected} in {told:#?}");
    }
    assert_eq!(told.len(), 8, "a suspended market and an empty side have no price: {told:#?}");
    assert_eq!(snapshot.skipped.len(), 1);
    assert!(snapshot.skipped[0].reason.contains("TOP_GOALSCORER"));
    let ids: Vec<&str> =
        snapshot.references.iter().map(|reference| reference.selection.1.as_str()).collect();
    assert!(ids.contains(&"1:-0.5") && ids.contains(&"58805"), "{ids:?}");
}

#[tokio::test]
async fn errors_say_what_to_do() {
    let aping = |code: &str| {
        let data =
            json!({"exceptionname": "APINGException", "APINGException": {"errorCode": code}});
        json!({"jsonrpc": "2.0", "error": {"code": -32099, "message": "ANGX-0003", "data": data}, "id": 1})
    };
    use FaultCode::{
        AuthExpired, BadConfig, Forbidden, Internal, RateLimited, SchemaDrift, Upstream,
    };
    let documented = [
        ("TOO_MUCH_DATA", BadConfig),
        ("INVALID_INPUT_DATA", Internal),
        ("INVALID_SESSION_INFORMATION", AuthExpired),
        ("NO_APP_KEY", Forbidden),
        ("NO_SESSION", AuthExpired),
        ("UNEXPECTED_ERROR", Upstream),
        ("INVALID_APP_KEY", Forbidden),
        ("TOO_MANY_REQUESTS", RateLimited),
        ("SERVICE_BUSY", Upstream),
        ("TIMEOUT_ERROR", Upstream),
        ("REQUEST_SIZE_EXCEEDS_LIMIT", BadConfig),
        ("ACCESS_DENIED", Forbidden),
    ];
    for (code, expected) in documented {
        let collected =
            play(Capability::Odds, &[(BETTING, 200, aping(code).to_string().into_bytes())]).await;
        let error = collected.outcome.unwrap_err();
        assert_eq!(error.fault().unwrap().code, expected, "{code}");
        assert!(error.fault().unwrap().message.contains(code), "{error}");
    }
    let short = br#"{"jsonrpc":"2.0","error":{"code":-32602,"message":"DSC-0018"},"id":1}"#;
    for (status, body, expected) in [
        (200, &short[..], Internal),
        (403, b"<html>", Forbidden),
        (429, b"", RateLimited),
        (503, b"busy", Upstream),
        (200, b"<html>", SchemaDrift),
        (200, b"{}", SchemaDrift),
        (200, b"", SchemaDrift),
    ] {
        let collected = play(Capability::Odds, &[(BETTING, status, body.to_vec())]).await;
        assert_eq!(collected.outcome.unwrap_err().fault().unwrap().code, expected, "{status}");
    }
}

#[tokio::test]
async fn recorded_accounts_and_catalogues_are_understood() {
    let Some(funds) = recording("nautilus/account_funds_with_exposure.json") else { return };
    let collected = play(Capability::Account, &[(ACCOUNT, 200, funds)]).await;
    let balance = collected.snapshots[0].account.unwrap();
    assert_eq!((balance.available.amount(), balance.exposure.amount()), (dec!(1000), dec!(100)));
    let refused = recording("nautilus/account_funds_error.json").unwrap();
    let error = play(Capability::Account, &[(ACCOUNT, 200, refused)]).await.outcome.unwrap_err();
    assert!(error.fault().unwrap().message.contains("DSC-0018"));
    // A recorded catalogue of winner markets: read, and each market left out with its reason.
    let catalogue = recording("betfairlightweight/list_market_catalogue.json").unwrap();
    let collected = play(Capability::Odds, &[(BETTING, 200, catalogue.clone())]).await;
    collected.outcome.unwrap();
    assert!(!collected.snapshots[0].skipped.is_empty());
    let books = recording("betfairlightweight/list_market_book.json").unwrap();
    let answers = [(BETTING, 200, answer(&super::catalogue())), (BETTING, 200, books)];
    play(Capability::Odds, &answers).await.outcome.unwrap();
    // Cut anywhere, it is an error and never a panic or a price.
    for cut in (0..catalogue.len()).step_by(catalogue.len() / 40 + 1) {
        let body = catalogue[..cut].to_vec();
        let collected = play(Capability::Odds, &[(BETTING, 200, body)]).await;
        assert_eq!(collected.outcome.unwrap_err().fault().unwrap().code, FaultCode::SchemaDrift);
    }
}

#[test]
fn historic_files_are_replayed_to_their_end() {
    for (name, market, messages, runner_changes) in [
        ("historic/1-166564490.bz2", "1.166564490", 1608, 2014),
        ("historic/1-180305278.bz2", "1.180305278", 7685, 11_774),
        ("historic/tennis_event_29788105.jsonl", "", 11_110, 16_366),
        ("betfairlightweight/BASIC-1.132153978", "1.132153978", 480, 1208),
    ] {
        let Some(file) = recording(name) else { return };
        let mut replay = Historic::new(&file[..]);
        let mut crossed = 0;
        while replay.advance().unwrap() {
            if name.ends_with("166564490.bz2") {
                for selection in [237_491, 60_424] {
                    let [back, lay] = replay.best(market, selection);
                    let is_crossed = back.zip(lay).is_some_and(|(back, lay)| back.0 >= lay.0);
                    crossed += u32::from(is_crossed && replay.is_open(market));
                }
            }
        }
        assert_eq!(
            (replay.messages(), replay.runner_changes()),
            (messages, runner_changes),
            "{name}"
        );
        assert_eq!(crossed, 0, "whoever backs never gets more than whoever lays asks");
    }
    let file = recording("historic/1-166564490.bz2").unwrap();
    let mut replay = Historic::new(&file[..]);
    replay.advance().unwrap();
    // The first line of the file, read by eye.
    let [back, lay] = replay.best("1.166564490", 60_424);
    assert_eq!(back, Some((dec!(2), dec!(22.42))));
    assert_eq!(lay, Some((dec!(2.06), dec!(16.7))));
    assert_eq!(replay.last_traded("1.166564490", 60_424), Some(dec!(1.99)));
    let mut cut = Historic::new(&file[..file.len() / 2]);
    let error = loop {
        match cut.advance() {
            Ok(true) => {}
            Ok(false) => panic!("half a file is not a whole one"),
            Err(error) => break error,
        }
    };
    assert!(error.to_string().contains("damaged or cut short"), "{error}");
}
