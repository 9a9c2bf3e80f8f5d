"use client";

import { Badge, type Tone } from "@/components/ui/badge";
import type { Bet } from "@/lib/types";
import { useText } from "@/lib/words";

const TONES: Record<string, Tone> = { won: "gain", half_won: "gain", cashed_out: "plain", lost: "loss", half_lost: "loss", pending: "primary" };

/** Where a bet stands: open, or what became of it. */
export function BetStatus({ bet }: { bet: Bet }) {
  const text = useText();
  const word = bet.result ?? bet.status;
  const name = bet.result ? text.words.result[bet.result] : text.words.status[bet.status];
  return <Badge tone={TONES[word] ?? "plain"}>{name ?? word}</Badge>;
}
