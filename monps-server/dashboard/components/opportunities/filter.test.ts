import { describe, expect, test } from "vitest";
import type { Opportunity } from "@/lib/types";
import { FILTERS, type FilterValues, ordered, passes, serverFilter } from "./filter";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const none = Object.fromEntries(FILTERS.map((name) => [name, null])) as FilterValues;

const found = (change: Record<string, unknown>): Opportunity =>
  ({
    id: 1, opportunity_type: "arbitrage", edge_pct: 3, nb_bookmakers: 4, commence_time: "2026-11-22T15:00:00Z",
    estimated_value: 3, trust: { grade: "bettable", reasons: [] },
    legs: [{ odds: 2.1, age_seconds: 10 }, { odds: 3.5, age_seconds: 40 }],
    ...change,
  }) as unknown as Opportunity;

describe("findings", () => {
  test("a spread is shown to whoever asks for it", () => {
    const spread = found({ opportunity_type: "spread" });
    expect(passes(spread, none, NOW)).toBe(false);
    expect(passes(spread, { ...none, kind: "all" }, NOW)).toBe(true);
    expect(passes(spread, { ...none, kind: "spread" }, NOW)).toBe(true);
  });

  test.each([
    [{ max: "2,5" }, false],
    [{ max: "3" }, true],
    [{ omin: "2.2" }, false],
    [{ omax: "3,5" }, true],
    [{ age: "39" }, false],
    [{ age: "40" }, true],
    [{ books: "5" }, false],
    [{ within: "2" }, false],
    [{ within: "3" }, true],
    [{ grade: "indicative" }, false],
    [{ max: "nonsense" }, true],
  ])("%j: %s", (change, expected) => expect(passes(found({}), { ...none, ...change }, NOW)).toBe(expected));

  test("the server gets numbers, and nothing that was not said", () => {
    expect(serverFilter(none)).toEqual({});
    expect(serverFilter({ ...none, kind: "all", min: "1,5", total: "0" })).toEqual({ min_edge: 1.5 });
    expect(serverFilter({ ...none, kind: "value", sport: "tennis", total: "250" })).toEqual({ type: "value", sport: "tennis", total: 250 });
  });

  test("what can be bet comes first, however large the edge of a doubt", () => {
    const doubt = found({ id: 2, edge_pct: 30, trust: { grade: "indicative", reasons: [] } });
    const soon = found({ id: 3, edge_pct: 1, commence_time: "2026-11-22T13:00:00Z" });
    const ids = (sort: string | null) => ordered([doubt, soon, found({})], sort).map((one) => one.id);
    expect(ids(null)).toEqual([1, 3, 2]);
    expect(ids("start")).toEqual([3, 1, 2]);
    expect(ids("unknown")).toEqual([1, 3, 2]);
  });
});
