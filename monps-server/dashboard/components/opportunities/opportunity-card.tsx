"use client";

import { AlarmClock } from "lucide-react";
import { Age, Ago } from "@/components/figures";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { Opportunity } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { cn } from "@/lib/utils";
import { oldest } from "./filter";
import { Legs } from "./legs";
import { Grade } from "./grade";
import { marketName, matchOf } from "./words";

interface Props {
  found: Opportunity;
  toldAt: number;
  currency?: string;
  onOpen: (found: Opportunity) => void;
  /** Puts it aside for an hour, where that makes sense. */
  onSnooze?: (found: Opportunity) => void;
}

/** A finding on a narrow screen, and among the best on the first page. */
export function OpportunityCard({ found, toldAt, currency, onOpen, onSnooze }: Props) {
  const text = useText();
  const format = useFormat();
  const columns = text.opportunities.columns;
  return (
    <article className={cn("rounded-xl border bg-card-solid p-3", found.trust.grade !== "bettable" && "border-dashed")}>
      <div className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <h3 className="font-medium break-words">{matchOf(found)}</h3>
          <p className="text-xs text-muted">
            {marketName(found.market, text)} · <Ago at={found.commence_time} />
          </p>
        </div>
        <span className="text-lg font-semibold whitespace-nowrap text-gain tabular-nums" title={columns.edge}>
          {format.signedPercent(found.edge_pct)}
        </span>
      </div>
      <div className="my-2 flex flex-wrap items-center gap-1.5">
        <Badge tone="primary">{text.words.kind[found.opportunity_type] ?? found.opportunity_type}</Badge>
        <Grade found={found} />
        <span className="text-xs text-muted">
          {text.common.pair(columns.age, "")}<Age seconds={oldest(found)} toldAt={toldAt} />
        </span>
      </div>
      <Legs found={found} />
      <div className="mt-2 flex items-center justify-between gap-2">
        <span className="text-sm">
          {currency && found.estimated_value !== null && found.estimated_value !== undefined && `${found.opportunity_type === "arbitrage" ? columns.sure : columns.expected} ${format.signedMoney(found.estimated_value, currency)}`}
        </span>
        <span className="flex-1" />
        {onSnooze && (
          <Button variant="ghost" size="icon" title={text.opportunities.snoozeWhat} aria-label={text.opportunities.snooze(matchOf(found))} onClick={() => onSnooze(found)}>
            <AlarmClock aria-hidden />
          </Button>
        )}
        <Button variant="outline" size="sm" onClick={() => onOpen(found)}>
          {text.common.details}
          <span className="sr-only">{matchOf(found)}</span>
        </Button>
      </div>
    </article>
  );
}
