"use client";

import type { MatchSummary } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";

export const sidesOf = (match: MatchSummary) => `${match.home_team} – ${match.away_team}`;

/** A match with what tells it from another. */
export function Summary({ title, match }: { title: string; match: MatchSummary | null | undefined }) {
  const text = useText();
  const format = useFormat();
  return (
    <div className="min-w-0 rounded-lg border p-2 text-sm">
      <p className="text-xs text-muted">{title}</p>
      {match ? (
        <>
          <p className="font-medium break-words">{sidesOf(match)}</p>
          <p className="text-muted">
            {[match.time_known ? format.dateTime(match.commence_time) : format.date(match.commence_time), match.league, text.words.sport[match.sport] ?? match.sport].filter(Boolean).join(" · ")}
          </p>
        </>
      ) : (
        <p>{text.data.matching.gone}</p>
      )}
    </div>
  );
}
