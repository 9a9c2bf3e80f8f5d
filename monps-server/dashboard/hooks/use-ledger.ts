"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, idempotencyKey } from "@/lib/api";
import { keys, touched } from "@/lib/queries";
import type { CashMove } from "@/lib/types";

/** What there is, by currency and kind of money. */
export function useBalances() {
  return useQuery({ queryKey: keys.ledger("balances"), queryFn: ({ signal }) => answer(api.GET("/ledger/balances", { signal })) });
}

/** The accounts of the ledger with what is on them. */
export function useAccounts() {
  return useQuery({ queryKey: keys.ledger("accounts"), queryFn: ({ signal }) => answer(api.GET("/ledger/accounts", { signal })) });
}

/** A deposit or a withdrawal: an entry of the ledger, never an overwritten figure. */
export function useCashMove() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, move }: { kind: "deposit" | "withdrawal"; move: CashMove }) => {
      const request = { params: { header: { "Idempotency-Key": idempotencyKey() } }, body: move };
      return answer(kind === "deposit" ? api.POST("/ledger/deposit", request) : api.POST("/ledger/withdrawal", request));
    },
    onSuccess: () => Promise.all(touched.bankroll.map((word) => client.invalidateQueries({ queryKey: [word] }))),
  });
}

/** Whether the books are sound. */
export function useVerify() {
  return useMutation({ mutationFn: () => answer(api.GET("/ledger/verify")) });
}
