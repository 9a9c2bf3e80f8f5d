//! Credits spent against freshness at kick-off.

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

fn show(title: &str, world: &World, rows: &[Row]) {
    println!("{title}: {} kick-offs", rows[0].fresh.matches);
    println!("| | calls | saved | credits | median | mean | 9 in 10 | within 15 min | age on the day |");
    for row in rows {
        let saved = 100.0 * (1.0 - f64::from(row.spent.calls) / f64::from(world.naive_calls()));
        println!(
            "| {} | {} | {saved:.1} % | {} | {} | {:.1} h | {} | {:.0} % | {:.1} h |",
            row.name,
            row.spent.calls,
            row.spent.credits,
            span(row.fresh.median),
            row.fresh.mean_h,
            span(row.fresh.ninth_tenth),
            row.fresh.within_quarter_pct,
            row.fresh.age_on_the_day_h,
        );
    }
}

fn span(span: TimeDelta) -> String {
    match span.num_minutes() {
        minutes @ ..180 => format!("{minutes} min"),
        minutes => format!("{:.0} h", minutes as f64 / 60.0),
    }
}

#[test]
fn tables() {
    let Some(real) = real_data("tables") else { return };
    let world = World::of_recordings(&real);
    for (cost, limit) in [(1, 500), (4, 500)] {
        let started = std::time::Instant::now();
        let rows = table(&world, cost, limit);
        show(&format!("EPL recorded, {cost} credits a look, {limit}"), &world, &rows);
        println!("{:?}", started.elapsed());
    }
    let (from, until) = ("2024-11-01T00:00:00Z", "2024-12-01T00:00:00Z");
    let five = World::of_files(&real, &["E0_2425", "E1_2425", "SP1_2425", "D1_2425", "N1_2425"], from, until);
    for (cost, limit) in [(1, 500), (4, 500)] {
        show(&format!("five leagues, {cost}, {limit}"), &five, &table(&five, cost, limit));
    }
    let nine = World::of_files(&real, &["E0_2425", "E1_2425", "E2_2425", "E3_2425", "EC_2425", "SP1_2425", "D1_2425", "D2_2425", "N1_2425"], from, until);
    for (cost, limit) in [(4, 500), (2, 500), (12, 20_000)] {
        let started = std::time::Instant::now();
        show(&format!("nine leagues, {cost}, {limit}"), &nine, &table(&nine, cost, limit));
        println!("{:?}", started.elapsed());
    }
}
