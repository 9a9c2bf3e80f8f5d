-- The ledger: entries are appended, never changed; each carries the hash of itself and all before it.

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    venue_id INTEGER REFERENCES venues (id),
    login TEXT NOT NULL,
    currency TEXT NOT NULL,
    book TEXT NOT NULL CHECK (book IN ('real', 'paper'))
) STRICT;

CREATE UNIQUE INDEX accounts_key ON accounts (kind, ifnull(venue_id, 0), login, currency, book);

CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    bet_id INTEGER REFERENCES bets (id),
    reverses INTEGER REFERENCES entries (id),
    note TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE INDEX entries_bet ON entries (bet_id) WHERE bet_id IS NOT NULL;

CREATE TABLE postings (
    entry_id INTEGER NOT NULL REFERENCES entries (id),
    position INTEGER NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id),
    amount TEXT NOT NULL,
    PRIMARY KEY (entry_id, position)
) WITHOUT ROWID, STRICT;

CREATE INDEX postings_account ON postings (account_id, entry_id);

-- Where the chain ends, and a number that every change of a bet or of the ledger raises.
CREATE TABLE books (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    entry_count INTEGER NOT NULL,
    head_id INTEGER NOT NULL,
    head_hash TEXT NOT NULL
) STRICT;

INSERT INTO books (id, version, entry_count, head_id, head_hash) VALUES (1, 0, 0, 0, '');

-- Who did what to which thing, in words.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    detail TEXT NOT NULL
) STRICT;

CREATE INDEX audit_subject ON audit (subject, subject_id, id);

-- The first answers to requests that may be sent again.
CREATE TABLE idempotency (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    warning TEXT,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) WITHOUT ROWID, STRICT;

CREATE INDEX idempotency_created ON idempotency (created_at);

CREATE TRIGGER accounts_stand_update BEFORE UPDATE ON accounts
BEGIN SELECT RAISE(ABORT, 'an account is never changed'); END;
CREATE TRIGGER accounts_stand_delete BEFORE DELETE ON accounts
BEGIN SELECT RAISE(ABORT, 'an account is never deleted'); END;
CREATE TRIGGER entries_stand_update BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'an entry is never changed: reverse it'); END;
CREATE TRIGGER entries_stand_delete BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'an entry is never deleted: reverse it'); END;
CREATE TRIGGER postings_stand_update BEFORE UPDATE ON postings
BEGIN SELECT RAISE(ABORT, 'a posting is never changed: reverse its entry'); END;
CREATE TRIGGER postings_stand_delete BEFORE DELETE ON postings
BEGIN SELECT RAISE(ABORT, 'a posting is never deleted: reverse its entry'); END;
CREATE TRIGGER audit_stand_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_stand_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is never deleted'); END;
CREATE TRIGGER bets_stand_delete BEFORE DELETE ON bets
BEGIN SELECT RAISE(ABORT, 'a bet is never deleted: set deleted_at'); END;
