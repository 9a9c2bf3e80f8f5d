//! `monps check` and `monps migrate`, as programs.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

fn monps(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> (i32, String) {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_monps"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

/// Two addresses that nobody listens on.
fn free() -> [String; 2] {
    let listeners = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    listeners.map(|listener| listener.local_addr().unwrap().to_string())
}

#[test]
fn check_says_what_is_in_force_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let [api, dashboard] = free();
    let environment = [
        ("MONPS__SERVER__API", api.as_str()),
        ("MONPS__SERVER__DASHBOARD", dashboard.as_str()),
        ("THE_ODDS_API_KEY", "c4n4ry-0123456789"),
    ];
    let (code, text) = monps(folder.path(), &["check"], &environment);
    assert_eq!(code, 0, "{text}");
    for part in [
        "# environment variable MONPS__SERVER__API",
        "data.dir = \"data\"",
        "THE_ODDS_API_KEY: set",
        "will be made",
        "Market simulator",
        "is free for the API",
        "`monps serve` would start.",
    ] {
        assert!(text.contains(part), "no {part:?} in\n{text}");
    }
    assert!(!text.contains("c4n4ry"), "{text}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn check_fails_on_what_would_stop_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    std::fs::write(
        folder.path().join("monps.toml"),
        "[[feeds]]\nid = \"a\"\nadapter = \"nobody\"\n[[feeds]]\nid = \"b\"\nadapter = \"the-odds-api\"\n",
    )
    .unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let [_, dashboard] = free();
    let environment = [
        ("MONPS__SERVER__API", address.as_str()),
        ("MONPS__SERVER__DASHBOARD", dashboard.as_str()),
    ];
    let (code, text) = monps(folder.path(), &["check"], &environment);
    assert_eq!(code, 1, "{text}");
    let line = |part: &str| text.lines().find(|line| line.contains(part)).unwrap_or_default();
    assert!(line("for the API").contains("STOPS"), "{text}");
    assert!(line("a: ").contains("STOPS"), "{text}");
    assert!(line("has no secret").contains("warning"), "{text}");
    assert!(line("has no secret").contains("THE_ODDS_API_KEY_FILE"), "{text}");
    assert!(text.contains("would not start: 2 to put right first"), "{text}");

    let (code, text) = monps(folder.path(), &["check", "--config", "nowhere.toml"], &[]);
    assert_eq!(code, 1);
    assert!(text.contains("nowhere.toml cannot be read"), "{text}");
}

#[test]
fn check_names_the_secrets_of_every_venue() {
    let folder = tempfile::tempdir().unwrap();
    let feed = |adapter: &str| format!("[[feeds]]\nid = \"{adapter}\"\nadapter = \"{adapter}\"\n");
    let adapters = ["api-football", "football-data-org", "parions-sport", "pinnacle", "ps3838"];
    let file: String = adapters.map(feed).concat();
    std::fs::write(folder.path().join("monps.toml"), file).unwrap();
    let token = folder.path().join("token");
    std::fs::write(&token, "not-a-real-token\n").unwrap();
    // A secret that others can read is none.
    std::fs::set_permissions(&token, std::fs::Permissions::from_mode(0o600)).unwrap();
    let [api, dashboard] = free();
    let environment = [
        ("MONPS__SERVER__API", api.as_str()),
        ("MONPS__SERVER__DASHBOARD", dashboard.as_str()),
        ("API_FOOTBALL_KEY", "not-a-real-key"),
        ("FOOTBALL_DATA_ORG_TOKEN_FILE", "token"),
        ("PS3838_USER", "nobody"),
    ];
    let (code, text) = monps(folder.path(), &["check"], &environment);
    assert_eq!(code, 0, "{text}");
    for said in [
        "api-football (API-Football) has its secret",
        "football-data-org (football-data.org) has its secret",
        "parions-sport (Parions Sport (point de vente)) needs no secret",
        "pinnacle (Pinnacle) has no secret: set PINNACLE_PASSWORD and PINNACLE_USER",
        "ps3838 (PS3838) has no secret: set PS3838_PASSWORD or PS3838_PASSWORD_FILE",
        "Parions Sport is off",
        "a look at all 3 parts costs 9 calls; 100 a day pay for 11",
    ] {
        let unwrapped = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(unwrapped.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("not-a-real"), "{text}");
}

#[test]
fn check_refuses_a_damaged_database_and_a_folder_that_is_a_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("data")).unwrap();
    std::fs::write(folder.path().join("data/monps.sqlite"), "this is no database, not at all")
        .unwrap();
    let [api, dashboard] = free();
    let environment =
        [("MONPS__SERVER__API", api.as_str()), ("MONPS__SERVER__DASHBOARD", dashboard.as_str())];
    let (code, text) = monps(folder.path(), &["check"], &environment);
    assert_eq!(code, 1, "{text}");
    std::fs::write(folder.path().join("file"), "").unwrap();
    let (code, text) = monps(folder.path(), &["check", "--data", "file"], &environment);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("file cannot be written"), "{text}");
}

#[test]
fn migrate_makes_reports_and_checks() {
    let folder = tempfile::tempdir().unwrap();
    let run = |verb: &str| monps(folder.path(), &["migrate", verb, "--data", "d"], &[]);
    let (code, text) = run("check");
    assert_eq!(code, 1);
    assert!(text.contains("does not exist yet"), "{text}");
    assert_eq!(run("status").0, 0);
    assert!(!folder.path().join("d").exists());
    let (code, text) = run("up");
    assert_eq!(code, 0, "{text}");
    let (code, text) = run("status");
    assert_eq!(code, 0);
    assert!(text.contains("settings") && !text.contains("pending"), "{text}");
    assert_eq!(run("check").0, 0);
}
