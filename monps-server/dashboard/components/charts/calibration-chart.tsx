"use client";

import { CartesianGrid, ComposedChart, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { Calibration } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { ChartFrame } from "./frame";
import { AXIS, GRID, TOOLTIP } from "./look";

const PERCENTS = [0, 20, 40, 60, 80, 100];

/** How often bets won beside how likely they were, by ranges, with what few bets leave open. */
export function CalibrationChart({ found }: { found: Calibration }) {
  const text = useText();
  const format = useFormat();
  const words = text.analytics;
  const percent = (value: unknown) => format.percent(Number(value), 0);
  const data = found.bins.map((bin) => ({ given: bin.given_pct, won: bin.won_pct }));
  const axis = { ...AXIS, type: "number" as const, domain: [0, 100] as [number, number], ticks: PERCENTS, tickFormatter: percent };
  return (
    <ChartFrame
      name={words.calibration}
      summary={words.calibrationSummary(text.home.bets(found.bets), format.percent(found.error_pct, 1), format.number(found.brier, 3))}
      table={{
        head: [words.calibrationRange, words.columns.bets, words.calibrationGiven, words.calibrationWon, words.calibrationInterval],
        rows: found.bins.map((bin) => [
          words.sureRange(format.percent(bin.from_pct, 0), format.percent(bin.to_pct, 0)),
          format.number(bin.bets),
          format.percent(bin.given_pct, 1),
          format.percent(bin.won_pct, 1),
          words.sureRange(format.percent(bin.won_low_pct, 1), format.percent(bin.won_high_pct, 1)),
        ]),
      }}
    >
      <ResponsiveContainer width="100%" height={240}>
        <ComposedChart data={data} margin={{ top: 8, right: 12, bottom: 0, left: 0 }}>
          <CartesianGrid {...GRID} />
          <XAxis {...axis} dataKey="given" />
          <YAxis {...axis} width={52} />
          <Tooltip {...TOOLTIP} labelFormatter={(given) => text.common.pair(words.calibrationGiven, percent(given))} formatter={(won) => [percent(won), words.calibrationWon]} />
          <ReferenceLine segment={[{ x: 0, y: 0 }, { x: 100, y: 100 }]} stroke="var(--muted)" strokeDasharray="4 4" ifOverflow="visible" />
          {found.bins.map((bin) => (
            <ReferenceLine
              key={bin.from_pct}
              segment={[
                { x: bin.given_pct, y: bin.won_low_pct },
                { x: bin.given_pct, y: bin.won_high_pct },
              ]}
              stroke="var(--series-1)"
              strokeWidth={2}
            />
          ))}
          <Line dataKey="won" stroke="var(--series-1)" strokeWidth={0} dot={{ r: 4, fill: "var(--series-1)" }} isAnimationActive={false} />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
