import { cn } from "@/lib/utils";

/** A table that scrolls by itself where the page is narrow; the caption says what it holds. */
export function Table({ caption, className, children }: { caption: string; className?: string; children: React.ReactNode }) {
  return (
    <div className="relative -mx-1 overflow-x-auto px-1" tabIndex={0} role="group" aria-label={caption}>
      <table className={cn("w-full border-collapse text-sm", className)}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export function Th({ className, number = false, ...props }: React.ComponentProps<"th"> & { number?: boolean }) {
  return (
    <th
      scope="col"
      className={cn("border-b px-2 py-2 text-xs font-medium text-muted whitespace-nowrap", number ? "text-right" : "text-left", className)}
      {...props}
    />
  );
}

export function Td({ className, number = false, ...props }: React.ComponentProps<"td"> & { number?: boolean }) {
  return (
    <td className={cn("border-b border-border/60 px-2 py-2 align-top", number && "text-right tabular-nums whitespace-nowrap", className)} {...props} />
  );
}
