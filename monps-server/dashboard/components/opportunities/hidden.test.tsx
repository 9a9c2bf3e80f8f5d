import { act, renderHook } from "@testing-library/react";
import { toast } from "sonner";
import { expect, test } from "vitest";
import { Around, OPPORTUNITY } from "@/test-kit";
import { readHidden, SNOOZE_MS, useHidden } from "./hidden";

const hook = () => renderHook(() => useHidden(), { wrapper: Around });

test("what is put aside comes back after an hour, what is hidden outlasts a reload", () => {
  const first = hook();
  const now = Date.now();
  act(() => first.result.current.snooze(OPPORTUNITY));
  act(() => first.result.current.hide({ ...OPPORTUNITY, id: 6 }));
  expect(first.result.current.isHidden(5, now)).toBe(true);
  expect(first.result.current.isHidden(5, now + SNOOZE_MS + 1000)).toBe(false);
  expect(first.result.current.isHidden(6, now + SNOOZE_MS + 1000)).toBe(true);
  first.unmount();
  const again = hook();
  expect([5, 6, 7].map((id) => again.result.current.isHidden(id, now))).toEqual([true, true, false]);
  act(() => again.result.current.showAll());
  expect(again.result.current.isHidden(6, now)).toBe(false);
});

test("each has a way back", () => {
  const { result } = hook();
  act(() => result.current.hide(OPPORTUNITY));
  const notice = toast.getHistory().at(-1) as { action?: { onClick: (event: unknown) => void } };
  act(() => notice.action?.onClick({}));
  expect(result.current.isHidden(OPPORTUNITY.id, Date.now())).toBe(false);
});

test("what cannot be read counts as nothing", () => {
  expect(readHidden("{", 0).size).toBe(0);
  expect(readHidden('{"a":1}', 0).size).toBe(0);
  expect([...readHidden('[[1,50],[2,200],["x",300]]', 100).keys()]).toEqual([2]);
});
