//! A PostgreSQL server of a test's own: a cluster in a temporary folder, reached by a socket in it.
//!
//! What `initdb` makes is kept under the build's folder and copied, because making it takes longer than
//! a test. The server refuses to run as root, so that its processes run as `postgres` then.

#![allow(dead_code, reason = "each test binary uses its part of this")]

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use monps_server::secret::Secret;
use monps_server::store::postgres::PgOptions;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;

use crate::absent::absent;

/// A running server; dropping it stops it at once, as a power cut would.
pub(crate) struct Cluster {
    folder: TempDir,
    programs: Programs,
}

/// Where the server's programs are, and who runs them.
#[derive(Clone)]
struct Programs {
    folder: PathBuf,
    user: Option<(u32, u32)>,
}

impl Cluster {
    /// Starts a server; none, with a line that says so, where PostgreSQL is not installed.
    pub(crate) fn start(test: &str) -> Option<Self> {
        let Some(programs) = Programs::find() else {
            absent(test, "PostgreSQL");
            return None;
        };
        let template = programs.template();
        let folder = tempfile::tempdir().unwrap();
        copy(&template, &folder.path().join("data"));
        programs.give(folder.path());
        let cluster = Self { folder, programs };
        cluster.run();
        Some(cluster)
    }

    /// Starts the server, for the first time or again.
    pub(crate) fn run(&self) {
        let folder = self.folder.path();
        // Not durable: nobody cuts the power of a test, and a test that wants kills kills processes.
        let options = format!(
            "-c listen_addresses='' -c unix_socket_directories='{}' -c fsync=off \
             -c max_connections=80 -c log_min_messages=fatal",
            folder.display()
        );
        let done = self
            .programs
            .command("pg_ctl")
            .args(["start", "--wait", "--silent", "--timeout", "60", "--options", &options])
            .arg("--pgdata")
            .arg(folder.join("data"))
            .arg("--log")
            .arg(folder.join("log"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        let log = || std::fs::read_to_string(folder.join("log")).unwrap_or_default();
        assert!(done.success(), "PostgreSQL did not start: {}", log());
    }

    /// Stops the server at once: connections are cut, nothing is finished.
    pub(crate) fn stop(&self) {
        // Where it is not running any more there is nothing to stop.
        let _ = self
            .programs
            .command("pg_ctl")
            .args(["stop", "--mode", "immediate", "--silent", "--pgdata"])
            .arg(self.folder.path().join("data"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
    }

    /// The address of a database as a user.
    pub(crate) fn url_as(&self, user: &str, database: &str) -> String {
        format!("postgres://{user}@localhost/{database}?host={}", self.folder.path().display())
    }

    /// The address of a database as the one who may do everything.
    pub(crate) fn url(&self, database: &str) -> String {
        self.url_as("postgres", database)
    }

    /// Where the server is reached.
    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.path().join(".s.PGSQL.5432")
    }

    /// Makes an empty database; answers how to use it.
    pub(crate) async fn database(&self, name: &str) -> PgOptions {
        self.execute("postgres", &format!("CREATE DATABASE {name}")).await;
        self.options(name)
    }

    /// How to use a database that is there.
    pub(crate) fn options(&self, name: &str) -> PgOptions {
        PgOptions::new(Secret::new(self.url(name)))
    }

    /// Runs statements in a database.
    pub(crate) async fn execute(&self, database: &str, sql: &str) {
        let mut connection = self.connect(database).await;
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
    }

    /// A connection past the product.
    pub(crate) async fn connect(&self, database: &str) -> PgConnection {
        PgConnection::connect(&self.url(database)).await.unwrap()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Programs {
    /// The newest of Debian's versions, else whatever `pg_config` names.
    fn find() -> Option<Self> {
        let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let newest = versions
            .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
            .max()
            .map(|version| PathBuf::from(format!("/usr/lib/postgresql/{version}/bin")));
        let folder = newest.or_else(|| {
            let told = Command::new("pg_config").arg("--bindir").output().ok()?;
            Some(PathBuf::from(String::from_utf8(told.stdout).ok()?.trim()))
        })?;
        if !folder.join("initdb").exists() {
            return None;
        }
        let user = if id(&["-u"])? == 0 {
            Some((id(&["-u", "postgres"])?, id(&["-g", "postgres"])?))
        } else {
            None
        };
        Some(Self { folder, user })
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.folder.join(name));
        // The folder that the test stands in may not be for the eyes of that user.
        command.current_dir("/");
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        command
    }

    /// Gives a folder and everything in it to the user who runs the server.
    fn give(&self, folder: &Path) {
        if let Some((user, group)) = self.user {
            let owner = format!("{user}:{group}");
            let done = Command::new("chown").args(["-R", &owner]).arg(folder).status().unwrap();
            assert!(done.success());
        }
    }

    /// A fresh cluster, made once for each version.
    fn template(&self) -> PathBuf {
        let version = self.folder.display().to_string().replace('/', "-");
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cluster{version}"));
        if kept.exists() {
            return kept;
        }
        let folder = tempfile::tempdir().unwrap();
        self.give(folder.path());
        let made = folder.path().join("data");
        let done = self
            .command("initdb")
            .args(["--auth=trust", "--username=postgres", "--no-sync", "--encoding=UTF8"])
            // Not C: a server has a language, and what we sort must not depend on it.
            .args(["--locale=C.UTF-8", "--pgdata"])
            .arg(&made)
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(done.success(), "initdb failed");
        // Into place at once or not at all: several tests may be doing this.
        let beside = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let copied = beside.path().join("data");
        copy(&made, &copied);
        if let Err(error) = std::fs::rename(&copied, &kept) {
            assert!(kept.exists(), "{error}");
        }
        kept
    }
}

fn id(arguments: &[&str]) -> Option<u32> {
    let told = Command::new("id").args(arguments).output().ok()?;
    String::from_utf8(told.stdout).ok()?.trim().parse().ok()
}

fn copy(from: &Path, to: &Path) {
    let done =
        Command::new("cp").args(["-a", "--reflink=auto"]).arg(from).arg(to).status().unwrap();
    assert!(done.success(), "{} could not be copied", from.display());
}
