"use client";

import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api";
import { keys } from "@/lib/queries";

/** What each bookmaker quotes, and what betting there came to. */
export function useBookmakerStats() {
  return useQuery({
    queryKey: keys.bookmakers,
    queryFn: ({ signal }) => answer(api.GET("/stats/stats/bookmakers", { signal })),
  });
}
