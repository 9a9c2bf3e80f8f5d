import type { Bet } from "./types";

/** The columns of an export, by the words of the API: what was exported can be imported again. */
export const CSV_COLUMNS = [
  "id", "placed_at", "match_id", "home_team", "away_team", "sport", "market_type", "outcome", "point", "bookmaker", "odds_value", "stake",
  "currency", "channel", "strategy", "status", "result", "payout", "profit_loss", "odds_close", "clv", "settled_at", "paper", "tags", "notes", "free_bet", "boost_rate", "boost_max",
] as const;

function cell(bet: Bet, column: (typeof CSV_COLUMNS)[number]): string {
  const leg = bet.legs.length === 1 ? bet.legs[0] : undefined;
  switch (column) {
    case "home_team":
    case "away_team":
      return leg?.[column] ?? "";
    case "point":
      return leg?.line === null || leg?.line === undefined ? "" : String(leg.line);
    case "tags":
      return bet.tags.join(";");
    default: {
      const value = bet[column];
      return value === null || value === undefined ? "" : String(value);
    }
  }
}

/** Quoted where it has to be; what a spreadsheet would run as a formula is kept from it. */
function quoted(text: string): string {
  const harmless = /^[=+@\t\r]/.test(text) || /^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",;\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Bets as CSV; with a byte order mark, so that spreadsheets read the accents. */
export function toCsv(bets: readonly Bet[]): string {
  const rows = bets.map((bet) => CSV_COLUMNS.map((column) => quoted(cell(bet, column))).join(","));
  return `\uFEFF${[CSV_COLUMNS.join(","), ...rows].join("\r\n")}\r\n`;
}

/** Comma, semicolon or tab: whichever the first line has most of outside of quotes. */
function separatorOf(text: string): string {
  const [line = ""] = text.replace(/"[^"]*"/g, "").split(/\r?\n/, 1);
  const count = (separator: string) => line.split(separator).length;
  return [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** The rows of a CSV text, the first of them its header; blank rows are left out. */
export function parseCsv(text: string): string[][] {
  const source = text.replace(/^\uFEFF/, "");
  const separator = separatorOf(source);
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let isQuoted = false;
  const endRow = () => {
    row.push(field);
    if (row.some((one) => one.trim() !== "")) rows.push(row);
    row = [];
    field = "";
  };
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at];
    if (isQuoted) {
      if (char !== '"') field += char;
      else if (source[at + 1] === '"') {
        field += '"';
        at += 1;
      } else isQuoted = false;
    } else if (char === '"' && field === "") isQuoted = true;
    else if (char === separator) {
      row.push(field);
      field = "";
    } else if (char === "\n") endRow();
    else if (char !== "\r") field += char;
  }
  if (field !== "" || row.length > 0) endRow();
  return rows;
}

/** Hands a text to the browser as a file. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
