import type { OpportunityFilter } from "@/hooks/use-opportunities";
import { parseDecimal } from "@/lib/decimal";
import type { Opportunity } from "@/lib/types";

export const FILTERS = ["kind", "sport", "book", "min", "max", "omin", "omax", "within", "age", "books", "grade", "total", "sort"] as const;
export type FilterName = (typeof FILTERS)[number];
export type FilterValues = Record<FilterName, string | null>;

export const SORTS = ["edge", "start", "age", "brings"] as const;
export type Sort = (typeof SORTS)[number];

/** Every finding, spreads included. */
export const EVERYTHING = "all";

const HOUR_MS = 3_600_000;

const numberOf = (text: string | null): number | undefined => {
  const parsed = text === null ? null : parseDecimal(text);
  return parsed && "value" in parsed ? Number(parsed.value) : undefined;
};

/** What the server is asked to leave out. */
export function serverFilter(values: FilterValues): OpportunityFilter {
  const kind = values.kind && values.kind !== EVERYTHING ? values.kind : undefined;
  const total = numberOf(values.total);
  return {
    ...(kind ? { type: kind } : {}),
    ...(values.sport ? { sport: values.sport } : {}),
    ...(values.book ? { book: values.book } : {}),
    ...(numberOf(values.min) === undefined ? {} : { min_edge: numberOf(values.min) }),
    ...(total !== undefined && total > 0 ? { total } : {}),
  };
}

/** How old the oldest price of a finding is, in seconds, when it was told. */
export const oldest = (found: Opportunity): number => Math.max(0, ...found.legs.map((leg) => leg.age_seconds));

/** Whether a finding passes what the server does not filter by. */
export function passes(found: Opportunity, values: FilterValues, now: number): boolean {
  // What is no profit is shown to whoever asks for it: spreads, low holds, middles that may lose.
  if (!values.kind && (found.opportunity_type === "spread" || found.edge_pct <= 0)) return false;
  const within = (value: number, low: string | null, high: string | null) =>
    value >= (numberOf(low) ?? Number.NEGATIVE_INFINITY) && value <= (numberOf(high) ?? Number.POSITIVE_INFINITY);
  if (!within(found.edge_pct, null, values.max)) return false;
  if (!found.legs.every((leg) => within(leg.odds, values.omin, values.omax))) return false;
  if (!within(oldest(found), null, values.age)) return false;
  if (!within(found.nb_bookmakers, values.books, null)) return false;
  if (values.grade && found.trust.grade !== values.grade) return false;
  const hours = numberOf(values.within);
  return hours === undefined || Date.parse(found.commence_time) - now <= hours * HOUR_MS;
}

const known = (value: number | null | undefined) => value ?? Number.NEGATIVE_INFINITY;

const ORDERS: Record<Sort, (a: Opportunity, b: Opportunity) => number> = {
  edge: (a, b) => b.edge_pct - a.edge_pct,
  start: (a, b) => Date.parse(a.commence_time) - Date.parse(b.commence_time),
  age: (a, b) => oldest(a) - oldest(b),
  brings: (a, b) => known(b.estimated_value) - known(a.estimated_value),
};

/** What can be bet before what can only be looked at, and then as was asked for. */
export function ordered(found: readonly Opportunity[], sort: string | null): Opportunity[] {
  const by = ORDERS[SORTS.find((one) => one === sort) ?? "edge"];
  const doubt = (one: Opportunity) => (one.trust.grade === "bettable" ? 0 : 1);
  return [...found].sort((a, b) => doubt(a) - doubt(b) || by(a, b) || a.id - b.id);
}
