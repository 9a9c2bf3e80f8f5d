"use client";

import { AlarmClock, EyeOff } from "lucide-react";
import { Age, Ago } from "@/components/figures";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";
import type { Opportunity } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { cn } from "@/lib/utils";
import { oldest } from "./filter";
import { Grade } from "./grade";
import { Legs } from "./legs";
import { marketName, matchOf } from "./words";

interface Props {
  found: readonly Opportunity[];
  currency: string | undefined;
  /** When the server told them, for ages that grow. */
  toldAt: number;
  current: number | null;
  onOpen: (found: Opportunity) => void;
  onHide: (found: Opportunity) => void;
  onSnooze: (found: Opportunity) => void;
}

/** What is worth looking at, one finding a row; what cannot be bet is dashed and says why. */
export function OpportunitiesTable({ found, currency, toldAt, current, onOpen, onHide, onSnooze }: Props) {
  const text = useText();
  const format = useFormat();
  const columns = text.opportunities.columns;
  return (
    <Table caption={text.opportunities.title}>
      <thead>
        <tr>
          <Th>{columns.match}</Th>
          <Th>{columns.kind}</Th>
          <Th>{columns.prices}</Th>
          <Th number>{columns.edge}</Th>
          <Th number>{columns.brings}</Th>
          <Th number>{columns.age}</Th>
          <Th number>{columns.books}</Th>
          <Th>{columns.trust}</Th>
          <Th>{columns.starts}</Th>
          <Th>
            <span className="sr-only">{text.opportunities.showHidden}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {found.map((one, index) => (
          <tr
            key={one.id}
            data-row={index}
            data-current={index === current || undefined}
            className={cn("hover:bg-raised data-current:bg-raised data-current:outline-2 data-current:-outline-offset-2 data-current:outline-ring", one.trust.grade !== "bettable" && "grayscale")}
          >
            <Td>
              <button type="button" className="text-left font-medium hover:underline" aria-label={text.opportunities.open(matchOf(one))} onClick={() => onOpen(one)}>
                {matchOf(one)}
              </button>
              <p className="text-xs text-muted">
                {marketName(one.market, text)}
                {one.league && ` · ${one.league}`}
              </p>
            </Td>
            <Td>
              <Badge tone="primary">{text.words.kind[one.opportunity_type] ?? one.opportunity_type}</Badge>
            </Td>
            <Td>
              <Legs found={one} />
            </Td>
            <Td number className="font-semibold">
              {format.signedPercent(one.edge_pct)}
            </Td>
            <Td number>{currency ? format.signedMoney(one.estimated_value, currency) : format.number(null)}</Td>
            <Td number>
              <Age seconds={oldest(one)} toldAt={toldAt} />
            </Td>
            <Td number>{format.number(one.nb_bookmakers)}</Td>
            <Td>
              <Grade found={one} />
            </Td>
            <Td>
              <Ago at={one.commence_time} />
            </Td>
            <Td className="whitespace-nowrap">
              <Button variant="ghost" size="icon" title={text.opportunities.snoozeWhat} aria-label={text.opportunities.snooze(matchOf(one))} onClick={() => onSnooze(one)}>
                <AlarmClock aria-hidden />
              </Button>
              <Button variant="ghost" size="icon" aria-label={text.opportunities.hide(matchOf(one))} onClick={() => onHide(one)}>
                <EyeOff aria-hidden />
              </Button>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
