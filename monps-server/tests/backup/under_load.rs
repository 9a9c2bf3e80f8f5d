//! A backup made while bets come in: whole to some instant, the books sound, nobody disturbed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Instant;

use super::monps::succeeds;
use super::running::Running;
use super::scene::bet;

#[tokio::test]
async fn a_backup_of_a_busy_server_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let server = Arc::new(Running::start(&here.join("data")).await);
    let (stop, acknowledged) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..8 {
        let (server, stop, acknowledged) =
            (Arc::clone(&server), Arc::clone(&stop), Arc::clone(&acknowledged));
        writers.spawn(async move {
            for number in 0..10_000 {
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                assert_eq!(bet(&server, writer * 10_000 + number).await, 201);
                acknowledged.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    let mut least = Vec::new();
    for round in 0..3 {
        while acknowledged.load(Ordering::Relaxed) < 20 * (round + 1) {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        let before = acknowledged.load(Ordering::Relaxed);
        let (here, name) = (here.to_owned(), format!("{round}.monps"));
        let made = name.clone();
        tokio::task::spawn_blocking(move || succeeds(&here, &["backup", &name, "--data", "data"]))
            .await
            .unwrap();
        least.push((made, before));
    }
    stop.store(true, Ordering::Relaxed);
    while let Some(writer) = writers.join_next().await {
        writer.unwrap();
    }
    for (name, before) in least {
        let said = succeeds(here, &["verify", &name]);
        let bets = said.split(" entries, ").nth(1).unwrap().split(' ').next().unwrap();
        let bets: u32 = bets.parse().unwrap();
        assert!(bets >= before, "{name}: {before} were acknowledged before it, it has {bets}");
        let began = Instant::now();
        // It compares what it took in with the backup, row by row.
        let said = succeeds(here, &["restore", &name, "--data", &format!("of-{name}")]);
        println!(
            "{name}: {before} bets acknowledged before it, {bets} in it; restored in {:?} (promised: \
             60 s): {said}",
            began.elapsed()
        );
    }
}
