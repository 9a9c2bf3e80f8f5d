"use client";

import { useEffect, useState } from "react";
import { useText } from "@/lib/words";

/** What answers sooner than this needs no sign that it is awaited. */
const PATIENCE_MS = 150;

/** Grey lines in the place of what is being asked for. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const text = useText();
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className="space-y-2" data-state="loading">
      <span className="sr-only">{text.common.loading}</span>
      {isShown &&
        Array.from({ length: lines }, (_, line) => (
          <div key={line} className="h-5 animate-pulse rounded bg-raised" style={{ width: `${100 - (line % 3) * 14}%` }} />
        ))}
    </div>
  );
}
