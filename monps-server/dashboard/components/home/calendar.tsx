"use client";

import Link from "next/link";
import { Answer, Empty } from "@/components/answer";
import { useAnalytics } from "@/hooks/use-analytics";
import type { DayStats } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { cn } from "@/lib/utils";

const WEEKS = 18;
const DAYS = 365;
const DAY_MS = 86_400_000;

/** The days of the last weeks, each week a column from Monday on. */
export function weeksUntil(today: string, weeks: number): string[][] {
  const last = Date.parse(`${today}T00:00:00Z`);
  const weekday = (new Date(last).getUTCDay() + 6) % 7;
  const monday = last - weekday * DAY_MS - (weeks - 1) * 7 * DAY_MS;
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => new Date(monday + (week * 7 + day) * DAY_MS).toISOString().slice(0, 10)).filter((day) => day <= today),
  );
}

/** How strongly a day is coloured, by its size beside the largest. */
export function strength(profit: number, largest: number): number {
  return largest === 0 ? 0 : Math.ceil((Math.abs(profit) / largest) * 4);
}

const SHADES = ["", "opacity-40", "opacity-60", "opacity-80", "opacity-100"] as const;

/** Profit by day: green and red, and a sign for whoever does not tell them apart. */
export function Calendar() {
  const text = useText();
  const analytics = useAnalytics(DAYS);
  return (
    <Answer query={analytics} lines={4} isEmpty={({ daily_performance }) => daily_performance.length === 0} empty={<Empty title={text.home.equityEmpty} />}>
      {({ daily_performance, global_stats }) => <Grid days={daily_performance} currency={global_stats.currency} toldAt={analytics.dataUpdatedAt} />}
    </Answer>
  );
}

function Grid({ days, currency, toldAt }: { days: readonly DayStats[]; currency: string; toldAt: number }) {
  const text = useText();
  const format = useFormat();
  const byDay = new Map(days.map((day) => [day.day, day]));
  const largest = Math.max(0, ...days.map((day) => Math.abs(day.profit)));
  const weeks = weeksUntil(new Date(toldAt).toISOString().slice(0, 10), WEEKS);
  return (
    // The last week is what one wants to see where not all fit.
    <div ref={(grid) => void (grid && (grid.scrollLeft = grid.scrollWidth))} className="flex gap-1 overflow-x-auto p-1" tabIndex={0} role="group" aria-label={text.home.calendar}>
      {weeks.map((week) => (
        <div key={week[0]} className="flex flex-col gap-1">
          {week.map((day) => {
            const known = byDay.get(day);
            if (!known) return <div key={day} title={`${format.day(day)}: ${text.home.noBets}`} className="size-5 rounded bg-raised" />;
            const words = text.home.calendarDay(format.day(day), format.signedMoney(known.profit, currency), text.home.bets(known.bets_count));
            const isLoss = known.profit < 0;
            return (
              <Link key={day} href={`/bets?from=${day}`} title={words} aria-label={words} className="relative grid size-5 place-items-center rounded bg-raised text-[0.625rem] font-bold">
                <span aria-hidden className={cn("absolute inset-0 rounded", isLoss ? "bg-loss" : "bg-gain", SHADES[strength(known.profit, largest)] || "opacity-0")} />
                <span aria-hidden className="relative text-background">
                  {known.profit === 0 ? "" : isLoss ? "−" : "+"}
                </span>
              </Link>
            );
          })}
        </div>
      ))}
    </div>
  );
}
