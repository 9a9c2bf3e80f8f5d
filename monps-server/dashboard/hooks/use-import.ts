"use client";

import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/lib/api";
import { touched } from "@/lib/queries";
import type { BetImport } from "@/lib/types";

/** A file as it was read, with a number that no other has. */
export interface Sheet {
  id: number;
  name: string;
  csv: string;
}

/** What is said of how to read it. */
export type Reading = Omit<BetImport, "csv" | "commit">;

const send = (sheet: Sheet, reading: Reading, commit: boolean, signal?: AbortSignal) =>
  answer(api.POST("/bets/import", { body: { csv: sheet.csv, ...reading, commit }, signal }));

/** What each row of a file would become; nothing is recorded. */
export function useImportPreview(sheet: Sheet | null, reading: Reading) {
  return useQuery({
    // The file itself may be large: its number stands for it.
    queryKey: ["import", sheet?.id, reading],
    queryFn: sheet ? ({ signal }) => send(sheet, reading, false, signal) : skipToken,
    placeholderData: (previous) => previous,
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** Records the new bets of a file. */
export function useImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ sheet, reading }: { sheet: Sheet; reading: Reading }) => send(sheet, reading, true),
    onSettled: () => Promise.all(touched.bets.map((word) => client.invalidateQueries({ queryKey: [word] }))),
  });
}
