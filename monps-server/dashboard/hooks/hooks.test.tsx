import { renderHook, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { ApiError } from "@/lib/api";
import { Around, BET, OPPORTUNITY, serve } from "@/test-kit";
import { allBets, useBets } from "./use-bets";
import { useBankrollStats } from "./use-bankroll-stats";
import { useBookmakerStats } from "./use-bookmaker-stats";
import { useCalmList } from "./use-calm-list";
import { useGlobalStats } from "./use-global-stats";
import { useOdds } from "./use-odds";
import { useOpportunities } from "./use-opportunities";
import { useSettings } from "./use-settings";

const HOOKS = [
  ["useSettings", () => useSettings(), "/settings/", [{ key: "detection", value: {} }]],
  ["useGlobalStats", () => useGlobalStats(), "/stats/stats/global", { total_bets: 3, roi: null }],
  ["useBankrollStats", () => useBankrollStats(), "/stats/stats/bankroll", { current_bankroll: 1054.5 }],
  ["useBookmakerStats", () => useBookmakerStats(), "/stats/stats/bookmakers", [{ bookmaker: "Kiosk" }]],
  ["useOdds", () => useOdds({ match_id: "m" }), "/odds/latest", [{ id: 1, odds_value: 2.1 }]],
  ["useOpportunities", () => useOpportunities({ type: "value" }), "/opportunities/", [OPPORTUNITY]],
] as const;

describe.each(HOOKS)("%s", (_, use, path, body) => {
  test("gives what the server says, digits and nulls as they are", async () => {
    const log = serve({ [`GET ${path}`]: body });
    const { result } = renderHook(() => use().data, { wrapper: Around });
    await waitFor(() => expect(result.current).toEqual(body));
    expect(log).toHaveLength(1);
  });

  test("gives an error and no figure when the server cannot answer", async () => {
    serve({ [`GET ${path}`]: () => Response.json({ detail: "The store is away.", code: "store", request_id: "r-1", errors: [] }, { status: 400 }) });
    const { result } = renderHook(() => use(), { wrapper: Around });
    await waitFor(() => expect(result.current.error).toBeInstanceOf(ApiError));
    expect(result.current.data).toBeUndefined();
    expect(result.current.error).toMatchObject({ status: 400, message: "The store is away.", requestId: "r-1" });
  });
});

test("filters reach the server in its own words", async () => {
  const log = serve({ "GET /opportunities/": [], "GET /odds/latest": [] });
  renderHook(() => [useOpportunities({ type: "value", min_edge: 1.5, total: 250 }), useOdds({ match_id: "a b", market: "1x2" })], { wrapper: Around });
  await waitFor(() => expect(log).toHaveLength(2));
  expect(log.map(({ path }) => path).sort()).toEqual([
    "/odds/latest?limit=1000&match_id=a%20b&market=1x2",
    "/opportunities/?limit=1000&type=value&min_edge=1.5&total=250",
  ]);
});

describe("useBets", () => {
  const pages = {
    "GET /bets/bets/": ({ path }: { path: string }) => {
      const isSecond = path.includes("cursor=c2");
      const rows = [{ ...BET, id: isSecond ? 2 : 1 }];
      const headers: Record<string, string> = isSecond ? {} : { link: '</bets/bets/?limit=50&cursor=c2>; rel="next"', "x-total-count": "2" };
      return Response.json(rows, { headers });
    },
  };

  test("goes from page to page by the server's cursor", async () => {
    const log = serve(pages);
    const { result } = renderHook(() => useBets({ status: "pending", sort: "-placed_at" }), { wrapper: Around });
    await waitFor(() => expect(result.current.hasNextPage).toBe(true));
    expect(result.current.data?.pages[0]?.total).toBe(2);
    await result.current.fetchNextPage();
    await waitFor(() => expect(result.current.data?.pages).toHaveLength(2));
    expect(result.current.hasNextPage).toBe(false);
    expect(log.map(({ path }) => path)).toEqual([
      "/bets/bets/?status=pending&sort=-placed_at&limit=50",
      "/bets/bets/?status=pending&sort=-placed_at&limit=50&cursor=c2",
    ]);
  });

  test("an export has every page and nothing but the filter", async () => {
    const log = serve(pages);
    expect((await allBets({ q: "x" })).map(({ id }) => id)).toEqual([1, 2]);
    expect(log[0]?.path).toBe("/bets/bets/?q=x&limit=1000");
  });
});

describe("useCalmList", () => {
  const calm = (rows: number[], isBusy: boolean) => ({ rows, isBusy });
  const useNumbers = ({ rows, isBusy }: { rows: number[]; isBusy: boolean }) => useCalmList(rows, (row) => row, isBusy);
  const use = (initial: { rows: number[]; isBusy: boolean }) => renderHook(useNumbers, { initialProps: initial });

  test("keeps rows in their places while somebody is at them", () => {
    const { result, rerender } = use(calm([1, 2, 3], true));
    rerender(calm([9, 3, 1], true));
    expect(result.current).toMatchObject({ rows: [1, 3], waiting: 1 });
    rerender(calm([9, 3, 1], false));
    expect(result.current).toMatchObject({ rows: [9, 3, 1], waiting: 0 });
  });

  test("shows what waited when it is asked to", async () => {
    const { result, rerender } = use(calm([1], true));
    rerender(calm([2, 1], true));
    result.current.apply();
    await waitFor(() => expect(result.current).toMatchObject({ rows: [2, 1], waiting: 0 }));
  });
});
