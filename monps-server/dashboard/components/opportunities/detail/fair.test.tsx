import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { OPPORTUNITY, render, serve } from "@/test-kit";
import { Fair } from "./fair";

const price = (bookmaker: string, outcome: string, odds_value: number) => ({ bookmaker, outcome, odds_value, market: "1x2", period: "full_time", point: null, age: 5, is_best: false });
const ODDS = [
  ...["home", "draw", "away"].map((outcome, index) => price("wide", outcome, [2, 3, 3.6][index] ?? 0)),
  ...["home", "draw", "away"].map((outcome, index) => price("sharp", outcome, [2.1, 3.4, 3.8][index] ?? 0)),
  price("partial", "home", 2.4),
];

test("the fair price is of the book with the least margin, by the method that one chooses", async () => {
  const log = serve({
    "GET /venues": [],
    "GET /odds/latest": ODDS,
    "POST /calc/devig": ({ body }: { body: { method: string } }) => {
      const probabilities = body.method === "shin" ? [0.46, 0.28, 0.26] : [0.455, 0.284, 0.261];
      return { method: body.method, probabilities, fair_odds: probabilities.map((one) => Number((1 / one).toFixed(4))), methods: [], band: [], book_sum: 1.03, hold_pct: 3, overround_pct: 3, under_round: false };
    },
  });
  render(<Fair found={OPPORTUNITY} />);
  const row = (await screen.findByText("46.0%")).closest("tr") as HTMLElement;
  // The best of all books, also of one that does not quote every result: 0.46 × 2.40 − 1.
  expect(within(row).getByText("2.40")).toBeTruthy();
  expect(within(row).getByText("+10.40%")).toBeTruthy();
  await userEvent.selectOptions(screen.getByLabelText("Margin taken out by"), "power");
  expect(await screen.findByText("45.5%")).toBeTruthy();
  await userEvent.selectOptions(screen.getByLabelText("Prices of"), "wide");
  await waitFor(() => expect(log.filter(({ method }) => method === "POST").map(({ body }) => body)).toEqual([
    { prices: [2.1, 3.4, 3.8], method: "shin" },
    { prices: [2.1, 3.4, 3.8], method: "power" },
    { prices: [2, 3, 3.6], method: "power" },
  ]));
});

test("a market that nobody quotes whole has no fair price", async () => {
  serve({ "GET /venues": [], "GET /odds/latest": [price("partial", "home", 2.4), price("other", "draw", 3)] });
  render(<Fair found={OPPORTUNITY} />, "fr");
  expect(await screen.findByText("Aucun bookmaker ne cote tous les résultats de ce marché.")).toBeTruthy();
});
