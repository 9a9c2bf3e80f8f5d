"use client";

import { Plus, Trash2 } from "lucide-react";
import { useId, useRef, useState } from "react";
import { toast } from "sonner";
import { Failure } from "@/components/answer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { AreaField, DecimalField, SelectField, TextField } from "@/components/ui/field";
import { SwitchField } from "@/components/ui/switch";
import { useBankrollStats } from "@/hooks/use-bankroll-stats";
import { useRecordBet } from "@/hooks/use-bets";
import { useMatches, useOdds } from "@/hooks/use-odds";
import { useVenues } from "@/hooks/use-venues";
import { ApiError, idempotencyKey } from "@/lib/api";
import { ruleSentence } from "@/lib/errors";
import { type Language, usePreferences } from "@/lib/preferences";
import { useFormat, useText } from "@/lib/words";
import { type Draft, draftOf, emptyLeg, type LegDraft, type Prefill, type Problems, read } from "./draft";
import { LegFields } from "./leg-fields";

const STRATEGIES = ["manual", "value", "arbitrage"] as const;
const LEGS_MAX = 20;

/** Records a bet: a single or an accumulator, typed or taken from an opportunity. */
export function BetForm({ prefill, onClose }: { prefill: Prefill; onClose: () => void }) {
  const text = useText();
  const form = text.bets.form;
  const { language } = usePreferences();
  const [draft, setDraft] = useState<Draft>(() => draftOf(prefill, language));
  const [problems, setProblems] = useState<Problems>({});
  // The same form sent twice is one bet.
  const key = useRef(idempotencyKey());
  const record = useRecordBet();
  const { data: matches = [] } = useMatches();
  const oddsHint = useCurrentPrice(prefill);
  const isAccumulator = draft.legs.length > 1;

  const change = (part: Partial<Draft>) => {
    key.current = idempotencyKey();
    setProblems({});
    setDraft((before) => ({ ...before, ...part }));
  };
  const changeLeg = (index: number, part: Partial<LegDraft>) =>
    change({ legs: draft.legs.map((leg, at) => (at === index ? { ...leg, ...part } : leg)) });

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const result = read(draft, text);
    if ("problems" in result) return setProblems(result.problems);
    record.mutate(
      { bet: result.bet, key: key.current },
      {
        onSuccess: () => {
          toast.success(text.bets.recorded);
          onClose();
        },
        onError: (error) => error instanceof ApiError && setProblems(problemsOf(error, language)),
      },
    );
  };

  return (
    <Dialog open onClose={onClose} title={form.title} what={form.what}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {draft.legs.map((leg, index) => (
          <LegFrame key={index} title={isAccumulator ? form.leg(String(index + 1)) : null} onRemove={() => change({ legs: draft.legs.filter((_, at) => at !== index) })}>
            <LegFields
              leg={leg}
              at={isAccumulator ? `legs[${index}].` : ""}
              matches={matches}
              problems={problems}
              oddsHint={index === 0 ? oddsHint : undefined}
              onChange={(part) => changeLeg(index, part)}
            />
          </LegFrame>
        ))}
        {draft.legs.length < LEGS_MAX && (
          <Button variant="outline" size="sm" className="self-start" onClick={() => change({ legs: [...draft.legs, emptyLeg] })}>
            <Plus aria-hidden />
            {form.addLeg}
          </Button>
        )}
        <BetFields draft={draft} problems={problems} onChange={change} />
        {record.isError && <Failure error={record.error} />}
        {prefill.isDoubtful && <p className="rounded-lg border border-warn bg-warn-surface p-3 text-sm text-warn">{text.opportunities.staleBet}</p>}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button type="submit" disabled={record.isPending}>
            {prefill.isDoubtful ? text.opportunities.staleConfirm : form.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function LegFrame({ title, onRemove, children }: { title: string | null; onRemove: () => void; children: React.ReactNode }) {
  const text = useText();
  if (!title) return <>{children}</>;
  return (
    <fieldset className="rounded-xl border p-3">
      <legend className="px-1 text-xs font-medium text-muted">{title}</legend>
      {children}
      <Button variant="ghost" size="sm" className="mt-2" onClick={onRemove}>
        <Trash2 aria-hidden />
        {text.bets.form.removeLeg}
      </Button>
    </fieldset>
  );
}

/** What belongs to the whole bet: where, how much, why. */
function BetFields({ draft, problems, onChange }: { draft: Draft; problems: Problems; onChange: (change: Partial<Draft>) => void }) {
  const text = useText();
  const format = useFormat();
  const form = text.bets.form;
  const books = useId();
  const { data: venues = [] } = useVenues();
  const { data: bankroll } = useBankrollStats();
  const strategies = [...new Set([...STRATEGIES, draft.strategy])];
  return (
    <div className="grid grid-cols-2 gap-3">
      <TextField label={form.book} list={books} value={draft.bookmaker} problem={problems.bookmaker} onChange={(event) => onChange({ bookmaker: event.target.value })} />
      <datalist id={books}>
        {venues.map((venue) => (
          <option key={venue.key} value={venue.key}>
            {venue.title}
          </option>
        ))}
      </datalist>
      <DecimalField
        label={form.stake}
        value={draft.stake}
        hint={bankroll && form.available(format.money(bankroll.available_balance, bankroll.currency))}
        problem={problems.stake}
        onChange={(event) => onChange({ stake: event.target.value })}
      />
      <SelectField
        label={form.channel}
        value={draft.channel}
        options={(["ligne", "tabac"] as const).map((channel) => [channel, text.words.channel[channel] ?? channel] as const)}
        onChange={(event) => onChange({ channel: event.target.value === "tabac" ? "tabac" : "ligne" })}
      />
      <SelectField
        label={form.strategy}
        value={draft.strategy}
        problem={problems.strategy}
        options={strategies.map((strategy) => [strategy, text.words.strategy[strategy] ?? strategy] as const)}
        onChange={(event) => onChange({ strategy: event.target.value })}
      />
      <TextField
        label={`${form.placed} (${text.common.optional})`}
        hint={form.placedHint}
        type="datetime-local"
        value={draft.placedAt}
        problem={problems.placed_at}
        onChange={(event) => onChange({ placedAt: event.target.value })}
      />
      <TextField label={`${form.tags} (${text.common.optional})`} hint={form.tagsHint} value={draft.tags} problem={problems.tags} onChange={(event) => onChange({ tags: event.target.value })} />
      <AreaField className="col-span-2" label={`${form.notes} (${text.common.optional})`} value={draft.notes} problem={problems.notes} onChange={(event) => onChange({ notes: event.target.value })} />
      <SwitchField label={form.paper} checked={draft.isPaper} onChange={(isPaper) => onChange({ isPaper })} />
    </div>
  );
}

/** What the price of a prefilled selection is now, in words. */
function useCurrentPrice(prefill: Prefill): string | undefined {
  const format = useFormat();
  const { data } = useOdds({ match_id: prefill.matchId, bookmaker: prefill.bookmaker }, Boolean(prefill.matchId && prefill.bookmaker));
  const now = data?.find(
    (odds) =>
      odds.outcome === prefill.outcome && odds.market_type === prefill.market && (prefill.line ?? null) === (odds.point ?? null),
  );
  return now && `${format.odds(now.odds_value)} · ${format.age(now.age)}`;
}

/** The server's complaints by field. */
export function problemsOf(error: ApiError, language: Language): Problems {
  return Object.fromEntries(error.errors.map(({ field, message }) => [field, ruleSentence(message, language)]));
}
