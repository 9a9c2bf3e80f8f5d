import { parseDecimal, typed } from "@/lib/decimal";
import type { Dictionary } from "@/lib/i18n";
import type { Language } from "@/lib/preferences";

export type Kind = "decimal" | "integer" | "text" | "secret" | "switch";

/** The fields of each setting that has a form, in their order. */
export const FIELDS: Record<string, readonly (readonly [name: string, kind: Kind])[]> = {
  bankroll_initial: [["amount", "decimal"], ["currency", "text"]],
  collect_frequency: [["hours", "integer"], ["cache_minutes", "integer"]],
  api_key_odds: [["key", "secret"], ["enabled", "switch"]],
  detection: [
    ["arbitrage", "switch"],
    ["min_arbitrage_pct", "decimal"],
    ["cross_market", "switch"],
    ["min_cross_market_pct", "decimal"],
    ["back_lay", "switch"],
    ["min_back_lay_pct", "decimal"],
    ["middle", "switch"],
    ["max_middle_cost_pct", "decimal"],
    ["value", "switch"],
    ["min_value_edge_pct", "decimal"],
    ["low_hold", "switch"],
    ["max_hold_pct", "decimal"],
    ["spread", "switch"],
    ["min_spread_pct", "decimal"],
    ["phantom_above_pct", "decimal"],
    ["stakes_total", "decimal"],
  ],
  notification_thresholds: [["min_edge_pct", "decimal"], ["min_odds", "decimal"], ["max_odds", "decimal"]],
  email_alerts: [["enabled", "switch"], ["smtp_host", "text"], ["smtp_port", "integer"], ["smtp_username", "text"], ["smtp_password", "secret"], ["from", "text"], ["to", "text"]],
};

export type Draft = Record<string, string | boolean>;

/** A setting as it is shown for editing: a secret is never in it. */
export function draftOf(key: string, value: Record<string, unknown>, language: Language): Draft {
  return Object.fromEntries(
    (FIELDS[key] ?? []).map(([name, kind]) => {
      const known = value[name];
      if (kind === "switch") return [name, known === true];
      if (kind === "secret") return [name, ""];
      return [name, kind === "text" ? String(known ?? "") : typed(known as number | null, language)];
    }),
  );
}

/** The value that a draft says; a secret that was not typed keeps what the server has. */
export function read(key: string, draft: Draft, value: Record<string, unknown>, text: Pick<Dictionary, "common">): { value: Record<string, unknown> } | { problems: Record<string, string> } {
  const problems: Record<string, string> = {};
  const said: Record<string, unknown> = {};
  for (const [name, kind] of FIELDS[key] ?? []) {
    const typedIn = draft[name];
    if (kind === "switch") said[name] = typedIn === true;
    else if (kind === "text") said[name] = String(typedIn ?? "").trim();
    else if (kind === "secret") said[name] = typedIn ? String(typedIn) : value[name];
    else {
      const parsed = parseDecimal(String(typedIn ?? ""));
      if ("problem" in parsed) problems[name] = text.common.decimal[parsed.problem];
      else if (kind === "integer" && !/^-?\d+$/.test(parsed.value)) problems[name] = text.common.decimal.malformed;
      // Digits as they were typed: no float on the way.
      else said[name] = kind === "integer" ? Number(parsed.value) : parsed.value;
    }
  }
  return Object.keys(problems).length > 0 ? { problems } : { value: said };
}
