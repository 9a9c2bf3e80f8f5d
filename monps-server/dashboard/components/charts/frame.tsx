"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";
import { useText } from "@/lib/words";

export interface ChartTable {
  head: string[];
  rows: (readonly string[])[];
}

const ROWS_MAX = 400;

/** A drawing with its words: a summary for whoever cannot see it, and the figures as a table for whoever wants them. */
export function ChartFrame({ name, summary, table, children }: { name: string; summary: string; table: ChartTable; children: React.ReactNode }) {
  const text = useText();
  const [isTable, setIsTable] = useState(false);
  return (
    <figure className="min-w-0">
      {isTable ? (
        <div className="max-h-72 overflow-y-auto">
          <Table caption={name}>
            <thead>
              <tr>
                {table.head.map((head, index) => (
                  <Th key={head} number={index > 0}>
                    {head}
                  </Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.slice(-ROWS_MAX).map((row, index) => (
                <tr key={index}>
                  {row.map((cell, at) => (
                    <Td key={at} number={at > 0}>
                      {cell}
                    </Td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      ) : (
        <div role="img" aria-label={`${name}. ${summary}`}>
          {children}
        </div>
      )}
      <figcaption className="mt-2 flex flex-wrap items-center justify-between gap-2 text-xs text-muted">
        <span>{summary}</span>
        <Button variant="ghost" size="sm" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
          {isTable ? text.common.showChart : text.common.showTable}
        </Button>
      </figcaption>
    </figure>
  );
}
