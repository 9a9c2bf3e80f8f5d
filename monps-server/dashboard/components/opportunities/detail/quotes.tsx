"use client";

import { Answer } from "@/components/answer";
import { Age } from "@/components/figures";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import { useOdds } from "@/hooks/use-odds";
import { useVenueTitle } from "@/hooks/use-venues";
import type { LatestOdds, Opportunity } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { lineOf, selectionWord } from "../words";

/** Whether a price is of the very market of a finding: same market, same line, the whole match. */
export function isOfMarket(odds: Pick<LatestOdds, "market" | "outcome" | "point" | "period">, found: Pick<Opportunity, "market">): boolean {
  const [market] = found.market.split(" ");
  return odds.market === market && odds.period === "full_time" && (odds.point ?? null) === lineOf(found.market, odds.outcome);
}

interface Book {
  key: string;
  prices: Map<string, LatestOdds>;
  /** 1 / Σ(1 / price) where it quotes every result; an estimate, not money. */
  payback: number | null;
}

/** The prices of a market by book, and the results in the order in which they come. */
export function booksOf(odds: readonly LatestOdds[]): { outcomes: string[]; books: Book[] } {
  const outcomes = [...new Set(odds.map((one) => one.outcome))];
  const rank = (outcome: string) => ["home", "over", "yes", "draw", "away", "under", "no"].indexOf(outcome);
  outcomes.sort((a, b) => rank(a) - rank(b));
  const byBook = new Map<string, Map<string, LatestOdds>>();
  for (const one of odds) byBook.set(one.bookmaker, (byBook.get(one.bookmaker) ?? new Map()).set(one.outcome, one));
  const books = [...byBook].map(([key, prices]) => {
    const isWhole = prices.size === outcomes.length && outcomes.length > 1;
    const sum = [...prices.values()].reduce((total, one) => total + 1 / one.odds_value, 0);
    return { key, prices, payback: isWhole ? 100 / sum : null };
  });
  books.sort((a, b) => (b.payback ?? 0) - (a.payback ?? 0) || a.key.localeCompare(b.key));
  return { outcomes, books };
}

/** What every book quotes for the same market right now. */
export function Quotes({ found }: { found: Opportunity }) {
  const text = useText();
  const format = useFormat();
  const title = useVenueTitle();
  const words = text.opportunities;
  const query = useOdds({ match_id: found.match_id, market: found.market.split(" ")[0] });
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{words.quotes}</h3>
      <p className="mb-2 text-sm text-muted">{words.quotesWhat}</p>
      <Answer query={query} lines={6}>
        {(all) => {
          const { outcomes, books } = booksOf(all.filter((odds) => isOfMarket(odds, found)));
          return (
            <Table caption={words.quotes}>
              <thead>
                <tr>
                  <Th>{text.bets.columns.book}</Th>
                  {outcomes.map((outcome) => (
                    <Th key={outcome} number>
                      {selectionWord(outcome, text)}
                    </Th>
                  ))}
                  <Th number>{words.trj}</Th>
                  <Th number>{words.age}</Th>
                </tr>
              </thead>
              <tbody>
                {books.map((book) => (
                  <tr key={book.key}>
                    <Td>{title(book.key)}</Td>
                    {outcomes.map((outcome) => {
                      const price = book.prices.get(outcome);
                      return (
                        <Td key={outcome} number>
                          {price?.is_best ? <Badge tone="gain">★ {format.odds(price.odds_value)}</Badge> : format.odds(price?.odds_value)}
                        </Td>
                      );
                    })}
                    <Td number>{format.percent(book.payback, 1)}</Td>
                    <Td number>
                      <Age seconds={Math.max(...[...book.prices.values()].map((one) => one.age))} toldAt={query.dataUpdatedAt} />
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          );
        }}
      </Answer>
    </section>
  );
}
