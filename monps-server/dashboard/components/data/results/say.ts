import type { Dictionary } from "@/lib/i18n";
import type { SayResult } from "@/lib/types";

export type Kind = NonNullable<SayResult["incident"]>["kind"];
export type Side = "home" | "away";

/** What a person types of how a match ended. */
export interface Draft {
  kind: Kind | "played";
  /** By period and side. */
  scores: Record<string, Record<Side, string>>;
  winner: Side | "";
  side: Side;
  /** Of a retirement: the sets that had been played to their end. */
  sets: string;
  note: string;
}

export const emptyDraft: Draft = { kind: "played", scores: {}, winner: "", side: "home", sets: "", note: "" };

/** What a score is given of, by sport: the first one decides. */
export const PERIODS: Record<string, readonly string[]> = {
  football: ["full_time", "first_half", "with_overtime"],
  tennis: ["sets", "games"],
};
const OTHER = ["full_time", "with_overtime"] as const;
export const periodsOf = (sport: string): readonly string[] => PERIODS[sport] ?? OTHER;

export const KINDS: readonly Kind[] = ["abandoned", "postponed", "awarded", "walkover", "retired"];
/** Of these, somebody gave up or was given the match. */
export const SIDED: readonly string[] = ["awarded", "retired"];

type Problems = Record<string, string>;

/** The word as the server takes it, or what is wrong with it, by field. */
export function read(draft: Draft, sport: string, text: Pick<Dictionary, "data">): { word: SayResult } | { problems: Problems } {
  const words = text.data.results;
  const problems: Problems = {};
  const scores: NonNullable<SayResult["scores"]> = [];
  for (const period of periodsOf(sport)) {
    const typed = draft.scores[period];
    const sides = [typed?.home.trim() ?? "", typed?.away.trim() ?? ""];
    if (sides.every((one) => one === "")) continue;
    if (sides.some((one) => one === "")) problems[period] = words.scoreNeeded;
    else if (!sides.every((one) => /^\d{1,3}$/.test(one))) problems[period] = words.whole;
    else scores.push({ period, home: Number(sides[0]), away: Number(sides[1]) });
  }
  if (draft.kind === "played" && scores.length === 0 && draft.winner === "" && Object.keys(problems).length === 0) {
    problems[periodsOf(sport)[0] ?? ""] = words.nothing;
  }
  const sets = draft.kind === "retired" ? draft.sets.trim() : "";
  if (sets !== "" && !/^[0-5]$/.test(sets)) problems.sets = words.setsWhole;
  if (Object.keys(problems).length > 0) return { problems };
  const isSided = SIDED.includes(draft.kind);
  return {
    word: {
      ...(scores.length > 0 ? { scores } : {}),
      ...(draft.winner ? { winner: draft.winner } : {}),
      ...(draft.kind === "played" ? {} : { incident: { kind: draft.kind, ...(isSided ? { side: draft.side } : {}), ...(sets ? { sets: Number(sets) } : {}) } }),
      ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
    },
  };
}
