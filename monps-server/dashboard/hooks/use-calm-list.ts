"use client";

import { useState } from "react";

interface Calm<T> {
  rows: T[];
  /** How many rows wait to be shown. */
  waiting: number;
  /** Shows them. */
  apply: () => void;
}

/**
 * A list that does not jump under a pointer: while somebody is at it, rows keep their places and take new
 * values, rows that are gone leave, and new ones wait at the door.
 */
export function useCalmList<T>(rows: readonly T[], idOf: (row: T) => number, isBusy: boolean): Calm<T> {
  const [order, setOrder] = useState<readonly number[] | null>(null);
  const ids = rows.map(idOf);
  // Adjusted while rendering: the order is what it was when the pointer came.
  if (isBusy && order === null) setOrder(ids);
  if (!isBusy && order !== null) setOrder(null);
  if (!isBusy || order === null) return { rows: [...rows], waiting: 0, apply: () => {} };
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  const known = new Set(order);
  return {
    rows: order.flatMap((id) => byId.get(id) ?? []),
    waiting: ids.filter((id) => !known.has(id)).length,
    apply: () => setOrder(ids),
  };
}
