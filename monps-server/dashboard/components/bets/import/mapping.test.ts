import { describe, expect, test } from "vitest";
import { CSV_COLUMNS, parseCsv, toCsv } from "@/lib/csv";
import { dictionaryOf } from "@/lib/i18n";
import type { Bet } from "@/lib/types";
import { guess, instantOf, rowOf, sameness } from "./mapping";

const text = dictionaryOf("en");

const bet = {
  id: 7, match_id: "A - B", outcome: "home", bookmaker: "Kiosk, \"the\" one", odds_value: 2.1, stake: 10, currency: "EUR", channel: "tabac",
  strategy: "manual", status: "pending", result: null, market_type: "h2h", placed_at: "2026-11-22T12:00:00Z", notes: "=1+1", tags: ["a", "b"],
  sport: "football", paper: false, legs: [{ home_team: "A", away_team: "B", line: null }],
} as unknown as Bet;

describe("CSV", () => {
  test("what was exported can be imported, quotes and all", () => {
    const [header = [], row = []] = parseCsv(toCsv([bet]));
    expect(header).toEqual([...CSV_COLUMNS]);
    const read = rowOf(row, guess(header), text);
    expect(read).toMatchObject({
      bet: { match_id: "A - B", outcome: "home", bookmaker: 'Kiosk, "the" one', odds_value: "2.1", stake: "10", tags: ["a", "b"], placed_at: "2026-11-22T12:00:00.000Z" },
    });
    if ("bet" in read) expect(sameness(read.bet)).toBe(sameness(bet));
  });

  test("a note is not a formula", () => expect(toCsv([bet])).toContain("'=1+1"));

  test("French files: semicolons, decimal commas, days first", () => {
    const file = "Date;Équipe 1;Équipe 2;Pronostic;Book;Cote;Mise;Résultat\r\n22/11/2026 20:45;Lyon;Nice;1;FDJ;1,85;1 250,50;Gagné\r\n\r\n";
    const [header = [], row = [], ...rest] = parseCsv(file);
    expect(rest).toEqual([]);
    expect(rowOf(row, guess(header), text)).toMatchObject({
      bet: { match_id: "Lyon - Nice", outcome: "1", bookmaker: "FDJ", odds_value: "1.85", stake: "1250.50", result: "won" },
    });
  });

  test("line breaks and doubled quotes stay in their field", () => {
    expect(parseCsv('a,b\n"x\ny","say ""hi"""\n')).toEqual([["a", "b"], ["x\ny", 'say "hi"']]);
  });
});

describe("rows that cannot be read", () => {
  const header = ["match", "selection", "book", "odds", "stake", "date", "result"];
  const fields = guess(header);
  test.each([
    ["A - B,1,K,abc,10,,", "odds_value"],
    ['A - B,1,K,2.0,"1,234",,', "stake"],
    ["A - B,1,,2.0,10,,", "bookmaker"],
    ["A - B,1,K,2.0,10,yesterday,", "placed_at"],
    ["A - B,1,K,2.0,10,,perhaps", "result"],
  ])("%s: %s", (line, field) => {
    const [cells = []] = parseCsv(line);
    const row = rowOf(cells, fields, text);
    expect("problem" in row && row.problem).toMatch(new RegExp(`^${field}:`));
  });

  test("an open bet has no result", () => {
    expect(rowOf(["A - B", "1", "K", "2", "10", "", "pending"], fields, text)).not.toHaveProperty("bet.result");
  });

  test("dates that are none", () => expect(["2026-13-45", "soon", "31/31/2026"].map(instantOf)).toEqual([null, null, null]));
});
