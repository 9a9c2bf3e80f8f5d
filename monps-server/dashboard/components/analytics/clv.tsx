"use client";

import { Profit } from "@/components/figures";
import { marketName } from "@/components/bets/bet-words";
import { Table, Td, Th } from "@/components/ui/table";
import type { Analytics } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";

/** Whether the market came to agree, by bookmaker and by market. */
export function Clv({ data }: { data: Analytics }) {
  const text = useText();
  const format = useFormat();
  const groups = [
    ...data.clv_by_bookmaker.map((group) => ({ ...group, of: text.analytics.by.bookmaker })),
    ...data.clv_by_market.map((group) => ({ ...group, name: marketName(group.name, text), of: text.analytics.by.market })),
  ];
  if (groups.length === 0) return <p className="text-sm text-muted">{text.analytics.clvEmpty}</p>;
  return (
    <Table caption={text.analytics.clvTitle}>
      <thead>
        <tr>
          <Th>{text.analytics.columns.name}</Th>
          <Th number>{text.analytics.columns.clv}</Th>
          <Th number>{text.analytics.sureError}</Th>
          <Th number>{text.analytics.columns.bets}</Th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={`${group.of}:${group.name}`}>
            <Td>
              {group.name} <span className="text-xs text-muted">({group.of})</span>
            </Td>
            <Td number>
              <Profit value={group.avg_clv} percent />
            </Td>
            <Td number>{format.percent(group.clv_standard_error)}</Td>
            <Td number>{format.number(group.clv_n)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
