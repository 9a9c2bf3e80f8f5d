"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useSaid } from "./use-said";

interface Deed<Input, Output> {
  run: (input: Input) => Promise<Output>;
  /** What is said once it is done, and how it is taken back. */
  onDone?: (output: Output, input: Input) => { said: string; undo?: { label: string; run: () => void } };
  /** What has to be asked again: the first words of keys. */
  touches: readonly string[];
}

/** How long a way back stays open. */
const UNDO_MS = 8000;

/** Something done at the server: said when it is, and why when it is not. */
export function useDeed<Input, Output>({ run, onDone, touches }: Deed<Input, Output>) {
  const client = useQueryClient();
  const said = useSaid();
  return useMutation({
    mutationFn: run,
    onSuccess: (output, input) => {
      const done = onDone?.(output, input);
      if (done) toast.success(done.said, done.undo ? { duration: UNDO_MS, action: { label: done.undo.label, onClick: done.undo.run } } : undefined);
    },
    onError: (error) => toast.error(said(error)),
    // Also after a refusal: what is shown was not what is.
    onSettled: () => Promise.all(touches.map((word) => client.invalidateQueries({ queryKey: [word] }))),
  });
}
