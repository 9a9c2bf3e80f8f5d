import { describe, expect, test } from "vitest";
import { HIDDEN, UNKNOWN, formatOf } from "./format";
import type { Preferences } from "./preferences";

const PREFERENCES: Preferences = {
  language: "en",
  theme: "dark",
  oddsFormat: "decimal",
  timeZone: "Europe/Paris",
  isPrivate: false,
};
const english = formatOf(PREFERENCES);
const french = formatOf({ ...PREFERENCES, language: "fr" });

describe("figures", () => {
  test("amounts keep their digits in both languages", () => {
    expect(english.money(-1234567.5, "EUR")).toBe("-€1,234,567.50");
    expect(french.money(-1234567.5, "EUR")).toBe("-1\u202f234\u202f567,50\u00a0€");
  });

  test("profit and loss have a sign, zero has none", () => {
    expect(english.signedMoney(3.47, "EUR")).toBe("+€3.47");
    expect(english.signedMoney(-3.47, "EUR")).toBe("-€3.47");
    expect(english.signedMoney(0, "EUR")).toBe("€0.00");
    expect(french.signedPercent(3.4804)).toMatch(/^\+3,48\s%$/);
  });

  test("what is not known is never a zero", () => {
    for (const unknown of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(english.money(unknown, "EUR")).toBe(UNKNOWN);
      expect(english.percent(unknown)).toBe(UNKNOWN);
      expect(english.odds(unknown)).toBe(UNKNOWN);
      expect(english.number(unknown)).toBe(UNKNOWN);
      expect(english.age(unknown)).toBe(UNKNOWN);
    }
    expect(english.dateTime(null)).toBe(UNKNOWN);
    expect(english.relative(undefined, 0)).toBe(UNKNOWN);
  });

  test("privacy hides amounts, not what is unknown, nor prices", () => {
    const hidden = formatOf({ ...PREFERENCES, isPrivate: true });
    expect(hidden.money(12, "EUR")).toBe(HIDDEN);
    expect(hidden.signedMoney(12, "EUR")).toBe(HIDDEN);
    expect(hidden.money(null, "EUR")).toBe(UNKNOWN);
    expect(hidden.odds(2.1)).toBe("2.10");
  });

  test("prices in three formats", () => {
    expect([english.odds(2.1), english.odds(1.001), french.odds(1.85)]).toEqual(["2.10", "1.001", "1,85"]);
    const american = formatOf({ ...PREFERENCES, oddsFormat: "american" });
    expect([american.odds(2.1), american.odds(1.5), american.odds(2)]).toEqual(["+110", "-200", "+100"]);
    const fractional = formatOf({ ...PREFERENCES, oddsFormat: "fractional" });
    expect([fractional.odds(2.1), fractional.odds(1.5), fractional.odds(6)]).toEqual(["11/10", "1/2", "5/1"]);
  });
});

describe("instants", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");

  test("are told in the zone that was chosen", () => {
    expect(english.dateTime("2026-11-22T12:30:00Z")).toBe("22 Nov 2026, 13:30");
    expect(french.time("2026-06-11T19:00:05Z")).toBe("21:00:05");
  });

  test("days and months stay what they are in every zone", () => {
    const far = formatOf({ ...PREFERENCES, timeZone: "America/Los_Angeles" });
    expect(far.day("2026-11-22")).toBe("22 Nov 2026");
    expect(far.month("2026-11")).toBe("Nov 2026");
  });

  test("ages grow", () => {
    expect(english.relative("2026-11-22T11:58:00Z", now)).toBe("2 min ago");
    expect(english.relative("2026-11-22T15:00:00Z", now)).toBe("in 3 hr");
    expect(french.relative("2026-11-20T11:00:00Z", now)).toBe("avant-hier");
    expect([english.age(45), english.age(200), english.age(-3)].join()).toMatch(/^45 secs?,3 mins?,0 secs?$/);
  });
});
