"use client";

import { Area, AreaChart, CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { EquityPoint } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { ChartFrame } from "./frame";
import { AXIS, GRID, timeTicks, TOOLTIP } from "./look";

const SYNC = "equity";
/** Below this, the time of day tells instants apart and the date does not. */
const SHORT_MS = 2 * 86_400_000;
const LEAD = 40;

/** The curve from shortly before the first bet on: a period without bets before it says nothing. */
function sinceFirstBet(points: readonly EquityPoint[]): { at: number; equity: number; fall: number }[] {
  const data = points.map((point) => ({ at: Date.parse(point.at), equity: point.equity, fall: point.drawdown }));
  const [start, first] = data;
  const last = data.at(-1);
  if (start && first && last) start.at = Math.max(start.at, first.at - Math.max(1000, (last.at - first.at) / LEAD));
  return data;
}

/** Equity above, how far below its high beneath it; one cursor for both. */
export function EquityChart({ points, currency, drawdown }: { points: readonly EquityPoint[]; currency: string; drawdown: number }) {
  const text = useText();
  const format = useFormat();
  const data = sinceFirstBet(points);
  const first = points[0];
  const last = points.at(-1);
  const money = (value: unknown) => format.money(Number(value), currency);
  const label = (at: unknown) => format.dateTime(new Date(Number(at)).toISOString());
  const axis = { ...AXIS, dataKey: "at", type: "number" as const, domain: ["dataMin", "dataMax"] as const, ticks: timeTicks(data.map((point) => point.at)) };
  const isShort = (data.at(-1)?.at ?? 0) - (data[0]?.at ?? 0) < SHORT_MS;
  const day = (at: number) => (isShort ? format.time(at) : format.date(new Date(at).toISOString()));
  return (
    <ChartFrame
      name={text.home.equity}
      summary={text.home.equitySummary(money(first?.equity), money(last?.equity), money(drawdown))}
      table={{
        head: [text.bets.columns.settled, text.settings.bankroll.equity, text.home.drawdown],
        rows: points.map((point) => [format.dateTime(point.at), money(point.equity), money(point.drawdown)]),
      }}
    >
      <ResponsiveContainer width="100%" height={200}>
        <LineChart data={data} syncId={SYNC} margin={{ top: 4, right: 8, bottom: 0, left: 8 }}>
          <CartesianGrid {...GRID} />
          <XAxis {...axis} hide />
          <YAxis {...AXIS} width={72} domain={["auto", "auto"]} tickFormatter={money} />
          <Tooltip {...TOOLTIP} labelFormatter={label} formatter={(value) => [money(value), text.settings.bankroll.equity]} />
          <Line dataKey="equity" type="stepAfter" stroke="var(--series-1)" strokeWidth={2} dot={data.length < 3} isAnimationActive={false} />
        </LineChart>
      </ResponsiveContainer>
      <ResponsiveContainer width="100%" height={90}>
        <AreaChart data={data} syncId={SYNC} margin={{ top: 4, right: 8, bottom: 0, left: 8 }}>
          <CartesianGrid {...GRID} />
          <XAxis {...axis} tickFormatter={day} />
          <YAxis {...AXIS} width={72} reversed tickFormatter={money} tickCount={3} />
          <Tooltip {...TOOLTIP} labelFormatter={label} formatter={(value) => [money(value), text.home.drawdown]} />
          <Area dataKey="fall" type="stepAfter" stroke="var(--loss)" fill="var(--loss)" fillOpacity={0.25} isAnimationActive={false} />
        </AreaChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
