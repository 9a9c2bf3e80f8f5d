import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { OPPORTUNITY, render, serve } from "@/test-kit";
import { Movement } from "./movement";

const series = (side: string, prices: readonly number[]) => ({
  match_id: "simulator:1", bookmaker: "sim_kiosk", market: "1x2", market_type: "h2h", period: "full_time", outcome: "home", point: null, side,
  points: prices.map((odds_value, index) => ({ timestamp: `2026-11-22T12:0${index}:00Z`, odds_value })),
});

test("a back leg has the back prices, whatever was laid at the same book", async () => {
  serve({ "GET /venues": [], "GET /odds/odds/history/simulator%3A1": { series: [series("lay", [2.3, 2.4]), series("back", [2.2])] } });
  render(<Movement found={{ ...OPPORTUNITY, legs: OPPORTUNITY.legs.slice(0, 1) }} />);
  // One back price is no movement; the two lay prices would have been one.
  expect(await screen.findByText(/Only one price is known so far/)).toBeTruthy();
});
