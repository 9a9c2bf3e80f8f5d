import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { BET, render, serve } from "@/test-kit";
import { BetFormHost } from "./bet-form-host";
import { BetsPage } from "./bets-page";

const page = (
  <BetFormHost>
    <BetsPage />
  </BetFormHost>
);

test("many at once: open bets are settled, and those that are over stay as they are", async () => {
  const over = { ...BET, id: 8, status: "settled", result: "lost", profit_loss: -12.5, payout: 0 };
  const log = serve({ "GET /venues": [], "GET /bets/bets/": [BET, over], "PATCH /bets/bets/7": { ...BET, result: "won" } });
  render(page);
  await userEvent.click(await screen.findByRole("checkbox", { name: "Select all on this page" }));
  expect(screen.getByText("1 is settled already and stays so.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /Won/ }));
  await waitFor(() => expect(log.filter(({ method }) => method === "PATCH").map(({ path }) => path)).toEqual(["/bets/bets/7"]));
});

test("the file is the server's, written as spreadsheets of the language read it", async () => {
  serve({ "GET /venues": [], "GET /bets/bets/": [BET] });
  render(page, "fr");
  const link = await screen.findByRole("link", { name: "Exporter en CSV" });
  const address = new URL(link.getAttribute("href") ?? "", "http://localhost");
  expect(address.pathname).toBe("/api/v1/bets/export");
  expect(Object.fromEntries(address.searchParams)).toEqual({ sort: "-placed_at", separator: "semicolon", decimals: "comma" });
});
