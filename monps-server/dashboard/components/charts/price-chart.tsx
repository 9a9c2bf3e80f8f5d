"use client";

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useFormat, useText } from "@/lib/words";
import { ChartFrame } from "./frame";
import { AXIS, GRID, SERIES, timeTicks, TOOLTIP } from "./look";

export interface PriceLine {
  name: string;
  /** Oldest first; null where the price had disappeared. */
  points: readonly { at: number; price: number | null }[];
}

/** All lines on one list of instants, as the drawing wants them; a line keeps its price until it changes. */
function onOneAxis(lines: readonly PriceLine[], until: number): Record<string, number | null>[] {
  const instants = [...new Set(lines.flatMap((line) => line.points.map((point) => point.at)).concat(until))].sort((a, b) => a - b);
  const next = lines.map(() => 0);
  const last: (number | null)[] = lines.map(() => null);
  return instants.map((at) => {
    const row: Record<string, number | null> = { at };
    for (const [index, line] of lines.entries()) {
      for (let point = line.points[next[index] ?? 0]; point && point.at <= at; point = line.points[next[index] ?? 0]) {
        last[index] = point.price;
        next[index] = (next[index] ?? 0) + 1;
      }
      row[`line${index}`] = last[index] ?? null;
    }
    return row;
  });
}

/** Prices as they moved. */
export function PriceChart({ lines, until }: { lines: readonly PriceLine[]; until: number }) {
  const text = useText();
  const format = useFormat();
  const data = onOneAxis(lines, until);
  const count = lines.reduce((sum, line) => sum + line.points.length, 0);
  const words = text.opportunities;
  const instants = data.map((row) => row.at ?? 0);
  return (
    <ChartFrame
      name={words.movement}
      summary={words.movementSummary(words.series(lines.length), words.changes(count))}
      table={{
        head: [text.bets.columns.placed, ...lines.map((line) => line.name)],
        rows: data.map((row) => [format.time(row.at), ...lines.map((_, index) => format.odds(row[`line${index}`]))]),
      }}
    >
      <ResponsiveContainer width="100%" height={220}>
        <LineChart data={data} margin={{ top: 4, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid {...GRID} />
          <XAxis {...AXIS} dataKey="at" type="number" domain={["dataMin", "dataMax"]} ticks={timeTicks(instants)} tickFormatter={(at: number) => format.time(at)} />
          <YAxis {...AXIS} width={44} domain={["auto", "auto"]} tickFormatter={(price: number) => format.odds(price)} />
          <Tooltip {...TOOLTIP} labelFormatter={(at) => format.time(Number(at))} formatter={(price, name) => [format.odds(Number(price)), name]} />
          {lines.map((line, index) => (
            <Line key={line.name} name={line.name} dataKey={`line${index}`} type="stepAfter" stroke={SERIES[index % SERIES.length]} strokeWidth={2} strokeDasharray={index >= SERIES.length ? "4 3" : undefined} dot={false} isAnimationActive={false} />
          ))}
        </LineChart>
      </ResponsiveContainer>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        {lines.map((line, index) => (
          <li key={line.name} className="flex items-center gap-1.5">
            <span aria-hidden className="h-0.5 w-4" style={{ background: SERIES[index % SERIES.length] }} />
            {line.name}
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
