import type { Dictionary } from "@/lib/i18n";
import type { Bet } from "@/lib/types";

const NAMED: Record<string, string> = { "1": "home", x: "draw", n: "draw", "2": "away" };

/** What a selection is called: 1, N, 2 in French; unknown words stay as they are. */
export function selectionWord(outcome: string, text: Pick<Dictionary, "words">): string {
  const slug = outcome.toLowerCase();
  return text.words.selection[NAMED[slug] ?? slug] ?? outcome;
}

/** The two sides, or the name under which the event was recorded. */
export function betTitle(bet: Bet, text: Pick<Dictionary, "words">): string {
  if (bet.legs.length > 1) return `${text.words.market.accumulator} (${bet.legs.length})`;
  const [leg] = bet.legs;
  return leg?.home_team && leg.away_team ? `${leg.home_team} – ${leg.away_team}` : bet.match_id;
}

/** A market with its line: `Total 2.5`. */
export function marketName(market: string | null | undefined, text: Pick<Dictionary, "words">): string {
  if (!market) return "—";
  const [word = market, ...rest] = market.split(" ");
  const name = text.words.market[word] ?? word;
  return [name, ...rest].join(" ");
}

/** What was bet on, of an accumulator all of it. */
export function selectionName(bet: Bet, text: Pick<Dictionary, "words" | "common">): string {
  if (bet.legs.length > 1) return bet.legs.map((leg) => selectionWord(leg.outcome, text)).join(" + ");
  const leg = bet.legs[0];
  const line = leg?.line === null || leg?.line === undefined ? "" : ` ${leg.line}`;
  return text.common.pair(marketName(leg?.market_type ?? bet.market_type ?? leg?.market, text), `${selectionWord(bet.outcome, text)}${line}`);
}
