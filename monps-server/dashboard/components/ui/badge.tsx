import { cn } from "@/lib/utils";

const TONES = {
  plain: "border-border bg-raised text-foreground",
  gain: "border-gain text-gain",
  loss: "border-loss text-loss",
  warn: "border-warn bg-warn-surface text-warn",
  primary: "border-primary text-primary",
} as const;

export type Tone = keyof typeof TONES;

/** A word with a frame. */
export function Badge({ tone = "plain", children, title }: { tone?: Tone; children: React.ReactNode; title?: string }) {
  return (
    <span title={title} className={cn("inline-flex items-center gap-1 rounded-full border px-2 py-0.5 text-xs font-medium whitespace-nowrap", TONES[tone])}>
      {children}
    </span>
  );
}
