"use client";

import { Gavel } from "lucide-react";
import { Answer, Empty } from "@/components/answer";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useDisputes } from "@/hooks/use-results";
import type { Dispute } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { Reports } from "./reports";
import type { Subject } from "./say-result";

/** What only a person can decide, with each source's word. */
export function Disputes({ onSay }: { onSay: (subject: Subject) => void }) {
  const text = useText();
  const words = text.data.results;
  const query = useDisputes();
  return (
    <Card title={words.disputes} what={words.disputesWhat}>
      <Answer query={query} lines={4} isEmpty={(all) => all.length === 0} empty={<Empty title={words.disputesEmpty} />}>
        {(all) => (
          <ul className="space-y-3">
            {all.map((dispute) => (
              <One key={dispute.event_id} dispute={dispute} onSay={onSay} />
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  );
}

function One({ dispute, onSay }: { dispute: Dispute; onSay: (subject: Subject) => void }) {
  const text = useText();
  const format = useFormat();
  const words = text.data.results;
  const name = `${dispute.home_team} – ${dispute.away_team}`;
  return (
    <li className="rounded-xl border bg-card-solid p-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="min-w-0 font-medium break-words">{name}</h3>
        <span className="text-sm text-muted">{format.dateTime(dispute.commence_time)}</span>
        {dispute.bets.length > 0 && <Badge tone="warn">{words.bets(dispute.bets.length)}</Badge>}
        <span className="flex-1" />
        <Button size="sm" onClick={() => onSay(dispute)}>
          <Gavel aria-hidden />
          {words.say}
          <span className="sr-only">{`: ${name}`}</span>
        </Button>
      </div>
      <ul lang="en" className="my-2 list-disc pl-5 text-sm">
        {dispute.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <Reports reports={dispute.reports} of={name} />
    </li>
  );
}
