"use client";

import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api";
import { keys } from "@/lib/queries";

/** What the bets settled in the last days came to. */
export function useAnalytics(days: number) {
  return useQuery({
    queryKey: keys.analytics(days),
    queryFn: ({ signal }) =>
      answer(api.GET("/stats/stats/analytics/comprehensive", { params: { query: { period_days: days } }, signal })),
    placeholderData: (previous) => previous,
  });
}
