"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Answer } from "@/components/answer";
import { Button } from "@/components/ui/button";
import { DecimalField, SelectField } from "@/components/ui/field";
import { Table, Td, Th } from "@/components/ui/table";
import { usePreferences } from "@/lib/preferences";
import { keys } from "@/lib/queries";
import { useText } from "@/lib/words";
import { type Draft, problemOf, type Row } from "./draft";
import type { FieldSpec, Name, Shown, Spec } from "./specs";

/** One calculator: what is typed, and what comes of it as one types. */
export function Calculator({ name, spec, draft: from, onChange }: { name: Name; spec: Spec; draft: Draft; onChange: (draft: Draft) => void }) {
  const text = useText();
  const { language, oddsFormat } = usePreferences();
  const words = text.calculators;
  // What is typed is shown at once; the address follows a moment later.
  const [draft, setDraft] = useState(from);
  const asked = useDeferredValue(draft);
  const isReady = isComplete(spec, asked);
  const query = useQuery({
    // What is kept is written out: another language or way of writing odds is another answer.
    queryKey: keys.calculator(name, { asked, language, oddsFormat }),
    queryFn: ({ signal }) => spec.ask(asked, signal),
    enabled: isReady,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const change = (next: Draft) => {
    setDraft(next);
    onChange(next);
  };
  const changeRow = (at: number, row: Row) => change({ ...draft, rows: draft.rows.map((old, index) => (index === at ? row : old)) });
  const blank = Object.fromEntries(spec.rowFields.map((field) => [field.name, field.kind === "choice" ? (field.options?.[0] ?? "") : ""]));
  return (
    <div className="grid gap-6 xl:grid-cols-2">
      <form noValidate aria-label={words.names[name]} className="min-w-0 space-y-4" onSubmit={(event) => event.preventDefault()}>
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
          {spec.fields.map((field) => (
            <OneField key={field.name} field={field} value={draft.fields[field.name] ?? ""} onChange={(to) => change({ ...draft, fields: { ...draft.fields, [field.name]: to } })} />
          ))}
        </div>
        {draft.rows.map((row, at) => (
          <fieldset key={at} className="rounded-xl border p-3">
            <legend className="px-1 text-xs font-medium text-muted">{words.row(at + 1)}</legend>
            <div className="grid grid-cols-2 items-start gap-3 sm:grid-cols-3">
              {spec.rowFields.map((field) => (
                <OneField key={field.name} field={field} value={row[field.name] ?? ""} onChange={(to) => changeRow(at, { ...row, [field.name]: to })} />
              ))}
              {draft.rows.length > spec.rowsMin && (
                <Button
                  variant="ghost"
                  size="sm"
                  className="self-end justify-self-start"
                  aria-label={words.remove(at + 1)}
                  onClick={() => change({ ...draft, rows: draft.rows.filter((_, index) => index !== at) })}
                >
                  <Trash2 aria-hidden />
                </Button>
              )}
            </div>
          </fieldset>
        ))}
        {draft.rows.length < spec.rowsMax && (
          <Button variant="outline" size="sm" onClick={() => change({ ...draft, rows: [...draft.rows, blank] })}>
            <Plus aria-hidden />
            {words.add}
          </Button>
        )}
      </form>
      <div className="min-w-0" aria-live="polite">
        {isReady ? <Answer query={query}>{(shown) => <Told shown={shown} caption={words.names[name]} />}</Answer> : <p className="text-sm text-muted">{words.incomplete}</p>}
      </div>
    </div>
  );
}

function OneField({ field, value, onChange }: { field: FieldSpec; value: string; onChange: (to: string) => void }) {
  const text = useText();
  const words = text.calculators;
  const label = words.fields[field.name as keyof typeof words.fields] ?? field.name;
  if (field.kind === "choice") {
    return (
      <SelectField
        label={label}
        value={value}
        options={(field.options ?? []).map((option) => [option, optionWord(option, field.name, words)] as const)}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  const problem = problemOf(value, field.isRequired ?? false);
  return <DecimalField label={label} value={value} problem={problem && problem !== "empty" ? text.common.decimal[problem] : null} onChange={(event) => onChange(event.target.value)} />;
}

/** Nothing chosen is open for a result, and up to the calculator for a method. */
function optionWord(option: string, field: string, words: ReturnType<typeof useText>["calculators"]): string {
  if (option === "") return field === "result" ? words.open : words.automatic;
  return words.options[option] ?? option;
}

/** Whether every field that has to be a number is one. */
function isComplete(spec: Spec, draft: Draft): boolean {
  const isGood = (fields: readonly FieldSpec[], row: Row) => fields.every((field) => field.kind === "choice" || problemOf(row[field.name], field.isRequired ?? false) === null);
  return isGood(spec.fields, draft.fields) && draft.rows.every((row) => isGood(spec.rowFields, row));
}

function Told({ shown, caption }: { shown: Shown; caption: string }) {
  const words = useText().calculators;
  return (
    <div className="space-y-4">
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {shown.figures.map(([name, value]) => (
          <div key={name} className="min-w-0 rounded-xl border p-3">
            <dt className="text-xs text-muted">{words.figures[name]}</dt>
            <dd className="font-semibold break-words tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {shown.rows.length > 0 && (
        <Table caption={caption}>
          <thead>
            <tr>
              {shown.columns.map((column, at) => (
                <Th key={column} number={at > 0}>
                  {words.figures[column]}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) => (
                  <Td key={shown.columns[column] ?? column} number={column > 0}>
                    {cell}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </div>
  );
}
