-- One event across feeds: which names mean one side, which events a person was asked about, which
-- events were made one or two.

-- An event that was merged into another is not listed any more; its public name leads to the other.
ALTER TABLE events ADD COLUMN merged_into INTEGER;

CREATE INDEX events_merged ON events (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX events_sport ON events (sport, starts_at);

-- The source lists the sides the other way round.
ALTER TABLE event_refs ADD COLUMN turned INTEGER NOT NULL DEFAULT 0 CHECK (turned IN (0, 1));
-- The source's word on the kick-off counts: of several, the one that named the event first.
ALTER TABLE event_refs ADD COLUMN leads INTEGER NOT NULL DEFAULT 1 CHECK (leads IN (0, 1));

CREATE INDEX event_refs_event ON event_refs (event_id);

-- Raised whenever events are made one or two: who knows names by heart forgets them then.
INSERT INTO sequences (name, next) VALUES ('joins', 1);

-- Pairs of events that may be one, with the evidence on which a person decides.
CREATE TABLE match_reviews (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    ref TEXT NOT NULL,
    -- The event that was made, and the one that it may be.
    event_id INTEGER NOT NULL REFERENCES events (id),
    candidate_id INTEGER NOT NULL REFERENCES events (id),
    is_turned INTEGER NOT NULL CHECK (is_turned IN (0, 1)),
    -- In thousandths.
    score INTEGER NOT NULL,
    runner_up INTEGER NOT NULL,
    -- The names that were compared: a JSON list of left, right and score.
    names TEXT NOT NULL,
    -- The reasons in words, the weightiest first: a JSON list.
    reasons TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'rejected', 'moot')),
    created_at INTEGER NOT NULL,
    answered_at INTEGER,
    answered_by TEXT,
    UNIQUE (event_id, candidate_id)
) STRICT;

CREATE INDEX match_reviews_state ON match_reviews (state, id);
CREATE INDEX match_reviews_candidate ON match_reviews (candidate_id);

-- A source's name is, or is not, a side that the catalogue has. Nothing is deleted: what was taken back
-- has an end.
CREATE TABLE match_aliases (
    id INTEGER PRIMARY KEY,
    sport TEXT NOT NULL,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    -- The competition in the source's word, or empty.
    competition TEXT NOT NULL,
    name TEXT NOT NULL,
    participant_id INTEGER NOT NULL REFERENCES participants (id),
    is_same INTEGER NOT NULL CHECK (is_same IN (0, 1)),
    -- Learnt from contests, or a person's answer.
    origin TEXT NOT NULL CHECK (origin IN ('learnt', 'answer')),
    evidence TEXT NOT NULL,
    review_id INTEGER REFERENCES match_reviews (id),
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    withdrawn_at INTEGER,
    withdrawn_by TEXT
) STRICT;

CREATE UNIQUE INDEX match_aliases_standing
    ON match_aliases (sport, source_id, name, participant_id) WHERE withdrawn_at IS NULL;

-- Two events that were made one, or one that was made two.
CREATE TABLE event_joins (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('merge', 'split')),
    from_id INTEGER NOT NULL REFERENCES events (id),
    to_id INTEGER NOT NULL REFERENCES events (id),
    is_turned INTEGER NOT NULL CHECK (is_turned IN (0, 1)),
    review_id INTEGER REFERENCES match_reviews (id),
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    undone_at INTEGER,
    undone_by TEXT
) STRICT;

CREATE INDEX event_joins_from ON event_joins (from_id);
CREATE INDEX event_joins_to ON event_joins (to_id);

-- What a join moved, and where it was before: prices by their number, names, results, legs of bets,
-- findings.
CREATE TABLE event_join_rows (
    join_id INTEGER NOT NULL REFERENCES event_joins (id),
    kind TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    was TEXT NOT NULL,
    PRIMARY KEY (join_id, kind, row_id, position, name)
) WITHOUT ROWID, STRICT;
