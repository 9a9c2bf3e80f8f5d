"use client";

import { useState } from "react";
import { SelectField, TextField } from "@/components/ui/field";
import type { Reading } from "@/hooks/use-import";
import type { BetImportReport } from "@/lib/types";
import { useText } from "@/lib/words";

/** What no bet is without; the match may stand in one column or in two. */
const NEEDED = ["placed_at", "match", "home", "away", "selection", "odds", "stake", "bookmaker"] as const;

/** Which column of the file is what: guessed by the server, and corrected here. */
export function Columns({ report, reading, onChange }: { report: BetImportReport; reading: Reading; onChange: (reading: Reading) => void }) {
  const text = useText();
  const words = text.bets.import;
  const header = [...Object.values(report.columns), ...report.ignored_columns];
  const set = (field: string, column: string) => {
    const said = Object.entries(reading.columns ?? {}).filter(([known]) => known !== field);
    onChange({ ...reading, columns: Object.fromEntries(column ? [...said, [field, column]] : said) });
  };
  const others = Object.keys(words.fields).filter((field) => !(NEEDED as readonly string[]).includes(field));
  const select = (field: string) => (
    <SelectField
      key={field}
      label={words.fields[field as keyof typeof words.fields]}
      problem={report.missing.includes(field) && !(field === "match" && header.length === 0) ? words.which : null}
      value={report.columns[field] ?? ""}
      options={[["", words.nothing], ...[...new Set(header)].map((name) => [name, name] as const)]}
      onChange={(event) => set(field, event.target.value)}
    />
  );
  return (
    <div role="group" aria-label={words.columns} className="space-y-3">
      {report.missing.length > 0 && (
        <p role="alert" className="text-sm text-warn">
          {words.missing(report.missing.map((field) => words.fields[field as keyof typeof words.fields] ?? field).join(", "))}
        </p>
      )}
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">{NEEDED.map(select)}</div>
      {!report.columns.bookmaker && <Bookmaker value={reading.bookmaker ?? ""} isMissing={report.missing.includes("bookmaker")} onChange={(bookmaker) => onChange({ ...reading, bookmaker: bookmaker || undefined })} />}
      <details>
        <summary className="cursor-pointer rounded-lg py-1 text-sm text-muted hover:text-foreground">{words.more}</summary>
        <div className="mt-2 grid grid-cols-2 gap-3 sm:grid-cols-3">{others.map(select)}</div>
      </details>
      {report.ignored_columns.length > 0 && <p className="text-sm text-muted">{words.ignored(report.ignored_columns.join(", "))}</p>}
    </div>
  );
}

/** The bookmaker of all rows; asked for once it is typed, not at every letter. */
function Bookmaker({ value, isMissing, onChange }: { value: string; isMissing: boolean; onChange: (value: string) => void }) {
  const text = useText();
  const [typed, setTyped] = useState(value);
  const say = () => {
    if (typed.trim() !== value) onChange(typed.trim());
  };
  return (
    <TextField
      label={text.bets.import.bookmakerOfAll}
      hint={isMissing ? text.bets.import.bookmakerHint : undefined}
      maxLength={100}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={say}
      onKeyDown={(event) => {
        if (event.key === "Enter") say();
      }}
    />
  );
}
