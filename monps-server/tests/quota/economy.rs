//! Credits spent against freshness at kick-off: the same budget, spent in different ways.
//!
//! The tables are printed (`cargo test --test quota -- --nocapture`), and those of the README are compared.

use monps_core::time::TimeDelta;

use super::support::real_data;
use super::world::{FIXED, Freshness, NAIVE, Spent, World, planned, polled};

struct Row {
    name: &'static str,
    spent: Spent,
    fresh: Freshness,
}

fn table(world: &World, cost: u32, limit: u32) -> Vec<Row> {
    let rounds = limit / cost / u32::try_from(world.leagues()).unwrap();
    let stretched = world.length() / i32::try_from(rounds.max(1)).unwrap();
    [
        ("naive, no limit", polled(world, NAIVE, cost, u32::MAX)),
        ("naive", polled(world, NAIVE, cost, limit)),
        ("fixed", polled(world, FIXED, cost, limit)),
        ("fixed, stretched", polled(world, stretched.max(FIXED), cost, limit)),
        ("planned", planned(world, cost, limit)),
    ]
    .into_iter()
    .map(|(name, spent)| Row { name, fresh: spent.freshness(world), spent })
    .collect()
}

#[expect(clippy::print_stdout, reason = "the tables are what this is about")]
fn show(title: &str, world: &World, rows: &[Row]) {
    println!("\n{title}; {} matches\n", rows[0].fresh.matches);
    println!("| | calls | saved | credits | last look: median | mean | 9 in 10 | within 15 min |");
    println!("|---|---:|---:|---:|---:|---:|---:|---:|");
    for row in rows {
        println!("{}", row.line(world));
    }
}

impl Row {
    /// As it stands in a table.
    fn line(&self, world: &World) -> String {
        format!(
            "| {} | {} | {:.1} % | {} | {} | {:.1} h | {} | {:.0} % |",
            self.name,
            self.spent.calls,
            self.saved_pct(world),
            self.spent.credits,
            span(self.fresh.median),
            self.fresh.mean_h,
            span(self.fresh.ninth_tenth),
            self.fresh.within_quarter_pct,
        )
    }

    /// The calls that naive polling would have made besides.
    fn saved_pct(&self, world: &World) -> f64 {
        let saved = 100.0 * (1.0 - f64::from(self.spent.calls) / f64::from(world.naive_calls()));
        // A look more at the edge of the month is nothing saved.
        saved.max(0.0).abs()
    }
}

fn span(span: TimeDelta) -> String {
    match span.num_minutes() {
        minutes @ ..180 => format!("{minutes} min"),
        minutes => format!("{:.0} h", minutes as f64 / 60.0),
    }
}

/// What the documented system claims to save of naive polling.
const CLAIMED_PCT: f64 = 98.3;

/// The plan keeps the budget, saves what was claimed, and its closing prices are fresher than those of
/// any fixed rhythm on the same budget. Answers the lines of its table.
fn check(title: &str, world: &World, cost: u32, limit: u32) -> Vec<String> {
    let rows = table(world, cost, limit);
    show(title, world, &rows);
    let lines = rows.iter().map(|row| row.line(world)).collect();
    let [_, naive, fixed, stretched, planned] = rows.as_slice() else {
        panic!("five ways of spending");
    };
    assert!(planned.spent.credits <= limit, "{}", planned.spent.credits);
    let saved = planned.saved_pct(world);
    assert!(saved >= CLAIMED_PCT, "{title}: {saved:.2} % saved");
    assert!(planned.fresh.median <= TimeDelta::minutes(5), "{title}: {:?}", planned.fresh);
    for other in [naive, fixed, stretched] {
        let (ours, theirs) = (&planned.fresh, &other.fresh);
        assert!(ours.median < theirs.median, "{title}: median of {}", other.name);
        assert!(ours.mean_h < theirs.mean_h, "{title}: mean of {}", other.name);
        assert!(ours.ninth_tenth < theirs.ninth_tenth, "{title}: 9 in 10 of {}", other.name);
        assert!(ours.within_quarter_pct > theirs.within_quarter_pct, "{title}: {}", other.name);
    }
    lines
}

/// The README shows what this comes to: under a title, these lines.
fn is_told(title: &str, lines: &[String]) {
    let readme = include_str!("../../../README.md");
    let (_, below) = readme.split_once(title).expect("the README has the table");
    let told: Vec<&str> =
        below.lines().skip(1).take_while(|line| !line.starts_with("| **")).collect();
    let told: Vec<&str> = told.into_iter().take_while(|line| line.starts_with('|')).collect();
    assert_eq!(told, lines, "the README's table of {title}");
}

#[test]
fn two_invented_leagues() {
    check("Two invented leagues, 1 credit a look, 250 a month", &World::invented(), 1, 250);
}

#[test]
fn the_recorded_premier_league_on_the_free_tier() {
    let Some(real) = real_data("the_recorded_premier_league_on_the_free_tier") else { return };
    let world = World::of_recordings(&real);
    let lines = check("Premier League as recorded, 4 credits a look, 500 a month", &world, 4, 500);
    is_told("**Premier League as recorded", &lines);
}

#[test]
fn five_leagues_on_the_free_tier() {
    let Some(real) = real_data("five_leagues_on_the_free_tier") else { return };
    let files = ["E0_2425", "E1_2425", "SP1_2425", "D1_2425", "N1_2425"];
    let world = World::of_files(&real, &files, NOVEMBER.0, NOVEMBER.1);
    let lines = check("Five leagues, 1 credit a look, 500 a month", &world, 1, 500);
    is_told("**Five leagues", &lines);
}

#[test]
fn nine_leagues_on_twenty_thousand_credits() {
    let Some(real) = real_data("nine_leagues_on_twenty_thousand_credits") else { return };
    let files = [
        "E0_2425", "E1_2425", "E2_2425", "E3_2425", "EC_2425", "SP1_2425", "D1_2425", "D2_2425",
        "N1_2425",
    ];
    let world = World::of_files(&real, &files, NOVEMBER.0, NOVEMBER.1);
    let lines = check("Nine leagues, 12 credits a look, 20,000 a month", &world, 12, 20_000);
    is_told("**Nine leagues", &lines);
}

/// A month with a pause for national teams in its middle.
const NOVEMBER: (&str, &str) = ("2024-11-01T00:00:00Z", "2024-12-01T00:00:00Z");

#[test]
fn too_few_credits_are_spent_on_what_matters_most() {
    let Some(real) = real_data("too_few_credits_are_spent_on_what_matters_most") else { return };
    let files = ["E0_2425", "E1_2425", "SP1_2425", "D1_2425", "N1_2425"];
    let world = World::of_files(&real, &files, NOVEMBER.0, NOVEMBER.1);
    // Some 25 looks a league and month, for a dozen kick-offs and more.
    let rows = table(&world, 4, 500);
    show("Five leagues, 4 credits a look, 500 a month", &world, &rows);
    let (stretched, planned) = (&rows[3], &rows[4]);
    assert!(planned.spent.credits <= 500);
    assert!(planned.fresh.within_quarter_pct > 50.0, "{:?}", planned.fresh);
    assert!(planned.fresh.mean_h < stretched.fresh.mean_h / 2.0, "{:?}", planned.fresh);
}
