"use client";

import { useState } from "react";
import { Answer, Empty } from "@/components/answer";
import { matchName } from "@/components/bets/draft";
import { marketName, selectionWord } from "@/components/bets/bet-words";
import { CandleChart } from "@/components/charts";
import { SelectField } from "@/components/ui/field";
import { useMatches, useOddsHistory } from "@/hooks/use-odds";
import { useVenueTitle } from "@/hooks/use-venues";
import type { HistorySeries } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";

const INTERVALS = ["1m", "5m", "15m", "1h", "1d"] as const;
const DEFAULT = "5m";

/** Candles of one price of one match. */
export function Movement({ match, interval, onChange }: { match: string | null; interval: string | null; onChange: (change: { match?: string; interval?: string }) => void }) {
  const text = useText();
  const title = useVenueTitle();
  const matches = useMatches();
  const [series, setSeries] = useState("");
  const format = useFormat();
  const chosen = match ?? matches.data?.[0]?.match_id ?? null;
  const length = INTERVALS.find((one) => one === interval) ?? DEFAULT;
  const history = useOddsHistory({ match: chosen, interval: length });
  const nameOf = (one: HistorySeries) =>
    `${marketName(one.market, text)}${one.point === null || one.point === undefined ? "" : ` ${format.number(one.point, 2)}`} · ${selectionWord(one.outcome, text)} · ${title(one.bookmaker)}${one.side === "lay" ? ` · ${text.words.side.lay}` : ""}`;
  return (
    <Answer query={matches} isEmpty={(all) => all.length === 0} empty={<Empty title={text.opportunities.empty} />}>
      {(all) => (
        <div className="space-y-3">
          <div className="grid gap-3 sm:grid-cols-3">
            <SelectField label={text.analytics.match} value={chosen ?? ""} options={all.map((one) => [one.match_id, matchName(one)] as const)} onChange={(event) => onChange({ match: event.target.value })} />
            <SelectField
              label={text.bets.columns.selection}
              value={series}
              // The order of the server, the liveliest first: a price that never moved makes one candle.
              options={liveliest(history.data ?? []).map((one) => [keyOf(one), nameOf(one)] as const)}
              onChange={(event) => setSeries(event.target.value)}
            />
            <SelectField label={text.analytics.interval} value={length} options={INTERVALS.map((one) => [one, one] as const)} onChange={(event) => onChange({ interval: event.target.value })} />
          </div>
          <Answer query={history} isEmpty={(found) => found.length === 0} empty={<Empty title={text.opportunities.movementEmpty} />}>
            {(found) => {
              const one = found.find((s) => keyOf(s) === series) ?? liveliest(found)[0];
              return one && <CandleChart candles={one.candles} name={nameOf(one)} />;
            }}
          </Answer>
        </div>
      )}
    </Answer>
  );
}

const SERIES_OFFERED = 60;

function liveliest(series: readonly HistorySeries[]): HistorySeries[] {
  const count = (one: HistorySeries) => one.candles.reduce((sum, candle) => sum + candle.count, 0);
  return [...series].sort((a, b) => count(b) - count(a)).slice(0, SERIES_OFFERED);
}

const keyOf = (one: HistorySeries) => [one.market, one.period, one.point ?? "", one.outcome, one.bookmaker, one.side].join("|");
