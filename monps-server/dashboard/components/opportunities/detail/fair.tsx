"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "@/components/answer";
import { Profit } from "@/components/figures";
import { SelectField } from "@/components/ui/field";
import { Table, Td, Th } from "@/components/ui/table";
import { useOdds } from "@/hooks/use-odds";
import { useVenueTitle } from "@/hooks/use-venues";
import { answer, api } from "@/lib/api";
import { keys } from "@/lib/queries";
import type { LatestOdds, Opportunity } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { selectionWord } from "../words";
import { booksOf, isOfMarket } from "./quotes";

export const METHODS = ["shin", "power", "proportional", "odds_ratio", "additive", "balanced_books", "goto", "jensen_shannon"] as const;

/** What a market is worth without a book's margin, by the way of taking it out that one chooses. */
export function Fair({ found }: { found: Opportunity }) {
  const text = useText();
  const words = text.opportunities.fair;
  const query = useOdds({ match_id: found.match_id, market: found.market.split(" ")[0] });
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{words.title}</h3>
      <p className="mb-2 text-sm text-muted">{words.what}</p>
      <Answer query={query} lines={4}>
        {(all) => <OfBook odds={all.filter((odds) => isOfMarket(odds, found))} />}
      </Answer>
    </section>
  );
}

function OfBook({ odds }: { odds: readonly LatestOdds[] }) {
  const text = useText();
  const title = useVenueTitle();
  const words = text.opportunities.fair;
  const { outcomes, books } = booksOf(odds);
  const whole = books.filter((book) => book.payback !== null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [method, setMethod] = useState<string>(METHODS[0]);
  const book = whole.find((one) => one.key === chosen) ?? whole[0];
  if (!book) return <p className="text-sm text-muted">{words.none}</p>;
  const prices = outcomes.flatMap((outcome) => book.prices.get(outcome)?.odds_value ?? []);
  return (
    <>
      <div className="mb-2 grid grid-cols-2 gap-3">
        {/* Least margin first: the price that is closest to fair. */}
        <SelectField label={words.book} value={book.key} options={whole.map((one) => [one.key, title(one.key)] as const)} onChange={(event) => setChosen(event.target.value)} />
        <SelectField label={words.method} value={method} options={METHODS.map((one) => [one, words.methods[one] ?? one] as const)} onChange={(event) => setMethod(event.target.value)} />
      </div>
      <Worth outcomes={outcomes} prices={prices} method={method} odds={odds} />
    </>
  );
}

function Worth({ outcomes, prices, method, odds }: { outcomes: readonly string[]; prices: readonly number[]; method: string; odds: readonly LatestOdds[] }) {
  const text = useText();
  const format = useFormat();
  const words = text.opportunities.fair;
  const query = useQuery({
    queryKey: keys.calculator("devig", { prices, method }),
    queryFn: ({ signal }) => answer(api.POST("/calc/devig", { body: { prices: [...prices], method }, signal })),
    placeholderData: (previous) => previous,
  });
  const best = (outcome: string) => Math.max(...odds.filter((one) => one.outcome === outcome).map((one) => one.odds_value));
  return (
    <Answer query={query} lines={3}>
      {(worth) => (
        <Table caption={words.title}>
          <thead>
            <tr>
              <Th>{text.bets.columns.selection}</Th>
              <Th number>{words.probability}</Th>
              <Th number>{words.odds}</Th>
              <Th number>{words.best}</Th>
              <Th number>{words.edge}</Th>
            </tr>
          </thead>
          <tbody>
            {outcomes.map((outcome, index) => {
              const probability = worth.probabilities[index];
              return (
                <tr key={outcome}>
                  <Td>{selectionWord(outcome, text)}</Td>
                  <Td number>{format.percent(probability === undefined ? null : probability * 100, 1)}</Td>
                  <Td number>{format.odds(worth.fair_odds[index])}</Td>
                  <Td number>{format.odds(best(outcome))}</Td>
                  <Td number>
                    {/* An estimate of what a bet is worth, not money. */}
                    <Profit value={probability === undefined ? null : (probability * best(outcome) - 1) * 100} percent />
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      )}
    </Answer>
  );
}
