"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import { SwitchField } from "@/components/ui/switch";
import { allBets, useRecordBet } from "@/hooks/use-bets";
import { parseCsv } from "@/lib/csv";
import { touched } from "@/lib/queries";
import type { NewBet } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { type Field, FIELDS, guess, NEEDED, type Row, rowOf, sameness } from "./mapping";

const FILE_BYTES_MAX = 2_000_000;
const PREVIEW_ROWS = 20;

interface Sheet {
  name: string;
  header: string[];
  rows: string[][];
}

/** Bets out of a CSV file: what the columns mean is guessed and can be changed, and shown before it counts. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [fields, setFields] = useState<(Field | null)[]>([]);
  const load = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > FILE_BYTES_MAX) return void toast.error(text.bets.import.tooLarge);
    const [header = [], ...rows] = parseCsv(await file.text());
    setFields(guess(header));
    setSheet({ name: file.name, header, rows });
  };
  return (
    <Dialog open onClose={onClose} side="right" title={text.bets.import.title} what={text.bets.import.what}>
      <div className="flex flex-col gap-4">
        <TextField label={text.bets.import.file} type="file" accept=".csv,.txt,text/csv" className="[&_input]:py-1.5" onChange={(event) => void load(event.target.files?.[0])} />
        {sheet && (
          <>
            <p className="text-sm text-muted">{text.bets.import.read(text.bets.import.rows(sheet.rows.length), sheet.name)}</p>
            <Mapping header={sheet.header} fields={fields} onChange={setFields} />
            <Preview rows={sheet.rows.map((cells) => rowOf(cells, fields, text))} missing={NEEDED.filter((field) => !fields.includes(field))} onDone={onClose} />
          </>
        )}
      </div>
    </Dialog>
  );
}

function Mapping({ header, fields, onChange }: { header: readonly string[]; fields: readonly (Field | null)[]; onChange: (fields: (Field | null)[]) => void }) {
  const text = useText();
  return (
    <div role="group" aria-label={text.bets.import.field} className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      {header.map((name, index) => (
        <SelectField
          key={index}
          label={name || `${text.bets.import.column} ${index + 1}`}
          value={fields[index] ?? ""}
          options={[["", text.bets.import.ignore], ...FIELDS.map((field) => [field, field] as const)]}
          onChange={(event) => onChange(fields.map((field, at) => (at === index ? (FIELDS.find((one) => one === event.target.value) ?? null) : field)))}
        />
      ))}
    </div>
  );
}

function Preview({ rows, missing, onDone }: { rows: readonly Row[]; missing: readonly Field[]; onDone: () => void }) {
  const text = useText();
  const format = useFormat();
  const words = text.bets.import;
  const [isCareful, setIsCareful] = useState(true);
  const { run, done, refused, isBusy } = useImport(onDone);
  const good = rows.flatMap((row) => ("bet" in row ? [row.bet] : []));
  const bad = rows.flatMap((row, index) => ("problem" in row ? [[index + 2, row.problem] as const] : []));
  if (missing.length > 0) return <p className="text-sm text-warn">{words.missing(missing.join(", "))}</p>;
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-sm font-semibold">{words.preview}</h3>
      <p className="text-sm">{words.good(good.length)}</p>
      <ul className="space-y-1 text-sm text-muted">
        {good.slice(0, PREVIEW_ROWS).map((bet, index) => (
          <li key={index} className="truncate">
            {bet.match_id}: {bet.outcome} · {format.odds(Number(bet.odds_value))} · {String(bet.stake)} · {bet.bookmaker}
          </li>
        ))}
      </ul>
      {bad.length > 0 && (
        <>
          <p className="text-sm text-warn">{words.bad(bad.length)}</p>
          <Problems rows={bad} />
        </>
      )}
      <SwitchField label={words.dedupe} checked={isCareful} onChange={setIsCareful} />
      <Button disabled={isBusy || good.length === 0} onClick={() => void run(good, isCareful)}>
        {isBusy ? words.running(format.number(done), format.number(good.length)) : words.run(text.bets.count(good.length))}
      </Button>
      {refused.length > 0 && (
        <>
          <h3 className="text-sm font-semibold">{words.refused}</h3>
          <Problems rows={refused} />
        </>
      )}
    </section>
  );
}

function Problems({ rows }: { rows: readonly (readonly [number, string])[] }) {
  const text = useText();
  const format = useFormat();
  return (
    <ul className="max-h-40 space-y-1 overflow-y-auto text-sm text-loss">
      {rows.map(([row, problem]) => (
        <li key={row}>
          {text.bets.import.row(format.number(row))}: {problem}
        </li>
      ))}
    </ul>
  );
}

/** Records one bet after the other, leaving out those that are there already. */
function useImport(onDone: () => void) {
  const text = useText();
  const format = useFormat();
  const client = useQueryClient();
  const record = useRecordBet();
  const [done, setDone] = useState(0);
  const [isBusy, setIsBusy] = useState(false);
  const [refused, setRefused] = useState<[number, string][]>([]);
  const run = async (bets: readonly NewBet[], isCareful: boolean) => {
    setIsBusy(true);
    const problems: [number, string][] = [];
    let recorded = 0;
    try {
      const known = new Set(isCareful ? (await allBets({})).map(sameness) : []);
      for (const [index, bet] of bets.entries()) {
        const key = sameness(bet);
        if (!known.has(key)) {
          try {
            await record.mutateAsync({ bet });
            recorded += 1;
          } catch (error) {
            problems.push([index + 2, (error as Error).message]);
          }
          if (isCareful) known.add(key);
        }
        setDone(index + 1);
      }
      toast.success(text.bets.import.done(format.number(recorded), format.number(problems.length)));
    } catch (error) {
      toast.error((error as Error).message);
      return;
    } finally {
      setIsBusy(false);
      setRefused(problems);
      for (const word of touched.bets) void client.invalidateQueries({ queryKey: [word] });
    }
    if (problems.length === 0) onDone();
  };
  return { run, done, refused, isBusy };
}
