"use client";

import { useId } from "react";
import { cn } from "@/lib/utils";

const CONTROL =
  "w-full min-w-0 rounded-lg border border-input bg-card-solid px-3 text-sm text-foreground placeholder:text-muted disabled:opacity-60 file:mr-3 file:h-full file:font-medium h-9 max-md:h-11 aria-invalid:border-loss";

interface FieldProps {
  label: string;
  hint?: string;
  problem?: string | null;
  className?: string;
}

function Around({ id, label, hint, problem, className, children }: FieldProps & { id: string; children: React.ReactNode }) {
  return (
    <div className={cn("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className="text-xs font-medium text-muted">
        {label}
      </label>
      {children}
      {(problem || hint) && (
        <p id={`${id}-help`} className={cn("text-xs", problem ? "text-loss" : "text-muted")}>
          {problem ?? hint}
        </p>
      )}
    </div>
  );
}

const described = (id: string, { hint, problem }: FieldProps) => (problem || hint ? `${id}-help` : undefined);

/** A line of text with its label; what is wrong stands below it. */
export function TextField({
  label,
  hint,
  problem,
  className,
  ...props
}: FieldProps & Omit<React.ComponentProps<"input">, "className">) {
  const id = useId();
  return (
    <Around id={id} label={label} hint={hint} problem={problem} className={className}>
      <input
        id={id}
        type="text"
        autoComplete="off"
        aria-invalid={problem ? true : undefined}
        aria-describedby={described(id, { label, hint, problem })}
        className={CONTROL}
        {...props}
      />
    </Around>
  );
}

/** A decimal as people type it: with a comma or a point. */
export function DecimalField(props: React.ComponentProps<typeof TextField>) {
  return <TextField inputMode="decimal" {...props} />;
}

/** Several lines of text. */
export function AreaField({
  label,
  hint,
  problem,
  className,
  ...props
}: FieldProps & Omit<React.ComponentProps<"textarea">, "className">) {
  const id = useId();
  return (
    <Around id={id} label={label} hint={hint} problem={problem} className={className}>
      <textarea
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described(id, { label, hint, problem })}
        className={cn(CONTROL, "h-auto min-h-16 py-2 max-md:h-auto")}
        {...props}
      />
    </Around>
  );
}

/** One of a few; the browser's own list, which every phone and screen reader knows. */
export function SelectField({
  label,
  hint,
  problem,
  className,
  options,
  ...props
}: FieldProps & Omit<React.ComponentProps<"select">, "className"> & { options: readonly (readonly [value: string, label: string])[] }) {
  const id = useId();
  return (
    <Around id={id} label={label} hint={hint} problem={problem} className={className}>
      <select
        id={id}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described(id, { label, hint, problem })}
        className={CONTROL}
        {...props}
      >
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Around>
  );
}
