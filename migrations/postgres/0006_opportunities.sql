-- What was found. A finding is open while its board still shows it.

CREATE TABLE opportunities (
    id BIGINT PRIMARY KEY,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    event_id BIGINT NOT NULL REFERENCES events (id),
    market_id BIGINT NOT NULL REFERENCES markets (id),
    edge NUMERIC NOT NULL,
    guaranteed NUMERIC,
    fair_probability NUMERIC,
    venue_count BIGINT NOT NULL,
    grade TEXT NOT NULL CHECK (grade IN ('indicative', 'bettable')),
    reasons TEXT NOT NULL,
    first_seen TIMESTAMPTZ NOT NULL,
    last_seen TIMESTAMPTZ NOT NULL,
    closed_at TIMESTAMPTZ
);

CREATE UNIQUE INDEX opportunities_open ON opportunities (key) WHERE closed_at IS NULL;
CREATE INDEX opportunities_event ON opportunities (event_id);

CREATE TABLE opportunity_legs (
    opportunity_id BIGINT NOT NULL REFERENCES opportunities (id),
    position BIGINT NOT NULL,
    selection_id BIGINT NOT NULL,
    venue_id INTEGER NOT NULL,
    side SMALLINT NOT NULL CHECK (side IN (0, 1)),
    price NUMERIC NOT NULL,
    quoted TEXT,
    share NUMERIC NOT NULL,
    source_at TIMESTAMPTZ NOT NULL,
    observed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (opportunity_id, position)
);
