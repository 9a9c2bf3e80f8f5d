import { knownMatch } from "@/components/bets/draft";
import { parseDecimal } from "@/lib/decimal";
import type { Dictionary } from "@/lib/i18n";
import type { Match } from "@/lib/types";

/** The selections of each market that can be entered, and whether it has a line. */
export const MARKETS: Record<string, { selections: readonly string[]; hasLine?: boolean }> = {
  "1x2": { selections: ["home", "draw", "away"] },
  winner: { selections: ["home", "away"] },
  total: { selections: ["over", "under"], hasLine: true },
  asian_handicap: { selections: ["home", "away"], hasLine: true },
  btts: { selections: ["yes", "no"] },
};

/** Prices as they are being typed. */
export interface Draft {
  match: string;
  starts: string;
  venue: string;
  market: string;
  line: string;
  prices: Record<string, string>;
  minutes: string;
}

export const emptyDraft: Draft = { match: "", starts: "", venue: "", market: "1x2", line: "", prices: {}, minutes: "60" };

export type Problems = Record<string, string>;

const MINUTE_MS = 60_000;

/** The quotes that a draft says, in exact digits, or what is wrong with it. */
export function read(draft: Draft, matches: readonly Match[], text: Pick<Dictionary, "common" | "opportunities">, now: number): { quotes: object[] } | { problems: Problems } {
  const problems: Problems = {};
  const decimal = (field: string, typed: string): string | undefined => {
    const parsed = parseDecimal(typed);
    if ("value" in parsed) return parsed.value;
    problems[field] = text.common.decimal[parsed.problem];
    return undefined;
  };
  if (!draft.match.trim()) problems.match = text.common.required;
  if (!draft.venue.trim()) problems.venue = text.common.required;
  const market = MARKETS[draft.market];
  const line = market?.hasLine ? decimal("line", draft.line) : undefined;
  const minutes = Number(decimal("minutes", draft.minutes) ?? 0);
  const typed = (market?.selections ?? []).filter((selection) => draft.prices[selection]?.trim());
  if (typed.length === 0) problems.prices = text.opportunities.byHand.none;
  const prices = typed.map((selection) => [selection, decimal(selection, draft.prices[selection] ?? "")] as const);
  if (Object.keys(problems).length > 0) return { problems };
  const id = knownMatch(draft.match, matches);
  const [home_team, away_team] = draft.match.split(/\s+[-–—]\s+/).map((side) => side.trim());
  const event = id ? { match_id: id } : { home_team, away_team, starts_at: draft.starts ? new Date(draft.starts).toISOString() : undefined };
  const shared = { ...event, venue: draft.venue.trim(), market: draft.market, line, expires_at: new Date(now + minutes * MINUTE_MS).toISOString() };
  return { quotes: prices.map(([selection, price]) => ({ ...shared, selection, price })) };
}
