"use client";

import { Answer, Empty } from "@/components/answer";
import { Table, Td, Th } from "@/components/ui/table";
import { useBankrollStats } from "@/hooks/use-bankroll-stats";
import type { ExposureTo } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";

const ROWS_SHOWN = 8;

/** What can be lost at worst, by bookmaker and by match. */
export function Exposure() {
  const text = useText();
  const words = text.home;
  const query = useBankrollStats();
  return (
    <Answer query={query} lines={4} isEmpty={({ pending_bets }) => pending_bets === 0} empty={<Empty title={words.exposureEmpty} />}>
      {({ exposure_by_bookmaker: books, exposure_by_match: matches, currency }) => (
        <div className="grid items-start gap-4 md:grid-cols-2">
          <List caption={words.exposureByBook} rows={books} currency={currency} />
          <List caption={words.exposureByMatch} rows={matches} currency={currency} />
        </div>
      )}
    </Answer>
  );
}

function List({ caption, rows, currency }: { caption: string; rows: readonly ExposureTo[]; currency: string }) {
  const text = useText();
  const format = useFormat();
  return (
    <div className="min-w-0">
      <Table caption={caption}>
        <thead>
          <tr>
            <Th>{caption}</Th>
            <Th number>{text.analytics.columns.bets}</Th>
            <Th number>{text.home.exposureAtWorst}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS_SHOWN).map((row) => (
            <tr key={row.name}>
              <Td className="break-words">{row.name || text.home.exposureSeveral}</Td>
              <Td number>{format.number(row.bets)}</Td>
              <Td number>{format.money(row.amount, currency)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length > ROWS_SHOWN && <p className="mt-1 text-xs text-muted">{text.home.exposureMore(rows.length - ROWS_SHOWN)}</p>}
    </div>
  );
}
