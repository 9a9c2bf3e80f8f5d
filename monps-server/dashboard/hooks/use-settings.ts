"use client";

import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/lib/api";
import { keys } from "@/lib/queries";

/** Every setting with its value; secrets are masked. */
export function useSettings() {
  return useQuery({
    queryKey: keys.settings,
    queryFn: ({ signal }) => answer(api.GET("/settings/", { signal })),
  });
}
