"use client";

import { useSyncExternalStore } from "react";
import { STORAGE_KEY } from "./storage-key";

export const LANGUAGES = ["en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const ODDS_FORMATS = ["decimal", "american", "fractional"] as const;
export type OddsFormat = (typeof ODDS_FORMATS)[number];

/** What somebody chose for this browser; nothing of it reaches the server. */
export interface Preferences {
  language: Language;
  theme: Theme;
  oddsFormat: OddsFormat;
  timeZone: string;
  isPrivate: boolean;
}

const oneOf = <T extends string>(all: readonly T[], value: unknown, otherwise: T): T =>
  all.includes(value as T) ? (value as T) : otherwise;

function browserLanguage(): Language {
  return navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en";
}

function isTimeZone(value: unknown): value is string {
  try {
    return typeof value === "string" && new Intl.DateTimeFormat("en", { timeZone: value }) !== null;
  } catch {
    return false;
  }
}

/** Preferences out of what was stored: whatever cannot be read gets its default. */
export function read(stored: string | null): Preferences {
  let kept: Partial<Record<keyof Preferences, unknown>> = {};
  try {
    kept = (JSON.parse(stored ?? "{}") as typeof kept | null) ?? {};
  } catch {
    // Somebody else's text under our key counts as none.
  }
  return {
    language: oneOf(LANGUAGES, kept.language, browserLanguage()),
    theme: oneOf(THEMES, kept.theme, "system"),
    oddsFormat: oneOf(ODDS_FORMATS, kept.oddsFormat, "decimal"),
    timeZone: isTimeZone(kept.timeZone) ? kept.timeZone : "Europe/Paris",
    isPrivate: kept.isPrivate === true,
  };
}

let current: Preferences | null = null;
const listeners = new Set<() => void>();

function snapshot(): Preferences {
  current ??= read(storage()?.getItem(STORAGE_KEY) ?? null);
  return current;
}

function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null; // Forbidden by the browser: choices last as long as the page.
  }
}

function told(): void {
  for (const listener of listeners) listener();
}

/** Changes some preferences, here and in the other windows. */
export function prefer(change: Partial<Preferences>): void {
  current = { ...snapshot(), ...change };
  try {
    storage()?.setItem(STORAGE_KEY, JSON.stringify(current));
  } catch {
    // Full or forbidden: the choice lasts as long as the page.
  }
  told();
}

function subscribe(listener: () => void): () => void {
  const fromElsewhere = (event: StorageEvent) => {
    if (event.key !== STORAGE_KEY) return;
    current = read(event.newValue);
    told();
  };
  listeners.add(listener);
  window.addEventListener("storage", fromElsewhere);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", fromElsewhere);
  };
}

/** The preferences in force; null while the page is not alive yet. */
export function usePreferencesOrNone(): Preferences | null {
  return useSyncExternalStore(subscribe, snapshot, () => null);
}

/** The preferences in force, inside of the shell, which waits for them. */
export function usePreferences(): Preferences {
  const preferences = usePreferencesOrNone();
  if (!preferences) throw new Error("preferences are read inside of the shell only");
  return preferences;
}
