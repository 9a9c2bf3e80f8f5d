-- The system as it documents itself: bets as its first request makes them, prices of home, draw and
-- away in one row, instants without a zone.
CREATE TABLE settings (
    id SERIAL PRIMARY KEY, key VARCHAR(100) UNIQUE NOT NULL, value JSONB NOT NULL, description TEXT,
    created_at TIMESTAMP DEFAULT NOW(), updated_at TIMESTAMP DEFAULT NOW());
INSERT INTO settings (key, value, description) VALUES
    ('bankroll_initial', '{"amount": 2500, "currency": "EUR"}', 'what it began with'),
    ('api_key_odds', '{"key": "0123456789abcdef", "enabled": true}', NULL),
    ('collect_frequency', '{"hours": 40, "cache_minutes": 230}', NULL),
    ('theme', '{"dark": true}', 'of the pages'),
    ('schema_version', '7', NULL);

CREATE TABLE odds_history (
    id SERIAL PRIMARY KEY, match_id VARCHAR(255) NOT NULL, sport VARCHAR(100) NOT NULL,
    home_team VARCHAR(255) NOT NULL, away_team VARCHAR(255) NOT NULL, commence_time TIMESTAMP NOT NULL,
    bookmaker VARCHAR(100) NOT NULL, home_odds DECIMAL(10, 2), away_odds DECIMAL(10, 2),
    draw_odds DECIMAL(10, 2), collected_at TIMESTAMP NOT NULL DEFAULT NOW(),
    UNIQUE (match_id, bookmaker, collected_at));
INSERT INTO odds_history
    (match_id, sport, home_team, away_team, commence_time, bookmaker, home_odds, draw_odds, away_odds,
     collected_at)
VALUES
    ('0123456789abcdef0123456789abcdef', 'soccer_epl', 'Arsenal', 'Chelsea', '2025-11-22 15:00',
     'Pinnacle', 2.10, 3.40, 3.60, '2025-11-20 08:00'),
    -- Only the draw moved; then nothing did.
    ('0123456789abcdef0123456789abcdef', 'soccer_epl', 'Arsenal', 'Chelsea', '2025-11-22 15:00',
     'Pinnacle', 2.10, 3.30, 3.60, '2025-11-20 12:00'),
    ('0123456789abcdef0123456789abcdef', 'soccer_epl', 'Arsenal', 'Chelsea', '2025-11-22 15:00',
     'Pinnacle', 2.10, 3.30, 3.60, '2025-11-20 16:00'),
    ('0123456789abcdef0123456789abcdef', 'soccer_epl', 'Arsenal', 'Chelsea', '2025-11-22 15:00',
     'Betfair', 2.12, 0.50, 3.70, '2025-11-20 08:00'),
    ('fedcba9876543210fedcba9876543210', 'tennis_atp_paris', 'Gasquet', 'Monfils', '2025-11-21 11:00',
     'Pinnacle', 1.80, NULL, 2.05, '2025-11-20 08:00');

CREATE TABLE bets (
    id SERIAL PRIMARY KEY, match_id VARCHAR(255) NOT NULL, outcome VARCHAR(100) NOT NULL,
    bookmaker VARCHAR(100) NOT NULL, odds_value DECIMAL(10, 2) NOT NULL, stake DECIMAL(10, 2) NOT NULL,
    bet_type VARCHAR(50) NOT NULL, result VARCHAR(20), actual_odds DECIMAL(10, 2),
    payout DECIMAL(10, 2), profit_loss DECIMAL(10, 2), notes TEXT, created_at TIMESTAMP DEFAULT NOW(),
    updated_at TIMESTAMP);
INSERT INTO bets (match_id, outcome, bookmaker, odds_value, stake, bet_type, result, actual_odds, payout,
                  profit_loss, notes, created_at, updated_at)
VALUES
    ('0123456789abcdef0123456789abcdef', 'Arsenal', 'Pinnacle', 2.10, 10, 'ligne', 'won', NULL, 21, 11,
     'the first', '2025-11-20 09:00', '2025-11-22 17:00'),
    ('PSG - OM', 'N', 'Parions Sport', 3.20, 4.50, 'tabac', 'lost', NULL, 0, -4.50, NULL,
     '2025-11-20 10:00', '2025-11-22 23:00'),
    ('Lyon - Nice', '1', 'Parions Sport', 1.90, 5, 'tabac', NULL, NULL, NULL, NULL, NULL,
     '2025-11-21 10:00', NULL),
    -- What its API accepted.
    ('Lens - Lille', '1', 'Shop', 1.90, 7, 'value', 'banana', NULL, NULL, NULL, NULL,
     '2025-11-21 10:00', NULL),
    ('Lens - Lille', '2', 'Shop', 0.50, 3, 'value', 'lost', NULL, 0, -3, NULL, '2025-11-21 10:00', NULL),
    ('Lens - Lille', 'N', 'Shop', 3.00, 0, 'value', NULL, NULL, NULL, NULL, NULL, '2025-11-21 10:00',
     NULL),
    ('Metz - Nancy', '1', 'Shop', 2.00, 6, 'Value Bet', 'void', NULL, 6, 0, NULL, '2025-11-21 10:00',
     '2025-11-21 22:00');

CREATE TABLE collection_logs (id SERIAL PRIMARY KEY, sport VARCHAR(100) NOT NULL);
