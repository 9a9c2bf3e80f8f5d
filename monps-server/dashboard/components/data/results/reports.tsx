"use client";

import { Badge } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import type { ResultReport } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";

/** What each source said of how a match ended, oldest first. */
export function Reports({ reports, of }: { reports: readonly ResultReport[]; of: string }) {
  const text = useText();
  const format = useFormat();
  const words = text.data.results;
  if (reports.length === 0) return <p className="text-sm text-muted">{words.saidEmpty}</p>;
  return (
    <Table caption={`${words.said}: ${of}`}>
      <thead>
        <tr>
          <Th>{words.source}</Th>
          <Th>{words.word}</Th>
          <Th>{words.when}</Th>
          <Th>{words.counts}</Th>
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <tr key={`${report.source}:${report.revision}`}>
            <Td className="font-medium">{report.source === "person" ? words.person : report.source}</Td>
            <Td>{said(report.said, words.periods)}</Td>
            <Td>{format.dateTime(report.first_seen_at)}</Td>
            <Td>
              <Badge tone={report.refused ? "loss" : report.counts ? "gain" : "plain"}>{report.refused ? words.refused : report.counts ? words.isCounted : words.notCounted}</Badge>
              {report.refused && (
                <p lang="en" className="mt-1 text-xs break-words text-loss">
                  {report.refused}
                </p>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** `first_half 0-1, full_time 2-1` in words. */
function said(words: string, periods: Record<string, string>): string {
  return words
    .split(", ")
    .map((part) => {
      const [word = "", ...rest] = part.split(" ");
      return [periods[word] ?? word, ...rest].join(" ");
    })
    .join(", ");
}
