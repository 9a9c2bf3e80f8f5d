// Bets for the tests to look at: settled, open, at a counter, for play money, and an accumulator.

const DAY_MS = 86_400_000;

interface Seed {
  match_id: string;
  outcome: string;
  bookmaker: string;
  odds_value: string;
  stake: string;
  odds_close?: string;
  result?: string;
  strategy?: string;
  channel?: string;
  market_type?: string;
  point?: string;
  tags?: string[];
  paper?: boolean;
  home_team?: string;
  away_team?: string;
  commence_time?: string;
}

const SETTLED: readonly (readonly [string, string, string, string, string | undefined, string])[] = [
  ["Aldermere - Brackwater", "home", "2.10", "25.00", "1.98", "won"],
  ["Corran Vale - Dunmorrow", "draw", "3.60", "10.00", "3.45", "lost"],
  ["Eastholm - Farrowgate", "away", "4.20", "8.50", "4.40", "lost"],
  ["Gildersley - Harrowmoor", "home", "1.72", "40.00", "1.65", "won"],
  ["Inverlock - Jarrowby", "home", "2.55", "15.00", "2.40", "won"],
  ["Kestermoor - Larchfield", "away", "1.95", "30.00", undefined, "lost"],
  ["Marrowdale - Northmere", "draw", "3.25", "12.00", "3.30", "push"],
  ["Oakhollow - Pellbridge", "home", "2.02", "22.50", "1.90", "won"],
];

async function send(method: string, url: string, body: unknown): Promise<void> {
  const response = await fetch(url, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
}

/** Records the bets at a server. */
export async function seed(api: string): Promise<void> {
  await send("PUT", `${api}/settings/bankroll_initial`, { value: { amount: "1000.00", currency: "EUR" } });
  await send("POST", `${api}/ledger/deposit`, { amount: "2500.00", note: "e2e" });
  const bets: Seed[] = SETTLED.map(([match_id, outcome, odds_value, stake, odds_close, result], index) => ({
    match_id,
    outcome,
    odds_value,
    stake,
    ...(odds_close ? { odds_close } : {}),
    result,
    bookmaker: index % 2 === 0 ? "sim_amberbet" : "sim_kiosk",
    channel: index % 3 === 0 ? "tabac" : "ligne",
    strategy: index % 2 === 0 ? "value" : "manual",
    tags: index % 4 === 0 ? ["derby"] : [],
  }));
  bets.push(
    { match_id: "Quarrington - Ravensea", outcome: "home", bookmaker: "sim_kiosk", odds_value: "2.30", stake: "18.00" },
    { match_id: "Stonemere - Tarnholt", outcome: "over", market_type: "totals", point: "2.5", bookmaker: "sim_eleven", odds_value: "1.90", stake: "20.00" },
    { match_id: "Ulverdale - Vexmoor", outcome: "1", bookmaker: "fdj_pdv", odds_value: "1.85", stake: "5.00", channel: "tabac", paper: true },
  );
  const now = Date.now();
  // One whose match has begun: it waits for a result.
  const commence_time = new Date(now - DAY_MS / 24).toISOString();
  bets.push({ match_id: "Aldermere - Zellmarsh", home_team: "Aldermere", away_team: "Zellmarsh", commence_time, outcome: "home", bookmaker: "sim_eleven", odds_value: "2.10", stake: "6.00" });
  for (const [index, bet] of bets.entries()) {
    const placed_at = new Date(now - (bets.length - index) * 0.7 * DAY_MS).toISOString();
    await send("POST", `${api}/bets/bets/`, { ...bet, placed_at });
  }
  await send("POST", `${api}/bets/bets/`, {
    bookmaker: "sim_amberbet",
    stake: "4.00",
    legs: [
      { match_id: "Wexcombe - Yarrowell", outcome: "home", odds_value: "1.80" },
      { match_id: "Zellmarsh - Ambleford", outcome: "away", odds_value: "2.20" },
    ],
  });
}
