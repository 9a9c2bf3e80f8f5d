"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Failure } from "@/components/answer";
import { Button } from "@/components/ui/button";
import { AreaField, DecimalField, TextField } from "@/components/ui/field";
import { useChangeBet } from "@/hooks/use-bets";
import { ApiError } from "@/lib/api";
import { parseDecimal, typed } from "@/lib/decimal";
import { usePreferences } from "@/lib/preferences";
import type { Bet, BetChange } from "@/lib/types";
import { useText } from "@/lib/words";

/** What may be changed of a bet afterwards: what it is called, and what the market closed at. */
export function BetEdit({ bet, onDone }: { bet: Bet; onDone: () => void }) {
  const text = useText();
  const { language } = usePreferences();
  const change = useChangeBet();
  const [notes, setNotes] = useState(bet.notes ?? "");
  const [tags, setTags] = useState(bet.tags.join(", "));
  const [closing, setClosing] = useState(typed(bet.odds_close, language));
  const [problem, setProblem] = useState<string | null>(null);
  const said = (field: string) => (change.error instanceof ApiError ? change.error.errors.find((error) => error.field === field)?.message : undefined);

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const parsed = parseDecimal(closing);
    if ("problem" in parsed && parsed.problem !== "empty") return setProblem(text.common.decimal[parsed.problem]);
    const all = tags.split(",").map((tag) => tag.trim()).filter(Boolean);
    const body = { notes: notes.trim() || null, tags: all, odds_close: "value" in parsed ? parsed.value : null } as BetChange;
    change.mutate(
      { id: bet.id, change: body },
      {
        onSuccess: () => {
          toast.success(text.common.saved);
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-1 gap-3 rounded-xl border p-3 sm:grid-cols-2">
      <DecimalField
        label={text.bets.form.closing}
        value={closing}
        problem={problem ?? said("odds_close")}
        onChange={(event) => {
          setProblem(null);
          setClosing(event.target.value);
        }}
      />
      <TextField label={text.bets.form.tags} hint={text.bets.form.tagsHint} value={tags} problem={said("tags")} onChange={(event) => setTags(event.target.value)} />
      <AreaField className="sm:col-span-2" label={text.bets.form.notes} value={notes} problem={said("notes")} onChange={(event) => setNotes(event.target.value)} />
      {change.isError && (
        <div className="sm:col-span-2">
          <Failure error={change.error} />
        </div>
      )}
      <div className="flex gap-2 sm:col-span-2">
        <Button type="submit" size="sm" disabled={change.isPending}>
          {text.common.save}
        </Button>
        <Button variant="ghost" size="sm" onClick={onDone}>
          {text.common.cancel}
        </Button>
      </div>
    </form>
  );
}
