"use client";

import { useState } from "react";
import { Answer } from "@/components/answer";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { SelectField } from "@/components/ui/field";
import { useDeed } from "@/hooks/use-deed";
import { useMatchNames } from "@/hooks/use-matching";
import { useMatches } from "@/hooks/use-odds";
import { answer, api } from "@/lib/api";
import { useFormat, useText } from "@/lib/words";
import { TOUCHED } from "./touched";

/** Matches by their own id, for a list of choices: names alone would not tell two of a kind apart. */
function useChoices(): (readonly [string, string])[] {
  const text = useText();
  const format = useFormat();
  const { data = [] } = useMatches();
  return [["", text.data.matching.choose], ...data.map((one) => [one.match_id, `${one.home_team} – ${one.away_team} · ${format.dateTime(one.commence_time)}`] as const)];
}

/** Where no question came up, and a person knows better. */
export function ByHand() {
  const words = useText().data.matching;
  return (
    <Card title={words.byHand} what={words.byHandWhat}>
      <Merge />
      <Split />
    </Card>
  );
}

function Merge() {
  const text = useText();
  const words = text.data.matching;
  const choices = useChoices();
  const [goes, setGoes] = useState("");
  const [stays, setStays] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const undo = useUndo();
  const merge = useDeed({
    run: () => answer(api.POST("/matching/merge", { body: { match_id: goes, into: stays } })),
    touches: TOUCHED,
    onDone: ({ id }) => ({ said: words.merged, undo: { label: text.common.undo, run: () => undo.mutate(id) } }),
  });
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (!goes || !stays || goes === stays) return setProblem(words.needTwo);
    merge.mutate(undefined, { onSuccess: () => (setGoes(""), setStays("")) });
  };
  const choose = (set: (value: string) => void) => (event: React.ChangeEvent<HTMLSelectElement>) => {
    setProblem(null);
    set(event.target.value);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      <SelectField label={words.goes} value={goes} options={choices} onChange={choose(setGoes)} />
      <SelectField label={words.stays} value={stays} options={choices} problem={problem} onChange={choose(setStays)} />
      <Button type="submit" variant="outline" size="sm" className="self-start" disabled={merge.isPending}>
        {words.merge}
      </Button>
    </form>
  );
}

function useUndo() {
  const words = useText().data.matching;
  return useDeed({
    run: (id: number) => answer(api.POST("/matching/joins/{id}/undo", { params: { path: { id } } })),
    touches: TOUCHED,
    onDone: () => ({ said: words.undone }),
  });
}

function Split() {
  const words = useText().data.matching;
  const choices = useChoices();
  const [match, setMatch] = useState("");
  return (
    <div className="mt-4 border-t pt-4">
      <SelectField label={words.whole} value={match} options={choices} onChange={(event) => setMatch(event.target.value)} />
      {match && <Parts key={match} match={match} onDone={() => setMatch("")} />}
    </div>
  );
}

const toggled = <T,>(set: ReadonlySet<T>, one: T): ReadonlySet<T> => {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
};

/** Which names and bets go to the other match. */
function Parts({ match, onDone }: { match: string; onDone: () => void }) {
  const text = useText();
  const words = text.data.matching;
  const query = useMatchNames(match);
  const [names, setNames] = useState<ReadonlySet<number>>(new Set());
  const [bets, setBets] = useState<ReadonlySet<number>>(new Set());
  const [problem, setProblem] = useState<string | null>(null);
  const undo = useUndo();
  const split = useDeed({
    run: (chosen: { source: string; name: string }[]) => answer(api.POST("/matching/split", { body: { match_id: match, names: chosen, bets: [...bets] } })),
    touches: TOUCHED,
    onDone: ({ id }) => ({ said: words.splitDone, undo: { label: text.common.undo, run: () => undo.mutate(id) } }),
  });
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const all = query.data?.names ?? [];
    if (names.size === 0 || names.size >= all.length) return setProblem(words.needName);
    split.mutate(all.filter((_, index) => names.has(index)).map(({ source, name }) => ({ source, name })), { onSuccess: onDone });
  };
  return (
    <Answer query={query}>
      {(found) => (
        <form onSubmit={submit} noValidate className="mt-3 flex flex-col gap-3">
          <Choice legend={words.names}>
            {found.names.map((one, index) => (
              <Check key={`${one.source}:${one.name}`} label={`${one.source}: ${one.name}`} checked={names.has(index)} onChange={() => (setProblem(null), setNames(toggled(names, index)))} />
            ))}
          </Choice>
          {found.bets.length > 0 && (
            <Choice legend={words.bets}>
              {found.bets.map((id) => (
                <Check key={id} label={words.bet(String(id))} checked={bets.has(id)} onChange={() => setBets(toggled(bets, id))} />
              ))}
            </Choice>
          )}
          {problem && (
            <p role="alert" className="text-xs text-loss">
              {problem}
            </p>
          )}
          <Button type="submit" variant="outline" size="sm" className="self-start" disabled={split.isPending}>
            {words.split}
          </Button>
        </form>
      )}
    </Answer>
  );
}

function Choice({ legend, children }: { legend: string; children: React.ReactNode }) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-xs font-medium text-muted">{legend}</legend>
      {children}
    </fieldset>
  );
}

function Check({ label, checked, onChange }: { label: string; checked: boolean; onChange: () => void }) {
  return (
    <label className="flex min-h-9 items-center gap-2 text-sm break-all max-md:min-h-11">
      <input type="checkbox" checked={checked} onChange={onChange} className="size-4 shrink-0" />
      {label}
    </label>
  );
}
