-- The history of prices on plain PostgreSQL: partitions by range, made ahead and on demand, dropped
-- behind. There is no default partition: attaching the next one would have to look through it.

CREATE TABLE odds_history (
    id BIGINT NOT NULL DEFAULT nextval('odds_history_id'),
    selection_id BIGINT NOT NULL,
    source_at TIMESTAMPTZ NOT NULL,
    observed_at TIMESTAMPTZ NOT NULL,
    venue_id INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    stream_id INTEGER NOT NULL,
    side SMALLINT NOT NULL CHECK (side IN (0, 1)),
    -- The source's clock is a convention, not a reading.
    approximate BOOLEAN NOT NULL,
    -- The same row came again with another price.
    corrected BOOLEAN NOT NULL DEFAULT FALSE,
    price NUMERIC,
    -- What was quoted, where it was not decimal: '11/10', '+110', 'p0.37'.
    quoted TEXT,
    available NUMERIC,
    stake_max NUMERIC,
    PRIMARY KEY (selection_id, venue_id, side, source_at)
) PARTITION BY RANGE (source_at);

CREATE INDEX odds_history_stream ON odds_history (stream_id, observed_at DESC, id DESC)
    WHERE price IS NOT NULL;

INSERT INTO odds_layout (id, engine, monthly_from)
VALUES (1, 'partitions', extract(year FROM now() AT TIME ZONE 'UTC')::integer);
