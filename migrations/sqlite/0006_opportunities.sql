-- What was found. A finding is open while its board still shows it.

CREATE TABLE opportunities (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    event_id INTEGER NOT NULL REFERENCES events (id),
    market_id INTEGER NOT NULL REFERENCES markets (id),
    edge TEXT NOT NULL,
    guaranteed TEXT,
    fair_probability TEXT,
    venue_count INTEGER NOT NULL,
    grade TEXT NOT NULL CHECK (grade IN ('indicative', 'bettable')),
    reasons TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    closed_at INTEGER
) STRICT;

CREATE UNIQUE INDEX opportunities_open ON opportunities (key) WHERE closed_at IS NULL;
CREATE INDEX opportunities_event ON opportunities (event_id);

CREATE TABLE opportunity_legs (
    opportunity_id INTEGER NOT NULL REFERENCES opportunities (id),
    position INTEGER NOT NULL,
    selection_id INTEGER NOT NULL,
    venue_id INTEGER NOT NULL,
    side INTEGER NOT NULL CHECK (side IN (0, 1)),
    price TEXT NOT NULL,
    quoted TEXT,
    share TEXT NOT NULL,
    source_at INTEGER NOT NULL,
    observed_at INTEGER NOT NULL,
    PRIMARY KEY (opportunity_id, position)
) WITHOUT ROWID, STRICT;
