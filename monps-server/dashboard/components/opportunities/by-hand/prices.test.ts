import { describe, expect, test } from "vitest";
import { dictionaryOf } from "@/lib/i18n";
import type { Match } from "@/lib/types";
import { emptyDraft, read } from "./prices";

const text = dictionaryOf("en");
const NOW = Date.parse("2026-11-22T12:00:00Z");
const MATCHES = [{ match_id: "m-1", home_team: "Lyon", away_team: "Nice" }] as Match[];

describe("prices entered by hand", () => {
  test("each price is a quote, in exact digits, of the match that is known", () => {
    const draft = { ...emptyDraft, match: "lyon - nice", venue: "fdj_pdv", prices: { home: "2,05", draw: "", away: "3.40" } };
    const expires_at = "2026-11-22T13:00:00.000Z";
    const shared = { match_id: "m-1", venue: "fdj_pdv", market: "1x2", line: undefined, expires_at };
    expect(read(draft, MATCHES, text, NOW)).toEqual({ quotes: [{ ...shared, selection: "home", price: "2.05" }, { ...shared, selection: "away", price: "3.40" }] });
  });

  test("a match that is not known is named by its sides", () => {
    const draft = { ...emptyDraft, match: "Brest - Lens", venue: "k", starts: "2026-11-23T20:45", market: "total", line: "2,5", prices: { over: "1,9" } };
    expect(read(draft, MATCHES, text, NOW)).toMatchObject({ quotes: [{ home_team: "Brest", away_team: "Lens", line: "2.5", starts_at: "2026-11-23T19:45:00.000Z" }] });
  });

  test("what is missing or ambiguous is said beside its field", () => {
    const draft = { ...emptyDraft, market: "total", prices: { over: "1,900" }, minutes: "" };
    expect(read(draft, MATCHES, text, NOW)).toMatchObject({ problems: { match: "Needed.", venue: "Needed.", line: expect.any(String), over: expect.stringContaining("two ways"), minutes: expect.any(String) } });
    expect(read({ ...emptyDraft, match: "a", venue: "b" }, [], text, NOW)).toMatchObject({ problems: { prices: "Give at least one price." } });
  });
});
