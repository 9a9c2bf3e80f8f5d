"use client";

import { Answer, Empty } from "@/components/answer";
import { Age } from "@/components/figures";
import { Table, Td, Th } from "@/components/ui/table";
import { useBookmakerStats } from "@/hooks/use-bookmaker-stats";
import { useFormat, useText } from "@/lib/words";

/** What share of the stakes comes back on average, of the margin in percent: 1 / (1 + margin). */
export const payback = (overround: number | null | undefined) => (overround === null || overround === undefined ? null : 10_000 / (100 + overround));

/** Who quotes what right now, and how well. */
export function Books() {
  const text = useText();
  const format = useFormat();
  const query = useBookmakerStats();
  const columns = text.analytics.bookColumns;
  return (
    <Answer query={query} lines={6} isEmpty={(books) => books.length === 0} empty={<Empty title={text.settings.venues.empty} />}>
      {(books) => (
        <Table caption={text.analytics.books}>
          <thead>
            <tr>
              <Th>{columns.name}</Th>
              <Th number>{columns.prices}</Th>
              <Th number>{columns.matches}</Th>
              <Th number>{columns.overround}</Th>
              <Th number>{columns.trj}</Th>
              <Th number>{columns.best}</Th>
              <Th number>{columns.age}</Th>
            </tr>
          </thead>
          <tbody>
            {books.map((book) => (
              <tr key={book.bookmaker_key}>
                <Td className="font-medium">{book.bookmaker}</Td>
                <Td number>{format.number(book.nb_cotes)}</Td>
                <Td number>{format.number(book.nb_matches)}</Td>
                <Td number>{format.percent(book.avg_overround_pct, 2)}</Td>
                <Td number>{format.percent(payback(book.avg_overround_pct), 1)}</Td>
                <Td number>{format.percent(book.best_price_share_pct, 1)}</Td>
                <Td number>
                  <Age seconds={book.update_age_s} toldAt={query.dataUpdatedAt} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Answer>
  );
}
