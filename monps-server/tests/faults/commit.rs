//! The answer to COMMIT is lost: nobody can tell whether it happened, and it happens once.

use std::time::Duration;

use crate::postgres::Cluster;
use crate::proxy::Mode;
use crate::scene::{behind_proxy, bet, has_bets, serve};

const ROUNDS: usize = 10;
const TRIES_MAX: usize = 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bet_whose_commit_went_unanswered_is_recorded_once() {
    let Some(cluster) = Cluster::start("a_bet_whose_commit_went_unanswered") else { return };
    let data = tempfile::tempdir().unwrap();
    let proxy = behind_proxy(&cluster).await;
    // Nothing else commits meanwhile.
    let quiet = [("MONPS__COLLECT__ENABLED", "false".to_owned())];
    let server = serve(data.path(), &proxy, &quiet).await;
    let mut swallowed = 0;
    for round in 0..ROUNDS {
        proxy.set(Mode::SwallowCommit);
        let mut answers = Vec::new();
        for _ in 0..TRIES_MAX {
            let key = format!("round-{round}");
            let (status, answer) = server.send_once("/bets/bets/", &key, &bet(round)).await;
            answers.push(status);
            if status == 201 {
                break;
            }
            assert_eq!(status, 503, "{answer}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(answers.last(), Some(&201), "{answers:?}");
        swallowed += usize::from(answers.len() > 1);
        proxy.set(Mode::Pass);
        has_bets(&server, round + 1).await;
    }
    assert!(swallowed > ROUNDS / 2, "an answer was lost in {swallowed} rounds only");
}
