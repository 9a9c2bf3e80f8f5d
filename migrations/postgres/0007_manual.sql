-- Prices entered by hand, and when each stops counting: nobody polls a person to find out.
CREATE TABLE manual_quotes (
    selection_id BIGINT NOT NULL,
    venue_id INTEGER NOT NULL,
    side SMALLINT NOT NULL CHECK (side IN (0, 1)),
    event_id BIGINT NOT NULL REFERENCES events (id),
    expires_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (selection_id, venue_id, side)
);

CREATE INDEX manual_quotes_expiry ON manual_quotes (expires_at);
