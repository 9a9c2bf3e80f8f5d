"use client";

import { useVenueTitle } from "@/hooks/use-venues";
import type { Opportunity } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { selectionWord } from "./words";

/** The prices of a finding in one line each. */
export function Legs({ found }: { found: Opportunity }) {
  const text = useText();
  const format = useFormat();
  const title = useVenueTitle();
  return (
    <ul className="space-y-0.5 text-sm">
      {found.legs.map((leg, index) => (
        <li key={index}>
          <span className="font-medium">{selectionWord(leg.outcome, text)}</span> <span className="tabular-nums">{format.odds(leg.odds)}</span>{" "}
          <span className="text-muted">
            {leg.side !== "back" && `${text.words.side[leg.side] ?? leg.side} · `}
            {title(leg.bookmaker)}
          </span>
        </li>
      ))}
    </ul>
  );
}
