-- The last shape of bets: the match in columns of its own, the price as `odds`, the result as a
-- status. Nothing but bets.
CREATE TABLE bets (
    id SERIAL PRIMARY KEY, match_id VARCHAR(255), opportunity_id VARCHAR(255), home_team VARCHAR(255),
    away_team VARCHAR(255), sport VARCHAR(100), league VARCHAR(100), commence_time TIMESTAMP,
    outcome VARCHAR(100), odds DOUBLE PRECISION, stake DOUBLE PRECISION, bookmaker VARCHAR(100),
    edge_pct DOUBLE PRECISION, agent_recommended VARCHAR(100), status VARCHAR(20), notes TEXT,
    profit_loss DOUBLE PRECISION, placed_at TIMESTAMP DEFAULT NOW(), settled_at TIMESTAMP);
INSERT INTO bets (match_id, home_team, away_team, sport, league, commence_time, outcome, odds, stake,
                  bookmaker, edge_pct, status, profit_loss, placed_at, settled_at)
VALUES
    ('x-1', 'Lens', 'Lille', 'soccer_france_ligue_one', 'Ligue 1', '2025-11-30 21:00', 'home', 2.2, 12.5,
     'Winamax', 3.1, 'won', 15, '2025-11-30 12:00', '2025-11-30 23:00'),
    ('x-1', 'Lens', 'Lille', 'soccer_france_ligue_one', 'Ligue 1', '2025-11-30 21:00', 'away', 3.1, 2.5,
     'Winamax', 1.1, 'pending', NULL, '2025-11-30 12:00', NULL);
