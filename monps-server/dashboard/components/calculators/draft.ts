import { parseDecimal } from "@/lib/decimal";

// What is typed into a calculator, as texts: it lives in the address, so that a link shows the same to
// somebody else.

export type Row = Record<string, string>;

export interface Draft {
  fields: Row;
  rows: Row[];
}

/** An address grows no longer than what every browser and proxy takes. */
const LINK_CHARS_MAX = 4000;

/** The draft that an address says, where it is one of this shape; anything else is as good as none. */
export function draftFrom(text: string | null, initial: Draft, rowsMax: number): Draft {
  if (!text) return initial;
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return initial;
  }
  if (typeof said !== "object" || said === null || !("f" in said) || !("r" in said) || !Array.isArray(said.r)) return initial;
  const blank = initial.rows[0] ?? {};
  const rows = said.r.slice(0, rowsMax).map((row: unknown) => ({ ...emptied(blank), ...textsOf(row, blank) }));
  return { fields: { ...initial.fields, ...textsOf(said.f, initial.fields) }, rows: rows.length > 0 ? rows : initial.rows };
}

/** A draft as it stands in an address; none where it is what one begins with, or too long to be sent. */
export function linkOf(draft: Draft, initial: Draft): string | null {
  const text = JSON.stringify({ f: draft.fields, r: draft.rows });
  const begun = JSON.stringify({ f: initial.fields, r: initial.rows });
  return text === begun || text.length > LINK_CHARS_MAX ? null : text;
}

const emptied = (row: Row): Row => Object.fromEntries(Object.keys(row).map((name) => [name, ""]));

/** The texts under the names that are known. */
function textsOf(said: unknown, known: Row): Row {
  if (typeof said !== "object" || said === null) return {};
  return Object.fromEntries(Object.entries(said).filter(([name, text]) => name in known && typeof text === "string" && text.length <= 100)) as Row;
}

/** Digits as they were typed; undefined for an empty text. */
export function decimal(text: string | undefined): string | undefined {
  const parsed = parseDecimal(text ?? "");
  return "value" in parsed ? parsed.value : undefined;
}

/** What is wrong with a text that has to be a number. */
export function problemOf(text: string | undefined, isRequired: boolean): "empty" | "malformed" | "ambiguous" | null {
  const parsed = parseDecimal(text ?? "");
  if ("value" in parsed) return null;
  return parsed.problem === "empty" && !isRequired ? null : parsed.problem;
}

/** A number of percent as a fraction, digit by digit: 4.5 is 0.045, and no float on the way. */
export function fraction(text: string | undefined): string | undefined {
  const value = decimal(text);
  if (value === undefined) return undefined;
  const sign = value.startsWith("-") ? "-" : "";
  const [whole = "0", decimals = ""] = value.replace(/^-/, "").split(".");
  const digits = whole.padStart(3, "0");
  const moved = `${digits.slice(0, -2).replace(/^0+(?=\d)/, "")}.${digits.slice(-2)}${decimals}`.replace(/\.?0+$/, "");
  return `${sign}${moved}`;
}
