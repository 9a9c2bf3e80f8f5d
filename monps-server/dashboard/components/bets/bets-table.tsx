"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { Ago, Profit } from "@/components/figures";
import { Badge } from "@/components/ui/badge";
import { Table, Td, Th } from "@/components/ui/table";
import { useVenueTitle } from "@/hooks/use-venues";
import type { Bet } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { cn } from "@/lib/utils";
import { BetStatus } from "./bet-status";
import { betTitle, selectionName } from "./bet-words";

export const COLUMNS = ["placed", "match", "selection", "book", "odds", "stake", "status", "profit", "clv", "strategy", "tags", "settled"] as const;
export type Column = (typeof COLUMNS)[number];
/** Shown until somebody chooses; the match cannot be left out, it opens the bet. */
export const COLUMNS_SHOWN: Column[] = ["placed", "match", "selection", "book", "odds", "stake", "status", "profit", "clv"];

/** What the server can sort by. */
export const SORTS: Partial<Record<Column, string>> = { placed: "placed_at", odds: "odds_value", stake: "stake", profit: "profit_loss", settled: "settled_at" };
const NUMBERS: readonly Column[] = ["odds", "stake", "profit", "clv"];

interface Props {
  bets: readonly Bet[];
  columns?: readonly Column[];
  /** As the server has it: `-placed_at` is downwards. */
  sort?: string;
  onSort?: (sort: string) => void;
  onOpen: (bet: Bet) => void;
  /** The row that the keyboard is on. */
  current?: number | null;
  selected?: ReadonlySet<number>;
  onSelect?: (ids: ReadonlySet<number>) => void;
}

/** Bets as the server sorted them, one a row. */
export function BetsTable({ bets, columns = COLUMNS_SHOWN, sort, onSort, onOpen, current, selected, onSelect }: Props) {
  const text = useText();
  const isAll = bets.length > 0 && bets.every((bet) => selected?.has(bet.id));
  return (
    <Table caption={text.bets.title}>
      <thead>
        <tr>
          {onSelect && (
            <Th>
              <input type="checkbox" className="size-4" aria-label={text.bets.selectAll} checked={isAll} onChange={() => onSelect(new Set(isAll ? [] : bets.map((bet) => bet.id)))} />
            </Th>
          )}
          {COLUMNS.filter((column) => columns.includes(column)).map((column) => (
            <Header key={column} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {bets.map((bet, index) => (
          <tr key={bet.id} data-row={index} data-current={index === current || undefined} className="hover:bg-raised data-current:bg-raised data-current:outline-2 data-current:-outline-offset-2 data-current:outline-ring">
            {onSelect && (
              <Td>
                <input
                  type="checkbox"
                  className="size-4"
                  aria-label={text.bets.select(betTitle(bet, text))}
                  checked={selected?.has(bet.id) ?? false}
                  onChange={() => {
                    const next = new Set(selected);
                    if (!next.delete(bet.id)) next.add(bet.id);
                    onSelect(next);
                  }}
                />
              </Td>
            )}
            {COLUMNS.filter((column) => columns.includes(column)).map((column) => (
              <Td key={column} number={NUMBERS.includes(column)}>
                <Cell bet={bet} column={column} onOpen={onOpen} />
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Header({ column, sort, onSort }: { column: Column; sort?: string; onSort?: (sort: string) => void }) {
  const text = useText();
  const name = text.bets.columns[column];
  const field = SORTS[column];
  const isNumber = NUMBERS.includes(column);
  if (!field || !onSort) return <Th number={isNumber}>{name}</Th>;
  const isDown = sort === `-${field}`;
  const isUp = sort === field;
  const Arrow = isUp ? ArrowUp : ArrowDown;
  return (
    <Th number={isNumber} aria-sort={isDown ? "descending" : isUp ? "ascending" : "none"}>
      <button type="button" className={cn("inline-flex items-center gap-1 hover:text-foreground", (isDown || isUp) && "text-foreground")} aria-label={text.bets.sortBy(name)} onClick={() => onSort(isDown ? field : `-${field}`)}>
        {name}
        {(isDown || isUp) && <Arrow aria-hidden className="size-3" />}
      </button>
    </Th>
  );
}

function Cell({ bet, column, onOpen }: { bet: Bet; column: Column; onOpen: (bet: Bet) => void }) {
  const text = useText();
  const format = useFormat();
  const title = useVenueTitle();
  switch (column) {
    case "placed":
      return <Ago at={bet.placed_at} />;
    case "match":
      return (
        <span className="flex items-center gap-2">
          <button type="button" className="text-left font-medium hover:underline" aria-label={text.bets.open(betTitle(bet, text))} onClick={() => onOpen(bet)}>
            {betTitle(bet, text)}
          </button>
          {bet.paper && <Badge>{text.bets.filter.paper}</Badge>}
        </span>
      );
    case "selection":
      return selectionName(bet, text);
    case "book":
      return title(bet.bookmaker);
    case "odds":
      return format.odds(bet.odds_value);
    case "stake":
      return format.money(bet.stake, bet.currency);
    case "status":
      return <BetStatus bet={bet} />;
    case "profit":
      return <Profit value={bet.profit_loss} currency={bet.currency} />;
    case "clv":
      return <Profit value={bet.clv} percent />;
    case "strategy":
      return text.words.strategy[bet.strategy] ?? bet.strategy;
    case "tags":
      return bet.tags.join(", ");
    case "settled":
      return <Ago at={bet.settled_at} />;
  }
}
