"use client";

import { Undo2 } from "lucide-react";
import { Answer, Empty } from "@/components/answer";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useDeed } from "@/hooks/use-deed";
import { useAliases } from "@/hooks/use-matching";
import { answer, api } from "@/lib/api";
import { useText } from "@/lib/words";

/** Names that are known to mean a side, or known not to. */
export function Aliases() {
  const text = useText();
  const words = text.data.matching;
  const query = useAliases();
  const withdraw = useDeed({
    run: (id: number) => answer(api.POST("/matching/aliases/{id}/withdraw", { params: { path: { id } } })),
    touches: ["matching"],
    onDone: () => ({ said: words.undone }),
  });
  return (
    <Card title={words.aliases} what={words.aliasesWhat}>
      <Answer query={query} isEmpty={(all) => all.length === 0} empty={<Empty title={words.aliasesEmpty} />}>
        {(all) => (
          <ul className="space-y-2">
            {all.map((alias) => (
              <li key={alias.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border p-2 text-sm">
                <span className="min-w-0 flex-1 basis-48 break-words">
                  {alias.same ? words.aliasMeans(alias.name, alias.participant) : words.aliasNot(alias.name, alias.participant)}
                  <span className="block text-xs text-muted">{[alias.source, alias.league, alias.created_by].filter(Boolean).join(" · ")}</span>
                </span>
                {alias.withdrawn_at ? (
                  <Badge tone="warn">{words.withdrawn}</Badge>
                ) : (
                  <Button variant="outline" size="sm" disabled={withdraw.isPending} onClick={() => withdraw.mutate(alias.id)}>
                    <Undo2 aria-hidden />
                    {words.withdraw}
                    <span className="sr-only">{`: ${alias.name}`}</span>
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
