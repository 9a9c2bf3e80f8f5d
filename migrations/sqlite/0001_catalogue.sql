-- What is bet on and who quotes it.

CREATE TABLE sequences (
    name TEXT PRIMARY KEY,
    next INTEGER NOT NULL
) WITHOUT ROWID, STRICT;

INSERT INTO sequences (name, next)
VALUES ('events', 1), ('markets', 1), ('selections', 1), ('participants', 1), ('competitions', 1),
       ('venues', 1), ('bets', 1), ('entries', 1), ('opportunities', 1);

CREATE TABLE venues (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('bookmaker', 'exchange')),
    access TEXT NOT NULL CHECK (access IN ('held', 'reference', 'barred')),
    commission TEXT NOT NULL,
    age_max_s INTEGER NOT NULL CHECK (age_max_s > 0),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE competitions (
    id INTEGER PRIMARY KEY,
    sport TEXT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    UNIQUE (sport, key)
) STRICT;

CREATE TABLE participants (
    id INTEGER PRIMARY KEY,
    sport TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (sport, name)
) STRICT;

CREATE INDEX participants_folded ON participants (folded, sport);

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    sport TEXT NOT NULL,
    competition_id INTEGER REFERENCES competitions (id),
    season INTEGER,
    home_id INTEGER REFERENCES participants (id),
    away_id INTEGER REFERENCES participants (id),
    starts_at INTEGER NOT NULL,
    time_known INTEGER NOT NULL CHECK (time_known IN (0, 1)),
    origin TEXT NOT NULL CHECK (origin IN ('feed', 'history', 'manual')),
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX events_starts ON events (starts_at);
CREATE INDEX events_home ON events (home_id, starts_at);

-- Whom we read from: an adapter, or a person.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
) STRICT;

-- The names that sources have for our events.
CREATE TABLE event_refs (
    source_id INTEGER NOT NULL REFERENCES sources (id),
    ref TEXT NOT NULL,
    event_id INTEGER NOT NULL REFERENCES events (id),
    PRIMARY KEY (source_id, ref)
) WITHOUT ROWID, STRICT;

CREATE TABLE markets (
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL REFERENCES events (id),
    kind TEXT NOT NULL,
    period TEXT NOT NULL,
    line_quarters INTEGER
) STRICT;

CREATE UNIQUE INDEX markets_key
    ON markets (event_id, kind, period, ifnull(line_quarters, -2147483648));

CREATE TABLE selections (
    id INTEGER PRIMARY KEY,
    market_id INTEGER NOT NULL REFERENCES markets (id),
    code TEXT NOT NULL,
    UNIQUE (market_id, code)
) STRICT;

CREATE TABLE results (
    event_id INTEGER NOT NULL REFERENCES events (id),
    source_id INTEGER NOT NULL REFERENCES sources (id),
    period TEXT NOT NULL,
    home INTEGER NOT NULL,
    away INTEGER NOT NULL,
    is_final INTEGER NOT NULL CHECK (is_final IN (0, 1)),
    observed_at INTEGER NOT NULL,
    PRIMARY KEY (event_id, source_id, period)
) WITHOUT ROWID, STRICT;
