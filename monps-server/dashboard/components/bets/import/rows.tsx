"use client";

import { Badge, type Tone } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import type { BetImportReport, BetImportRow } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";

const ROWS_SHOWN = 100;
const TONES: Record<string, Tone> = { new: "primary", imported: "gain", refused: "loss" };

/** Refused rows first, then those with a remark, then the others, each in the order of the file. */
function ranked(rows: readonly BetImportRow[]): BetImportRow[] {
  const rank = (row: BetImportRow) => (row.errors.length > 0 ? 0 : row.remarks.length > 0 ? 1 : 2);
  return [...rows].sort((one, other) => rank(one) - rank(other) || one.line - other.line);
}

/** What each row is, and what is wrong with it. */
export function Rows({ report }: { report: BetImportReport }) {
  const text = useText();
  const format = useFormat();
  const words = text.bets.import;
  const columns = text.bets.columns;
  const rows = ranked(report.rows);
  return (
    <>
      <Table caption={words.preview}>
        <thead>
          <tr>
            <Th number>{words.line}</Th>
            <Th>{columns.status}</Th>
            <Th>{columns.match}</Th>
            <Th>{columns.selection}</Th>
            <Th number>{columns.odds}</Th>
            <Th number>{columns.stake}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS_SHOWN).map((row) => (
            <tr key={row.line}>
              <Td number>{format.number(row.line)}</Td>
              <Td>
                <Badge tone={TONES[row.state] ?? "plain"}>{words.states[row.state as keyof typeof words.states] ?? row.state}</Badge>
              </Td>
              <Td>
                {row.match ?? "—"}
                <Notes row={row} />
              </Td>
              <Td>{row.selection ?? "—"}</Td>
              <Td number>{row.odds === null || row.odds === undefined ? "—" : format.odds(row.odds)}</Td>
              <Td number>{row.stake === null || row.stake === undefined ? "—" : format.money(row.stake, row.currency ?? "EUR")}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length > ROWS_SHOWN && <p className="text-sm text-muted">{words.others(rows.length - ROWS_SHOWN)}</p>}
    </>
  );
}

function Notes({ row }: { row: BetImportRow }) {
  const text = useText();
  const words = text.bets.import;
  const label = (field: string) => words.fields[field as keyof typeof words.fields] ?? field;
  return (
    <ul className="text-xs">
      {row.errors.map(({ field, message }) => (
        <li key={`${field} ${message}`} className="text-loss">
          {field ? text.common.pair(label(field), message) : message}
        </li>
      ))}
      {row.remarks.map((remark) => (
        <li key={remark} className="text-warn">
          {remark}
        </li>
      ))}
      {row.repeats_line && <li className="text-muted">{words.asLine(String(row.repeats_line))}</li>}
    </ul>
  );
}
