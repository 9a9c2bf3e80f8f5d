import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Exposure } from "@/components/home/exposure";
import type { Evidence } from "@/lib/types";
import { render, serve } from "@/test-kit";
import { Calibrated } from "./calibrated";
import { Sureness } from "./sureness";

const ROI = { mean_pct: 3.2, standard_error_pct: 4.1, low_pct: -4.84, high_pct: 11.24, p_value: 0.2175, bets: 410, bets_needed: 5283 };
const BIN = { from_pct: 30, to_pct: 40, bets: 12, given_pct: 34.5, won_pct: 41.7, won_low_pct: 19.3, won_high_pct: 68 };
const EVIDENCE: Evidence = {
  roi: ROI,
  clv: null,
  clv_fair: { ...ROI, mean_pct: 2, low_pct: 1, high_pct: 3, p_value: 0, bets_needed: null },
  calibration_by_close: null,
  calibration_by_price: { bets: 12, brier: 0.2211, log_loss: 0.64, error_pct: 7.2, bins: [BIN] },
};

test("a yield has its interval, its p, and how many bets it takes, as the server reckoned them", () => {
  render(<Sureness evidence={EVIDENCE} />, "fr");
  const cells = (what: string) => within(screen.getByText(what).closest("tr") as HTMLElement).getAllByRole("cell").slice(1).map((cell) => cell.textContent?.replace(/[\s\u202f]/g, " "));
  expect(cells("Intervalle à 95 %")).toEqual(["-4,84 % à +11,24 %", "+1,00 % à +3,00 %"]);
  expect(cells("Par pure chance")).toEqual(["0,2175", "< 0,0001"]);
  // What no number of bets tells has a dash.
  expect(cells("Paris nécessaires")).toEqual(["5 283", "—"]);
  expect(screen.getByText(/La chance seule l’explique aussi bien/)).toBeTruthy();
  // What was not reckoned has no column.
  expect(screen.queryByText("CLV, dernière cote")).toBeNull();
});

test("without two bets that differ nothing is claimed", () => {
  render(<Sureness evidence={{ ...EVIDENCE, roi: null, clv_fair: null }} />);
  expect(screen.getByText("Too few bets to tell.")).toBeTruthy();
  expect(screen.queryByRole("table")).toBeNull();
});

test("calibration is told in words and as a table, by either probability", async () => {
  const onOf = vi.fn();
  const { rerender } = render(<Calibrated evidence={EVIDENCE} of={null} onOf={onOf} />);
  expect(await screen.findByRole("img", { name: /12 bets; won and given lie 7\.2% apart on average; Brier score 0\.221/ }, { timeout: 15_000 })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Show as a table" }));
  const cells = within(screen.getByRole("table", { name: "Calibration" })).getAllByRole("cell").map((cell) => cell.textContent);
  expect(cells).toEqual(["30% to 40%", "12", "34.5%", "41.7%", "19.3% to 68.0%"]);
  await userEvent.selectOptions(screen.getByLabelText("Probabilities of"), "close");
  expect(onOf).toHaveBeenCalledWith("close");
  rerender(<Calibrated evidence={EVIDENCE} of="close" onOf={onOf} />);
  expect(screen.getByText(/No bet of the period was won or lost/)).toBeTruthy();
});

test("exposure is told by bookmaker and by match, several matches together", async () => {
  serve({
    "GET /stats/stats/bankroll": {
      currency: "EUR",
      pending_bets: 3,
      exposure_by_bookmaker: [{ name: "Kiosk", bets: 2, amount: 35.5 }],
      exposure_by_match: Array.from({ length: 10 }, (_, index) => ({ name: index === 0 ? "" : `A${index} - B`, bets: 1, amount: 5 })),
    },
  });
  render(<Exposure />, "fr");
  const books = within(await screen.findByRole("table", { name: "Par bookmaker" }));
  expect(books.getByText(/^35,50\s€$/)).toBeTruthy();
  expect(screen.getByText("Sur plusieurs matchs")).toBeTruthy();
  expect(screen.getByText("2 autres")).toBeTruthy();
});
