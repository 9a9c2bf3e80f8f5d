"use client";

import type { Analytics } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";

/** The falls of the equity, and the runs of bets won and lost. */
export function Runs({ data }: { data: Analytics }) {
  const text = useText();
  const format = useFormat();
  const words = text.analytics;
  const { longest, current } = data.drawdown;
  const currency = data.global_stats.currency;
  const fall = (name: string, one: typeof longest) =>
    one && ([name, `${format.money(one.depth, currency)} · ${words.days(one.days)} · ${words.from(format.date(one.peak_at), format.date(one.trough_at))}`] as const);
  const run = data.streaks.current;
  const rows = [
    fall(words.longest, longest),
    fall(words.open, current),
    [words.longestWon, format.number(data.streaks.longest_won)] as const,
    [words.longestLost, format.number(data.streaks.longest_lost)] as const,
    run && ([words.current, `${text.words.result[run] ?? run}: ${format.number(data.streaks.current_length)}`] as const),
  ].filter((row) => row !== null && row !== undefined && row !== "");
  return (
    <>
      {!longest && !current && <p className="mb-2 text-sm text-muted">{words.fallsEmpty}</p>}
      <dl className="text-sm">
        {rows.map((row) => {
          const [name, value] = row as readonly [string, string];
          return (
            <div key={name} className="flex justify-between gap-3 border-b border-border/60 py-1.5">
              <dt className="text-muted">{name}</dt>
              <dd className="text-right tabular-nums">{value}</dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
