import { describe, expect, test } from "vitest";
import { parseDecimal, typed } from "./decimal";

describe("decimals as people type them", () => {
  test.each([
    ["12,5", "12.5"],
    ["12.5", "12.5"],
    ["1 234,56", "1234.56"],
    ["1\u202f234,56", "1234.56"],
    ["1\u00a0234", "1234"],
    ["0,125", "0.125"],
    ["1.001", "1.001"],
    ["+3", "3"],
    ["\u22124,20", "-4.20"],
    ["12,50", "12.50"],
    ["1234,567", "1234.567"],
  ])("%s is %s", (text, value) => expect(parseDecimal(text)).toEqual({ value }));

  test.each(["1,234", "999,999", "1.234,56", "1,234.56", "1.234.567", "1,234,567"])(
    "%s could be read in two ways",
    (text) => expect(parseDecimal(text)).toEqual({ problem: "ambiguous" }),
  );

  test.each(["abc", "12 5", "1e5", "--1", "0x10", "12,", ",5", "12 34 567", "Infinity", "NaN"])(
    "%s is not a number",
    (text) => expect(parseDecimal(text)).toEqual({ problem: "malformed" }),
  );

  test("nothing is nothing", () => expect(parseDecimal("  ")).toEqual({ problem: "empty" }));

  test("what the server sent comes back as it was", () => {
    for (const value of ["2.10", "1234.56", "0.125"]) {
      for (const language of ["en", "fr"] as const) {
        expect(parseDecimal(typed(value, language))).toEqual({ value });
      }
    }
    expect(typed(null, "fr")).toBe("");
  });
});
