"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { toast } from "sonner";
import { Failure } from "@/components/answer";
import { matchName } from "@/components/bets/draft";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { DecimalField, SelectField, TextField } from "@/components/ui/field";
import { useMatches } from "@/hooks/use-odds";
import { useVenues } from "@/hooks/use-venues";
import { answer, api, ApiError } from "@/lib/api";
import { useText } from "@/lib/words";
import { marketName, selectionWord } from "../words";
import { type Draft, emptyDraft, MARKETS, type Problems, read } from "./prices";

/** Prices that somebody read somewhere: one market of one match at one bookmaker. */
export function PriceForm({ onClose }: { onClose: () => void }) {
  const text = useText();
  const words = text.opportunities.byHand;
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [problems, setProblems] = useState<Problems>({});
  const { data: matches = [] } = useMatches();
  const { data: venues = [] } = useVenues();
  const lists = { matches: useId(), venues: useId() };
  const enter = useMutation({
    mutationFn: (quotes: object[]) => answer(api.POST("/quotes", { body: { quotes: quotes as never } })),
    onSuccess: ({ accepted }) => {
      toast.success(words.done(accepted));
      onClose();
      return Promise.all(["odds", "opportunities", "venues"].map((word) => client.invalidateQueries({ queryKey: [word] })));
    },
  });
  const change = (part: Partial<Draft>) => {
    setProblems({});
    setDraft((before) => ({ ...before, ...part }));
  };
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const said = read(draft, matches, text, Date.now());
    if ("problems" in said) setProblems(said.problems);
    else enter.mutate(said.quotes);
  };
  const market = MARKETS[draft.market];
  const details = enter.error instanceof ApiError ? enter.error.errors : [];
  return (
    <Dialog open onClose={onClose} title={words.title} what={words.what}>
      <form onSubmit={submit} noValidate className="grid grid-cols-2 gap-3">
        <TextField className="col-span-2" label={text.bets.form.match} hint={text.bets.form.matchHint} list={lists.matches} value={draft.match} problem={problems.match} onChange={(event) => change({ match: event.target.value })} />
        <datalist id={lists.matches}>
          {matches.map((match) => (
            <option key={match.match_id} value={matchName(match)} />
          ))}
        </datalist>
        <TextField label={text.bets.form.book} list={lists.venues} value={draft.venue} problem={problems.venue} onChange={(event) => change({ venue: event.target.value })} />
        <datalist id={lists.venues}>
          {venues.map((venue) => (
            <option key={venue.key} value={venue.key}>
              {venue.title}
            </option>
          ))}
        </datalist>
        <TextField label={words.starts} hint={words.startsHint} type="datetime-local" value={draft.starts} onChange={(event) => change({ starts: event.target.value })} />
        <SelectField
          label={text.bets.form.market}
          value={draft.market}
          options={Object.keys(MARKETS).map((one) => [one, marketName(one, text)] as const)}
          onChange={(event) => change({ market: event.target.value, prices: {} })}
        />
        {market?.hasLine ? (
          <DecimalField label={text.bets.form.line} value={draft.line} problem={problems.line} onChange={(event) => change({ line: event.target.value })} />
        ) : (
          <span />
        )}
        {market?.selections.map((selection) => (
          <DecimalField
            key={selection}
            label={words.price(selectionWord(selection, text))}
            value={draft.prices[selection] ?? ""}
            problem={problems[selection] ?? problems.prices}
            onChange={(event) => change({ prices: { ...draft.prices, [selection]: event.target.value } })}
          />
        ))}
        <DecimalField label={words.minutes} value={draft.minutes} problem={problems.minutes} onChange={(event) => change({ minutes: event.target.value })} />
        {enter.isError && (
          <div className="col-span-2">
            <Failure error={enter.error} />
            <ul className="mt-2 text-sm text-loss">
              {details.map(({ field, message }) => (
                <li key={field}>
                  {field}: {message}
                </li>
              ))}
            </ul>
          </div>
        )}
        <div className="col-span-2 flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button type="submit" disabled={enter.isPending}>
            {words.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
