// One look for all charts, in the colours of the theme.

export const SERIES = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)", "var(--series-5)"] as const;

export const AXIS = {
  stroke: "var(--input)",
  tick: { fill: "var(--muted)", fontSize: 11 },
  tickLine: false,
  axisLine: false,
} as const;

export const GRID = { stroke: "var(--border)", strokeDasharray: "3 3", vertical: false } as const;

export const TOOLTIP = {
  isAnimationActive: false,
  contentStyle: { background: "var(--card-solid)", border: "1px solid var(--border)", borderRadius: 10, fontSize: 12 },
  labelStyle: { color: "var(--muted)" },
  itemStyle: { color: "var(--foreground)" },
  cursor: { stroke: "var(--input)", fill: "var(--raised)" },
} as const;

const TICKS = 4;

/** Few, evenly spread instants: a time axis is not a list of measurements. */
export function timeTicks(instants: readonly number[]): number[] {
  const first = instants[0];
  const last = instants.at(-1);
  if (first === undefined || last === undefined || first === last) return first === undefined ? [] : [first];
  return Array.from({ length: TICKS }, (_, index) => first + ((last - first) * index) / (TICKS - 1));
}
