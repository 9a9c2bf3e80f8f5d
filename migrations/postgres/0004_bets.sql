-- What was bet: as agreed, where it stands, what it came to. A bet that was deleted stays, unlisted.

CREATE TABLE bets (
    id BIGINT PRIMARY KEY,
    -- Counts the changes: a change that was decided on an older version is refused.
    version BIGINT NOT NULL,
    -- The words that it was recorded with.
    match_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    bookmaker TEXT NOT NULL,
    market_type TEXT,
    sport TEXT NOT NULL,
    venue_id INTEGER NOT NULL REFERENCES venues (id),
    login TEXT NOT NULL,
    side SMALLINT NOT NULL CHECK (side IN (0, 1)),
    stake NUMERIC NOT NULL,
    currency TEXT NOT NULL,
    commission NUMERIC NOT NULL,
    -- Of an accumulator, the prices of its legs multiplied.
    price NUMERIC NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('ligne', 'tabac')),
    strategy TEXT NOT NULL,
    paper BOOLEAN NOT NULL,
    status TEXT NOT NULL,
    -- All of these or none: what it came to.
    result TEXT,
    payout NUMERIC,
    commission_paid NUMERIC,
    profit NUMERIC,
    settled_at TIMESTAMPTZ,
    -- The price that it was settled at, where that is not the price taken.
    actual_odds NUMERIC,
    clv NUMERIC,
    odds_close NUMERIC,
    -- A person took its settling into their own hands.
    by_hand BOOLEAN NOT NULL,
    notes TEXT,
    tags TEXT[] NOT NULL,
    -- Its words and names in lower case, for the search.
    search TEXT NOT NULL,
    placed_at TIMESTAMPTZ NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    deleted_at TIMESTAMPTZ
);

CREATE INDEX bets_created ON bets (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX bets_placed ON bets (placed_at, id) WHERE deleted_at IS NULL;
CREATE INDEX bets_status ON bets (status) WHERE deleted_at IS NULL;

CREATE TABLE bet_legs (
    bet_id BIGINT NOT NULL REFERENCES bets (id),
    position BIGINT NOT NULL,
    match_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    market_type TEXT,
    event_id BIGINT NOT NULL REFERENCES events (id),
    kind TEXT NOT NULL,
    period TEXT NOT NULL,
    line_quarters INTEGER,
    code TEXT NOT NULL,
    selection_id BIGINT REFERENCES selections (id),
    price NUMERIC NOT NULL,
    quoted TEXT,
    -- What became of the selection.
    result TEXT,
    PRIMARY KEY (bet_id, position)
);

CREATE INDEX bet_legs_event ON bet_legs (event_id);
