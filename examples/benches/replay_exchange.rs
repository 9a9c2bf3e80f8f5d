//! 50,000 messages of an exchange's stream replayed into ladders, exact to the last digit, against
//! reading the same lines as JSON values and doing nothing with them.

use std::error::Error;
use std::fmt::Write as _;

use monps_adapters::betfair::Historic;

use crate::measure::{Contender, Figures, compare};
use crate::sample::Numbers;

const MESSAGES: u32 = 50_000;

pub(crate) fn run() -> Result<Vec<Figures>, Box<dyn Error>> {
    let file = stream()?;
    let mut replay = Historic::new(file.as_bytes());
    while replay.advance()? {}
    if replay.messages() != u64::from(MESSAGES) || !replay.is_open("1.1") {
        return Err("the stream was not replayed to its end".into());
    }
    let contenders = vec![
        Contender::new("each line as serde_json::Value, nothing kept", || {
            let read = |line| serde_json::from_str::<serde_json::Value>(line).is_ok();
            f64::from(u32::try_from(file.lines().filter(|line| read(line)).count()).unwrap_or(0))
        }),
        Contender::new("betfair::Historic, ladders kept", || {
            let mut replay = Historic::new(file.as_bytes());
            let mut messages = 0.0;
            while replay.advance().unwrap_or(false) {
                messages += 1.0;
            }
            messages
        }),
    ];
    Ok(vec![compare("message", MESSAGES, contenders)])
}

/// An image of two runners, then changes of one price at a time, as a match under way has them.
fn stream() -> Result<String, Box<dyn Error>> {
    let mut numbers = Numbers::seeded(11);
    let mut up_to = |most: u32| {
        let scaled = numbers.next() * f64::from(most + 1);
        (0..=most).rev().find(|n| f64::from(*n) <= scaled).unwrap_or_default().min(most)
    };
    let mut file = String::from(
        r#"{"op":"mcm","clk":null,"pt":1576840503572,"mc":[{"id":"1.1","img":true,"marketDefinition":{"status":"OPEN","runners":[{"id":1,"status":"ACTIVE"},{"id":2,"status":"ACTIVE"}]},"rc":[]}]}"#,
    );
    file.push('\n');
    for message in 1..MESSAGES {
        let (ladder, tick, size, runner) =
            (["atb", "atl"][usize::try_from(up_to(1))?], 150 + up_to(40), up_to(90_000), up_to(1));
        let price = format!("{}.{:02}", tick / 100, tick % 100);
        let size = format!("{}.{:02}", size / 100, size % 100);
        writeln!(
            file,
            r#"{{"op":"mcm","clk":null,"pt":{},"mc":[{{"id":"1.1","rc":[{{"{ladder}":[[{price},{size}]],"trd":[[{price},{size}]],"ltp":{price},"tv":{size},"id":{}}}],"tv":{size}}}]}}"#,
            1_576_840_503_572_u64 + u64::from(message),
            runner + 1,
        )?;
    }
    Ok(file)
}
