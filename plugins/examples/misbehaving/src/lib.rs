//! A plugin that does all it must not: what the limits of the host are tested with.

use std::hint::black_box;

use monps_plugin::prelude::*;

/// The rogue.
#[derive(Debug)]
pub struct Misbehaving;

impl Source for Misbehaving {
    async fn odds(cx: Cx, _query: Query) -> Result<(), Fault> {
        match cx.config("trick").unwrap_or_default().as_str() {
            "loop" => forever(),
            "hoard" => hoard(),
            "dig" => dig(black_box(1)),
            "trap" => trap(),
            "log" => {
                for line in 0..100_000_u32 {
                    cx.log("info", &format!("{line} {}", "chatter ".repeat(200)));
                }
            }
            "flood" => flood(&cx),
            "ask" => {
                let asked: Vec<_> =
                    (0..10_000).map(|n| cx.get("api", &format!("/{n}")).send()).collect();
                for pending in asked {
                    pending.await?;
                }
            }
            "home" => drop(cx.get("home", "/secrets").await),
            "path" => drop(cx.get("api", "//home.example/secrets").await),
            "climb" => drop(cx.get("api", "/../../secrets").await),
            "header" => drop(cx.get("api", "/").header("host", "home.example").await),
            "method" => drop(cx.post("api", "/").body("a thing").await),
            "stand" => std::future::pending().await,
            trick => lie(&cx, trick),
        }
        Ok(())
    }
}

monps_plugin::export!(Misbehaving);

/// Computes for ever.
fn forever() {
    let mut n = 0_u64;
    loop {
        n = black_box(n.wrapping_add(1));
    }
}

/// Takes memory, a mebibyte at a time, and keeps it.
fn hoard() {
    let mut kept: Vec<Vec<u8>> = Vec::new();
    loop {
        kept.push(black_box(vec![1; 1 << 20]));
    }
}

/// Calls itself until the stack ends.
fn dig(depth: u64) {
    let frame = black_box([depth; 64]);
    if black_box(frame[0]) > 0 {
        dig(depth + 1);
    }
    black_box(frame);
}

/// Reads beyond the end of a slice.
fn trap() {
    let short = black_box([1, 2, 3]);
    let beyond = black_box(7_usize);
    black_box(short.to_vec()[beyond]);
}

/// Hands over more than anybody wants.
fn flood(cx: &Cx) {
    let mut batch = Batch::empty();
    batch.event(Event::new("e", "football", "league", "2026-11-22T15:00:00Z").between("A", "B"));
    let market = batch.market(Market::new("e", "book", "1x2"));
    for _ in 0..400_000 {
        batch.quote(Quote::back(&market, "home", Price::Decimal("1.91".to_owned())));
    }
    cx.emit(batch);
}

/// Says things that cannot be: the host leaves them out and counts them.
fn lie(cx: &Cx, what: &str) {
    let mut batch = Batch::empty();
    let starts = if what == "when" { "tomorrow" } else { "2026-11-22T15:00:00Z" };
    let home = if what == "escape" { "Ar\u{1b}[2Jsenal" } else { "Arsenal" };
    batch.event(Event::new("e", "football", "league", starts).between(home, "Spurs"));
    let kind = if what == "kind" { "1X2; drop" } else { "1x2" };
    let market = batch.market(Market::new("e", "book", kind));
    let price = match what {
        "comma" => "1,91",
        "exponent" => "1e3",
        "nan" => "NaN",
        "below" => "0.5",
        "long" => "1.911111111111111111",
        _ => "1.91",
    };
    let selection = if what == "selection" { "neither" } else { "home" };
    batch.quote(Quote::back(&market, selection, Price::Decimal(price.to_owned())));
    batch.quote(Quote::back(
        if what == "orphan" { "nowhere" } else { &market },
        "away",
        Price::Decimal("4.20".to_owned()),
    ));
    cx.emit(batch);
}
