import { answer, api } from "@/lib/api";
import type { Format } from "@/lib/format";
import type { Dictionary } from "@/lib/i18n";
import { decimal, type Draft, fraction, type Row } from "./draft";

// Each calculator as data: what is typed, what the server is asked, and what is shown of its answer. The
// server computes; nothing here adds or multiplies.

export const CALCULATORS = ["devig", "arbitrage", "hedge", "kelly", "system", "settle", "freebet"] as const;
export type Name = (typeof CALCULATORS)[number];

type Words = Dictionary["calculators"];

export interface FieldSpec {
  name: string;
  kind: "decimal" | "choice";
  isRequired?: boolean;
  options?: readonly string[];
}

/** What is shown of an answer: figures, then a table. */
export interface Shown {
  figures: readonly (readonly [name: keyof Words["figures"], value: string])[];
  columns: readonly (keyof Words["figures"])[];
  rows: readonly (readonly string[])[];
}

export interface Spec {
  initial: Draft;
  fields: readonly FieldSpec[];
  rowFields: readonly FieldSpec[];
  rowsMin: number;
  rowsMax: number;
  ask: (draft: Draft, signal: AbortSignal) => Promise<Shown>;
}

const METHODS = ["", "shin", "power", "odds_ratio", "proportional", "additive", "balanced_books", "goto", "jensen_shannon"] as const;
const RESULTS = ["won", "half_won", "push", "half_lost", "lost", "void"] as const;
const SYSTEMS = ["2/3", "3/4", "trixie", "patent", "yankee", "lucky_15", "canadian", "lucky_31", "heinz", "lucky_63", "super_heinz", "goliath"] as const;
/** More than a bank note's worth: what is put up where no limit is typed. */
const TOTAL = "1000000";

const number = (name: string, isRequired = true): FieldSpec => ({ name, kind: "decimal", isRequired });
const choice = (name: string, options: readonly string[]): FieldSpec => ({ name, kind: "choice", options });

/** A number as it was typed; the server refuses what is missing. */
const digits = (text: string | undefined) => (decimal(text) ?? "0") as unknown as number;
const digitsOrNone = (text: string | undefined) => decimal(text) as unknown as number | undefined;
/** A count goes as a number; what is none goes as it was typed, and the server says why not. */
const wholeOrNone = (text: string | undefined) => {
  const typed = decimal(text);
  return (typed !== undefined && /^\d{1,9}$/.test(typed) ? Number(typed) : typed) as number | undefined;
};
const share = (text: string | undefined) => fraction(text) as unknown as number | undefined;

/** All calculators, with figures written as a person chose. */
export function specs(format: Format, words: Words): Record<Name, Spec> {
  const plain = (value: number | null | undefined, decimals = 2) => format.number(value, decimals);
  const percent = (value: number | null | undefined) => format.percent(value, 2);
  const yes = (is: boolean) => (is ? words.yes : words.no);
  const odds = (...all: string[]): Row[] => all.map((one) => ({ odds: one }));
  return {
    devig: {
      initial: { fields: { method: "", winners: "1" }, rows: odds("2.60", "2.40", "4.30") },
      fields: [choice("method", METHODS), number("winners", false)],
      rowFields: [number("odds")],
      rowsMin: 2,
      rowsMax: 40,
      ask: async ({ fields, rows }, signal) => {
        const body = { prices: rows.map((row) => digits(row.odds)), winners: wholeOrNone(fields.winners), method: fields.method || undefined };
        const said = await answer(api.POST("/calc/devig", { body, signal }));
        return {
          figures: [["bookSum", percent(said.book_sum * 100)], ["hold", percent(said.hold_pct)], ["method", words.options[said.method] ?? said.method]],
          columns: ["result", "odds", "probability", "fairOdds", "low", "high"],
          rows: said.probabilities.map((probability, at) => [
            String(at + 1),
            format.odds(digits(rows[at]?.odds) * 1),
            percent(probability * 100),
            format.odds(said.fair_odds[at]),
            percent((said.band[at]?.low ?? 0) * 100),
            percent((said.band[at]?.high ?? 0) * 100),
          ]),
        };
      },
    },
    arbitrage: {
      initial: { fields: { total: "100", step: "0.01" }, rows: [{ odds: "2.10", commission: "" }, { odds: "2.05", commission: "" }] },
      fields: [number("total"), number("step")],
      rowFields: [number("odds"), number("commission", false)],
      rowsMin: 2,
      rowsMax: 20,
      ask: async ({ fields, rows }, signal) => {
        const legs = rows.map((row) => ({ odds: digits(row.odds), commission_rate: share(row.commission), step: digits(fields.step) }));
        const said = await answer(api.POST("/calc/arbitrage", { body: { total: digits(fields.total), legs }, signal }));
        return {
          figures: [["bookSum", percent(said.book_sum * 100)], ["worst", plain(said.worst_profit)], ["rate", percent(said.return_pct)], ["ideal", percent(said.edge_pct)], ["proven", yes(said.proven)]],
          columns: ["result", "odds", "stake", "payout", "profit"],
          rows: said.legs.map((leg, at) => [String(at + 1), format.odds(digits(rows[at]?.odds) * 1), plain(leg.stake), plain(leg.payout), plain(leg.profit)]),
        };
      },
    },
    hedge: {
      initial: {
        fields: { goal: "level", floor: "0", results: "2", total: "" },
        rows: [
          { odds: "2.10", side: "back", on: "1", placed: "50", more: "no", commission: "" },
          { odds: "2.20", side: "back", on: "2", placed: "", more: "yes", commission: "" },
        ],
      },
      fields: [choice("goal", ["level", "keep_upside"]), number("floor", false), choice("results", ["2", "3", "4", "5", "6"]), number("total", false)],
      rowFields: [number("odds"), choice("side", ["back", "lay"]), choice("on", ["1", "2", "3", "4", "5", "6"]), number("placed", false), choice("more", ["yes", "no"]), number("commission", false)],
      rowsMin: 1,
      rowsMax: 10,
      ask: async ({ fields, rows }, signal) => {
        const results = Array.from({ length: Number(fields.results) }, (_, at) => String(at + 1));
        const legs = rows.map((row) => ({
          odds: digits(row.odds),
          side: row.side === "lay" ? ("lay" as const) : ("back" as const),
          outcomes: results.map((result) => (result === row.on ? "won" : "lost")),
          placed: digitsOrNone(row.placed),
          open: row.more !== "no",
          commission_rate: share(row.commission),
        }));
        const goal = fields.goal === "keep_upside" ? ("keep_upside" as const) : ("level" as const);
        const total = (decimal(fields.total) ?? TOTAL) as unknown as number;
        const floor = goal === "level" ? undefined : digitsOrNone(fields.floor);
        const said = await answer(api.POST("/calc/hedge", { body: { total, legs, goal, floor }, signal }));
        return {
          figures: [
            ["worst", plain(said.worst_profit)],
            ["best", plain(said.best_profit)],
            ["putUp", plain(said.put_up)],
            ["proven", yes(said.proven)],
            ["profits", said.profits.map((profit, at) => `${at + 1}: ${plain(profit)}`).join(" · ")],
          ],
          columns: ["bet", "odds", "stake", "putUp", "order", "exposed"],
          rows: said.legs.map((leg, at) => [String(at + 1), format.odds(digits(rows[at]?.odds) * 1), plain(leg.stake), plain(leg.put_up), format.number(leg.order, 0), plain(leg.exposed)]),
        };
      },
    },
    kelly: {
      initial: {
        fields: { bankroll: "1000", fraction: "50", missing: "lost" },
        rows: [{ odds: "2.50", probability: "45" }, { odds: "3.20", probability: "30" }, { odds: "2.80", probability: "25" }],
      },
      fields: [number("bankroll"), number("fraction"), choice("missing", ["lost", "refunded"])],
      rowFields: [number("odds"), number("probability")],
      rowsMin: 1,
      rowsMax: 40,
      ask: async ({ fields, rows }, signal) => {
        const outcomes = rows.map((row) => ({ odds: digits(row.odds), probability: share(row.probability) as number }));
        const missing = fields.missing === "refunded" ? ("refunded" as const) : ("lost" as const);
        const body = { outcomes, missing, bankroll: digits(fields.bankroll), fraction: share(fields.fraction) };
        const said = await answer(api.POST("/calc/kelly", { body, signal }));
        return {
          figures: [["staked", percent(said.staked * 100)], ["reserve", percent(said.reserve * 100)]],
          columns: ["result", "odds", "edge", "share", "stake"],
          rows: said.bets.map((bet, at) => [String(at + 1), format.odds(digits(rows[at]?.odds) * 1), percent(bet.edge_pct), percent(bet.share * 100), plain(bet.stake)]),
        };
      },
    },
    system: {
      initial: {
        fields: { kind: "2/3", stake: "15" },
        rows: [{ odds: "2.00", result: "won" }, { odds: "1.80", result: "won" }, { odds: "3.00", result: "lost" }],
      },
      fields: [choice("kind", SYSTEMS), number("stake")],
      rowFields: [number("odds"), choice("result", ["", ...RESULTS])],
      rowsMin: 1,
      rowsMax: 20,
      ask: async ({ fields, rows }, signal) => {
        const legs = rows.map((row) => ({ odds: digits(row.odds), result: row.result || undefined }));
        const said = await answer(api.POST("/calc/system", { body: { kind: fields.kind ?? "", stake: digits(fields.stake), legs }, signal }));
        return {
          figures: [
            ["lines", format.number(said.lines_count, 0)],
            ["perLine", plain(said.stake_per_line)],
            ["leftOver", plain(said.left_over)],
            ["bestPayout", plain(said.best_payout)],
            ["payout", plain(said.payout)],
            ["profit", plain(said.profit)],
          ],
          columns: ["line", "result", "payout"],
          rows: said.lines.map((line) => [line.legs.map((leg) => leg + 1).join(" + "), words.options[line.result] ?? line.result, plain(line.payout)]),
        };
      },
    },
    settle: {
      initial: {
        fields: { stake: "100", side: "back", commission: "", free: "no", boost: "" },
        rows: [{ odds: "1.90", result: "half_lost" }],
      },
      fields: [number("stake"), choice("side", ["back", "lay"]), number("commission", false), choice("free", ["no", "yes"]), number("boost", false)],
      rowFields: [number("odds"), choice("result", RESULTS)],
      rowsMin: 1,
      rowsMax: 40,
      ask: async ({ fields, rows }, signal) => {
        const legs = rows.map((row) => ({ odds: digits(row.odds), result: row.result }));
        const side = fields.side === "lay" ? ("lay" as const) : ("back" as const);
        const body = { stake: digits(fields.stake), side, legs, commission_rate: share(fields.commission), free_bet: fields.free === "yes", boost_rate: share(fields.boost) };
        const said = await answer(api.POST("/calc/settle", { body, signal }));
        return {
          figures: [
            ["result", words.options[said.result] ?? said.result],
            ["atRisk", plain(said.at_risk)],
            ["payout", plain(said.payout)],
            ["commission", plain(said.commission)],
            ["profit", plain(said.profit)],
          ],
          columns: [],
          rows: [],
        };
      },
    },
    freebet: {
      initial: {
        fields: { offer: "free_bet", amount: "50" },
        rows: [{ odds: "6.00", lay: "6.40", commission: "2" }, { odds: "2.00", lay: "2.06", commission: "2" }],
      },
      fields: [choice("offer", ["free_bet", "boost", "cashback"]), number("amount")],
      rowFields: [number("odds"), number("lay"), number("commission", false)],
      rowsMin: 1,
      rowsMax: 20,
      ask: async ({ fields, rows }, signal) => {
        const bets = rows.map((row) => ({ odds: digits(row.odds), lay: { odds: digits(row.lay), commission_rate: share(row.commission) } }));
        const kind = fields.offer === "boost" ? ("boost" as const) : fields.offer === "cashback" ? ("cashback" as const) : ("free_bet" as const);
        const said = await answer(api.POST("/calc/freebet", { body: { offer: { kind, amount: digits(fields.amount) }, bets }, signal }));
        return {
          figures: [["worst", plain(said.bets[0]?.guaranteed)], ["conversion", percent(said.bets[0]?.conversion_pct)]],
          columns: ["bet", "odds", "layStake", "outlay", "worst", "conversion"],
          rows: said.bets.map((plan) => [String(plan.bet + 1), format.odds(digits(rows[plan.bet]?.odds) * 1), plain(plan.stakes[0]), plain(plan.outlay), plain(plan.guaranteed), percent(plan.conversion_pct)]),
        };
      },
    },
  };
}
