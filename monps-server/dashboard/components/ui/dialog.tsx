"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useText } from "@/lib/words";
import { cn } from "@/lib/utils";
import { Button } from "./button";

/** Something in front of the page; Escape closes it and the focus goes back to where it was. */
export function Dialog({
  open,
  onClose,
  title,
  what,
  side = "middle",
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  what?: string;
  /** In the middle, or a drawer from the right. */
  side?: "middle" | "right";
  children: React.ReactNode;
}) {
  const text = useText();
  return (
    <Radix.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/50" />
        <Radix.Content
          {...(what ? {} : { "aria-describedby": undefined })}
          onInteractOutside={(event) => {
            // Who answers a notice does not mean to leave.
            if (event.target instanceof Element && event.target.closest("[data-sonner-toaster]")) event.preventDefault();
          }}
          onOpenAutoFocus={(event) => {
            // What a form is opened for is to be typed in, not to be closed.
            const field = event.target instanceof HTMLElement ? event.target.querySelector<HTMLElement>("form input") : null;
            if (!field) return;
            event.preventDefault();
            field.focus();
          }}
          className={cn(
            "fixed z-50 flex flex-col bg-card-solid shadow-2xl outline-none",
            side === "right"
              ? "inset-y-0 right-0 w-full border-l sm:max-w-2xl"
              : "top-1/2 left-1/2 max-h-[92dvh] w-[calc(100%-1.5rem)] max-w-xl -translate-x-1/2 -translate-y-1/2 rounded-2xl border",
          )}
        >
          <header className="flex items-start justify-between gap-3 border-b p-4">
            <div className="min-w-0">
              <Radix.Title className="text-lg font-semibold break-words">{title}</Radix.Title>
              {what && <Radix.Description className="text-sm text-muted">{what}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <Button variant="ghost" size="icon" aria-label={text.common.close}>
                <X aria-hidden />
              </Button>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
