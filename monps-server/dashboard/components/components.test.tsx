import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { BET, OPPORTUNITY, render, serve } from "@/test-kit";
import { Answer } from "./answer";
import { BetCard } from "./bets/bet-card";
import { BetForm } from "./bets/bet-form";
import { BetsTable } from "./bets/bets-table";
import { Profit } from "./figures";
import { OpportunityCard } from "./opportunities/opportunity-card";
import { StatsWidget } from "./stats-widget";

const VENUES = [{ key: "sim_kiosk", title: "Kiosk", kind: "bookmaker", access: "held", commission_pct: 0, age_max_s: 600 }];

describe("StatsWidget", () => {
  test("has its name, its figure, and nothing while it is awaited", () => {
    const { rerender } = render(<StatsWidget label="Yield" value={<Profit value={null} percent />} />);
    expect(within(screen.getByRole("article", { name: "Yield" })).getByText("—")).toBeTruthy();
    rerender(<StatsWidget label="Yield" value="0.00%" isPending />);
    expect(screen.queryByText("0.00%")).toBeNull();
  });

  test("a loss is told by its sign, not by its colour alone", () => {
    render(<Profit value={-3.5} currency="EUR" />);
    expect(screen.getByText("-€3.50")).toBeTruthy();
  });
});

describe("BetCard", () => {
  test("tells a bet in French and opens it", async () => {
    serve({ "GET /venues": VENUES });
    const onOpen = vi.fn();
    render(<BetCard bet={{ ...BET, result: "won", status: "settled", profit_loss: 28.13 }} onOpen={onOpen} />, "fr");
    expect(screen.getByRole("heading", { name: "Aldermere – Brackwater" })).toBeTruthy();
    expect(await screen.findByText(/Résultat du match : N · 3,25 · Kiosk/)).toBeTruthy();
    expect(screen.getByText("Gagné")).toBeTruthy();
    expect(screen.getByText(/\+28,13/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button"));
    expect(onOpen).toHaveBeenCalledOnce();
  });
});

describe("BetsTable", () => {
  test("sorts at the server, downwards first, and says how it is sorted", async () => {
    serve({ "GET /venues": VENUES });
    const onSort = vi.fn();
    render(<BetsTable bets={[BET]} sort="-stake" onSort={onSort} onOpen={() => {}} />);
    expect(screen.getByRole("columnheader", { name: /Stake/ }).getAttribute("aria-sort")).toBe("descending");
    await userEvent.click(screen.getByRole("button", { name: "Sort by Stake" }));
    await userEvent.click(screen.getByRole("button", { name: "Sort by Profit" }));
    expect(onSort.mock.calls).toEqual([["stake"], ["-profit_loss"]]);
  });

  test("selects all and each, and an open bet has no profit yet", async () => {
    serve({ "GET /venues": VENUES });
    const onSelect = vi.fn();
    render(<BetsTable bets={[BET, { ...BET, id: 8 }]} onOpen={() => {}} selected={new Set()} onSelect={onSelect} columns={["match", "profit"]} />);
    expect(screen.getAllByText("—")).toHaveLength(2);
    const [all, first] = screen.getAllByRole("checkbox");
    await userEvent.click(all as HTMLElement);
    await userEvent.click(first as HTMLElement);
    expect(onSelect.mock.calls).toEqual([[new Set([7, 8])], [new Set([7])]]);
  });
});

describe("BetForm", () => {
  const replies = { "GET /venues": VENUES, "GET /odds/odds/matches": [], "GET /stats/stats/bankroll": { available_balance: 100, currency: "EUR" } };

  test("sends exact digits once, whatever comma was typed", async () => {
    const log = serve({ ...replies, "POST /bets/bets/": () => Response.json(BET, { status: 201 }) });
    const onClose = vi.fn();
    render(<BetForm prefill={{}} onClose={onClose} />, "fr");
    await userEvent.type(screen.getByLabelText("Match"), "Lyon - Nice");
    await userEvent.type(screen.getByLabelText("Sélection"), "N");
    await userEvent.type(screen.getByLabelText("Cote"), "3,25");
    await userEvent.type(screen.getByLabelText("Bookmaker"), "fdj_pdv");
    await userEvent.type(screen.getByLabelText("Mise"), "1 234,50");
    await userEvent.click(screen.getByRole("button", { name: "Saisir" }));
    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    const posts = log.filter(({ method }) => method === "POST");
    expect(posts).toHaveLength(1);
    expect(posts[0]?.body).toMatchObject({ match_id: "Lyon - Nice", home_team: "Lyon", away_team: "Nice", outcome: "N", odds_value: "3.25", stake: "1234.50" });
    expect(posts[0]?.headers.get("idempotency-key")).toMatch(/^[0-9a-f]{32}$/);
  });

  test("says what is wrong beside the field and sends nothing", async () => {
    const log = serve(replies);
    render(<BetForm prefill={{}} onClose={() => {}} />);
    await userEvent.type(screen.getByLabelText("Odds"), "1.00");
    await userEvent.type(screen.getByLabelText("Stake"), "1,234");
    await userEvent.click(screen.getByRole("button", { name: "Record" }));
    expect(screen.getByText("Odds are above 1.")).toBeTruthy();
    expect(screen.getByText(/could be read in two ways/)).toBeTruthy();
    expect(screen.getAllByText("Needed.")).toHaveLength(3);
    expect(log.some(({ method }) => method === "POST")).toBe(false);
  });

  test("an accumulator has its selections, and the server's complaints their places", async () => {
    const refused = { detail: "Refused.", code: "invalid", request_id: "r", errors: [{ field: "legs[1].outcome", message: "not a selection" }] };
    const log = serve({ ...replies, "POST /bets/bets/": () => Response.json(refused, { status: 422 }) });
    render(<BetForm prefill={{ match: "A - B", outcome: "1", odds: 2, bookmaker: "k", stake: 5 }} onClose={() => {}} />);
    await userEvent.click(screen.getByRole("button", { name: "Add a selection" }));
    const second = within(screen.getByRole("group", { name: "Selection 2" }));
    await userEvent.type(second.getByLabelText("Match"), "C - D");
    await userEvent.type(second.getByLabelText("Selection"), "zzz");
    await userEvent.type(second.getByLabelText("Odds"), "1.5");
    await userEvent.click(screen.getByRole("button", { name: "Record" }));
    expect(await second.findByText("not a selection")).toBeTruthy();
    const body = log.find(({ method }) => method === "POST")?.body as { legs: unknown[]; odds_value?: unknown };
    expect(body.legs).toHaveLength(2);
    expect(body.odds_value).toBeUndefined();
  });
});

describe("OpportunityCard", () => {
  test("says what it brings, from where, and why to doubt it", async () => {
    serve({ "GET /venues": VENUES });
    const onOpen = vi.fn();
    render(<OpportunityCard found={OPPORTUNITY} toldAt={Date.now()} currency="EUR" onOpen={onOpen} />, "fr");
    expect(screen.getByText(/^\+3,48/)).toBeTruthy();
    expect(screen.getByText("Surebet")).toBeTruthy();
    expect(screen.getByText(/^Gain sûr /)).toBeTruthy();
    expect(screen.getByTitle("Trop beau pour être vrai sans confirmation")).toBeTruthy();
    expect(screen.getByText(/11\s?s/)).toBeTruthy();
    expect(await screen.findByText("Kiosk")).toBeTruthy();
    await userEvent.click(screen.getByRole("button"));
    expect(onOpen).toHaveBeenCalledWith(OPPORTUNITY);
  });
});

describe("Answer", () => {
  const query = { data: undefined, error: null, isPending: true, isError: false, dataUpdatedAt: 0, refetch: vi.fn() };
  const shown = (change: object) => (
    <Answer query={{ ...query, ...change } as never} isEmpty={(rows: number[]) => rows.length === 0} empty="nothing">
      {(rows) => <p>{rows.join()}</p>}
    </Answer>
  );

  test("awaited, empty, there, failed and no longer current are five different things", () => {
    const { rerender } = render(shown({}));
    expect(screen.getByRole("status").dataset.state).toBe("loading");
    rerender(shown({ data: [] }));
    expect(screen.getByText("nothing")).toBeTruthy();
    rerender(shown({ data: [1, 2] }));
    expect(screen.getByText("1,2")).toBeTruthy();
    const failed = { isError: true, error: new Error("away") };
    rerender(shown(failed));
    expect(screen.getByRole("alert").dataset.state).toBe("error");
    rerender(shown({ ...failed, data: [1, 2], dataUpdatedAt: Date.now() - 180_000 }));
    expect(screen.getByText("1,2")).toBeTruthy();
    expect(screen.getByText(/the last answer, 3 min ago/)).toBeTruthy();
  });
});
