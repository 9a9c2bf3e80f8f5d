"use client";

import { useQuery } from "@tanstack/react-query";
import { answer, api, page } from "@/lib/api";
import { keys } from "@/lib/queries";

const LIMIT = 50;

export const REVIEW_STATES = ["open", "accepted", "rejected", "moot"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** Pairs of matches that may be one, the oldest first; `total` counts the open ones. */
export function useReviews(state: ReviewState) {
  return useQuery({
    queryKey: keys.reviews(state),
    queryFn: ({ signal }) => page(api.GET("/matching/review", { params: { query: { state, limit: LIMIT } }, signal })),
  });
}

/** What was merged and split, the newest first. */
export function useJoins() {
  return useQuery({
    queryKey: keys.joins,
    queryFn: ({ signal }) => answer(api.GET("/matching/joins", { params: { query: { limit: LIMIT } }, signal })),
  });
}

/** What is known of names beyond their spelling, the newest first. */
export function useAliases() {
  return useQuery({
    queryKey: keys.aliases,
    queryFn: ({ signal }) => answer(api.GET("/matching/aliases", { params: { query: { limit: LIMIT } }, signal })),
  });
}

/** The names that a match goes by, and the bets on it. */
export function useMatchNames(match: string) {
  return useQuery({
    queryKey: keys.matchNames(match),
    queryFn: ({ signal }) => answer(api.GET("/matching/matches/{match_id}", { params: { path: { match_id: match } }, signal })),
    enabled: match !== "",
  });
}
