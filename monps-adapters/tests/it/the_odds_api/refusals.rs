//! Refusals are told apart and say what to do; one sport's failure is not the others'.

use monps_adapters::driver::CassetteTransport;
use monps_core::adapter::Coverage;
use monps_core::error::adapter::FaultCode;

use super::{EPL, convert, odds};
use crate::support::{config, fixture, now, play};

#[tokio::test]
async fn four_refusals_are_told_apart_and_say_what_to_do() {
    let left_none = [("x-requests-remaining", "0"), ("x-requests-used", "500")];
    for (status, headers, body, code, advice) in [
        (401, &[][..], fixture("wrong_key.json"), FaultCode::AuthExpired, "the_odds_api_key"),
        (401, &[], fixture("quota_spent.json"), FaultCode::QuotaExhausted, "first of the month"),
        (401, &left_none, b"{}".to_vec(), FaultCode::QuotaExhausted, "credits are spent"),
        (401, &[], b"<html>".to_vec(), FaultCode::AuthExpired, "key"),
        (404, &[], fixture("unknown_sport.json"), FaultCode::NotFound, "setting sports"),
        (422, &[], fixture("unknown_sport.json"), FaultCode::NotFound, "setting sports"),
        (429, &[], fixture("too_often.json"), FaultCode::RateLimited, "lower the rate"),
        (422, &[], b"INVALID_REGION".to_vec(), FaultCode::BadConfig, "INVALID_REGION"),
        (503, &[], Vec::new(), FaultCode::Upstream, "try again"),
    ] {
        let cassette = CassetteTransport::new(now()).answer(EPL, status, headers, body);
        let collected = play(&odds(), &config(&[("sports", "soccer_epl")]), cassette).await;
        let error = collected.outcome.unwrap_err();
        let fault = error.fault().unwrap();
        assert_eq!(fault.code, code, "{fault}");
        assert!(fault.message.contains(advice), "{fault}");
        let retryable = matches!(status, 429 | 503);
        assert_eq!(error.is_retryable(), retryable);
        assert_eq!(error.retry_after().is_some(), status == 429);
    }
}

#[tokio::test]
async fn a_sport_that_fails_does_not_lose_the_others() {
    let sports = config(&[("sports", "soccer_epl,soccer_nowhere,soccer_spain_la_liga")]);
    let quota =
        [("x-requests-remaining", "42"), ("x-requests-used", "8"), ("x-requests-last", "4")];
    let cassette = || {
        CassetteTransport::new(now()).answer(EPL, 200, &quota, b"[]".to_vec()).answer(
            "/v4/sports/soccer_spain_la_liga/odds",
            200,
            &quota,
            b"[]".to_vec(),
        )
    };
    let nowhere = "/v4/sports/soccer_nowhere/odds";
    let unknown = cassette().answer(nowhere, 404, &[], fixture("unknown_sport.json"));
    let collected = play(&odds(), &sports, unknown).await;
    collected.outcome.unwrap();
    let covered: Vec<_> = collected.snapshots.iter().flat_map(|s| &s.competitions).collect();
    assert_eq!(covered.len(), 2, "{covered:?}");
    let [.., last] = collected.snapshots.as_slice() else {
        panic!("there are snapshots");
    };
    assert_eq!(last.skipped[0].at, "/v4/sports/soccer_nowhere");
    assert!(last.skipped[0].reason.contains("no such sport key"));
    assert_eq!(last.coverage, Coverage::Delta, "an image of nothing would withdraw prices");
    let told = collected.snapshots[0].quota.unwrap();
    assert_eq!((told.remaining, told.used, told.last_cost), (Some(42), Some(8), Some(4)));

    // A spent quota is a fault, after the others are handed over.
    let spent = cassette().answer(nowhere, 401, &[], fixture("quota_spent.json"));
    let collected = play(&odds(), &sports, spent).await;
    assert_eq!(collected.snapshots.len(), 2);
    let error = collected.outcome.unwrap_err();
    assert_eq!(error.fault().unwrap().code, FaultCode::QuotaExhausted);
    assert!(error.fault().unwrap().message.starts_with("soccer_nowhere: "));
}

#[test]
fn drift_of_the_whole_answer_says_where() {
    for body in ["<html>Just a moment</html>", "", "null", "{\"ok\":true}", "[1,2"] {
        let fault = convert(&odds(), "decimal", body.as_bytes().to_vec()).unwrap_err();
        assert_eq!(fault.code, FaultCode::SchemaDrift, "{body}");
        assert_eq!(fault.at.as_deref(), Some("/"), "{body}");
    }
    // A foreign item in the array is one event lost, not all.
    let snapshot = convert(&odds(), "decimal", b"[1,null,[]]".to_vec()).unwrap().remove(0);
    assert_eq!(snapshot.skipped.len(), 3);
}
