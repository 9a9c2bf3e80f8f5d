"use client";

import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DecimalField, SelectField } from "@/components/ui/field";
import { useVenues } from "@/hooks/use-venues";
import { parseDecimal } from "@/lib/decimal";
import { useText } from "@/lib/words";
import { cn } from "@/lib/utils";
import { EVERYTHING, FILTERS, type FilterName, type FilterValues, SORTS } from "./filter";

const HOURS = ["1", "3", "6", "12", "24", "48"] as const;
const DECIMALS = ["min", "max", "omin", "omax", "age", "books", "total"] as const;

/** What narrows the list of findings. */
export function OpportunityFilters({ values, onChange, onClear }: { values: FilterValues; onChange: (change: Partial<FilterValues>) => void; onClear: () => void }) {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  const { data: venues = [] } = useVenues();
  const named = text.opportunities.filter;
  const words = (of: Record<string, string>) => Object.entries(of) as [string, string][];
  const all = ["", text.common.all] as const;
  const select = (name: FilterName, label: string, options: readonly (readonly [string, string])[]) => (
    <SelectField label={label} value={values[name] ?? ""} options={options} onChange={(event) => onChange({ [name]: event.target.value })} />
  );
  const labels: Record<(typeof DECIMALS)[number], string> = {
    min: named.minEdge, max: named.maxEdge, omin: named.minOdds, omax: named.maxOdds, age: named.maxAge, books: named.minBooks, total: named.total,
  };
  const isFiltered = FILTERS.some((name) => name !== "sort" && values[name]);
  return (
    <div className="mb-3">
      <div className="mb-3 flex flex-wrap items-end gap-2">
        {select("kind", named.kind, [["", named.kindDefault], [EVERYTHING, text.common.all], ...words(text.words.kind)])}
        {select("sort", named.sort, SORTS.map((sort) => [sort === "edge" ? "" : sort, text.opportunities.sorts[sort]] as const))}
        <Button variant="outline" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <SlidersHorizontal aria-hidden />
          {text.common.filters}
        </Button>
        {isFiltered && (
          <Button variant="ghost" onClick={onClear}>
            {text.common.reset}
          </Button>
        )}
      </div>
      <div className={cn("grid grid-cols-2 gap-3 md:grid-cols-4 xl:grid-cols-6", !isOpen && "hidden")}>
        {select("sport", named.sport, [all, ...words(text.words.sport)])}
        {select("book", named.book, [all, ...venues.map((venue) => [venue.key, venue.title] as const)])}
        {select("grade", named.grade, [all, ...words(text.words.grade)])}
        {select("within", named.within, [all, ...HOURS.map((hours) => [hours, named.hours(Number(hours))] as const)])}
        {DECIMALS.map((name) => (
          <Decimal key={name} label={labels[name]} value={values[name] ?? ""} onChange={(value) => onChange({ [name]: value })} />
        ))}
      </div>
    </div>
  );
}

/** A number that counts once it is one. */
function Decimal({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const text = useText();
  const parsed = parseDecimal(value);
  const problem = "problem" in parsed && parsed.problem !== "empty" ? text.common.decimal[parsed.problem] : null;
  return <DecimalField label={label} value={value} problem={problem} onChange={(event) => onChange(event.target.value)} />;
}
