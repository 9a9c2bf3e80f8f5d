"use client";

import { Ago, Profit } from "@/components/figures";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useVenueTitle } from "@/hooks/use-venues";
import type { Bet } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { BetStatus } from "./bet-status";
import { betTitle, selectionName } from "./bet-words";

/** A bet on a narrow screen. */
export function BetCard({ bet, onOpen }: { bet: Bet; onOpen: (bet: Bet) => void }) {
  const text = useText();
  const format = useFormat();
  const venue = useVenueTitle();
  const title = betTitle(bet, text);
  return (
    <article className="rounded-xl border bg-card-solid p-3">
      <div className="flex items-start justify-between gap-2">
        <h3 className="min-w-0 font-medium break-words">{title}</h3>
        <BetStatus bet={bet} />
      </div>
      <p className="mt-1 text-sm text-muted">
        {selectionName(bet, text)} · {format.odds(bet.odds_value)} · {venue(bet.bookmaker)}
      </p>
      <div className="mt-2 flex items-center justify-between gap-2 text-sm">
        <span>
          {format.money(bet.stake, bet.currency)}
          {bet.profit_loss !== null && bet.profit_loss !== undefined && (
            <>
              {" → "}
              <Profit value={bet.profit_loss} currency={bet.currency} className="font-medium" />
            </>
          )}
        </span>
        {bet.paper && <Badge>{text.bets.filter.paper}</Badge>}
        <Ago at={bet.placed_at} className="text-xs text-muted" />
      </div>
      <Button variant="outline" size="sm" className="mt-2 w-full" onClick={() => onOpen(bet)}>
        {text.common.details}
        <span className="sr-only">{title}</span>
      </Button>
    </article>
  );
}
