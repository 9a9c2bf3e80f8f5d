import { parseDecimal } from "@/lib/decimal";
import type { Dictionary } from "@/lib/i18n";
import type { Bet, NewBet } from "@/lib/types";

/** What a column can mean: the words of the API for a new bet. */
export const FIELDS = [
  "match_id", "home_team", "away_team", "outcome", "bookmaker", "odds_value", "stake", "market_type", "point", "placed_at",
  "result", "payout", "odds_close", "channel", "strategy", "sport", "currency", "paper", "notes", "tags", "free_bet", "boost_rate", "boost_max",
] as const;
export type Field = (typeof FIELDS)[number];

export const NEEDED: readonly Field[] = ["outcome", "bookmaker", "odds_value", "stake"];
const DECIMALS: readonly Field[] = ["odds_value", "stake", "point", "payout", "odds_close", "boost_rate", "boost_max"];

/** Other words for the same column, in the two languages; compared without accents, case and spaces. */
const ALIASES: Record<Field, readonly string[]> = {
  match_id: ["match", "event", "evenement", "rencontre", "matchid"],
  home_team: ["home", "domicile", "equipe1", "hometeam", "side1"],
  away_team: ["away", "exterieur", "equipe2", "awayteam", "side2"],
  outcome: ["selection", "pick", "pronostic", "choix"],
  bookmaker: ["book", "site", "venue", "operateur"],
  odds_value: ["odds", "odd", "cote", "price", "oddsvalue", "prix"],
  stake: ["mise", "amount", "montant"],
  market_type: ["market", "marche", "type", "markettype"],
  point: ["line", "ligne", "handicap"],
  placed_at: ["date", "placed", "placele", "placedat", "datetime"],
  result: ["resultat", "statut", "outcomeresult"],
  payout: ["retour", "return", "paiement"],
  odds_close: ["closing", "cloture", "oddsclose", "closingodds"],
  channel: ["canal"],
  strategy: ["strategie"],
  sport: [],
  currency: ["devise"],
  paper: ["fictif", "dryrun"],
  notes: ["note", "comment", "commentaire"],
  tags: ["tag", "etiquettes", "labels"],
  free_bet: ["freebet", "parigratuit"],
  boost_rate: ["boost"],
  boost_max: [],
};

const plain = (text: string) =>
  text.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

/** What the columns of a header probably mean; each field once. */
export function guess(header: readonly string[]): (Field | null)[] {
  const taken = new Set<Field>();
  return header.map((name) => {
    const word = plain(name);
    const field = FIELDS.find((one) => !taken.has(one) && (plain(one) === word || ALIASES[one].includes(word)));
    if (field) taken.add(field);
    return field ?? null;
  });
}

const RESULTS: Record<string, string> = {
  won: "won", win: "won", gagne: "won", w: "won",
  lost: "lost", lose: "lost", loss: "lost", perdu: "lost", l: "lost",
  void: "void", annule: "void", rembourse: "void", push: "push",
  halfwon: "half_won", halflost: "half_lost", cashedout: "cashed_out",
};
const OPEN = ["", "pending", "open", "active", "encours", "ouvert"];

/** A date of people as an instant: ISO, or day first as the French write it. */
export function instantOf(text: string): string | null {
  const french = text.trim().match(/^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ T](\d{1,2}):(\d{2}))?$/);
  const iso = french ? `${french[3]}-${pad(french[2])}-${pad(french[1])}T${pad(french[4] ?? "12")}:${french[5] ?? "00"}:00` : text.trim();
  if (!/^\d{4}-\d{2}-\d{2}/.test(iso)) return null;
  const time = new Date(iso.length === 10 ? `${iso}T12:00:00` : iso);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

const pad = (text = "") => text.padStart(2, "0");

export type Row = { bet: NewBet } | { problem: string };

/** One row as a bet, or what cannot be read in it. */
export function rowOf(cells: readonly string[], fields: readonly (Field | null)[], text: Pick<Dictionary, "common">): Row {
  const bet: Record<string, unknown> = {};
  for (const [index, field] of fields.entries()) {
    const value = (cells[index] ?? "").trim();
    if (!field || value === "") continue;
    if (DECIMALS.includes(field)) {
      const parsed = parseDecimal(value);
      if ("problem" in parsed) return { problem: `${field}: ${text.common.decimal[parsed.problem]}` };
      bet[field] = parsed.value;
    } else if (field === "placed_at") {
      const instant = instantOf(value);
      if (!instant) return { problem: `${field}: ${value}` };
      bet[field] = instant;
    } else if (field === "result") {
      const word = plain(value);
      const result = RESULTS[word];
      if (result) bet.result = result;
      else if (!OPEN.includes(word)) return { problem: `${field}: ${value}` };
    } else if (field === "tags") bet.tags = value.split(/[;,]/).map((tag) => tag.trim()).filter(Boolean);
    else if (field === "paper" || field === "free_bet") bet[field] = /^(true|yes|oui|1|vrai)$/i.test(value);
    else bet[field] = value;
  }
  if (!bet.match_id && bet.home_team && bet.away_team) bet.match_id = `${String(bet.home_team)} - ${String(bet.away_team)}`;
  for (const field of ["match_id", ...NEEDED]) if (!bet[field]) return { problem: `${field}: ${text.common.required}` };
  return { bet: bet as unknown as NewBet };
}

/** What makes two rows the same bet: everything that was known when it was placed. */
export function sameness(bet: NewBet | Bet): string {
  const digits = (value: unknown) => String(value ?? "").replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
  const minute = bet.placed_at ? bet.placed_at.slice(0, 16) : "";
  return [bet.match_id, bet.outcome, digits(bet.odds_value), digits(bet.stake), minute].map((part) => plainWord(String(part ?? ""))).join("|");
}

const plainWord = (text: string) => text.trim().toLowerCase();
