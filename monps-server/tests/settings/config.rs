//! The configuration: layers, errors that name the place, secrets that stay secret.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use monps_server::config::{Config, ConfigError, Environment, Flags, LogFormat, Sources};
use rust_decimal::dec;

fn sources(file: Option<&Path>, environment: &[(&str, &str)], flags: Flags) -> Sources {
    Sources {
        file: file.map(Path::to_owned),
        default_file: "there-is-no-such-file.toml".into(),
        environment: environment.iter().copied().collect(),
        flags,
    }
}

fn load_env(environment: &[(&str, &str)]) -> Result<Config, ConfigError> {
    Config::load(&sources(None, environment, Flags::default()))
}

/// Loads a file of this text; the path in messages becomes `FILE`.
fn load_file(text: &str) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("monps.toml");
    std::fs::write(&path, text).unwrap();
    Config::load(&sources(Some(&path), &[], Flags::default()))
        .map_err(|error| error.to_string().replace(&path.display().to_string(), "FILE"))
}

#[test]
fn the_defaults_are_safe_and_simulated() {
    let config = load_env(&[]).unwrap();
    assert_eq!(config.server.api.to_string(), "127.0.0.1:8001");
    assert_eq!(config.server.dashboard.to_string(), "127.0.0.1:3001");
    assert_eq!(config.data.database(), Path::new("data/monps.sqlite"));
    assert_eq!(config.secret_key_file(), Path::new("data/secret.key"));
    assert_eq!(config.feeds.len(), 1);
    assert_eq!(config.feeds[0].adapter, "simulator");
    assert_eq!(config.feeds[0].every_minutes.unwrap().0.as_secs(), 30);
    assert_eq!(config.venues.defaults().exchange_commission.rate(), dec!(0.05));
    assert_eq!(config.log.format, LogFormat::Auto);
}

#[test]
fn flags_count_before_the_environment_and_that_before_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("monps.toml");
    let text = "[server]\napi = \"127.0.0.1:1001\"\ndashboard = \"127.0.0.1:1002\"\n[data]\ndir = \"file\"\n";
    std::fs::write(&path, text).unwrap();
    let environment = [("MONPS__SERVER__API", "127.0.0.1:2001"), ("MONPS__DATA__DIR", "12345")];
    let flags = Flags::default().set("--data", "data.dir", Some("flag"));
    let config = Config::load(&sources(Some(&path), &environment, flags)).unwrap();
    assert_eq!(config.server.dashboard.port(), 1002);
    assert_eq!(config.server.api.port(), 2001);
    assert_eq!(config.data.dir, Path::new("flag"));
    let origin = |key: &str| {
        let explained = config.explained().iter().find(|explained| explained.key == key);
        explained.unwrap().origin.clone()
    };
    assert_eq!(origin("server.dashboard"), path.display().to_string());
    assert_eq!(origin("server.api"), "environment variable MONPS__SERVER__API");
    assert_eq!(origin("data.dir"), "flag --data");
    assert_eq!(origin("log.filter"), "default");
    // Without the flag the variable counts, and its digits are a folder's name.
    let config = Config::load(&sources(Some(&path), &environment, Flags::default())).unwrap();
    assert_eq!(config.data.dir, Path::new("12345"));
}

#[test]
fn a_file_that_was_named_must_be_there_and_the_default_need_not() {
    let missing = sources(Some(Path::new("/no/such/file.toml")), &[], Flags::default());
    let error = Config::load(&missing).unwrap_err();
    assert!(matches!(error, ConfigError::Unreadable { .. }), "{error}");
    let folder = tempfile::tempdir().unwrap();
    let default_file = folder.path().join("monps.toml");
    std::fs::write(&default_file, "[log]\nformat = \"json\"\n").unwrap();
    let found = Sources { default_file, ..sources(None, &[], Flags::default()) };
    assert_eq!(Config::load(&found).unwrap().log.format, LogFormat::Json);
}

#[test]
fn lists_and_aliases_are_read_from_the_environment() {
    let config = load_env(&[
        ("MONPS__SERVER__ALLOWED_HOSTS", "odds.example.org, bets.example.org"),
        ("MONPS__VENUES__EXCHANGE_COMMISSION_PCT", "2.5"),
        ("MONPS__COLLECT__ENABLED", "false"),
        ("MONPS__FEEDS", "[{id=\"odds\", adapter=\"the-odds-api\", every_minutes=240}]"),
        ("MONPS_DATA", "alias"),
        ("RUST_LOG", "warn,monps_server=debug"),
    ])
    .unwrap();
    assert_eq!(config.server.allowed_hosts, ["odds.example.org", "bets.example.org"]);
    assert_eq!(config.venues.defaults().exchange_commission.rate(), dec!(0.025));
    assert!(!config.collect.enabled);
    assert_eq!(config.feeds[0].every_minutes.unwrap().0.as_secs(), 240 * 60);
    assert_eq!(config.data.dir, Path::new("alias"));
    assert_eq!(config.log.filter, "warn,monps_server=debug");
    let config = load_env(&[("MONPS_DATA", "alias"), ("MONPS__DATA__DIR", "whole")]).unwrap();
    assert_eq!(config.data.dir, Path::new("whole"));
}

#[test]
fn feeds_of_a_file_take_the_simulators_place() {
    let config = load_file(
        "[[feeds]]\nid = \"odds\"\nadapter = \"the-odds-api\"\nquota_budget = 500\ncache_minutes = 230\n\
         config = { sports = \"soccer_epl\", scores_days = 3, live = true }\n",
    )
    .unwrap();
    assert_eq!(config.feeds.len(), 1);
    let feed = &config.feeds[0];
    assert!(feed.enabled && feed.every_minutes.is_none());
    assert_eq!(feed.quota_budget, Some(500));
    let adapter = feed.adapter_config();
    assert_eq!(adapter["sports"], "soccer_epl");
    assert_eq!((adapter["scores_days"].as_str(), adapter["live"].as_str()), ("3", "true"));
    assert!(load_file("feeds = []\n").unwrap().feeds.is_empty());
}

#[test]
fn a_slip_of_the_pen_is_told_with_the_key_that_was_meant() {
    for (text, expected) in [
        (
            "[server]\nappi = 1\n",
            "FILE: there is no key `server.appi`; `server.api` was probably meant",
        ),
        ("[sever]\napi = 1\n", "FILE: there is no key `sever`; `server` was probably meant"),
        (
            "[[feeds]]\nid = \"a\"\nadapter = \"b\"\nevery_minute = 1\n",
            "FILE: there is no key `feeds[0].every_minute`; `feeds[].every_minutes` was probably meant",
        ),
        ("data_dir = \"x\"\n", "FILE: there is no key `data_dir`; `data.dir` was probably meant"),
    ] {
        assert_eq!(load_file(text).unwrap_err(), expected);
    }
    let error = load_env(&[("MONPS__SERVER__DASHBORD", "127.0.0.1:1")]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "environment variable MONPS__SERVER__DASHBORD: there is no key `server.dashbord`; \
         `server.dashboard` was probably meant"
    );
    let far = load_file("[xyzzy]\n").unwrap_err();
    assert_eq!(far, "FILE: there is no key `xyzzy`");
}

#[test]
fn a_wrong_value_is_told_with_its_key_and_place() {
    for (text, key, reason) in [
        ("[server]\napi = \"here\"\n", "server.api", "socket address"),
        ("[server]\napi = 8001\n", "server.api", "socket address"),
        ("server = 5\n", "server", "expected"),
        ("[collect]\nenabled = \"perhaps\"\n", "collect.enabled", "bool"),
        ("[venues]\nage_max_s = -1\n", "venues.age_max_s", "u32"),
        ("[venues]\nage_max_s = 0\n", "venues.age_max_s", "from 1"),
        ("[venues]\npreset = \"spain\"\n", "venues.preset", "france-2026"),
        (
            "[venues]\nexchange_commission_pct = 50\n",
            "venues.exchange_commission_pct",
            "percentage",
        ),
        ("[log]\nformat = \"xml\"\n", "log.format", "pretty"),
        ("[log]\nfilter = \"a=b=c\"\n", "log.filter", "no filter"),
        ("[[feeds]]\nid = \"a\"\n", "feeds[0]", "adapter"),
        ("[[feeds]]\nid = \"A b\"\nadapter = \"x\"\n", "feeds[0].id", "a-z"),
        (
            "[[feeds]]\nid = \"a\"\nadapter = \"x\"\nevery_minutes = 0.01\n",
            "feeds[0].every_minutes",
            "0.05",
        ),
        (
            "[[feeds]]\nid = \"a\"\nadapter = \"x\"\ncache_minutes = -1\n",
            "feeds[0].cache_minutes",
            "minutes",
        ),
        (
            "[[feeds]]\nid = \"a\"\nadapter = \"x\"\n[[feeds]]\nid = \"a\"\nadapter = \"y\"\n",
            "feeds[1].id",
            "another feed",
        ),
        (
            "[[feeds]]\nid = \"a\"\nadapter = \"x\"\nbase_urls = {api = \"http://127.0.0.1:1\"}\n",
            "feeds[0].base_urls.api",
            "collect.allow_loopback",
        ),
        (
            "[collect]\nallow_loopback = true\n[[feeds]]\nid = \"a\"\nadapter = \"x\"\n\
             base_urls = {api = \"https://api.example\"}\n",
            "feeds[0].base_urls.api",
            "on this machine",
        ),
        ("[server]\nallowed_origins = [\"*\"]\n", "server.allowed_origins", "not an origin"),
        ("[data]\ndir = \"\"\n", "data.dir", "folder"),
        ("[data]\nurl = \"mysql://db/monps\"\n", "data.url", "postgres://"),
        ("[data]\nurl = \"postgres://me:c4n4ry@db/x\"\n", "data.url", "MONPS_DATABASE_URL_FILE"),
        ("[data]\nurl = \"postgres://db/x?password=c4n4ry\"\n", "data.url", "no password"),
        ("[postgres]\nconnections_max = 0\n", "postgres.connections_max", "between 1 and 200"),
        ("[postgres]\nlock_timeout_ms = 0\n", "postgres.lock_timeout_ms", "between 1 and"),
    ] {
        let error = load_file(text).unwrap_err();
        assert!(error.starts_with(&format!("FILE: `{key}` ")), "{text}: {error}");
        assert!(error.contains(reason), "{text}: {error}");
        assert!(!error.contains("c4n4ry"), "{error}");
    }
    let error = load_env(&[("MONPS__VENUES__AGE_MAX_S", "soon")]).unwrap_err().to_string();
    assert!(
        error.starts_with("environment variable MONPS__VENUES__AGE_MAX_S: `venues.age_max_s` "),
        "{error}"
    );
}

#[test]
fn an_address_that_others_can_reach_is_refused() {
    for address in ["0.0.0.0:8001", "[::]:8001", "192.168.1.2:8001"] {
        let error = load_env(&[("MONPS__SERVER__API", address)]).unwrap_err().to_string();
        assert!(error.contains("`server.api`") && error.contains("VPN"), "{error}");
    }
    assert!(load_env(&[("MONPS__SERVER__API", "[::1]:8001")]).is_ok());
    let error = load_env(&[("MONPS__SERVER__DASHBOARD", "127.0.0.1:8001")]).unwrap_err();
    assert!(error.to_string().contains("`server.dashboard`"), "{error}");
}

#[test]
fn a_file_that_is_not_toml_is_told_by_line_without_showing_it() {
    let error = load_file("[server]\n# fine\napi = canary-0123\n").unwrap_err();
    assert!(error.starts_with("FILE is not TOML: line 3: "), "{error}");
    assert!(!error.contains("canary"), "{error}");
}

#[test]
fn secrets_come_from_the_environment_and_are_only_said_to_be_there() {
    let config = load_env(&[("THE_ODDS_API_KEY", " c4n4ry-direct ")]).unwrap();
    assert_eq!(config.secrets.odds_api_key.as_ref().unwrap().expose(), "c4n4ry-direct");
    let explained = config.explain();
    assert!(explained.contains("THE_ODDS_API_KEY: set"), "{explained}");
    assert!(!explained.contains("c4n4ry"), "{explained}");
    assert!(!format!("{config:?}").contains("c4n4ry"));
    let environment: Environment = [("THE_ODDS_API_KEY", "c4n4ry")].into_iter().collect();
    assert!(!format!("{environment:?}").contains("c4n4ry"));
    assert!(load_env(&[]).unwrap().explain().contains("not set in the environment"));

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("the_odds_api_key");
    std::fs::write(&path, "c4n4ry-file\n").unwrap();
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
    let by_file = [("THE_ODDS_API_KEY_FILE", path.to_str().unwrap())];
    let by_systemd = [("CREDENTIALS_DIRECTORY", folder.path().to_str().unwrap())];
    let open = load_env(&by_file).unwrap_err();
    assert!(matches!(open, ConfigError::Secret { .. }), "{open}");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).unwrap();
    for environment in [by_file, by_systemd] {
        let config = load_env(&environment).unwrap();
        assert_eq!(config.secrets.odds_api_key.unwrap().expose(), "c4n4ry-file");
    }
    let both = [by_file[0], ("THE_ODDS_API_KEY", "c4n4ry-direct")];
    assert_eq!(load_env(&both).unwrap().secrets.odds_api_key.unwrap().expose(), "c4n4ry-direct");
}

#[test]
fn a_secret_in_the_configuration_file_is_refused_without_being_shown() {
    let error = load_file(
        "[[feeds]]\nid = \"a\"\nadapter = \"b\"\nconfig = { api_key = \"c4n4ry-0123\" }\n",
    )
    .unwrap_err();
    assert!(error.contains("`feeds[0].config.api_key`"), "{error}");
    assert!(error.contains("THE_ODDS_API_KEY"), "{error}");
    assert!(!error.contains("c4n4ry"), "{error}");
}

#[test]
fn the_database_is_the_file_unless_an_address_is_given() {
    let of = |config: &Config| config.database().to_string();
    assert_eq!(of(&load_env(&[]).unwrap()), "data/monps.sqlite");
    assert_eq!(of(&load_env(&[("MONPS_DATABASE_URL", "")]).unwrap()), "data/monps.sqlite");
    let by_file = load_file("[data]\nurl = \"postgres://me@db:5433/odds\"\n").unwrap();
    assert_eq!(of(&by_file), "PostgreSQL odds at db:5433");

    let url = "postgres://me:c4n4ry@db/monps?application_name=c4n4ry";
    let both = [("MONPS_DATABASE_URL", url), ("MONPS__DATA__URL", "postgres://other/x")];
    let config = load_env(&both).unwrap();
    assert_eq!(of(&config), "PostgreSQL monps at db:5432");
    let said = format!("{} {config:?} {:?} {}", config.explain(), config.database(), of(&config));
    assert!(said.contains("secret MONPS_DATABASE_URL: set"), "{said}");
    assert!(!said.contains("c4n4ry"), "{said}");

    let error = load_env(&[("MONPS_DATABASE_URL", "c4n4ry")]).unwrap_err().to_string();
    assert!(
        error.contains("postgres://user:password@host") && !error.contains("c4n4ry"),
        "{error}"
    );
}
