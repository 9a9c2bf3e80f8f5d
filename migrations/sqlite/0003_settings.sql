-- What a person decides while the server runs. A known setting that nobody has decided has no value:
-- the default of the running version counts.

CREATE TABLE settings (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    -- With masks in the place of secrets.
    value TEXT CHECK (json_valid(value)),
    description TEXT,
    -- Counts the changes, so that of two writers one is told that the other was faster.
    version INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE setting_history (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    old_value TEXT,
    new_value TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

CREATE INDEX setting_history_key ON setting_history (key, id);

-- Secrets of settings, encrypted by a key that is not in this file.
CREATE TABLE setting_secrets (
    name TEXT PRIMARY KEY,
    sealed BLOB NOT NULL,
    updated_at INTEGER NOT NULL
) WITHOUT ROWID, STRICT;

-- A sample of the key gauges a minute, so that charts need no other server.
CREATE TABLE prometheus_metrics (
    name TEXT NOT NULL,
    labels TEXT NOT NULL,
    sampled_at INTEGER NOT NULL,
    value REAL NOT NULL,
    PRIMARY KEY (name, labels, sampled_at)
) WITHOUT ROWID, STRICT;

CREATE INDEX prometheus_metrics_age ON prometheus_metrics (sampled_at);
