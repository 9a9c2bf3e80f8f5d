"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, idempotencyKey, outcome, page, type Page } from "@/lib/api";
import { keys, touched } from "@/lib/queries";
import type { Bet, BetChange, NewBet } from "@/lib/types";

/** What the server filters, sorts and searches by. */
export interface BetFilter {
  status?: string;
  result?: string;
  bet_type?: string;
  bookmaker?: string;
  sport?: string;
  market_type?: string;
  from?: string;
  to?: string;
  q?: string;
  paper?: boolean;
  sort?: string;
}

const PAGE_ROWS = 50;
const EXPORT_ROWS = 1000;

function fetchPage(filter: BetFilter, limit: number, cursor?: string, signal?: AbortSignal): Promise<Page<Bet>> {
  return page(api.GET("/bets/bets/", { params: { query: { ...filter, limit, cursor } }, signal }));
}

/** Bets, a page at a time; `limit` is how many a page has. */
export function useBets(filter: BetFilter = {}, limit = PAGE_ROWS) {
  return useInfiniteQuery({
    queryKey: keys.bets({ ...filter, limit }),
    queryFn: ({ pageParam, signal }) => fetchPage(filter, limit, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (previous) => previous,
  });
}

/** Every bet of a filter, from all pages. */
export async function allBets(filter: BetFilter): Promise<Bet[]> {
  const all: Bet[] = [];
  let cursor: string | undefined;
  do {
    const part = await fetchPage(filter, EXPORT_ROWS, cursor);
    all.push(...part.rows);
    cursor = part.next ?? undefined;
  } while (cursor);
  return all;
}

/** One bet. */
export function useBet(id: number | null) {
  return useQuery({
    queryKey: keys.bet(id ?? 0, "bet"),
    queryFn: ({ signal }) => answer(api.GET("/bets/bets/{id}", { params: { path: { id: id ?? 0 } }, signal })),
    enabled: id !== null,
  });
}

/** What was done to a bet. */
export function useBetTrace(id: number) {
  return useQuery({
    queryKey: keys.bet(id, "trace"),
    queryFn: ({ signal }) => answer(api.GET("/bets/bets/{id}/trace", { params: { path: { id } }, signal })),
  });
}

/** The entries of the ledger about a bet. */
export function useBetEntries(id: number) {
  return useQuery({
    queryKey: keys.bet(id, "entries"),
    queryFn: ({ signal }) => answer(api.GET("/ledger/entries", { params: { query: { bet_id: id } }, signal })),
  });
}

function useTouched() {
  const client = useQueryClient();
  return () => Promise.all(touched.bets.map((word) => client.invalidateQueries({ queryKey: [word] })));
}

/** Records a bet. The key makes it safe to send the same form twice. */
export function useRecordBet() {
  const again = useTouched();
  return useMutation({
    mutationFn: async ({ bet, key }: { bet: NewBet; key?: string }) =>
      outcome(api.POST("/bets/bets/", { params: { header: { "Idempotency-Key": key ?? idempotencyKey() } }, body: bet })),
    onSuccess: again,
  });
}

/** Settles, opens again or annotates a bet. */
export function useChangeBet() {
  const again = useTouched();
  return useMutation({
    mutationFn: ({ id, change }: { id: number; change: BetChange }) =>
      answer(api.PATCH("/bets/bets/{id}", { params: { path: { id } }, body: change })),
    onSuccess: again,
  });
}

/** Deletes a bet: its entries are reversed, its trace stays. */
export function useDeleteBet() {
  const again = useTouched();
  return useMutation({
    mutationFn: async (id: number) => {
      await outcome(api.DELETE("/bets/bets/{id}", { params: { path: { id } } }));
    },
    onSettled: again,
  });
}
