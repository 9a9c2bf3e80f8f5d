//! Small files of our own: one trap a line.

use std::collections::BTreeMap;

use monps_adapters::football_data::{FileReader, MatchReading, Reason, RowProblem, read_file};
use monps_core::adapter::{Coverage, Score, SourceMarket};
use monps_core::catalog::{Period, VenueKind};
use monps_core::error::adapter::FaultCode;
use proptest::prelude::*;

use crate::data::{fixture, fixture_path, observed_at};

/// Prices as `venue market selection=price`, in order of the file's columns.
fn told(markets: &[SourceMarket]) -> Vec<String> {
    let line = |market: &SourceMarket| {
        let prices = market.quotes.iter();
        let prices: Vec<String> = prices.map(|q| format!("{}={}", q.selection, q.price)).collect();
        format!("{} {} {}", market.venue.key, market.key, prices.join(" "))
    };
    markets.iter().map(line).collect()
}

fn find<'m>(matches: &'m [MatchReading], home: &str) -> &'m MatchReading {
    matches.iter().find(|one| one.opening.home == home).unwrap()
}

fn csv(rows: &str) -> String {
    format!("Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR,B365H,B365D,B365A\n{rows}")
}

#[test]
fn two_images_are_kept_apart() {
    let file = fixture("E0_2425.csv");
    let first = &file.matches[0];
    assert_eq!(first.line, 2);
    assert_eq!(first.opening.key, "E0:2024-08-17:Redhill:Blueford");
    assert_eq!(first.opening.competition_title, "Premier League");
    assert_eq!(first.opening.season.unwrap().year(), 2024);
    assert_eq!(first.opening.starts_at.to_rfc3339(), "2024-08-17T14:00:00+00:00");
    assert_eq!(
        told(&first.opening.markets),
        [
            "bet365 1x2 home=1.90 draw=3.60 away=4.20",
            "betfair_sb_uk 1x2 home=1.91 draw=3.50 away=4.33",
            "vc_bet 1x2 home=1.88 draw=3.60 away=4.25",
            "pinnacle total 2.5 over=1.80 under=2.05",
            "bet365 asian_handicap -0.5 home=1.90 away=2.00",
            "pinnacle asian_handicap -0.5 home=1.92 away=1.98",
        ]
    );
    assert_eq!(
        told(&first.closing),
        [
            "bet365 1x2 home=1.85 draw=3.70 away=4.40",
            "betfair_ex_uk 1x2 home=1.92 draw=3.75 away=4.60",
            "pinnacle asian_handicap -0.75 home=2.02 away=1.88",
        ]
    );
    assert_eq!(first.closing[1].venue.kind, VenueKind::Exchange);
    let stamps = |markets: &[SourceMarket]| {
        let all = markets.iter().map(|m| (m.source_at.unwrap().to_rfc3339(), m.approximate));
        all.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    let friday = ("2024-08-16T15:00:00+00:00".to_owned(), true);
    let kick_off = ("2024-08-17T14:00:00+00:00".to_owned(), true);
    assert_eq!(stamps(&first.opening.markets), [friday]);
    assert_eq!(stamps(&first.closing), [kick_off]);
}

#[test]
fn what_the_closing_image_does_not_carry_is_withdrawn_question_by_question() {
    let file = fixture("E0_2425.csv");
    let first = &file.matches[0];
    let mut gone: BTreeMap<String, usize> = BTreeMap::new();
    for one in first.withdrawn() {
        *gone.entry(format!("{} {}", one.venue, one.key)).or_default() += 1;
    }
    let expected = [
        ("bet365 asian_handicap -0.5", 2),
        ("betfair_sb_uk 1x2", 3),
        ("pinnacle asian_handicap -0.5", 2),
        ("vc_bet 1x2", 3),
    ];
    assert_eq!(gone, expected.map(|(what, count)| (what.to_owned(), count)).into());
    // Totals have no closing image: their opening prices stand, with their own instant.
    let standing = first.standing_at_close();
    assert_eq!(standing.markets.len(), first.closing.len() + 1);
    let totals = standing.markets.last().unwrap();
    assert_eq!(told(std::slice::from_ref(totals)), ["pinnacle total 2.5 over=1.80 under=2.05"]);
    assert_eq!(totals.source_at, first.opening.markets[0].source_at);
    assert_eq!(first.closing_event().unwrap().markets, first.closing);
    // Without any closing price nothing is withdrawn and there is no closing image.
    let open_only = find(&file.matches, "Whitby Moor");
    assert!(open_only.withdrawn().is_empty() && open_only.closing_event().is_none());
}

#[test]
fn every_trap_of_a_row_is_told_with_its_place() {
    let file = fixture("E0_2425.csv");
    let told: Vec<String> = file.problems.iter().map(RowProblem::to_string).collect();
    let expected = [
        (5, "VCH", "\"2.1x\" is not decimal odds"),
        (5, "VCD", "\"-3\" is not decimal odds"),
        (5, "VCA", "\"1000001\" is not decimal odds"),
        (5, "AHh", "the handicap line is missing"),
        (6, "FTR", "the score 1-3 is not \"H\""),
        (7, "Time", "\"7pm\" is not a time"),
        (7, "FTAG", "\"\" is not a number of goals"),
        (8, "", "the same match stands on line 2"),
        (9, "Div", "division \"E1\" is not the E0 of the file's name"),
        (10, "Date", "\"31/02/2024\" is not a date"),
        (11, "HomeTeam", "\"\" is not the name of a side"),
        (12, "AwayTeam", "\"Greenwick\" cannot play itself"),
        (14, "", "the row has 44 cells under a header of 42"),
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (text, (line, column, reason)) in told.iter().zip(expected) {
        let place = match column {
            "" => format!("line {line}: "),
            column => format!("line {line}, column {column}: "),
        };
        assert!(text.starts_with(&format!("{place}{reason}")), "{text}");
    }
    assert_eq!((file.rows, file.matches.len(), file.problem_count), (12, 6, 13));
    let lost = file.problems.iter().filter(|problem| problem.reason.loses_row()).count();
    assert_eq!(file.rows, file.matches.len() + lost);
}

#[test]
fn only_the_bad_cell_is_lost() {
    let file = fixture("E0_2425.csv");
    // Missing of every kind, blanks around values, and a draw that is Betfair's.
    let second = find(&file.matches, "St Orrin");
    assert_eq!(second.line, 5);
    assert_eq!(told(&second.opening.markets), ["betfair_sb_uk 1x2 draw=3.30 away=2.75"]);
    assert!(second.result.is_some());
    // A letter that contradicts the goals: the result is not taken, the prices are.
    let third = find(&file.matches, "Whitby Moor");
    assert_eq!((third.result.as_ref(), third.quote_count()), (None, 3));
    // A time that is none: the match stands at midnight of its date.
    let fourth = find(&file.matches, "Blueford");
    assert!(!fourth.opening.time_known);
    assert_eq!(fourth.opening.starts_at.to_rfc3339(), "2024-08-21T00:00:00+00:00");
    let opened = fourth.opening.markets[0].source_at.unwrap();
    assert_eq!(opened.to_rfc3339(), "2024-08-20T15:00:00+00:00");
    // Extra cells that are blank, and a row cut short, are both good.
    assert!(find(&file.matches, "Greenwick").result.is_some());
    assert_eq!(file.matches.last().unwrap().line, 15);
}

#[test]
fn the_prefix_of_betfred_and_the_draw_of_betfair() {
    let file = fixture("SP1_2526.csv");
    let first = &file.matches[0];
    assert_eq!(
        told(&first.opening.markets),
        [
            "betfred_uk 1x2 home=2.20 draw=3.30 away=3.20",
            "betfair_ex_uk 1x2 home=2.26 draw=3.40 away=3.35",
        ]
    );
    assert_eq!(first.closing.len(), 2);
    assert_eq!(file.unknown_columns, ["Moonphase"]);
    assert_eq!(file.problem_count, 1);
    let above = Reason::HalfTimeAbove { home: 2, away: 0 };
    assert_eq!(file.problems[0].reason, above);
    let full_time = Score { period: Period::FullTime, home: 1, away: 1 };
    assert_eq!(first.result.as_ref().unwrap().scores, [full_time]);
    let skipped = file.skipped();
    assert_eq!(skipped[0].at, "SP1_2526.csv:1");
    assert_eq!(skipped[1].at, "SP1_2526.csv:2 HTHG");
    let results: Vec<_> = file.results().map(|result| result.scores.len()).collect();
    assert_eq!(results, [1, 2]);
}

#[test]
fn an_old_file_of_the_continent() {
    let file = fixture("D1_0304.csv");
    assert_eq!(file.unknown_columns, Vec::<String>::new());
    let first = &file.matches[0];
    assert_eq!(first.opening.key, "D1:2003-08-01:Königsfurt:Mühlau");
    assert_eq!(first.opening.season.unwrap().year(), 2003);
    assert_eq!(
        told(&first.opening.markets),
        [
            "bet365 1x2 home=1.80 draw=3.40 away=4.00",
            "gamebookers 1x2 home=1.75 draw=3.40 away=4.20",
            "ladbrokes_uk 1x2 away=4.10",
            "gamebookers total 2.5 over=1.85 under=1.85",
            "gamebookers asian_handicap -0.75 home=1.90 away=1.80",
            "ladbrokes_uk asian_handicap -0.5 home=1.95 away=1.75",
        ]
    );
    assert_eq!(first.result.as_ref().unwrap().scores[0].home, 2);
    let second = &file.matches[1];
    assert_eq!(second.opening.home, "Altötz, Neu");
    assert_eq!(second.opening.away, "King's Wald");
    let told: Vec<String> = file.problems.iter().map(RowProblem::to_string).collect();
    assert!(told[0].starts_with("line 3, column LBAH: \"0.3\" is not a handicap line"));
    assert!(told[1].starts_with("line 3, column GBAH: the handicap line is missing"));
    assert_eq!(told.len(), 2);
}

#[test]
fn snapshots_are_two_images_and_the_results() {
    let file = fixture("E0_2425.csv");
    let quotes = file.quote_count();
    let [opening, closing] = file.clone().into_snapshots();
    assert_eq!(opening.coverage, Coverage::Delta);
    assert_eq!(closing.coverage, Coverage::Events);
    assert_eq!(opening.events.len(), 6);
    assert_eq!(closing.events.len(), 6);
    assert_eq!(closing.results.len(), 4);
    assert_eq!(closing.skipped.len(), file.problems.len());
    let opened: usize = file.matches.iter().map(|m| m.quote_count()).sum();
    assert_eq!(opened, quotes);
    assert_eq!(opening.quote_count() + 8, quotes);
}

#[test]
fn what_is_not_ours_is_refused_with_the_format_expected() {
    let bytes = std::fs::read(fixture_path("extra_league.csv")).unwrap();
    let fault = read_file("NWH.csv", &bytes, observed_at()).unwrap_err();
    assert_eq!(fault.code, FaultCode::SchemaDrift);
    assert!(fault.message.contains("lacks Div, HomeTeam, AwayTeam"), "{fault}");
    assert!(fault.message.contains("mmz4281/2425/E0.csv"), "{fault}");
    for bytes in
        [&b""[..], b"\n\n", b"<html><body>Moved</body></html>", b"PK\x03\x04", b"\xff\xfeD\0"]
    {
        let fault = read_file("E0.csv", bytes, observed_at()).unwrap_err();
        assert_eq!(fault.code, FaultCode::SchemaDrift);
        assert_eq!(fault.at.as_deref(), Some("E0.csv:1"));
    }
}

#[test]
fn another_league_under_a_files_name_is_refused() {
    let body = csv("EC,17/08/2024,A,B,1,0,H,2,3,4\nEC,18/08/2024,C,D,1,0,H,2,3,4\n");
    let fault = read_file("mmz4281/2425/E0.csv", body.as_bytes(), observed_at()).unwrap_err();
    assert_eq!(fault.code, FaultCode::NotFound);
    assert_eq!(fault.at.as_deref(), Some("mmz4281/2425/E0.csv:2"));
    // A name that tells no division takes any that the site has.
    let file = read_file("download.csv", body.as_bytes(), observed_at()).unwrap();
    assert_eq!(file.matches[0].opening.competition, "EC");
}

#[test]
fn a_second_header_ends_the_reading_unless_it_is_the_same() {
    let same = csv("E0,17/08/2024,A,B,1,0,H,2,3,4\n\
         Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR,B365H,B365D,B365A\n\
         E0,18/08/2024,C,D,1,0,H,2,3,4\n");
    let file = read_file("E0.csv", same.as_bytes(), observed_at()).unwrap();
    assert_eq!((file.matches.len(), file.problem_count), (2, 1));
    assert_eq!(file.problems[0].reason, Reason::HeaderRepeated);
    let other = same.replacen(
        "\nDiv,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR,B365H",
        "\nDiv,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR,PSH",
        1,
    );
    let file = read_file("E0.csv", other.as_bytes(), observed_at()).unwrap();
    assert_eq!((file.matches.len(), file.problem_count), (1, 1));
}

#[test]
fn line_ends_and_stray_quotation_marks() {
    let rows = "E0,17/08/2024,A,B,1,0,H,2,3,4\nE0,18/08/2024,\"C,D,1,0,H,2,3,4\nE0,19/08/2024,E,F,1,0,H,2,3,4";
    for ends in ["\n", "\r\n", "\r"] {
        let body = csv(rows).replace('\n', ends);
        let file = read_file("E0.csv", body.as_bytes(), observed_at()).unwrap();
        let lines: Vec<u32> = file.matches.iter().map(|one| one.line).collect();
        assert_eq!(lines, [2, 4], "{ends:?}");
        assert_eq!(file.problems[0].line, 3);
    }
}

#[test]
fn a_reader_keeps_count_as_it_goes() {
    let body = csv("E0,17/08/2024,A,B,1,0,H,2,3,4\n\n,,,\nE0,x,C,D,1,0,H,2,3,4\n");
    let mut reader = FileReader::new("E0.csv", body.as_bytes()).unwrap();
    assert_eq!(reader.rows(), 0);
    assert!(reader.next().unwrap().matched.is_some());
    let second = reader.next().unwrap();
    assert_eq!((second.matched, second.problems[0].line), (None, 5));
    assert!(reader.next().is_none());
    assert_eq!(reader.rows(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read_file("E0_2425.csv", &bytes, observed_at());
        let mut body = csv("").into_bytes();
        body.extend_from_slice(&bytes);
        let file = read_file("any.csv", &body, observed_at()).unwrap();
        let lost = file.problems.iter().filter(|problem| problem.reason.loses_row()).count();
        prop_assert_eq!(file.rows, file.matches.len() + lost);
    }

    #[test]
    fn any_cells_are_answered(
        cells in proptest::collection::vec(
            proptest::sample::select(vec![
                "E0", "17/08/2024", "A", "B", "2", "0", "2.0", "H", "1.95", "", "#", "-0.5", "\"",
                "17/08/24", "NaN", "1e9", "999999999999999999999999999999", "\u{92}", "é",
            ]),
            0..60,
        ),
        width in 1usize..14,
    ) {
        let rows: Vec<String> = cells.chunks(width).map(|row| row.join(",")).collect();
        let body = csv(&rows.join("\n"));
        let reading = read_file("any.csv", body.as_bytes(), observed_at());
        if let Ok(file) = reading {
            for one in &file.matches {
                for market in one.opening.markets.iter().chain(&one.closing) {
                    prop_assert!(market.source_at.unwrap() <= one.opening.starts_at);
                    prop_assert!(!market.quotes.is_empty());
                }
            }
        }
    }
}
