"use client";

import { useCallback } from "react";
import { errorSentence } from "@/lib/errors";
import { usePreferences } from "@/lib/preferences";

/** What went wrong, in the language that was chosen. */
export function useSaid(): (error: Error) => string {
  const { language } = usePreferences();
  return useCallback((error: Error) => errorSentence(error, language), [language]);
}
