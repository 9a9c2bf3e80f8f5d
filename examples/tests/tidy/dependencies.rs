//! Which crate may use what: `monps-core` ◀ `monps-adapters` ◀ `monps-server` ◀ `monps-examples`.

use toml::{Table, Value};

use crate::tree::{Complaint, Tree};

/// What runs tasks, talks to the outside or keeps data: none of it belongs in values and rules.
const NOT_IN_CORE: &[&str] = &[
    "async-trait",
    "axum",
    "figment",
    "futures-util",
    "hyper",
    "lettre",
    "log",
    "monps-adapters",
    "monps-examples",
    "monps-server",
    "poem",
    "poem-openapi",
    "prometheus",
    "rand",
    "redis",
    "reqwest",
    "serde_json",
    "sqlx",
    "tokio",
    "tracing",
    "wasmtime",
];

/// What the server adds to the adapters.
const NOT_IN_ADAPTERS: &[&str] = &[
    "clap",
    "figment",
    "lettre",
    "monps-examples",
    "monps-server",
    "poem",
    "poem-openapi",
    "prometheus",
    "redis",
    "sqlx",
];

const NOT_IN_SERVER: &[&str] = &["monps-examples"];

const LAYERS: &[(&str, &[&str])] = &[
    ("monps-core", NOT_IN_CORE),
    ("monps-adapters", NOT_IN_ADAPTERS),
    ("monps-server", NOT_IN_SERVER),
];

/// A dependency that its layer must not see, in any of the tables of a manifest.
pub(crate) fn forbidden(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (layer, forbidden) in LAYERS {
        let path = format!("{layer}/Cargo.toml");
        for (name, _) in dependencies(&manifest(tree, &path, &mut complaints)) {
            if forbidden.contains(&name.as_str()) {
                let sentence = format!(
                    "{layer} must not depend on {name}: move what needs it to a later layer"
                );
                complaints.push(Complaint::file(&path, sentence));
            }
        }
    }
    complaints
}

/// A member that does not take the workspace's lints, or a dependency with a version of its own.
pub(crate) fn scattered(tree: &Tree) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    let root = manifest(tree, "Cargo.toml", &mut complaints);
    let members = root
        .get("workspace")
        .and_then(|workspace| workspace.get("members")?.as_array())
        .cloned()
        .unwrap_or_default();
    if members.is_empty() {
        complaints.push(Complaint::file("Cargo.toml", "the workspace has no member"));
    }
    for member in members.iter().filter_map(Value::as_str) {
        let path = format!("{member}/Cargo.toml");
        let table = manifest(tree, &path, &mut complaints);
        if !inherits(table.get("lints")) {
            complaints.push(Complaint::file(
                &path,
                "add `[lints] workspace = true`: one table of lints holds for every crate",
            ));
        }
        for (name, value) in dependencies(&table) {
            if !inherits(Some(&value)) {
                let sentence = format!(
                    "{name} has a version of its own: name it in [workspace.dependencies] and write `{name}.workspace = true`"
                );
                complaints.push(Complaint::file(&path, sentence));
            }
        }
    }
    complaints
}

fn inherits(value: Option<&Value>) -> bool {
    value.and_then(|value| value.get("workspace")?.as_bool()) == Some(true)
}

fn manifest(tree: &Tree, path: &str, complaints: &mut Vec<Complaint>) -> Table {
    match tree.text(path).map(str::parse::<Table>) {
        Some(Ok(table)) => table,
        Some(Err(error)) => {
            complaints.push(Complaint::file(path, format!("is not TOML: {error}")));
            Table::new()
        }
        None => {
            complaints.push(Complaint::file(path, "is missing"));
            Table::new()
        }
    }
}

/// Every dependency under its real name: a renamed one does not hide.
fn dependencies(manifest: &Table) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    let targets = manifest.get("target").and_then(Value::as_table);
    let per_target =
        targets.into_iter().flat_map(|table| table.values().filter_map(Value::as_table));
    for table in std::iter::once(manifest).chain(per_target) {
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for (name, value) in table.get(kind).and_then(Value::as_table).into_iter().flatten() {
                let real = value.get("package").and_then(Value::as_str).unwrap_or(name);
                found.push((real.to_owned(), value.clone()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_core(core: &str) -> Tree {
        Tree::sample(&[
            ("Cargo.toml", "[workspace]\nmembers = [\"monps-core\"]\n"),
            ("monps-core/Cargo.toml", core),
            ("monps-adapters/Cargo.toml", ""),
            ("monps-server/Cargo.toml", ""),
        ])
    }

    #[test]
    fn a_runtime_in_core_is_found_wherever_it_hides() {
        for bad in [
            "[dependencies]\ntokio.workspace = true\n",
            "[dev-dependencies]\ntokio = \"1\"\n",
            "[build-dependencies]\nsqlx = \"0.9\"\n",
            "[target.'cfg(unix)'.dependencies]\nredis = \"1\"\n",
            "[dependencies]\nquiet = { package = \"reqwest\", version = \"0.13\" }\n",
        ] {
            assert_eq!(forbidden(&with_core(bad)).len(), 1, "{bad}");
        }
        assert!(forbidden(&with_core("[dependencies]\nchrono.workspace = true\n")).is_empty());
    }

    #[test]
    fn a_missing_manifest_is_found() {
        assert_eq!(forbidden(&Tree::default()).len(), LAYERS.len());
    }

    #[test]
    fn a_version_or_a_lint_table_of_its_own_is_found() {
        let good = "[lints]\nworkspace = true\n[dependencies]\ncsv.workspace = true\n";
        assert!(scattered(&with_core(good)).is_empty());
        assert_eq!(scattered(&with_core("")).len(), 1);
        let own = "[lints]\nworkspace = true\n[dependencies]\ncsv = \"1.4\"\n";
        assert_eq!(scattered(&with_core(own)).len(), 1);
        assert!(!scattered(&Tree::sample(&[("Cargo.toml", "[workspace]")])).is_empty());
    }
}
