"use client";

import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api";
import { keys } from "@/lib/queries";

/** Every plugin of the folder. */
export function usePlugins() {
  return useQuery({ queryKey: keys.plugins, queryFn: ({ signal }) => answer(api.GET("/plugins", { signal })) });
}

/** Who can speak to which source. */
export function useAdapters() {
  return useQuery({ queryKey: keys.adapters, queryFn: ({ signal }) => answer(api.GET("/adapters", { signal })), staleTime: 60_000 });
}
