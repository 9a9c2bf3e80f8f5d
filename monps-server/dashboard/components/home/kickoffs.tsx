"use client";

import Link from "next/link";
import { Answer, Empty } from "@/components/answer";
import { betTitle, selectionName } from "@/components/bets/bet-words";
import { Ago } from "@/components/figures";
import { useBets } from "@/hooks/use-bets";
import type { Bet } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";

const SHOWN = 6;
const ASKED = 200;

/** When the first of a bet's events starts; unknown hours come last. */
const startOf = (bet: Bet) => bet.legs.reduce((first, leg) => (leg.commence_time && leg.commence_time < first ? leg.commence_time : first), "9999");

/** Open bets by when their events start. */
export function Kickoffs() {
  const text = useText();
  const format = useFormat();
  const query = useBets({ status: "pending", sort: "-placed_at" }, ASKED);
  return (
    <Answer query={query} isEmpty={(data) => !data.pages.some((page) => page.rows.length > 0)} empty={<Empty title={text.home.kickoffsEmpty} />}>
      {(data) => {
        const bets = data.pages.flatMap((page) => page.rows).sort((a, b) => startOf(a).localeCompare(startOf(b)));
        return (
          <ul className="divide-y text-sm">
            {bets.slice(0, SHOWN).map((bet) => (
              <li key={bet.id} className="flex items-center justify-between gap-3 py-2">
                <Link href={`/bets?id=${bet.id}`} className="min-w-0 hover:underline">
                  <span className="block truncate font-medium">{betTitle(bet, text)}</span>
                  <span className="block truncate text-muted">
                    {selectionName(bet, text)} · {format.odds(bet.odds_value)} · {format.money(bet.stake, bet.currency)}
                  </span>
                </Link>
                <Ago at={startOf(bet) === "9999" ? null : startOf(bet)} className="text-muted" />
              </li>
            ))}
          </ul>
        );
      }}
    </Answer>
  );
}
