"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { useChangeBet, useDeleteBet } from "@/hooks/use-bets";
import type { Bet } from "@/lib/types";
import { useText } from "@/lib/words";

/** How long a deletion waits for somebody to think better of it. */
const UNDO_MS = 6000;

/** Settling and deleting, each with a way back. */
export function useBetActions() {
  const text = useText();
  const change = useChangeBet();
  const remove = useDeleteBet();
  const [leaving, setLeaving] = useState<ReadonlySet<number>>(new Set());
  const waiting = useRef(new Map<number, ReturnType<typeof setTimeout>>());

  const failed = (error: Error) => toast.error(error.message);

  const reopen = useCallback(
    (ids: readonly number[]) =>
      Promise.all(ids.map((id) => change.mutateAsync({ id, change: { result: "pending" } })))
        .then(() => toast.success(text.bets.reopened))
        .catch(failed),
    [change, text],
  );

  const settle = useCallback(
    async (bets: readonly Pick<Bet, "id">[], result: string) => {
      const settled: number[] = [];
      try {
        // One after the other: each is an entry of the same ledger.
        for (const { id } of bets) {
          await change.mutateAsync({ id, change: { result } });
          settled.push(id);
        }
      } catch (error) {
        failed(error as Error);
      }
      if (settled.length === 0) return;
      const said = settled.length === 1 ? text.bets.settled(text.words.result[result] ?? result) : text.bets.settledMany(settled.length);
      toast.success(said, { duration: UNDO_MS, action: { label: text.common.undo, onClick: () => void reopen(settled) } });
    },
    [change, reopen, text],
  );

  const stay = useCallback((id: number) => {
    setLeaving((before) => new Set([...before].filter((one) => one !== id)));
  }, []);

  const removeNow = useCallback(
    (id: number) => {
      waiting.current.delete(id);
      remove.mutate(id, { onError: failed, onSettled: () => stay(id) });
    },
    [remove, stay],
  );

  const removeSoon = useCallback(
    (bet: Pick<Bet, "id">) => {
      setLeaving((before) => new Set(before).add(bet.id));
      waiting.current.set(bet.id, setTimeout(() => removeNow(bet.id), UNDO_MS));
      toast(text.bets.removed, {
        duration: UNDO_MS,
        action: {
          label: text.common.undo,
          onClick: () => {
            clearTimeout(waiting.current.get(bet.id));
            waiting.current.delete(bet.id);
            stay(bet.id);
            toast(text.bets.kept);
          },
        },
      });
    },
    [removeNow, stay, text],
  );

  // Who leaves the page meant it.
  useFlush(waiting, removeNow);

  return { settle, reopen, remove: removeSoon, leaving, isBusy: change.isPending };
}

function useFlush(waiting: React.RefObject<Map<number, ReturnType<typeof setTimeout>>>, removeNow: (id: number) => void) {
  const latest = useRef(removeNow);
  useEffect(() => {
    latest.current = removeNow;
  });
  useEffect(() => {
    const timers = waiting.current;
    return () => {
      for (const [id, timer] of [...timers]) {
        clearTimeout(timer);
        latest.current(id);
      }
    };
  }, [waiting]);
}
