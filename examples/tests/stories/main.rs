//! The stories run, and tell what they told when they were written.
//!
//! Each example is compiled in here and its `tell` called, whatever was built before and however the
//! test is run. What it must print stands beside this file; `MONPS_BLESS=1` writes it anew.

use std::error::Error;
use std::path::Path;

macro_rules! stories {
    ($($name:ident = $path:literal)*) => {$(
        #[path = $path]
        #[expect(dead_code, reason = "`main` is for the example itself; the test calls `tell`")]
        mod $name;
    )*};
}

stories! {
    counter_against_sharp = "../../counter_against_sharp.rs"
    cross_market = "../../cross_market.rs"
    devig_a_market = "../../devig_a_market.rs"
    drive_an_adapter = "../../drive_an_adapter.rs"
    embed = "../../embed.rs"
    find_an_arbitrage = "../../find_an_arbitrage.rs"
    free_bet = "../../free_bet.rs"
    keep_a_ledger = "../../keep_a_ledger.rs"
    portfolio_kelly = "../../portfolio_kelly.rs"
    settle_a_system = "../../settle_a_system.rs"
}

type Told = Result<(), Box<dyn Error>>;

fn check(name: &str, told: Vec<u8>) -> Told {
    let told = String::from_utf8(told)?;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/stories/{name}.txt"));
    if std::env::var_os("MONPS_BLESS").is_some() {
        std::fs::write(&path, &told)?;
    }
    let expected = std::fs::read_to_string(&path)
        .map_err(|error| format!("{}: {error}: MONPS_BLESS=1 writes it", path.display()))?;
    assert_eq!(told, expected, "if {name} is right to say so, MONPS_BLESS=1 writes it down");
    Ok(())
}

#[tokio::test]
async fn counter_against_sharp() -> Told {
    let mut told = Vec::new();
    counter_against_sharp::tell(&mut told).await?;
    check("counter_against_sharp", told)
}

#[test]
fn cross_market() -> Told {
    let mut told = Vec::new();
    cross_market::tell(&mut told)?;
    check("cross_market", told)
}

#[test]
fn devig_a_market() -> Told {
    let mut told = Vec::new();
    devig_a_market::tell(&mut told)?;
    check("devig_a_market", told)
}

#[tokio::test]
async fn drive_an_adapter() -> Told {
    let mut told = Vec::new();
    drive_an_adapter::tell(&mut told).await?;
    check("drive_an_adapter", told)
}

#[tokio::test]
async fn embed() -> Told {
    let mut told = Vec::new();
    embed::tell(&mut told).await?;
    check("embed", told)
}

#[test]
fn find_an_arbitrage() -> Told {
    let mut told = Vec::new();
    find_an_arbitrage::tell(&mut told)?;
    check("find_an_arbitrage", told)
}

#[test]
fn keep_a_ledger() -> Told {
    let mut told = Vec::new();
    keep_a_ledger::tell(&mut told)?;
    check("keep_a_ledger", told)
}

#[test]
fn free_bet() -> Told {
    let mut told = Vec::new();
    free_bet::tell(&mut told)?;
    check("free_bet", told)
}

#[test]
fn portfolio_kelly() -> Told {
    let mut told = Vec::new();
    portfolio_kelly::tell(&mut told)?;
    check("portfolio_kelly", told)
}

#[test]
fn settle_a_system() -> Told {
    let mut told = Vec::new();
    settle_a_system::tell(&mut told)?;
    check("settle_a_system", told)
}
