"use client";

import { useCallback, useState } from "react";
import { toast } from "sonner";
import type { Opportunity } from "@/lib/types";
import { useText } from "@/lib/words";

const STORAGE_KEY = "monps.hidden";
/** How long something is put aside for. */
export const SNOOZE_MS = 3_600_000;
/** A finding lives for hours: what was hidden for good is forgotten after this. */
const KEPT_MS = 3 * 86_400_000;
const UNDO_MS = 8000;

/** When a hidden finding may be shown again, by its number. */
export type Hidden = ReadonlyMap<number, number>;

/** What was stored, without what has had its time. */
export function readHidden(stored: string | null, now: number): Hidden {
  try {
    const rows: unknown = JSON.parse(stored ?? "[]");
    if (!Array.isArray(rows)) return new Map();
    return new Map(rows.filter((row): row is [number, number] => Array.isArray(row) && Number.isInteger(row[0]) && typeof row[1] === "number" && row[1] > now));
  } catch {
    // Somebody else's text under our key counts as nothing.
    return new Map();
  }
}

function store(hidden: Hidden): void {
  try {
    window.localStorage.setItem(STORAGE_KEY, JSON.stringify([...hidden]));
  } catch {
    // Without storage it lasts as long as the page.
  }
}

function stored(): string | null {
  try {
    return typeof window === "undefined" ? null : window.localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

/** Findings put out of sight, for an hour or for good, each with a way back; they outlast a reload. */
export function useHidden() {
  const text = useText();
  const words = text.opportunities;
  const [hidden, setHidden] = useState<Hidden>(() => readHidden(stored(), Date.now()));
  const keep = useCallback((change: (before: Map<number, number>) => void) => {
    setHidden((before) => {
      const next = new Map(before);
      change(next);
      store(next);
      return next;
    });
  }, []);
  const show = useCallback((id: number) => keep((all) => void all.delete(id)), [keep]);
  const put = useCallback(
    ({ id }: Pick<Opportunity, "id">, span: number, said: string) => {
      keep((all) => void all.set(id, Date.now() + span));
      toast(said, { duration: UNDO_MS, action: { label: text.common.undo, onClick: () => show(id) } });
    },
    [keep, show, text],
  );
  return {
    isHidden: (id: number, now: number) => (hidden.get(id) ?? 0) > now,
    hide: (found: Opportunity) => put(found, KEPT_MS, words.hiddenSaid),
    snooze: (found: Opportunity) => put(found, SNOOZE_MS, words.snoozedSaid),
    showAll: () => keep((all) => all.clear()),
  };
}
