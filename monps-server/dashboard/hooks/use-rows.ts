"use client";

import { useEffect, useState } from "react";
import { useKeys } from "./use-keys";

/** Goes through rows with `j` and `k` and opens one with Enter: the row that the keyboard is on. */
export function useRows<T>(rows: readonly T[], open: (row: T) => void, isOn: boolean): number | null {
  const [at, setAt] = useState<number | null>(null);
  const current = at === null || rows.length === 0 ? null : Math.min(at, rows.length - 1);
  useKeys(
    {
      j: () => setAt(current === null ? 0 : Math.min(rows.length - 1, current + 1)),
      k: () => setAt(current === null ? 0 : Math.max(0, current - 1)),
      Enter: () => {
        const row = current === null ? undefined : rows[current];
        if (row !== undefined) open(row);
      },
    },
    isOn,
  );
  useEffect(() => {
    if (current !== null) document.querySelector(`[data-row="${current}"]`)?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return current;
}
