-- After the pages of analytics: more columns on bets that its API never wrote, prices one a row, with
-- zones, and a profit that a person wrote.
CREATE TABLE settings (key TEXT PRIMARY KEY, value JSONB NOT NULL);
INSERT INTO settings VALUES ('bankroll_initial', '{"amount": 1000.50, "currency": "EUR"}');

CREATE TABLE odds (
    id BIGSERIAL PRIMARY KEY, sport TEXT, league TEXT, match_id TEXT, home_team TEXT, away_team TEXT,
    commence_time TIMESTAMPTZ, bookmaker TEXT, market_type TEXT, outcome_name TEXT,
    odds_value DOUBLE PRECISION, point DOUBLE PRECISION, last_update TIMESTAMPTZ,
    created_at TIMESTAMPTZ DEFAULT NOW());
INSERT INTO odds (sport, league, match_id, home_team, away_team, commence_time, bookmaker, market_type,
                  outcome_name, odds_value, point, last_update, created_at)
SELECT 'soccer_france_ligue_one', 'Ligue 1', 'm-1', 'Paris Saint-Germain', 'Marseille',
       '2025-11-23T20:45:00+01:00', 'Unibet', market, outcome, price, point, updated, updated + INTERVAL '20 s'
FROM (VALUES
    ('h2h', 'Paris Saint-Germain', 1.62, NULL, TIMESTAMPTZ '2025-11-23T10:00:00+01:00'),
    ('h2h', 'Draw', 4.2, NULL, '2025-11-23T10:00:00+01:00'),
    ('h2h', 'Marseille', 5.1, NULL, '2025-11-23T10:00:00+01:00'),
    ('totals', 'Over', 1.85, 2.5, '2025-11-23T10:00:00+01:00'),
    ('totals', 'Under', 1.95, 2.5, '2025-11-23T10:00:00+01:00'),
    ('spreads', 'Marseille', 1.9, 1.0, '2025-11-23T10:00:00+01:00'),
    ('h2h', 'Monaco', 9.0, NULL, '2025-11-23T10:00:00+01:00'),
    ('h2h', 'Draw', 4.1, NULL, '2025-11-23T11:00:00+01:00')
) AS prices (market, outcome, price, point, updated);
-- The source's clock stood still while its price changed.
INSERT INTO odds (sport, match_id, home_team, away_team, commence_time, bookmaker, market_type,
                  outcome_name, odds_value, last_update, created_at)
VALUES ('soccer_france_ligue_one', 'm-1', 'Paris Saint-Germain', 'Marseille',
        '2025-11-23T20:45:00+01:00', 'Unibet', 'h2h', 'Draw', 4.0, '2025-11-23T11:00:00+01:00',
        '2025-11-23T12:00:00+01:00');

CREATE TABLE odds_history (
    id BIGSERIAL, match_id TEXT, sport TEXT, home_team TEXT, away_team TEXT, commence_time TIMESTAMPTZ,
    bookmaker TEXT, market TEXT, outcome TEXT, odds_value NUMERIC, point NUMERIC, is_best BOOLEAN,
    created_at TIMESTAMPTZ);
INSERT INTO odds_history (match_id, sport, home_team, away_team, commence_time, bookmaker, market,
                          outcome, odds_value, created_at)
VALUES ('m-1', 'soccer_france_ligue_one', 'Paris Saint-Germain', 'Marseille',
        '2025-11-23T20:45:00+01:00', 'Unibet', 'h2h', 'Paris Saint-Germain', 1.62,
        '2025-11-23T10:00:00+01:00');

CREATE TABLE bets (
    id SERIAL PRIMARY KEY, match_id VARCHAR(255), outcome VARCHAR(100), bookmaker VARCHAR(100),
    odds_value NUMERIC, stake NUMERIC, bet_type VARCHAR(50), result VARCHAR(20), actual_odds NUMERIC,
    payout NUMERIC, profit_loss NUMERIC, notes TEXT, status VARCHAR(20) DEFAULT 'pending',
    actual_profit NUMERIC, clv NUMERIC, odds_close NUMERIC, market_type VARCHAR(50),
    created_at TIMESTAMPTZ, updated_at TIMESTAMPTZ);
INSERT INTO bets (match_id, outcome, bookmaker, odds_value, stake, bet_type, result, status,
                  actual_profit, clv, odds_close, market_type, created_at, updated_at)
VALUES
    ('m-1', 'Paris Saint-Germain', 'Unibet', 1.65, 20, 'value', 'won', 'settled', 13, NULL, 1.60, 'h2h',
     '2025-11-23T12:00:00Z', '2025-11-23T22:00:00Z'),
    ('m-1', 'Over', 'Unibet', 1.85, 10, 'value', 'half_won', 'settled', NULL, 1.5, NULL, 'totals',
     '2025-11-23T12:00:00Z', '2025-11-23T22:00:00Z'),
    ('m-1', 'Draw', 'Unibet', 4.20, 5, 'value', NULL, 'active', 0, NULL, 0, 'h2h',
     '2025-11-23T12:00:00Z', NULL);
