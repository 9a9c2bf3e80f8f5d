"use client";

import { Answer } from "@/components/answer";
import { betTitle, marketName, selectionWord } from "@/components/bets/bet-words";
import { Badge } from "@/components/ui/badge";
import { Dialog } from "@/components/ui/dialog";
import { useExplained } from "@/hooks/use-results";
import type { Bet } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { Reports } from "./reports";

/** Why a bet was settled as it was, in front of the page. */
export function ExplainDialog({ bet, onClose }: { bet: Bet; onClose: () => void }) {
  const text = useText();
  return (
    <Dialog open onClose={onClose} side="right" title={text.data.results.whyOf(betTitle(bet, text))}>
      <Explained id={bet.id} />
    </Dialog>
  );
}

/** Who said what of each leg, by which rules it was decided, and what it waits for. */
export function Explained({ id }: { id: number }) {
  const text = useText();
  const format = useFormat();
  const words = text.data.results;
  const query = useExplained(id);
  return (
    <Answer query={query} lines={4}>
      {({ summary, legs }) => (
        <div className="space-y-4">
          <ul lang="en" aria-label={text.data.english} className="list-disc space-y-1 pl-5 text-sm">
            {summary.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          {legs.map((leg, index) => {
            const name = `${marketName(leg.market, text)} · ${selectionWord(leg.selection, text)}`;
            return (
              <div key={index} className="space-y-2 rounded-lg border p-2">
                <p className="text-sm font-medium">
                  {name} {leg.result && <Badge>{text.words.result[leg.result] ?? leg.result}</Badge>}
                </p>
                <p className="text-xs text-muted">{text.common.pair(words.rules, leg.rules)}</p>
                <Reports reports={leg.reports} of={name} />
                {leg.rulings.length > 0 && (
                  <div className="text-sm">
                    <p className="text-xs text-muted">{words.rulings}</p>
                    <ol className="list-decimal pl-5">
                      {leg.rulings.map((ruling) => (
                        <li key={`${ruling.source}:${ruling.revision}:${ruling.decided_at}`}>
                          {format.dateTime(ruling.decided_at)} · {ruling.source === "person" ? words.person : ruling.source}: {ruling.said} → {text.words.result[ruling.result] ?? ruling.result}
                        </li>
                      ))}
                    </ol>
                  </div>
                )}
              </div>
            );
          })}
        </div>
      )}
    </Answer>
  );
}
