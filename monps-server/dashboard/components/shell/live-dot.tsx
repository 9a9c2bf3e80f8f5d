"use client";

import { Radio, RefreshCw, WifiOff } from "lucide-react";
import { useFormat, useText } from "@/lib/words";
import { cn } from "@/lib/utils";
import { useLive } from "./live-provider";

const LOOK = {
  connecting: { Icon: RefreshCw, tone: "text-muted" },
  live: { Icon: Radio, tone: "text-gain" },
  polling: { Icon: RefreshCw, tone: "text-warn" },
  offline: { Icon: WifiOff, tone: "text-loss" },
} as const;

/** Whether what is shown is what the server knows. */
export function LiveDot() {
  const text = useText();
  const format = useFormat();
  const { state, heardAt } = useLive();
  const { Icon, tone } = LOOK[state];
  const heard = heardAt ? ` ${text.shell.lastHeard(format.time(heardAt))}` : "";
  return (
    <span role="status" data-live={state} title={`${text.shell.liveWhat[state]}${heard}`} className={cn("inline-flex items-center gap-1.5 text-xs font-medium", tone)}>
      <Icon aria-hidden className="size-4" />
      {text.shell.live[state]}
    </span>
  );
}
