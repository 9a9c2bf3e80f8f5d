"use client";

import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api";
import { keys } from "@/lib/queries";

/** Where every feed stands. */
export function useFeeds() {
  return useQuery({
    queryKey: keys.feeds,
    queryFn: ({ signal }) => answer(api.GET("/feeds", { signal })),
  });
}
