//! Parions Sport at the point of sale on offers written for it.

use std::collections::BTreeMap;

use monps_adapters::parions_sport::ParionsSport;
use monps_core::adapter::{Adapter, Coverage, Scope, SourceEvent, Task};
use monps_core::catalog::Sport;
use monps_core::error::adapter::FaultCode;

use crate::support::{Answer, Talk, check_sound, context, fixture, ok, talk};

const HOST: &str = "https://www.pointdevente.parionssport.fdj.fr";
pub(crate) const ON: [(&str, &str); 1] =
    [("address", "https://www.pointdevente.parionssport.fdj.fr/files/offre.sqlite.zip")];

fn offer(body: Vec<u8>) -> Talk {
    talk(&ParionsSport::new(), &context(&ON), &Task::odds(Scope::default()), |_| ok(body.clone()))
}

fn prices(event: &SourceEvent) -> Vec<String> {
    let told = event.markets.iter().flat_map(|market| {
        market.quotes.iter().map(|q| format!("{} {} {}", market.key, q.selection, q.price.price()))
    });
    told.collect()
}

#[test]
fn the_offer_is_read_out_of_its_database() {
    let snapshot = offer(fixture("parions_sport/offer.sqlite.zip")).only();
    check_sound(std::slice::from_ref(&snapshot));
    assert_eq!(snapshot.coverage, Coverage::Competitions);
    assert_eq!(snapshot.competitions, ["10", "20", "30"]);
    let events: BTreeMap<&str, &SourceEvent> =
        snapshot.events.iter().map(|event| (event.key.as_str(), event)).collect();
    let sides = |key: &str| (&*events[key].home, &*events[key].away);
    assert_eq!(sides("1001"), ("Reds", "Blues"));
    assert_eq!(
        prices(events["1001"]),
        [
            "1x2 home 1.85",
            "1x2 draw 3",
            "1x2 away 4.1",
            "double_chance home_or_draw 1.15",
            "double_chance home_or_away 1.2",
            "double_chance draw_or_away 1.6",
            "total 2.5 over 1.7",
            "x-buteur_match A. Rouge 2.75",
        ]
    );
    // The names of the sides tell which dash parts them.
    assert_eq!(sides("1002"), ("Saint-Marc", "Val-Haut"));
    assert_eq!(prices(events["1004"]), Vec::<String>::new(), "the counter has closed");
    assert_eq!(
        prices(events["1005"]),
        ["winner (with_overtime) home 1.5", "winner (with_overtime) away 2.3"]
    );
    assert_eq!(events["1006"].sport.as_str(), "pelote");
    assert_eq!(events["1001"].starts_at.to_rfc3339(), "2027-01-15T18:00:00+00:00");
    let reasons: Vec<_> =
        snapshot.skipped.iter().map(|s| format!("{}: {}", s.at, s.reason)).collect();
    assert_eq!(reasons.len(), 4, "{reasons:?}");
    for why in ["which dash", "unusable", "status are missing", "its competition"] {
        assert!(reasons.iter().any(|reason| reason.contains(why)), "{why}: {reasons:?}");
    }
}

#[test]
fn the_offer_of_2017_is_read_too() {
    let snapshot = offer(fixture("parions_sport/offer_2017.json")).only();
    check_sound(std::slice::from_ref(&snapshot));
    assert_eq!(
        prices(&snapshot.events[0]),
        [
            "1x2 home 1.85",
            "1x2 draw 3.00",
            "1x2 away 4.10",
            "1x2 (first_half) home 2.35",
            "1x2 (first_half) draw 1.75",
            "1x2 (first_half) away 3.90",
            "double_chance home_or_draw 1.15",
            "double_chance home_or_away 1.20",
            "double_chance draw_or_away 1.60",
            "total 2.5 over 1.70",
            "european_handicap -1 home 3.25",
            "european_handicap -1 draw 2.90",
            "european_handicap -1 away 1.68",
            "correct_score 1-0 6.00",
            "half_time_full_time home/home 3.00",
            "half_time_full_time draw/away 8.00",
            "x-1er_but Equipe 1 1.60",
            "x-1er_but Pas de but 9.00",
        ]
    );
    assert_eq!(snapshot.events[1].home, "N-Iles (F)");
    assert_eq!(snapshot.events[2].sport, Sport::TENNIS);
    let reasons: Vec<&str> = snapshot.skipped.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(reasons.len(), 6, "{reasons:?}");
    for why in
        ["which dash", "ranking", "documented shape", "4242", "\"Autre\"", "two whole numbers"]
    {
        assert!(reasons.iter().any(|reason| reason.contains(why)), "{why}: {reasons:?}");
    }
}

#[test]
fn it_is_off_until_an_address_is_configured() {
    for (pairs, why) in [
        (vec![], "is off"),
        (
            vec![("address", "https://elsewhere.example/offre.zip")],
            "below https://www.pointdevente",
        ),
        (vec![("address", "https://www.pointdevente.parionssport.fdj.fr.example/x")], "address is"),
        (vec![("address", "https://www.pointdevente.parionssport.fdj.fr/../x")], "address is"),
        (vec![("address", HOST)], "address is"),
    ] {
        let refused = ParionsSport::new().start(&context(&pairs), &Task::odds(Scope::default()));
        let Err(fault) = refused else { panic!("{pairs:?} is taken") };
        assert!(fault.code == FaultCode::BadConfig && fault.message.contains(why), "{fault}");
    }
}

#[test]
fn a_changed_or_damaged_file_is_named() {
    let zip = fixture("parions_sport/offer.sqlite.zip");
    for (body, why) in [
        (b"<html>Just a moment</html>".to_vec(), "neither a zip archive"),
        (Vec::new(), "neither a zip archive"),
        (zip[..zip.len() / 2].to_vec(), "zip archive is damaged"),
        (b"[1,".to_vec(), "not a JSON array"),
        (fixture("sqlite_image/deep.image"), "changed its tables"),
    ] {
        let fault = offer(body).fault.unwrap();
        assert_eq!(fault.code, FaultCode::SchemaDrift);
        assert!(fault.message.contains(why), "{fault}");
    }
}

#[test]
fn refusals_are_taken_at_their_word() {
    for (status, code) in [
        (403, FaultCode::Forbidden),
        (404, FaultCode::NotFound),
        (429, FaultCode::RateLimited),
        (503, FaultCode::Upstream),
        (302, FaultCode::SchemaDrift),
    ] {
        let answer = |_: &_| Answer(status, Vec::new(), Vec::new());
        let told = talk(&ParionsSport::new(), &context(&ON), &Task::odds(Scope::default()), answer);
        let fault = told.fault.unwrap();
        assert_eq!(fault.code, code, "{fault}");
        let wait = fault.retry_after.map(|wait| wait.num_minutes());
        assert_eq!(wait, (status == 429).then_some(30));
    }
}
