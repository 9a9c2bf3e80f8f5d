"use client";

import { CircleHelp, Gavel } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Answer, Empty } from "@/components/answer";
import { betTitle } from "@/components/bets/bet-words";
import { Ago } from "@/components/figures";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useNow } from "@/hooks/use-now";
import { useOpenBets } from "@/hooks/use-results";
import { useVenueTitle } from "@/hooks/use-venues";
import type { Bet } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import type { Subject } from "./say-result";

const Explain = dynamic(() => import("./explain").then((module) => module.ExplainDialog), { ssr: false });

const MINUTE_MS = 60_000;

/** The legs of open bets whose match has started, and which nothing has decided. */
export function startedLegs(bets: readonly Bet[], now: number): { bet: Bet; leg: Bet["legs"][number] }[] {
  return bets.flatMap((bet) =>
    bet.legs.filter((leg) => !leg.result && leg.commence_time && Date.parse(leg.commence_time) <= now).map((leg) => ({ bet, leg })),
  );
}

/** Bets that wait for somebody to say how their match ended. */
export function Awaiting({ onSay }: { onSay: (subject: Subject) => void }) {
  const text = useText();
  const format = useFormat();
  const title = useVenueTitle();
  const words = text.data.results;
  const query = useOpenBets();
  const now = Math.floor(useNow() / MINUTE_MS) * MINUTE_MS;
  const [explained, setExplained] = useState<Bet | null>(null);
  return (
    <Card title={words.awaiting} what={words.awaitingWhat}>
      <Answer query={query} lines={4} isEmpty={(bets) => startedLegs(bets, now).length === 0} empty={<Empty title={words.awaitingEmpty} />}>
        {(bets) => (
          <ul className="space-y-2">
            {startedLegs(bets, now).map(({ bet, leg }) => {
              const match = leg.home_team && leg.away_team ? `${leg.home_team} – ${leg.away_team}` : leg.match_id;
              return (
                <li key={`${bet.id}:${leg.match_id}:${leg.selection}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border p-2 text-sm">
                  <span className="min-w-0 flex-1 basis-56 break-words">
                    <span className="font-medium">{match}</span>
                    <span className="block text-muted">
                      {betTitle(bet, text) !== match && `${betTitle(bet, text)} · `}
                      {title(bet.bookmaker)} · {format.money(bet.stake, bet.currency)} · <Ago at={leg.commence_time} />
                    </span>
                  </span>
                  <Button variant="ghost" size="sm" onClick={() => setExplained(bet)}>
                    <CircleHelp aria-hidden />
                    {words.why}
                    <span className="sr-only">{`: ${match}`}</span>
                  </Button>
                  <Button
                    variant="outline"
                    size="sm"
                    onClick={() => onSay({ match_id: leg.match_id, home_team: leg.home_team, away_team: leg.away_team, sport: bet.sport })}
                  >
                    <Gavel aria-hidden />
                    {words.say}
                    <span className="sr-only">{`: ${match}`}</span>
                  </Button>
                </li>
              );
            })}
          </ul>
        )}
      </Answer>
      {explained && <Explain bet={explained} onClose={() => setExplained(null)} />}
    </Card>
  );
}
