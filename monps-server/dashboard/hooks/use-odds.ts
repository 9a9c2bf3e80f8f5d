"use client";

import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api";
import { keys } from "@/lib/queries";
import type { HistorySeries } from "@/lib/types";

export interface OddsFilter {
  match_id?: string;
  sport?: string;
  bookmaker?: string;
  market?: string;
  limit?: number;
}

/** The prices that stand now. */
export function useOdds(filter: OddsFilter, isWanted = true) {
  return useQuery({
    queryKey: keys.odds(filter),
    queryFn: ({ signal }) => answer(api.GET("/odds/latest", { params: { query: { limit: 1000, ...filter } }, signal })),
    enabled: isWanted,
  });
}

/** Matches to come with their best prices. */
export function useMatches(limit = 200) {
  return useQuery({
    queryKey: keys.matches({ limit }),
    queryFn: ({ signal }) => answer(api.GET("/odds/odds/matches", { params: { query: { limit } }, signal })),
    staleTime: 30_000,
  });
}

export interface HistoryFilter {
  match: string | null;
  market?: string;
  bookmaker?: string;
  interval?: string;
}

/** How the prices of a match moved: every change, or candles where an interval is asked for. */
export function useOddsHistory({ match, ...query }: HistoryFilter) {
  return useQuery({
    queryKey: keys.odds({ history: match, ...query }),
    queryFn: async ({ signal }): Promise<HistorySeries[]> => {
      if (!match) return [];
      const path = { match_id: match };
      const history = await answer(api.GET("/odds/odds/history/{match_id}", { params: { path, query }, signal }));
      return history.series;
    },
    enabled: match !== null,
  });
}
