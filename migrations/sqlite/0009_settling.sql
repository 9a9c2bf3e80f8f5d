-- What sources say of how events ended, revision by revision; what each leg was settled from; and the
-- close that a bet is measured by.

CREATE TABLE result_reports (
    -- Grows with every revision: what came later has the higher number.
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL REFERENCES events (id),
    source_id INTEGER NOT NULL REFERENCES sources (id),
    -- Counts what the source said of the event, from 1.
    revision INTEGER NOT NULL,
    newest INTEGER NOT NULL CHECK (newest IN (0, 1)),
    -- No longer where a source took it back.
    is_final INTEGER NOT NULL CHECK (is_final IN (0, 1)),
    -- 'first_half 0-1, full_time 2-1', by period.
    scores TEXT NOT NULL,
    -- Who won the whole or went through: 'home' or 'away'.
    winner TEXT,
    -- What kept it from ending as planned: 'postponed 30', 'awarded away'.
    incident TEXT,
    -- Where runners finished, and who was withdrawn.
    race TEXT CHECK (json_valid(race)),
    -- Why it does not count.
    refused TEXT,
    first_seen_at INTEGER NOT NULL,
    UNIQUE (event_id, source_id, revision)
) STRICT;

INSERT INTO result_reports
    (event_id, source_id, revision, newest, is_final, scores, first_seen_at)
SELECT event_id, source_id, 1, 1, 1,
    group_concat(period || ' ' || home || '-' || away, ', ' ORDER BY period), max(observed_at)
FROM results WHERE is_final = 1 GROUP BY event_id, source_id ORDER BY event_id, source_id;

-- The newest report that the leg was judged by; none where no result has decided it.
ALTER TABLE bet_legs ADD COLUMN report_seen INTEGER;

-- Why a leg was decided as it was, decision by decision.
CREATE TABLE leg_rulings (
    bet_id INTEGER NOT NULL REFERENCES bets (id),
    position INTEGER NOT NULL,
    -- The version of the bet that it made.
    version INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    source TEXT NOT NULL,
    revision INTEGER NOT NULL,
    -- What the source said, in words.
    said TEXT NOT NULL,
    -- The sets of rules that were asked, with their versions.
    rules TEXT NOT NULL,
    decided_at INTEGER NOT NULL,
    PRIMARY KEY (bet_id, position, version)
) WITHOUT ROWID, STRICT;

CREATE TRIGGER leg_rulings_stand_update BEFORE UPDATE ON leg_rulings
BEGIN SELECT RAISE(ABORT, 'a ruling is never changed: rule again'); END;
CREATE TRIGGER leg_rulings_stand_delete BEFORE DELETE ON leg_rulings
BEGIN SELECT RAISE(ABORT, 'a ruling is never deleted: rule again'); END;

-- Price taken x fair closing probability - 1, in percent.
ALTER TABLE bets ADD COLUMN clv_fair TEXT;
-- Whose close it is; 'none' where there was none to be found; empty until it was looked for.
ALTER TABLE bets ADD COLUMN close_reference TEXT;
-- How its margin was taken out.
ALTER TABLE bets ADD COLUMN close_method TEXT;
-- How long before the start the reference was last seen.
ALTER TABLE bets ADD COLUMN close_age_s INTEGER;

CREATE INDEX bets_unclosed ON bets (id)
    WHERE close_reference IS NULL AND deleted_at IS NULL AND status IN ('settled', 'void');
