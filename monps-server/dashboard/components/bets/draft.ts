import { type Parsed, parseDecimal, typed } from "@/lib/decimal";
import type { Dictionary } from "@/lib/i18n";
import type { Language } from "@/lib/preferences";
import type { Match, NewBet } from "@/lib/types";

/** One selection as it is being typed. */
export interface LegDraft {
  match: string;
  /** The match behind the text, where it was chosen rather than typed. */
  matchId: string | null;
  outcome: string;
  market: string;
  line: string;
  odds: string;
}

/** A bet as it is being typed. */
export interface Draft {
  legs: LegDraft[];
  bookmaker: string;
  stake: string;
  channel: "ligne" | "tabac";
  strategy: string;
  placedAt: string;
  notes: string;
  tags: string;
  isPaper: boolean;
}

/** What is known of a bet before it is typed, of an opportunity for example. */
export interface Prefill {
  match?: string;
  matchId?: string;
  outcome?: string;
  market?: string;
  line?: number | null;
  odds?: number;
  bookmaker?: string;
  stake?: number | null;
  strategy?: string;
  /** The finding is not bettable, so that recording it is asked for twice. */
  isDoubtful?: boolean;
}

export const emptyLeg: LegDraft = { match: "", matchId: null, outcome: "", market: "h2h", line: "", odds: "" };

export function draftOf(prefill: Prefill, language: Language): Draft {
  return {
    legs: [
      {
        match: prefill.match ?? "",
        matchId: prefill.matchId ?? null,
        outcome: prefill.outcome ?? "",
        market: prefill.market ?? "h2h",
        line: typed(prefill.line, language),
        odds: typed(prefill.odds, language),
      },
    ],
    bookmaker: prefill.bookmaker ?? "",
    stake: typed(prefill.stake, language),
    channel: "ligne",
    strategy: prefill.strategy ?? "manual",
    placedAt: "",
    notes: "",
    tags: "",
    isPaper: false,
  };
}

/** What a match is called in lists and fields. */
export const matchName = (match: { home_team: string; away_team: string; match_id: string }) =>
  match.home_team && match.away_team ? `${match.home_team} - ${match.away_team}` : match.match_id;

/** The match that a text names, if it is one that the server knows. */
export function knownMatch(text: string, matches: readonly Match[]): string | null {
  const wanted = text.trim().toLowerCase();
  return matches.find((match) => matchName(match).toLowerCase() === wanted)?.match_id ?? null;
}

/** What is wrong, by the field's name in the API. */
export type Problems = Record<string, string>;

type Text = Pick<Dictionary, "common" | "bets">;

function decimal(text: string, words: Text, problems: Problems, field: string, isNeeded: boolean): string | undefined {
  const parsed: Parsed = parseDecimal(text);
  if ("value" in parsed) return parsed.value;
  if (parsed.problem !== "empty" || isNeeded) problems[field] = words.common.decimal[parsed.problem];
  return undefined;
}

/** Whether a decimal in digits is above a whole number; exact, since it reads only digits. */
function isAbove(value: string, whole: 0 | 1): boolean {
  if (value.startsWith("-")) return false;
  const [integer = "0", fraction = ""] = value.split(".");
  return BigInt(integer) > BigInt(whole) || (BigInt(integer) === BigInt(whole) && /[1-9]/.test(fraction));
}

function legOf(leg: LegDraft, words: Text, problems: Problems, at: string) {
  const odds = decimal(leg.odds, words, problems, `${at}odds_value`, true);
  if (odds !== undefined && !isAbove(odds, 1)) problems[`${at}odds_value`] = words.bets.form.oddsMin;
  const point = decimal(leg.line, words, problems, `${at}point`, false);
  if (!leg.match.trim()) problems[`${at}match_id`] = words.common.required;
  if (!leg.outcome.trim()) problems[`${at}outcome`] = words.common.required;
  const sides = leg.match.split(/\s+[-–—]\s+/).map((side) => side.trim());
  const named = !leg.matchId && sides.length === 2 ? { home_team: sides[0], away_team: sides[1] } : {};
  return {
    match_id: leg.matchId ?? leg.match.trim(),
    outcome: leg.outcome.trim(),
    market_type: leg.market.trim() || undefined,
    odds_value: odds,
    point,
    ...named,
  };
}

/** The bet that a draft says, in exact digits, or what is wrong with it. */
export function read(draft: Draft, words: Text): { bet: NewBet } | { problems: Problems } {
  const problems: Problems = {};
  const isAccumulator = draft.legs.length > 1;
  const legs = draft.legs.map((leg, index) => legOf(leg, words, problems, isAccumulator ? `legs[${index}].` : ""));
  const stake = decimal(draft.stake, words, problems, "stake", true);
  if (stake !== undefined && !isAbove(stake, 0)) problems.stake = words.bets.form.stakeMin;
  if (!draft.bookmaker.trim()) problems.bookmaker = words.common.required;
  if (Object.keys(problems).length > 0) return { problems };
  const tags = draft.tags.split(",").map((tag) => tag.trim()).filter(Boolean);
  const shared = {
    bookmaker: draft.bookmaker.trim(),
    stake,
    channel: draft.channel,
    strategy: draft.strategy.trim() || undefined,
    placed_at: draft.placedAt ? new Date(draft.placedAt).toISOString() : undefined,
    notes: draft.notes.trim() || undefined,
    tags: tags.length > 0 ? tags : undefined,
    paper: draft.isPaper || undefined,
  };
  // The document leaves decimals open to numbers and strings; digits are sent as they were typed.
  return { bet: { ...shared, ...(isAccumulator ? { legs } : legs[0]) } as NewBet };
}
