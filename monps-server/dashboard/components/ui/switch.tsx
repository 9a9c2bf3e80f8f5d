"use client";

import { Switch as Radix } from "radix-ui";
import { useId } from "react";

/** On or off, with its label beside it. */
export function SwitchField({
  label,
  checked,
  onChange,
}: {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex min-h-9 items-center gap-3 max-md:min-h-11">
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        className="relative h-6 w-11 shrink-0 rounded-full border border-input bg-raised transition-colors data-[state=checked]:bg-primary"
      >
        <Radix.Thumb className="block size-4 translate-x-1 rounded-full bg-foreground transition-transform data-[state=checked]:translate-x-5.5 data-[state=checked]:bg-primary-foreground" />
      </Radix.Root>
      <label htmlFor={id} className="text-sm">
        {label}
      </label>
    </div>
  );
}
