import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render as renderPlain } from "@testing-library/react";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { vi } from "vitest";
import { prefer } from "./lib/preferences";
import type { Bet, Opportunity } from "./lib/types";

// What tests of hooks and components share: a server that answers what it is told, and something to show.

export interface Asked {
  method: string;
  /** Below `/api/v1`, with its query. */
  path: string;
  body: unknown;
  headers: Headers;
}

type Reply = unknown | ((asked: Asked) => Response | unknown);

/** A server in the place of the real one: replies by `GET /path`, 404 for everything else. */
export function serve(replies: Record<string, Reply>): Asked[] {
  const log: Asked[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const url = new URL(request.url);
    const path = url.pathname.replace("/api/v1", "");
    const text = await request.clone().text();
    const asked: Asked = { method: request.method, path: path + url.search, body: text ? JSON.parse(text) : undefined, headers: request.headers };
    log.push(asked);
    const reply = replies[`${request.method} ${path}`];
    if (reply === undefined) return Response.json({ detail: `no ${path}`, code: "not_found", request_id: "r-404", errors: [] }, { status: 404 });
    const said = typeof reply === "function" ? (reply as (asked: Asked) => unknown)(asked) : reply;
    return said instanceof Response ? said : Response.json(said);
  });
  return log;
}

/** What every hook and component stands in. */
export function Around({ children }: { children: React.ReactNode }) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return (
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter>{children}</NuqsTestingAdapter>
    </QueryClientProvider>
  );
}

/** Shows something in a language. */
export function render(element: React.ReactElement, language: "en" | "fr" = "en") {
  prefer({ language, timeZone: "Europe/Paris", isPrivate: false, oddsFormat: "decimal" });
  return renderPlain(element, { wrapper: Around });
}

export const BET: Bet = {
  id: 7,
  match_id: "A - B",
  outcome: "draw",
  bookmaker: "sim_kiosk",
  odds_value: 3.25,
  stake: 12.5,
  bet_type: "value",
  result: null,
  status: "pending",
  market_type: "h2h",
  created_at: "2026-11-22T12:00:00Z",
  updated_at: "2026-11-22T12:00:00Z",
  placed_at: "2026-11-22T12:00:00Z",
  channel: "ligne",
  strategy: "value",
  kind: "single",
  side: "back",
  sport: "football",
  currency: "EUR",
  commission_rate: 0,
  free_bet: false,
  liability: 12.5,
  paper: false,
  tags: ["derby"],
  legs: [
    {
      match_id: "A - B",
      home_team: "Aldermere",
      away_team: "Brackwater",
      market: "1x2",
      market_type: "h2h",
      outcome: "draw",
      selection: "draw",
      odds_value: 3.25,
    },
  ],
};

export const OPPORTUNITY: Opportunity = {
  id: 5,
  match_id: "simulator:1",
  home_team: "Aldermere",
  away_team: "Brackwater",
  sport: "football",
  league: "Simulated League",
  commence_time: "2026-11-23T10:00:00Z",
  opportunity_type: "arbitrage",
  market: "1x2",
  market_type: "h2h",
  edge_pct: 3.4804,
  estimated_value: 3.47,
  nb_bookmakers: 12,
  first_seen: "2026-11-22T12:00:00Z",
  last_seen: "2026-11-22T12:00:00Z",
  created_at: "2026-11-22T12:00:00Z",
  legs: [
    { market: "1x2", market_type: "h2h", outcome: "home", bookmaker: "sim_kiosk", odds: 2.2, side: "back", share: 0.5, stake: 50, age_seconds: 6, commission_pct: 0 },
    { market: "1x2", market_type: "h2h", outcome: "draw", bookmaker: "sim_eleven", odds: 5.54, side: "back", share: 0.2, stake: 20, age_seconds: 11, commission_pct: 5 },
  ],
  stakes: { currency: "EUR", total: 70, proven: true, legs: [] },
  profit_profile: [],
  trust: { grade: "indicative", reasons: [{ code: "phantom", detail: "too good to be true until confirmed" }] },
};
