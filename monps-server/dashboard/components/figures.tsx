"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useNow } from "@/hooks/use-now";
import type { Figure } from "@/lib/types";
import { useFormat } from "@/lib/words";
import { cn } from "@/lib/utils";

/** Gained or lost: a sign, an arrow and a colour, so that none of them is needed alone. */
export function Profit({ value, currency, percent = false, className }: { value: Figure; currency?: string; percent?: boolean; className?: string }) {
  const format = useFormat();
  const text = percent || !currency ? format.signedPercent(value) : format.signedMoney(value, currency);
  const isKnown = value !== null && value !== undefined && value !== 0;
  const Arrow = isKnown && value > 0 ? ArrowUp : ArrowDown;
  return (
    <span className={cn("inline-flex items-center gap-0.5 tabular-nums", isKnown && (value > 0 ? "text-gain" : "text-loss"), className)}>
      {isKnown && <Arrow aria-hidden className="size-[0.85em] shrink-0" />}
      {text}
    </span>
  );
}

/** An instant as the time from now, with the whole of it on demand. */
export function Ago({ at, className }: { at: string | null | undefined; className?: string }) {
  const format = useFormat();
  const now = useNow();
  if (!at) return <span className={className}>{format.dateTime(null)}</span>;
  return (
    <time dateTime={at} title={format.dateTime(at)} className={cn("whitespace-nowrap", className)}>
      {format.relative(at, now)}
    </time>
  );
}

/** An age that was told some time ago and has grown since. */
export function Age({ seconds, toldAt, limit }: { seconds: Figure; toldAt: number; limit?: number }) {
  const format = useFormat();
  const now = useNow();
  const age = seconds === null || seconds === undefined ? null : seconds + Math.max(0, now - toldAt) / 1000;
  const isOld = age !== null && limit !== undefined && age > limit;
  return <span className={cn("whitespace-nowrap tabular-nums", isOld && "text-warn")}>{format.age(age)}</span>;
}
