import { useId } from "react";
import { cn } from "@/lib/utils";

/** A large surface with a heading of its own. */
export function Card({
  title,
  what,
  actions,
  className,
  children,
}: {
  title: string;
  what?: string;
  actions?: React.ReactNode;
  className?: string;
  children: React.ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={cn("glass min-w-0 rounded-2xl p-4 sm:p-5", className)}>
      <header className="mb-3 flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <h2 id={id} className="text-base font-semibold">
            {title}
          </h2>
          {what && <p className="text-sm text-muted">{what}</p>}
        </div>
        {actions}
      </header>
      {children}
    </section>
  );
}
