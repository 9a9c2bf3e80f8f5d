"use client";

import { useState } from "react";
import { Answer, Failure } from "@/components/answer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import { useDeed } from "@/hooks/use-deed";
import { useResult } from "@/hooks/use-results";
import { answer, api, outcome } from "@/lib/api";
import type { SayResult as Word } from "@/lib/types";
import { useText } from "@/lib/words";
import { Reports } from "./reports";
import { type Draft, emptyDraft, KINDS, periodsOf, read, SIDED, type Side } from "./say";

/** A match of which somebody says how it ended. */
export interface Subject {
  match_id: string;
  home_team: string;
  away_team: string;
  sport: string;
}

const TOUCHED = ["results", "bets", "stats", "ledger"] as const;

/** A person's word on how a match ended, beside what the sources said. */
export function SayResult({ subject, onClose }: { subject: Subject; onClose: () => void }) {
  const text = useText();
  const words = text.data.results;
  const name = subject.home_team && subject.away_team ? `${subject.home_team} – ${subject.away_team}` : subject.match_id;
  const query = useResult(subject.match_id);
  const id = subject.match_id;
  const back = useDeed({
    run: () => outcome(api.DELETE("/events/{id}/result", { params: { path: { id } } })),
    touches: TOUCHED,
    onDone: () => ({ said: words.takenBack }),
  });
  const hasSaid = query.data?.reports.some((report) => report.source === "person" && report.counts) ?? false;
  return (
    <Dialog open onClose={onClose} side="right" title={words.say} what={name}>
      <div className="flex flex-col gap-5">
        <p className="text-sm text-muted">{words.sayWhat}</p>
        <Form subject={subject} onClose={onClose} />
        <section className="flex flex-col items-start gap-2">
          <h3 className="text-sm font-semibold">{words.said}</h3>
          <div className="w-full">
            <Answer query={query}>{({ reports }) => <Reports reports={reports} of={name} />}</Answer>
          </div>
          {hasSaid && (
            <Button variant="outline" size="sm" disabled={back.isPending} onClick={() => back.mutate(undefined)}>
              {words.takeBack}
            </Button>
          )}
        </section>
      </div>
    </Dialog>
  );
}

function Form({ subject, onClose }: { subject: Subject; onClose: () => void }) {
  const text = useText();
  const words = text.data.results;
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const say = useDeed({
    run: (word: Word) => answer(api.PUT("/events/{id}/result", { params: { path: { id: subject.match_id } }, body: word })),
    touches: TOUCHED,
    onDone: () => ({ said: words.done }),
  });
  const change = (part: Partial<Draft>) => {
    setProblems({});
    setDraft((before) => ({ ...before, ...part }));
  };
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const result = read(draft, subject.sport, text);
    if ("problems" in result) setProblems(result.problems);
    else say.mutate(result.word, { onSuccess: onClose });
  };
  const sides = [
    ["home", subject.home_team || text.words.selection.home || "1"],
    ["away", subject.away_team || text.words.selection.away || "2"],
  ] as const;
  const typed = (period: string, side: Side) => draft.scores[period]?.[side] ?? "";
  const score = (period: string, side: Side, value: string) =>
    change({ scores: { ...draft.scores, [period]: { home: typed(period, "home"), away: typed(period, "away"), [side]: value } } });
  return (
    <form onSubmit={submit} noValidate className="grid grid-cols-2 gap-3">
      <SelectField
        className="col-span-2"
        label={words.how}
        value={draft.kind}
        options={[["played", words.played], ...KINDS.map((kind) => [kind, words.kinds[kind] ?? kind] as const)]}
        onChange={(event) => change({ kind: event.target.value as Draft["kind"] })}
      />
      {SIDED.includes(draft.kind) && (
        <SelectField
          className="col-span-2"
          label={draft.kind === "retired" ? words.retiredSide : words.awardedTo}
          value={draft.side}
          options={sides}
          onChange={(event) => change({ side: event.target.value as Side })}
        />
      )}
      {draft.kind === "retired" && (
        <TextField className="col-span-2" inputMode="numeric" label={words.setsPlayed} hint={words.setsHint} value={draft.sets} problem={problems.sets} onChange={(event) => change({ sets: event.target.value })} />
      )}
      {periodsOf(subject.sport).map((period) =>
        sides.map(([side, name]) => (
          <TextField
            key={`${period}:${side}`}
            inputMode="numeric"
            label={words.score(words.periods[period] ?? period, name)}
            value={typed(period, side)}
            problem={problems[period]}
            onChange={(event) => score(period, side, event.target.value)}
          />
        )),
      )}
      <SelectField
        className="col-span-2"
        label={words.winner}
        value={draft.winner}
        options={[["", words.winnerNone], ...sides]}
        onChange={(event) => change({ winner: event.target.value as Draft["winner"] })}
      />
      <TextField className="col-span-2" label={`${words.note} (${text.common.optional})`} value={draft.note} onChange={(event) => change({ note: event.target.value })} />
      {say.isError && (
        <div className="col-span-2">
          <Failure error={say.error} />
        </div>
      )}
      <div className="col-span-2 flex justify-end gap-2">
        <Button variant="ghost" onClick={onClose}>
          {text.common.cancel}
        </Button>
        <Button type="submit" disabled={say.isPending}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}
