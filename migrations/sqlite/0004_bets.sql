-- What was bet: as agreed, where it stands, what it came to. A bet that was deleted stays, unlisted.

CREATE TABLE bets (
    id INTEGER PRIMARY KEY,
    -- Counts the changes: a change that was decided on an older version is refused.
    version INTEGER NOT NULL,
    -- The words that it was recorded with.
    match_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    bookmaker TEXT NOT NULL,
    market_type TEXT,
    sport TEXT NOT NULL,
    venue_id INTEGER NOT NULL REFERENCES venues (id),
    login TEXT NOT NULL,
    side INTEGER NOT NULL CHECK (side IN (0, 1)),
    stake TEXT NOT NULL,
    currency TEXT NOT NULL,
    commission TEXT NOT NULL,
    -- Of an accumulator, the prices of its legs multiplied.
    price TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('ligne', 'tabac')),
    strategy TEXT NOT NULL,
    paper INTEGER NOT NULL CHECK (paper IN (0, 1)),
    status TEXT NOT NULL,
    -- All of these or none: what it came to.
    result TEXT,
    payout TEXT,
    commission_paid TEXT,
    profit TEXT,
    settled_at INTEGER,
    -- The price that it was settled at, where that is not the price taken.
    actual_odds TEXT,
    clv TEXT,
    odds_close TEXT,
    -- A person took its settling into their own hands.
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
    notes TEXT,
    tags TEXT NOT NULL CHECK (json_valid(tags)),
    -- Its words and names in lower case, for the search.
    search TEXT NOT NULL,
    placed_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

CREATE INDEX bets_created ON bets (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX bets_placed ON bets (placed_at, id) WHERE deleted_at IS NULL;
CREATE INDEX bets_status ON bets (status) WHERE deleted_at IS NULL;

CREATE TABLE bet_legs (
    bet_id INTEGER NOT NULL REFERENCES bets (id),
    position INTEGER NOT NULL,
    match_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    market_type TEXT,
    event_id INTEGER NOT NULL REFERENCES events (id),
    kind TEXT NOT NULL,
    period TEXT NOT NULL,
    line_quarters INTEGER,
    code TEXT NOT NULL,
    selection_id INTEGER REFERENCES selections (id),
    price TEXT NOT NULL,
    quoted TEXT,
    -- What became of the selection.
    result TEXT,
    PRIMARY KEY (bet_id, position)
) WITHOUT ROWID, STRICT;

CREATE INDEX bet_legs_event ON bet_legs (event_id);
