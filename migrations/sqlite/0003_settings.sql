CREATE TABLE settings (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL CHECK (json_valid(value)),
    description TEXT,
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

-- A sample of the key gauges a minute, so that charts need no other server.
CREATE TABLE prometheus_metrics (
    name TEXT NOT NULL,
    labels TEXT NOT NULL,
    sampled_at INTEGER NOT NULL,
    value REAL NOT NULL,
    PRIMARY KEY (name, labels, sampled_at)
) WITHOUT ROWID, STRICT;
