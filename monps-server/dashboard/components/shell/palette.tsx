"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { useBetForm } from "@/components/bets/bet-form-host";
import { useUrlFilter } from "@/hooks/use-url-filter";
import { LANGUAGES, prefer, THEMES, usePreferences } from "@/lib/preferences";
import { useText } from "@/lib/words";
import { DATA_SECTIONS, PAGES, SHARED, shared } from "./pages";

/** Everything that can be done from anywhere, found by typing a part of its name. */
export function Palette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const text = useText();
  const router = useRouter();
  const client = useQueryClient();
  const betForm = useBetForm();
  const preferences = usePreferences();
  const { values: filters } = useUrlFilter(SHARED);
  const commands: { name: string; run: () => void; keys?: string }[] = [
    ...PAGES.map(({ name, href, key }) => ({ name: text.shell.goTo(text.shell.pages[name]), run: () => router.push(shared(href, filters)), keys: `g ${key}` })),
    ...DATA_SECTIONS.map((section) => ({ name: text.shell.goTo(`${text.data.title}, ${text.data.sections[section]}`), run: () => router.push(`/data?section=${section}`) })),
    { name: text.shell.recordBet, run: () => betForm.open(), keys: "b" },
    { name: text.shell.refresh, run: () => void client.invalidateQueries(), keys: "r" },
    {
      name: preferences.isPrivate ? text.shell.privacyOff : text.shell.privacyOn,
      run: () => prefer({ isPrivate: !preferences.isPrivate }),
      keys: "p",
    },
    ...THEMES.map((theme) => ({ name: text.common.pair(text.shell.theme, text.shell.themes[theme]), run: () => prefer({ theme }) })),
    ...LANGUAGES.map((language) => ({ name: text.common.pair(text.shell.language, text.shell.languages[language]), run: () => prefer({ language }) })),
  ];
  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/50" />
        <Radix.Content aria-describedby={undefined} className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100%-1.5rem)] max-w-lg -translate-x-1/2 overflow-hidden rounded-2xl border bg-card-solid shadow-2xl">
          <Radix.Title className="sr-only">{text.shell.palette}</Radix.Title>
          <Command label={text.shell.palette}>
            <Command.Input placeholder={text.shell.paletteHint} className="h-12 w-full border-b bg-transparent px-4 text-sm outline-none placeholder:text-muted" />
            <Command.List className="max-h-80 overflow-y-auto p-2">
              <Command.Empty className="p-4 text-sm text-muted">{text.shell.paletteEmpty}</Command.Empty>
              {commands.map(({ name, run, keys }) => (
                <Item key={name} keys={keys} onSelect={() => (onClose(), run())}>
                  {name}
                </Item>
              ))}
              <Item keys="?" onSelect={onHelp}>
                {text.shell.help}
              </Item>
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Item({ keys, onSelect, children }: { keys?: string; onSelect: () => void; children: string }) {
  return (
    <Command.Item onSelect={onSelect} className="flex min-h-10 cursor-pointer items-center justify-between gap-3 rounded-lg px-3 text-sm data-[selected=true]:bg-raised">
      {children}
      {keys && <kbd className="font-mono text-xs text-muted">{keys}</kbd>}
    </Command.Item>
  );
}
