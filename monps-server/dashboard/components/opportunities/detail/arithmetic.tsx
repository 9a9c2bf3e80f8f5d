"use client";

import { Plus } from "lucide-react";
import { useBetForm } from "@/components/bets/bet-form-host";
import { Age, Profit } from "@/components/figures";
import { Button } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";
import { useVenueTitle } from "@/hooks/use-venues";
import type { Leg, Opportunity } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { isAcross, marketName, prefillOf, selectionWord } from "../words";

/** The price at which a bet of this edge would be even: an estimate, like the edge itself. */
export const fairOdds = (leg: Leg, edgePct: number) => leg.odds / (1 + edgePct / 100);

/** Every leg with its price, its stake and its age, and the rule that joins them. */
export function Arithmetic({ found, toldAt, children }: { found: Opportunity; toldAt: number; children: React.ReactNode }) {
  const text = useText();
  const format = useFormat();
  const title = useVenueTitle();
  const betForm = useBetForm();
  const words = text.opportunities;
  const currency = found.stakes?.currency;
  const [first] = found.legs;
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{words.arithmetic}</h3>
      <p className="mb-3 text-sm text-muted">{words.why[found.opportunity_type] ?? words.why.other}</p>
      {found.opportunity_type === "value" && first && (
        <p className="mb-3 text-sm" title={words.fairOddsWhat}>
          {text.common.pair(words.fairOdds, "")}<strong className="tabular-nums">{format.odds(fairOdds(first, found.edge_pct))}</strong> → {format.odds(first.odds)}
        </p>
      )}
      {children}
      <div className="mt-3">
        <Table caption={words.stakes}>
          <thead>
            <tr>
              <Th>{words.result}</Th>
              <Th>{text.bets.columns.book}</Th>
              <Th number>{text.bets.columns.odds}</Th>
              <Th number>{words.commission}</Th>
              <Th number>{words.share}</Th>
              <Th number>{words.stake}</Th>
              <Th number>{words.age}</Th>
              <Th>
                <span className="sr-only">{words.bet}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {found.legs.map((leg, index) => {
              const selection = selectionWord(leg.outcome, text);
              return (
                <tr key={index}>
                  <Td>
                    {selection}
                    {leg.side !== "back" && ` (${text.words.side[leg.side] ?? leg.side})`}
                    {isAcross(found) && <span className="block text-xs text-muted">{marketName(leg.market, text)}</span>}
                  </Td>
                  <Td>{title(leg.bookmaker)}</Td>
                  <Td number>{format.odds(leg.odds)}</Td>
                  <Td number>{format.percent(leg.commission_pct)}</Td>
                  <Td number>{format.percent(leg.share * 100, 1)}</Td>
                  <Td number className="font-semibold">
                    {currency ? format.money(leg.stake, currency) : format.number(null)}
                  </Td>
                  <Td number>
                    <Age seconds={leg.age_seconds} toldAt={toldAt} />
                  </Td>
                  <Td>
                    {found.opportunity_type !== "spread" && (
                      <Button variant="outline" size="sm" aria-label={words.betLeg(selection, title(leg.bookmaker))} onClick={() => betForm.open(prefillOf(found, leg))}>
                        <Plus aria-hidden />
                      </Button>
                    )}
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      </div>
      <p className="mt-2 text-sm text-muted">
        {found.stakes ? (
          <>
            {text.common.pair(words.filter.total, format.money(found.stakes.total, found.stakes.currency))}. {found.stakes.proven && words.stakesProven}
          </>
        ) : (
          words.stakesNone
        )}
      </p>
    </section>
  );
}

/** What is proved of a guarantee, and what a middle costs and brings. */
export function Proof({ found }: { found: Opportunity }) {
  const text = useText();
  const format = useFormat();
  const words = text.opportunities;
  const { guarantee, middle } = found;
  if (guarantee) return <p className="text-sm">{words.guarantee(format.percent(guarantee.guaranteed_pct, 2), format.percent(guarantee.bound_pct, 2))}</p>;
  if (!middle) return null;
  const figures = [format.percent(middle.cost_pct, 2), format.percent(middle.gain_pct, 1), format.percent(middle.probability_needed_pct, 1)] as const;
  return <p className="text-sm">{words.middle(...figures, middle.numbers.join(", "))}</p>;
}

/** What comes back, result by result. */
export function Payoff({ found }: { found: Opportunity }) {
  const text = useText();
  const format = useFormat();
  const words = text.opportunities;
  const currency = found.stakes?.currency;
  if (!currency || found.profit_profile.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{words.payoff}</h3>
      <Table caption={words.payoff}>
        <thead>
          <tr>
            <Th>{words.result}</Th>
            <Th number>{words.payout}</Th>
            <Th number>{words.profit}</Th>
          </tr>
        </thead>
        <tbody>
          {found.profit_profile.map((line, index) => (
            <tr key={index}>
              <Td>
                {selectionWord(line.outcome, text)}
                {line.results_count > 0 && <span className="block text-xs text-muted">{words.results(line.results_count)}</span>}
              </Td>
              <Td number>{format.money(line.payout, currency)}</Td>
              <Td number>
                <Profit value={line.profit} currency={currency} className="font-semibold" />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
