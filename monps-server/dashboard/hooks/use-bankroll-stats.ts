"use client";

import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api";
import { keys } from "@/lib/queries";

/** What there is, what is at risk, and what was gained. */
export function useBankrollStats() {
  return useQuery({
    queryKey: keys.bankroll,
    queryFn: ({ signal }) => answer(api.GET("/stats/stats/bankroll", { signal })),
  });
}
