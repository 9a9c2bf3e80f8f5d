import type { Language, OddsFormat, Preferences } from "./preferences";
import type { Figure } from "./types";

/** What stands in the place of a figure that nobody knows: never a zero. */
export const UNKNOWN = "—";
/** What stands in the place of an amount that nobody else should read. */
export const HIDDEN = "•••";

const LOCALES: Record<Language, string> = { en: "en-GB", fr: "fr-FR" };
const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

export interface Format {
  locale: string;
  money(value: Figure, currency: string): string;
  /** With its sign, zero without: profit and loss are told apart without colour. */
  signedMoney(value: Figure, currency: string): string;
  /** Of a number of percent: 3.48 is 3.48 %. */
  percent(value: Figure, digits?: number): string;
  signedPercent(value: Figure, digits?: number): string;
  odds(value: Figure): string;
  number(value: Figure, digits?: number): string;
  dateTime(instant: string | null | undefined): string;
  time(instant: string | number | null | undefined): string;
  date(instant: string | null | undefined): string;
  /** `2026-11-22` as a day of people. */
  day(day: string): string;
  month(month: string): string;
  /** "in 3 hours", "2 minutes ago". */
  relative(instant: string | null | undefined, now: number): string;
  /** An age in seconds: "45 s", "3 min". */
  age(seconds: Figure): string;
}

function isKnown(value: Figure): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}

/** Numbers, amounts and instants in one language and one time zone. */
export function formatOf(preferences: Preferences): Format {
  const locale = LOCALES[preferences.language];
  const { timeZone, isPrivate } = preferences;
  const made = new Map<string, Intl.NumberFormat>();
  const numbers = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options);
    const format = made.get(key) ?? new Intl.NumberFormat(locale, options);
    made.set(key, format);
    return format;
  };
  const write = (value: Figure, options: Intl.NumberFormatOptions) =>
    isKnown(value) ? numbers(options).format(value) : UNKNOWN;
  const amount = (value: Figure, options: Intl.NumberFormatOptions) =>
    isPrivate && isKnown(value) ? HIDDEN : write(value, options);
  const percent = (digits: number): Intl.NumberFormatOptions => ({
    style: "unit",
    unit: "percent",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const full = dates({ dateStyle: "medium", timeStyle: "short" });
  const clock = dates({ timeStyle: "medium" });
  const dateOnly = dates({ dateStyle: "medium" });
  const plainDay = new Intl.DateTimeFormat(locale, { timeZone: "UTC", dateStyle: "medium" });
  const plainMonth = new Intl.DateTimeFormat(locale, { timeZone: "UTC", month: "short", year: "numeric" });
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });

  return {
    locale,
    money: (value, currency) => amount(value, { style: "currency", currency }),
    signedMoney: (value, currency) => amount(value, { style: "currency", currency, signDisplay: "exceptZero" }),
    percent: (value, digits = 2) => write(value, percent(digits)),
    signedPercent: (value, digits = 2) => write(value, { ...percent(digits), signDisplay: "exceptZero" }),
    odds: (value) => (isKnown(value) ? writeOdds(value, preferences.oddsFormat, numbers) : UNKNOWN),
    number: (value, digits = 0) => write(value, { maximumFractionDigits: digits }),
    dateTime: (instant) => (instant ? full.format(new Date(instant)) : UNKNOWN),
    time: (instant) => (instant ? clock.format(new Date(instant)) : UNKNOWN),
    date: (instant) => (instant ? dateOnly.format(new Date(instant)) : UNKNOWN),
    day: (day) => plainDay.format(new Date(`${day}T00:00:00Z`)),
    month: (month) => plainMonth.format(new Date(`${month}-01T00:00:00Z`)),
    relative: (instant, now) => (instant ? relative(words, (Date.parse(instant) - now) / 1000) : UNKNOWN),
    age: (seconds) => (isKnown(seconds) ? age(numbers, seconds) : UNKNOWN),
  };
}

/** A span in the largest unit in which it is more than one and a half. */
function span(seconds: number): [number, "second" | "minute" | "hour" | "day"] {
  const size = Math.abs(seconds);
  if (size < 1.5 * MINUTE_S) return [Math.trunc(seconds), "second"];
  if (size < 1.5 * HOUR_S) return [Math.trunc(seconds / MINUTE_S), "minute"];
  if (size < 2 * DAY_S) return [Math.trunc(seconds / HOUR_S), "hour"];
  return [Math.trunc(seconds / DAY_S), "day"];
}

function relative(words: Intl.RelativeTimeFormat, seconds: number): string {
  return words.format(...span(seconds));
}

function age(numbers: (options: Intl.NumberFormatOptions) => Intl.NumberFormat, seconds: number): string {
  const [value, unit] = span(Math.max(0, seconds));
  return numbers({ style: "unit", unit, unitDisplay: "short" }).format(value);
}

type Numbers = (options: Intl.NumberFormatOptions) => Intl.NumberFormat;

function writeOdds(price: number, format: OddsFormat, numbers: Numbers): string {
  if (format === "american" && price > 1) {
    const line = price >= 2 ? (price - 1) * 100 : -100 / (price - 1);
    return numbers({ maximumFractionDigits: 0, signDisplay: "always", useGrouping: false }).format(line);
  }
  if (format === "fractional" && price > 1) return fraction(price - 1);
  return numbers({ minimumFractionDigits: 2, maximumFractionDigits: 3 }).format(price);
}

/** Net odds as the simplest fraction that comes to the same price, to the hundredth. */
function fraction(net: number): string {
  for (let under = 1; under <= 100; under += 1) {
    const over = Math.round(net * under);
    if (over > 0 && Math.abs(over / under - net) < 0.005) return `${over}/${under}`;
  }
  return `${Math.round(net * 100)}/100`;
}
