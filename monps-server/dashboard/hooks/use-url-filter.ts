"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";

/**
 * Filters that live in the address: they outlast a reload, can be sent to somebody, and go back with the
 * browser's button. An empty text is no filter.
 */
export function useUrlFilter<Name extends string>(names: readonly Name[]) {
  const parsers = useMemo(
    () => Object.fromEntries(names.map((name) => [name, parseAsString])) as Record<Name, typeof parseAsString>,
    [names],
  );
  const [values, setValues] = useQueryStates(parsers, { history: "replace" });
  const set = useCallback(
    (change: Partial<Record<Name, string | null>>) => {
      const cleaned = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value === "" ? null : value]));
      return setValues(cleaned as Parameters<typeof setValues>[0]);
    },
    [setValues],
  );
  const clear = useCallback(() => setValues(null), [setValues]);
  return { values: values as Record<Name, string | null>, set, clear };
}
