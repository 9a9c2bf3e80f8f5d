import type { Language } from "../preferences";
import { analytics } from "./analytics";
import { bets } from "./bets";
import { calculators } from "./calculators";
import { common } from "./common";
import { data } from "./data";
import { errors } from "./errors";
import { home } from "./home";
import { opportunities } from "./opportunities";
import { settings } from "./settings";
import { shell } from "./shell";
import { words } from "./words";

const dictionaries = {
  en: {
    shell: shell.en,
    common: common.en,
    words: words.en,
    home: home.en,
    opportunities: opportunities.en,
    bets: bets.en,
    analytics: analytics.en,
    calculators: calculators.en,
    data: data.en,
    settings: settings.en,
    errors: errors.en,
  },
  fr: {
    shell: shell.fr,
    common: common.fr,
    words: words.fr,
    home: home.fr,
    opportunities: opportunities.fr,
    bets: bets.fr,
    analytics: analytics.fr,
    calculators: calculators.fr,
    data: data.fr,
    settings: settings.fr,
    errors: errors.fr,
  },
};

/** Every text of the interface in one language. */
export type Dictionary = (typeof dictionaries)["en"];

export function dictionaryOf(language: Language): Dictionary {
  return dictionaries[language];
}
