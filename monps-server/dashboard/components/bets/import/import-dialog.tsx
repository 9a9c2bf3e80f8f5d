"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Answer, Failure } from "@/components/answer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { SwitchField } from "@/components/ui/switch";
import { type Reading, type Sheet, useImport, useImportPreview } from "@/hooks/use-import";
import type { BetImportReport } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { Columns } from "./columns";
import { Rows } from "./rows";

/** What the server reads at once. */
const CHARS_MAX = 4_000_000;

/** A file of another program may be of another age: what is no UTF-8 is what Windows wrote before it. */
export function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Bets out of a CSV file: the server reads it and says what each row would become, before anything counts. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const words = text.bets.import;
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const load = async (file: File | undefined) => {
    if (!file) return;
    const csv = decoded(await file.arrayBuffer());
    if (csv.length > CHARS_MAX) return void toast.error(words.tooLarge);
    setSheet((before) => ({ id: (before?.id ?? 0) + 1, name: file.name, csv }));
  };
  return (
    <Dialog open onClose={onClose} side="right" title={words.title} what={words.what}>
      <div className="flex flex-col gap-4">
        <TextField label={words.file} type="file" accept=".csv,.txt,text/csv" className="[&_input]:py-1.5" onChange={(event) => void load(event.target.files?.[0])} />
        {sheet && <Reader key={sheet.id} sheet={sheet} onClose={onClose} />}
      </div>
    </Dialog>
  );
}

/** One file, from its columns to the bets that were recorded. */
function Reader({ sheet, onClose }: { sheet: Sheet; onClose: () => void }) {
  const text = useText();
  const words = text.bets.import;
  const [reading, setReading] = useState<Reading>({});
  const preview = useImportPreview(sheet, reading);
  const record = useImport();
  const run = () =>
    record.mutate(
      { sheet, reading },
      {
        onSuccess: (report) => {
          toast.success(words.done(report.imported, report.refused));
          if (report.refused === 0) onClose();
        },
      },
    );
  if (record.data) {
    return (
      <>
        <Summary report={record.data} name={sheet.name} />
        <Rows report={record.data} />
        <Button onClick={onClose}>{text.common.close}</Button>
      </>
    );
  }
  return (
    <Answer query={preview} lines={6}>
      {(report) => (
        <div className="flex flex-col gap-4">
          <Summary report={report} name={sheet.name} />
          <Columns report={report} reading={reading} onChange={setReading} />
          <SwitchField label={words.monthFirst} checked={reading.month_first ?? false} onChange={(month_first) => setReading({ ...reading, month_first })} />
          {report.missing.length === 0 && <Rows report={report} />}
          {record.isError && <Failure error={record.error} onRetry={run} />}
          <Button disabled={record.isPending || preview.isFetching || preview.isError || report.new === 0} onClick={run}>
            {record.isPending ? words.running : words.run(text.bets.count(report.new))}
          </Button>
        </div>
      )}
    </Answer>
  );
}

/** How many rows became what, and what they come to. */
function Summary({ report, name }: { report: BetImportReport; name: string }) {
  const text = useText();
  const format = useFormat();
  const words = text.bets.import;
  const counts = [
    [report.new, words.states.new],
    [report.imported, words.states.imported],
    [report.known, words.states.known],
    [report.refused, words.states.refused],
  ] as const;
  return (
    <div className="space-y-1 text-sm">
      <p className="text-muted">{words.read(words.rows(report.total), name)}</p>
      <p role="status">
        {counts
          .filter(([count]) => count > 0)
          .map(([count, word]) => `${format.number(count)} ${word}`)
          .join(" · ")}
      </p>
      {report.sums.map((sum) => (
        <p key={sum.currency} className="text-muted">
          {words.sums(format.money(sum.stakes, sum.currency), format.money(sum.profit, sum.currency))}
        </p>
      ))}
    </div>
  );
}
