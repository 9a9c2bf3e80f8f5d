"use client";

import { ShieldAlert, ShieldCheck } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Opportunity } from "@/lib/types";
import { useText } from "@/lib/words";
import { reasonWord } from "./words";

/** Whether a finding may be acted upon. */
export function Grade({ found }: { found: Opportunity }) {
  const text = useText();
  const isBettable = found.trust.grade === "bettable";
  const Icon = isBettable ? ShieldCheck : ShieldAlert;
  const why = found.trust.reasons.map((reason) => reasonWord(reason, text)).join(" · ");
  return (
    <Badge tone={isBettable ? "gain" : "warn"} title={why || undefined}>
      <Icon aria-hidden className="size-3" />
      {text.words.grade[found.trust.grade] ?? found.trust.grade}
    </Badge>
  );
}
