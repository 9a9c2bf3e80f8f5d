"use client";

import { useSyncExternalStore } from "react";

// One clock for all ages on the page: a single timer, stopped while nobody looks.
const EVERY_MS = 1000;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) {
    now = Date.now();
    timer = setInterval(tick, EVERY_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** The time, a second at a time: what is shown with it grows older as one looks. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now, () => 0);
}
