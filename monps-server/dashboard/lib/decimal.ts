// Decimals as people type them. A comma is a decimal comma, a space groups thousands, and what could be
// read in two ways is refused: `1,234` is a thousand to one reader and a little over one to the next.

export type Parsed = { value: string } | { problem: "empty" | "malformed" | "ambiguous" };

const SPACES = /[\s\u00a0\u202f\u2009]/g;
const PLAIN = /^[+-]?\d+(?:\.\d+)?$/;

/** The exact decimal that a text says, as the API takes it: `12.50` for `12,50` and `1234.56` for `1 234,56`. */
export function parseDecimal(text: string): Parsed {
  const trimmed = text.trim().replace(/\u2212/g, "-");
  if (trimmed === "") return { problem: "empty" };
  const hasComma = trimmed.includes(",");
  const hasPoint = trimmed.includes(".");
  if (hasComma && hasPoint) return { problem: "ambiguous" };
  if (/[\s\u00a0\u202f\u2009]/.test(trimmed) && !/^[+-]?\d{1,3}(?:[\s\u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?$/.test(trimmed)) {
    return { problem: "malformed" };
  }
  const bare = trimmed.replace(SPACES, "");
  if ((bare.match(/[.,]/g) ?? []).length > 1) return { problem: "ambiguous" };
  // Three digits after a comma: thousands in English, thousandths in French.
  if (hasComma && /^[+-]?[1-9]\d{0,2},\d{3}$/.test(trimmed)) return { problem: "ambiguous" };
  const plain = bare.replace(",", ".");
  return PLAIN.test(plain) ? { value: plain.replace(/^\+/, "") } : { problem: "malformed" };
}

/** A decimal of the API as one types it in a language: with a comma in French. */
export function typed(value: number | string | null | undefined, language: "en" | "fr"): string {
  if (value === null || value === undefined) return "";
  return language === "fr" ? String(value).replace(".", ",") : String(value);
}
