"use client";

import { Undo2 } from "lucide-react";
import { Answer, Empty } from "@/components/answer";
import { Ago } from "@/components/figures";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useDeed } from "@/hooks/use-deed";
import { useJoins } from "@/hooks/use-matching";
import { answer, api } from "@/lib/api";
import type { MatchJoin } from "@/lib/types";
import { useText } from "@/lib/words";
import { TOUCHED } from "./touched";
import { sidesOf } from "./summary";

/** What was made one and what was made two, with the way back. */
export function Joins() {
  const text = useText();
  const words = text.data.matching;
  const query = useJoins();
  const undo = useDeed({
    run: (id: number) => answer(api.POST("/matching/joins/{id}/undo", { params: { path: { id } } })),
    touches: TOUCHED,
    onDone: () => ({ said: words.undone }),
  });
  const nameOf = ({ from, to }: MatchJoin) => words.into(from ? sidesOf(from) : words.gone, to ? sidesOf(to) : words.gone);
  return (
    <Card title={words.joins} what={words.joinsWhat}>
      <Answer query={query} isEmpty={(all) => all.length === 0} empty={<Empty title={words.joinsEmpty} />}>
        {(all) => (
          <ul className="space-y-2">
            {all.map((join) => (
              <li key={join.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border p-2 text-sm">
                <Badge>{words.kinds[join.kind] ?? join.kind}</Badge>
                <span className="min-w-0 flex-1 basis-48 break-words">{nameOf(join)}</span>
                <span className="text-muted">
                  {join.actor} · <Ago at={join.at} />
                </span>
                {join.undone_at ? (
                  <Badge tone="warn">{words.undoneBy(join.undone_by ?? "—")}</Badge>
                ) : (
                  <Button variant="outline" size="sm" disabled={undo.isPending} onClick={() => undo.mutate(join.id)}>
                    <Undo2 aria-hidden />
                    {words.undo}
                    <span className="sr-only">{`: ${nameOf(join)}`}</span>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  );
}
