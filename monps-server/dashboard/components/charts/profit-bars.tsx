"use client";

import { Bar, BarChart, CartesianGrid, Cell, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useFormat } from "@/lib/words";
import { ChartFrame } from "./frame";
import { AXIS, GRID, TOOLTIP } from "./look";

export interface ProfitBar {
  name: string;
  profit: number;
}

/** Profit by name, gains above and losses below the line. */
export function ProfitBars({ name, what, label, bars, currency }: { name: string; what: string; label: string; bars: readonly ProfitBar[]; currency: string }) {
  const format = useFormat();
  const money = (value: unknown) => format.signedMoney(Number(value), currency);
  return (
    <ChartFrame name={name} summary={what} table={{ head: ["", label], rows: bars.map((bar) => [bar.name, money(bar.profit)]) }}>
      <ResponsiveContainer width="100%" height={220}>
        <BarChart data={[...bars]} margin={{ top: 4, right: 8, bottom: 0, left: 8 }}>
          <CartesianGrid {...GRID} />
          <XAxis {...AXIS} dataKey="name" />
          <YAxis {...AXIS} width={72} tickFormatter={money} />
          <Tooltip {...TOOLTIP} formatter={(value) => [money(value), label]} />
          <ReferenceLine y={0} stroke="var(--input)" />
          <Bar dataKey="profit" isAnimationActive={false} maxBarSize={48}>
            {bars.map((bar) => (
              <Cell key={bar.name} fill={bar.profit < 0 ? "var(--loss)" : "var(--gain)"} />
            ))}
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
