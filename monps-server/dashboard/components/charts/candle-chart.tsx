"use client";

import { Bar, CartesianGrid, ComposedChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { HistorySeries } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { ChartFrame } from "./frame";
import { AXIS, GRID, TOOLTIP } from "./look";

type Candle = HistorySeries["candles"][number];

interface Shape {
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  payload?: Candle;
}

const WIDTH_MAX = 14;

/** One candle, drawn within the range from its lowest to its highest price. */
function Drawn({ x = 0, y = 0, width = 0, height = 0, payload }: Shape) {
  if (!payload) return null;
  const { open, close, high, low } = payload;
  const scale = high === low ? 0 : height / (high - low);
  const top = y + (high - Math.max(open, close)) * scale;
  const body = Math.max(2, Math.abs(open - close) * scale);
  const colour = close < open ? "var(--loss)" : "var(--gain)";
  const middle = x + width / 2;
  const wide = Math.min(width, WIDTH_MAX);
  return (
    <g>
      <line x1={middle} x2={middle} y1={y} y2={y + height} stroke={colour} strokeWidth={1.5} />
      <rect x={middle - wide / 2} y={top} width={wide} height={body} rx={1} fill={colour} />
    </g>
  );
}

/** First, highest, lowest and last price of each stretch of time. */
export function CandleChart({ candles, name }: { candles: readonly Candle[]; name: string }) {
  const text = useText();
  const format = useFormat();
  const data = candles.map((candle) => ({ ...candle, at: Date.parse(candle.start), range: [candle.low, candle.high] }));
  return (
    <ChartFrame
      name={text.analytics.movement}
      summary={`${name}: ${text.opportunities.changes(candles.reduce((sum, candle) => sum + candle.count, 0))}.`}
      table={{
        head: [text.analytics.interval, "O", "H", "L", "C"],
        rows: candles.map((candle) => [format.dateTime(candle.start), format.odds(candle.open), format.odds(candle.high), format.odds(candle.low), format.odds(candle.close)]),
      }}
    >
      <ResponsiveContainer width="100%" height={240}>
        <ComposedChart data={data} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid {...GRID} />
          <XAxis {...AXIS} dataKey="at" tickFormatter={(at: number) => format.time(at)} minTickGap={40} />
          <YAxis {...AXIS} width={44} domain={["auto", "auto"]} tickFormatter={(price: number) => format.odds(price)} />
          <Tooltip
            {...TOOLTIP}
            labelFormatter={(at) => format.dateTime(new Date(Number(at)).toISOString())}
            formatter={(_, __, item) => {
              const candle = item.payload as Candle;
              return [[candle.open, candle.high, candle.low, candle.close].map((price) => format.odds(price)).join(" · "), "O · H · L · C"];
            }}
          />
          <Bar dataKey="range" isAnimationActive={false} shape={<Drawn />} />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
