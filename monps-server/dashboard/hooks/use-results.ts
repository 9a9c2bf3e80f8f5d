"use client";

import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api";
import { keys } from "@/lib/queries";

const LIMIT = 100;
/** Bets looked through for those that wait; the oldest wait the longest. */
const BETS_LIMIT = 1000;

/** Events of which a person has to say how they ended. */
export function useDisputes() {
  return useQuery({
    queryKey: keys.disputes,
    queryFn: ({ signal }) => answer(api.GET("/results/disputes", { params: { query: { limit: LIMIT } }, signal })),
  });
}

/** All that was said of how a match ended. */
export function useResult(match: string | null) {
  return useQuery({
    queryKey: keys.result(match ?? ""),
    queryFn: ({ signal }) => answer(api.GET("/events/{id}/result", { params: { path: { id: match ?? "" } }, signal })),
    enabled: match !== null,
  });
}

/** Open bets, the first placed first. */
export function useOpenBets() {
  return useQuery({
    queryKey: keys.awaiting,
    queryFn: ({ signal }) => answer(api.GET("/bets/bets/", { params: { query: { status: "active", sort: "placed_at", limit: BETS_LIMIT } }, signal })),
  });
}

/** Why a bet was settled as it was, or what it waits for. */
export function useExplained(id: number) {
  return useQuery({
    queryKey: keys.bet(id, "explain"),
    queryFn: ({ signal }) => answer(api.GET("/bets/bets/{id}/explain", { params: { path: { id } }, signal })),
  });
}
