"use client";

import { SelectField } from "@/components/ui/field";
import { SwitchField } from "@/components/ui/switch";
import { type Language, LANGUAGES, ODDS_FORMATS, type OddsFormat, prefer, type Theme, THEMES, usePreferences } from "@/lib/preferences";
import { useText } from "@/lib/words";

/** How it looks, kept in this browser. */
export function Appearance() {
  const text = useText();
  const preferences = usePreferences();
  const words = text.settings.appearance;
  const zones = [...new Set([preferences.timeZone, "Europe/Paris", "UTC", ...Intl.supportedValuesOf("timeZone")])];
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
      <SelectField label={words.language} value={preferences.language} options={LANGUAGES.map((one) => [one, text.shell.languages[one]] as const)} onChange={(event) => prefer({ language: event.target.value as Language })} />
      <SelectField label={words.theme} value={preferences.theme} options={THEMES.map((one) => [one, text.shell.themes[one]] as const)} onChange={(event) => prefer({ theme: event.target.value as Theme })} />
      <SelectField label={words.odds} value={preferences.oddsFormat} options={ODDS_FORMATS.map((one) => [one, words.oddsFormats[one]] as const)} onChange={(event) => prefer({ oddsFormat: event.target.value as OddsFormat })} />
      <SelectField label={words.timeZone} value={preferences.timeZone} options={zones.map((zone) => [zone, zone] as const)} onChange={(event) => prefer({ timeZone: event.target.value })} />
      <SwitchField label={words.privacy} checked={preferences.isPrivate} onChange={(isPrivate) => prefer({ isPrivate })} />
    </div>
  );
}
