"use client";

import { Dialog } from "@/components/ui/dialog";
import { useText } from "@/lib/words";
import { PAGES } from "./pages";

/** Every key and what it does. */
export function Help({ onClose }: { onClose: () => void }) {
  const text = useText();
  const keys = text.shell.keys;
  const rows: readonly (readonly [string, string])[] = [
    [PAGES.map(({ key }) => `g ${key}`).join(" · "), keys.go],
    ["Ctrl K", keys.palette],
    ["/", keys.search],
    ["j · k", keys.rows],
    ["Enter", keys.open],
    ["b", keys.bet],
    ["x", keys.hide],
    ["z", keys.snooze],
    ["r", keys.refresh],
    ["p", keys.privacy],
    [".", keys.theme],
    ["?", keys.help],
    ["Esc", keys.close],
  ];
  return (
    <Dialog open onClose={onClose} title={text.shell.help} what={text.shell.helpWhat}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
        {rows.map(([key, what]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded border bg-raised px-1.5 py-0.5 font-mono text-xs">{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
