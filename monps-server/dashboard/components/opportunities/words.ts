import { marketName, selectionWord } from "@/components/bets/bet-words";
import type { Prefill } from "@/components/bets/draft";
import type { Dictionary } from "@/lib/i18n";
import type { Leg, Opportunity } from "@/lib/types";

type Text = Pick<Dictionary, "words">;

export const matchOf = (found: Opportunity) => `${found.home_team} – ${found.away_team}`;

export { marketName, selectionWord };

/** Why a finding is not to be trusted, in the reader's language where the code is known. */
export const reasonWord = (reason: { code: string; detail: string }, text: Text) => text.words.reason[reason.code] ?? reason.detail;

const HANDICAPS = ["asian_handicap", "european_handicap"];

/** The line of a market such as `total 2.5`, seen from a selection: a handicap's is the home side's. */
export function lineOf(market: string, outcome: string): number | null {
  const [word = "", text] = market.split(" ");
  if (text === undefined || !/^[+-]?\d+(\.\d+)?$/.test(text)) return null;
  const line = Number(text);
  return HANDICAPS.includes(word) && outcome === "away" ? 0 - line : line;
}

/** Whether the legs are of several markets, so that each has to say which. */
export const isAcross = (found: Opportunity) => found.legs.some((leg) => leg.market !== found.legs[0]?.market);

/** A leg as a bet to be recorded. */
export function prefillOf(found: Opportunity, leg: Leg): Prefill {
  return {
    match: `${found.home_team} - ${found.away_team}`,
    matchId: found.match_id,
    outcome: leg.outcome,
    market: leg.market_type,
    line: lineOf(leg.market, leg.outcome),
    odds: leg.odds,
    bookmaker: leg.bookmaker ?? "",
    stake: leg.stake,
    strategy: found.opportunity_type === "value" ? "value" : "arbitrage",
    isDoubtful: found.trust.grade !== "bettable",
  };
}
