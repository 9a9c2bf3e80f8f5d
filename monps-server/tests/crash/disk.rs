//! A full disk: writes are refused with a reason, reads go on, and space is all that it takes to heal.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::running::Running;

/// A small file system in memory, gone when dropped.
struct Small(PathBuf);

impl Small {
    fn mount(at: &Path, size: &str) -> Option<Self> {
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", size, "tmpfs"])
            .arg(at)
            .output()
            .is_ok_and(|output| output.status.success());
        mounted.then(|| Self(at.to_owned()))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        // Lazily: the server may hold a file for a moment yet.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn bet(number: u32) -> Value {
    json!({
        "match_id": format!("match-{number}"), "outcome": "home", "bookmaker": "alpha",
        "odds_value": 2.5, "stake": 1, "market_type": "h2h", "notes": "x".repeat(1000),
    })
}

#[tokio::test]
async fn a_full_disk_refuses_writes_with_a_reason_and_heals() {
    let folder = tempfile::tempdir().unwrap();
    let Some(_small) = Small::mount(folder.path(), "size=12m") else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "this test needs to mount a tmpfs");
        println!(
            "a_full_disk_refuses_writes_with_a_reason_and_heals did not run: mounting needs root"
        );
        return;
    };
    // Without a feed: nothing else is to write.
    std::fs::write(folder.path().join("monps.toml"), "[collect]\nenabled = false\n").unwrap();
    let server = Running::start(folder.path()).await;
    let (status, kept) = server.send("POST", "/bets/bets/", &bet(0)).await;
    assert_eq!(status, 201, "{kept}");

    let ballast = folder.path().join("ballast");
    let room = Command::new("dd")
        .args(["if=/dev/zero", "bs=4096", &format!("of={}", ballast.display())])
        .output()
        .unwrap();
    assert!(!room.status.success(), "the disk did not fill");
    let mut refused = None;
    for number in 1..200 {
        let (status, body) = server.send("POST", "/bets/bets/", &bet(number)).await;
        if status != 201 {
            refused = Some((status, body));
            break;
        }
    }
    let (status, body) = refused.expect("200 bets fitted onto a full disk");
    assert_eq!(status, 503, "{body}");
    assert!(body["detail"].as_str().unwrap().to_lowercase().contains("disk"), "{body}");
    assert_eq!(server.get("/bets/bets/").await.0, 200, "reads go on");

    std::fs::remove_file(ballast).unwrap();
    let freed = std::time::Instant::now();
    let (status, body) = server.send("POST", "/bets/bets/", &bet(1000)).await;
    println!("a full disk: refused with 503, taken {:?} after there was room", freed.elapsed());
    assert_eq!(status, 201, "space is all that it takes: {body}\n{}", server.log());
    let (_, books) = server.get("/ledger/verify").await;
    assert_eq!(books["sound"], true, "{books}");
}
