"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { answer, api } from "@/lib/api";
import { keys } from "@/lib/queries";

const LIMIT = 1000;

/** Every venue, with whether one may bet there and what it costs. */
export function useVenues() {
  return useQuery({
    queryKey: keys.venues,
    queryFn: ({ signal }) => answer(api.GET("/venues", { params: { query: { limit: LIMIT } }, signal })),
    staleTime: 60_000,
  });
}

/** The name of a venue as people know it, by its key. */
export function useVenueTitle(): (key: string | null | undefined) => string {
  const { data } = useVenues();
  const titles = useMemo(() => new Map(data?.map((venue) => [venue.key, venue.title])), [data]);
  return (key) => (key ? (titles.get(key) ?? key) : "—");
}
