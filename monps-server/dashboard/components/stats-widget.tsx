import { useId } from "react";
import { Skeleton } from "./ui/skeleton";

/** One figure with its name, what it means, and what belongs to it. */
export function StatsWidget({
  label,
  what,
  value,
  isPending = false,
  children,
}: {
  label: string;
  /** What the figure means, for whoever wonders. */
  what?: string;
  value: React.ReactNode;
  isPending?: boolean;
  children?: React.ReactNode;
}) {
  const id = useId();
  return (
    <article aria-labelledby={id} className="glass flex min-w-0 flex-col gap-1 rounded-2xl p-4">
      <h2 id={id} className="text-sm font-medium text-muted" title={what}>
        {label}
      </h2>
      {isPending ? <Skeleton lines={1} /> : <p className="text-2xl font-semibold tracking-tight break-words tabular-nums">{value}</p>}
      <div className="text-sm text-muted">{children}</div>
    </article>
  );
}
