"use client";

import { SlidersHorizontal } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { useVenues } from "@/hooks/use-venues";
import type { BetFilter } from "@/hooks/use-bets";
import { useText } from "@/lib/words";
import { cn } from "@/lib/utils";

export const FILTERS = ["status", "result", "bet_type", "bookmaker", "sport", "from", "to", "money", "q", "sort"] as const;
export type FilterName = (typeof FILTERS)[number];
export type FilterValues = Record<FilterName, string | null>;

/** After so long without a key, a search is meant. */
const SEARCH_MS = 250;

/** The filter of the address in the server's words. */
export function serverFilter(values: FilterValues): BetFilter {
  const { money, from, to, ...rest } = values;
  const filter: BetFilter = { sort: "-placed_at" };
  for (const [name, value] of Object.entries(rest)) if (value) filter[name as keyof typeof rest] = value;
  if (from) filter.from = `${from}T00:00:00Z`;
  if (to) filter.to = `${to}T00:00:00Z`;
  if (money) filter.paper = money === "paper";
  return filter;
}

/** What narrows the list of bets; all of it is done by the server. */
export function BetFilters({ values, onChange, onClear }: { values: FilterValues; onChange: (change: Partial<FilterValues>) => void; onClear: () => void }) {
  const text = useText();
  const { data: venues = [] } = useVenues();
  const [isOpen, setIsOpen] = useState(false);
  const named = text.bets.filter;
  const all = ["", text.common.all] as const;
  const words = (of: Record<string, string>) => Object.entries(of) as [string, string][];
  const isFiltered = FILTERS.some((name) => name !== "sort" && values[name]);
  const select = (name: FilterName, label: string, options: readonly (readonly [string, string])[]) => (
    <SelectField label={label} value={values[name] ?? ""} options={[all, ...options]} onChange={(event) => onChange({ [name]: event.target.value })} />
  );
  return (
    <div className="mb-4 space-y-3">
      <div className="flex items-end gap-2">
        <Search key={values.q === null ? "none" : "some"} value={values.q ?? ""} onChange={(q) => onChange({ q })} />
        <Button variant="outline" className="md:hidden" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <SlidersHorizontal aria-hidden />
          {text.common.filters}
        </Button>
        {isFiltered && (
          <Button variant="ghost" onClick={onClear}>
            {text.common.reset}
          </Button>
        )}
      </div>
      <div className={cn("grid grid-cols-2 gap-3 md:grid md:grid-cols-4 xl:grid-cols-8", !isOpen && "max-md:hidden")}>
        {select("status", named.status, words(text.words.status))}
        {select("result", named.result, words(text.words.result))}
        {select("bet_type", named.channel, words(text.words.channel))}
        {select("bookmaker", named.book, venues.map((venue) => [venue.key, venue.title] as const))}
        {select("sport", named.sport, words(text.words.sport))}
        {select("money", named.money, [["real", named.real], ["paper", named.paper]])}
        <TextField type="date" label={named.from} value={values.from ?? ""} onChange={(event) => onChange({ from: event.target.value })} />
        <TextField type="date" label={named.to} value={values.to ?? ""} onChange={(event) => onChange({ to: event.target.value })} />
      </div>
    </div>
  );
}

function Search({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const text = useText();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), SEARCH_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextField className="max-w-md flex-1" type="search" data-search="" label={text.bets.filter.search} value={typed} onChange={(event) => setTyped(event.target.value)} />
  );
}
