-- The history of prices: a row when a price changes, and when it disappears (price NULL).

-- The prices that share sport, competition, market kind, venue and side: the ways in which lists of
-- prices are asked for. There are some hundreds, so that "the newest of these streams" is a merge of
-- a few index walks however rare the filter and however long the history.
CREATE TABLE odds_streams (
    id INTEGER PRIMARY KEY,
    sport TEXT NOT NULL,
    -- The competition's key, or empty.
    competition TEXT NOT NULL,
    kind TEXT NOT NULL,
    venue_id INTEGER NOT NULL,
    side INTEGER NOT NULL CHECK (side IN (0, 1)),
    UNIQUE (sport, competition, kind, venue_id, side)
) STRICT;

CREATE TABLE odds_history (
    id INTEGER PRIMARY KEY,
    selection_id INTEGER NOT NULL,
    venue_id INTEGER NOT NULL,
    side INTEGER NOT NULL CHECK (side IN (0, 1)),
    source_id INTEGER NOT NULL,
    source_at INTEGER NOT NULL,
    observed_at INTEGER NOT NULL,
    price TEXT,
    -- What was quoted, where it was not decimal: '11/10', '+110', 'p0.37'.
    quoted TEXT,
    available TEXT,
    stake_max TEXT,
    -- The source's clock is a convention, not a reading.
    approximate INTEGER NOT NULL DEFAULT 0 CHECK (approximate IN (0, 1)),
    -- The stream of a price; none where it disappeared.
    stream_id INTEGER,
    UNIQUE (selection_id, venue_id, side, source_at)
) STRICT;

CREATE INDEX odds_history_stream ON odds_history (stream_id, observed_at)
    WHERE stream_id IS NOT NULL;
CREATE INDEX odds_history_observed ON odds_history (observed_at) WHERE stream_id IS NOT NULL;

-- What each poll did; a poll that changed nothing leaves its trace here.
CREATE TABLE collection_logs (
    id INTEGER PRIMARY KEY,
    feed TEXT NOT NULL,
    task TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'partial', 'failed')),
    requests INTEGER NOT NULL,
    credits INTEGER NOT NULL,
    quotes_seen INTEGER NOT NULL,
    quotes_changed INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    error TEXT
) STRICT;

CREATE INDEX collection_logs_feed ON collection_logs (feed, started_at);

CREATE TABLE feeds (
    id TEXT PRIMARY KEY,
    last_attempt_at INTEGER,
    last_success_at INTEGER,
    -- Failures since the last success, and the last one in words.
    failures INTEGER NOT NULL,
    last_error TEXT,
    -- Spent of the period's budget, and what the source last said is left.
    quota_used INTEGER,
    quota_remaining INTEGER,
    quota_period TEXT
) WITHOUT ROWID, STRICT;
