-- The history of prices on TimescaleDB: chunks of thirty days, compressed once they are a fortnight
-- old, and candles of an hour kept up to date.

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
);

SELECT create_hypertable('odds_history', 'source_at',
    chunk_time_interval => INTERVAL '30 days', create_default_indexes => FALSE);

CREATE INDEX odds_history_stream ON odds_history (stream_id, observed_at DESC, id DESC)
    WHERE price IS NOT NULL;

ALTER TABLE odds_history SET (
    timescaledb.compress,
    timescaledb.compress_segmentby = 'selection_id',
    timescaledb.compress_orderby = 'venue_id, side, source_at'
);

SELECT add_compression_policy('odds_history', INTERVAL '14 days');

CREATE MATERIALIZED VIEW odds_candles
WITH (timescaledb.continuous, timescaledb.materialized_only = FALSE) AS
SELECT selection_id, venue_id, side,
       time_bucket(INTERVAL '1 hour', source_at) AS starts_at,
       first(price, source_at) AS open,
       max(price) AS high,
       min(price) AS low,
       last(price, source_at) AS close,
       count(price) AS prices
FROM odds_history
WHERE price IS NOT NULL
GROUP BY selection_id, venue_id, side, time_bucket(INTERVAL '1 hour', source_at)
WITH NO DATA;

SELECT add_continuous_aggregate_policy('odds_candles',
    start_offset => INTERVAL '7 days', end_offset => INTERVAL '1 hour',
    schedule_interval => INTERVAL '1 hour');

INSERT INTO odds_layout (id, engine, monthly_from)
VALUES (1, 'timescaledb', extract(year FROM now() AT TIME ZONE 'UTC')::integer);
