"use client";

import { useMemo } from "react";
import { type Format, formatOf } from "./format";
import { type Dictionary, dictionaryOf } from "./i18n";
import { usePreferences } from "./preferences";

/** The texts of the interface in the language that was chosen. */
export function useText(): Dictionary {
  return dictionaryOf(usePreferences().language);
}

/** Numbers, amounts and instants as they were chosen to be written. */
export function useFormat(): Format {
  const preferences = usePreferences();
  return useMemo(() => formatOf(preferences), [preferences]);
}
