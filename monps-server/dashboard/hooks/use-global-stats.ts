"use client";

import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api";
import { keys } from "@/lib/queries";

/** The odds and the bets in figures. */
export function useGlobalStats() {
  return useQuery({
    queryKey: keys.global,
    queryFn: ({ signal }) => answer(api.GET("/stats/stats/global", { signal })),
  });
}
