"use client";

import { useId } from "react";
import { DecimalField, SelectField, TextField } from "@/components/ui/field";
import type { Match } from "@/lib/types";
import { useText } from "@/lib/words";
import { knownMatch, type LegDraft, matchName, type Problems } from "./draft";

const MARKETS = ["h2h", "totals", "spreads", "btts", "double_chance", "draw_no_bet"] as const;
const WITH_LINE: readonly string[] = ["totals", "spreads"];

/** The fields of one selection: match, market, selection, odds. */
export function LegFields({
  leg,
  at,
  matches,
  problems,
  oddsHint,
  onChange,
}: {
  leg: LegDraft;
  /** Before the field's name in the server's words: `legs[1].`, or nothing. */
  at: string;
  matches: readonly Match[];
  problems: Problems;
  oddsHint?: string;
  onChange: (change: Partial<LegDraft>) => void;
}) {
  const text = useText();
  const form = text.bets.form;
  const list = useId();
  const known = MARKETS.includes(leg.market as (typeof MARKETS)[number]) ? MARKETS : [leg.market, ...MARKETS];
  return (
    <div className="grid grid-cols-2 gap-3">
      <TextField
        className="col-span-2"
        label={form.match}
        hint={form.matchHint}
        list={list}
        value={leg.match}
        problem={problems[`${at}match_id`] ?? problems[`${at}home_team`]}
        onChange={(event) => onChange({ match: event.target.value, matchId: knownMatch(event.target.value, matches) })}
      />
      <datalist id={list}>
        {matches.map((match) => (
          <option key={match.match_id} value={matchName(match)} />
        ))}
      </datalist>
      <SelectField
        label={form.market}
        value={leg.market}
        problem={problems[`${at}market_type`]}
        options={known.map((market) => [market, text.words.market[market] ?? market] as const)}
        onChange={(event) => onChange({ market: event.target.value })}
      />
      <TextField
        label={form.outcome}
        hint={form.outcomeHint}
        value={leg.outcome}
        problem={problems[`${at}outcome`]}
        onChange={(event) => onChange({ outcome: event.target.value })}
      />
      {(WITH_LINE.includes(leg.market) || leg.line !== "") && (
        <DecimalField label={form.line} value={leg.line} problem={problems[`${at}point`]} onChange={(event) => onChange({ line: event.target.value })} />
      )}
      <DecimalField
        label={form.odds}
        value={leg.odds}
        hint={oddsHint}
        problem={problems[`${at}odds_value`]}
        onChange={(event) => onChange({ odds: event.target.value })}
      />
    </div>
  );
}
