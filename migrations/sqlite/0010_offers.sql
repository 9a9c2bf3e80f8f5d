-- What a venue puts into a bet: whose the stake is, and what is paid on top of the winnings.
-- What only some kinds of findings have to tell: the proof of a guarantee, the gap of a middle.

ALTER TABLE bets ADD COLUMN stake_kind TEXT NOT NULL DEFAULT 'cash'
    CHECK (stake_kind IN ('cash', 'free'));
ALTER TABLE bets ADD COLUMN boost_rate TEXT;
ALTER TABLE bets ADD COLUMN boost_extra_max TEXT
    CHECK (boost_extra_max IS NULL OR boost_rate IS NOT NULL);

ALTER TABLE opportunities ADD COLUMN detail TEXT;
