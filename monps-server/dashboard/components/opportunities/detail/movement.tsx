"use client";

import { Answer } from "@/components/answer";
import { PriceChart } from "@/components/charts";
import { useOddsHistory } from "@/hooks/use-odds";
import { useVenueTitle } from "@/hooks/use-venues";
import type { Opportunity } from "@/lib/types";
import { useText } from "@/lib/words";
import { selectionWord } from "../words";
import { isOfMarket } from "./quotes";

/** How the prices behind a finding moved. */
export function Movement({ found }: { found: Opportunity }) {
  const text = useText();
  const title = useVenueTitle();
  const words = text.opportunities;
  const query = useOddsHistory({ match: found.match_id, market: found.market.split(" ")[0] });
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{words.movement}</h3>
      <p className="mb-2 text-sm text-muted">{words.movementWhat}</p>
      <Answer query={query} lines={4}>
        {(series) => {
          const legs = found.legs.flatMap((leg) => {
            const one = series.find((s) => s.bookmaker === leg.bookmaker && s.outcome === leg.outcome && s.side === leg.side && isOfMarket(sided(s), found));
            const points = one?.points.map((point) => ({ at: Date.parse(point.timestamp), price: point.odds_value ?? null })) ?? [];
            return points.length > 0 ? [{ name: `${selectionWord(leg.outcome, text)} · ${title(leg.bookmaker)}`, points }] : [];
          });
          if (legs.every((line) => line.points.length < 2)) return <p className="text-sm text-muted">{words.movementEmpty}</p>;
          return <PriceChart lines={legs} until={query.dataUpdatedAt} />;
        }}
      </Answer>
    </section>
  );
}

/** A series has the market's line, a price its own side's. */
function sided<T extends { market: string; outcome: string; point?: number | null; period: string }>(series: T): T {
  const isMirrored = series.market.endsWith("handicap") && series.outcome === "away" && series.point !== null && series.point !== undefined;
  return isMirrored ? { ...series, point: 0 - (series.point ?? 0) } : series;
}
