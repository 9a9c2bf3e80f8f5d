import { act, renderHook } from "@testing-library/react";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { expect, test } from "vitest";
import { shared } from "@/components/shell/pages";
import { useUrlFilter } from "./use-url-filter";

const FIRST = ["sport", "id"] as const;
const SECOND = ["state"] as const;

test("writes of one tick, by several who share the address, do not lose one another", async () => {
  let address = "";
  const wrapper = ({ children }: { children: React.ReactNode }) => (
    <NuqsTestingAdapter hasMemory searchParams="?keep=me" onUrlUpdate={({ queryString }) => void (address = queryString)} rateLimitFactor={0}>
      {children}
    </NuqsTestingAdapter>
  );
  const { result } = renderHook(() => [useUrlFilter(FIRST), useUrlFilter(SECOND)] as const, { wrapper });
  await act(async () => {
    const [first, second] = result.current;
    await Promise.all([first.set({ sport: "tennis" }), first.set({ id: "7" }), second.set({ state: "moot" })]);
  });
  expect(Object.fromEntries(new URLSearchParams(address))).toEqual({ keep: "me", sport: "tennis", id: "7", state: "moot" });
  await act(async () => {
    const [first, second] = result.current;
    await Promise.all([first.clear(), second.set({ state: "" }), first.set({ id: "8" })]);
  });
  expect(Object.fromEntries(new URLSearchParams(address))).toEqual({ keep: "me", id: "8" });
});

test("sport and bookmaker go along from page to page, under the name that each has for them", () => {
  const none = { sport: null, book: null, bookmaker: null };
  expect(shared("/opportunities", none)).toBe("/opportunities");
  expect(shared("/bets", { ...none, sport: "tennis", book: "a b" })).toBe("/bets?sport=tennis&bookmaker=a+b");
  expect(shared("/opportunities", { ...none, bookmaker: "kiosk" })).toBe("/opportunities?book=kiosk");
  expect(shared("/settings", { ...none, sport: "tennis" })).toBe("/settings");
});
