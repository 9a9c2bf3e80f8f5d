"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/lib/api";
import { keys } from "@/lib/queries";

export interface OpportunityFilter {
  type?: string;
  sport?: string;
  book?: string;
  min_edge?: number;
  /** The total to suggest stakes for. */
  total?: number;
}

const LIMIT = 1000;

/** What is worth looking at now, as the server filters it. */
export function useOpportunities(filter: OpportunityFilter = {}) {
  return useQuery({
    queryKey: keys.opportunities(filter),
    queryFn: ({ signal }) => answer(api.GET("/opportunities/", { params: { query: { limit: LIMIT, ...filter } }, signal })),
    placeholderData: (previous) => previous,
  });
}

/** The largest edges. */
export function useTopOpportunities(limit: number) {
  return useQuery({
    queryKey: keys.opportunities({ top: limit }),
    queryFn: ({ signal }) => answer(api.GET("/opportunities/top", { params: { query: { limit } }, signal })),
  });
}

/** One finding with the stakes for a total. */
export function useOpportunity(id: number | null, total?: number) {
  return useQuery({
    queryKey: keys.opportunities({ id, total }),
    queryFn: ({ signal }) =>
      answer(api.GET("/opportunities/{id}", { params: { path: { id: id ?? 0 }, query: { total } }, signal })),
    enabled: id !== null,
    placeholderData: (previous) => (previous?.id === id ? previous : undefined),
  });
}

/** Asks the sources for a finding's prices again. */
export function useRecheck() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => answer(api.POST("/opportunities/{id}/recheck", { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ["opportunities"] }),
  });
}
