"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Command, Eye, EyeOff, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { useBetForm } from "@/components/bets/bet-form-host";
import { Button } from "@/components/ui/button";
import { useKeys } from "@/hooks/use-keys";
import { useUrlFilter } from "@/hooks/use-url-filter";
import { answer, api } from "@/lib/api";
import { prefer, THEMES, usePreferences } from "@/lib/preferences";
import { keys } from "@/lib/queries";
import { useText } from "@/lib/words";
import { cn } from "@/lib/utils";
import { LiveDot } from "./live-dot";
import { PAGES, SHARED, shared } from "./pages";

const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });
const Help = dynamic(() => import("./help").then((module) => module.Help), { ssr: false });

const isHere = (href: string, path: string) => path === href || (href === "/" && path === "/dashboard");

/** The frame of every page: navigation, live dot, palette, help. */
export function Shell({ children }: { children: React.ReactNode }) {
  const text = useText();
  const path = usePathname();
  const preferences = usePreferences();
  const [front, setFront] = useState<"palette" | "help" | null>(null);
  const betForm = useBetForm();
  useShortcuts(setFront);
  useEffect(() => {
    const here = PAGES.find((page) => isHere(page.href, path));
    document.title = here ? `${text.shell.pages[here.name]} · Mon_PS` : "Mon_PS";
  }, [path, text]);
  const Privacy = preferences.isPrivate ? EyeOff : Eye;
  return (
    <>
      <a href="#content" className="sr-only z-50 rounded-lg bg-primary p-3 text-primary-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2">
        {text.shell.skip}
      </a>
      <div className="mx-auto flex min-h-dvh max-w-[100rem] flex-col md:flex-row">
        <Navigation path={path} />
        <div className="flex min-w-0 flex-1 flex-col">
          <header className="flex items-center justify-end gap-2 px-4 pt-3 md:px-6">
            <span className="mr-auto text-lg font-semibold tracking-tight md:hidden">Mon_PS</span>
            <LiveDot />
            <Button variant="ghost" size="icon" aria-pressed={preferences.isPrivate} aria-label={preferences.isPrivate ? text.shell.privacyOff : text.shell.privacyOn} onClick={() => prefer({ isPrivate: !preferences.isPrivate })}>
              <Privacy aria-hidden />
            </Button>
            <Button variant="outline" size="sm" onClick={() => setFront("palette")}>
              <Command aria-hidden />
              <span className="sr-only">{text.shell.palette}</span>
              <kbd className="hidden font-sans text-xs text-muted sm:inline">Ctrl K</kbd>
            </Button>
            <Button size="sm" onClick={() => betForm.open()}>
              <Plus aria-hidden />
              <span className="max-sm:sr-only">{text.shell.recordBet}</span>
            </Button>
          </header>
          <main id="content" tabIndex={-1} className="flex-1 px-4 py-4 outline-none md:px-6">
            {children}
          </main>
          <Footer />
        </div>
      </div>
      {front === "palette" && <Palette onClose={() => setFront(null)} onHelp={() => setFront("help")} />}
      {front === "help" && <Help onClose={() => setFront(null)} />}
    </>
  );
}

function Navigation({ path }: { path: string }) {
  const text = useText();
  const router = useRouter();
  const { values: filters } = useUrlFilter(SHARED);
  return (
    <nav aria-label={text.shell.navigation} className="z-30 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:border-t max-md:bg-card-solid md:sticky md:top-0 md:h-dvh md:w-52 md:shrink-0 md:p-4">
      <p className="mb-4 hidden px-3 text-xl font-semibold tracking-tight md:block">Mon_PS</p>
      <ul className="flex md:flex-col md:gap-1">
        {PAGES.map(({ name, href, Icon }) => (
          <li key={name} className="max-md:min-w-0 max-md:flex-1">
            <Link
              href={shared(href, filters)}
              // A page is fetched when somebody points at it, not all of them with the first.
              prefetch={false}
              onPointerEnter={() => router.prefetch(href)}
              onFocus={() => router.prefetch(href)}
              aria-current={isHere(href, path) ? "page" : undefined}
              className={cn(
                "flex min-h-11 items-center gap-3 rounded-lg px-3 text-sm font-medium hover:bg-raised max-md:min-h-14 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:rounded-none max-md:px-0.5 max-md:text-[0.6875rem]",
                isHere(href, path) ? "bg-raised text-primary" : "text-muted",
              )}
            >
              <Icon aria-hidden className="size-5 shrink-0 md:size-4" />
              <span className="max-md:max-w-full max-md:truncate max-md:hidden">{text.shell.pages[name]}</span>
              <span className="max-w-full truncate md:hidden">{name === "home" ? text.shell.shortHome : text.shell.pages[name]}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Footer() {
  const text = useText();
  const { data } = useQuery({ queryKey: keys.about, queryFn: ({ signal }) => answer(api.GET("/", { signal })), staleTime: Number.POSITIVE_INFINITY });
  return (
    <footer className="flex flex-wrap gap-x-4 gap-y-1 px-4 pt-2 pb-6 text-xs text-muted max-md:pb-24 md:px-6">
      {data && <span>{text.shell.version(data.version)}</span>}
      <a href="/docs" className="underline underline-offset-2">
        {text.shell.api}
      </a>
    </footer>
  );
}

function useShortcuts(setFront: (front: "palette" | "help") => void): void {
  const text = useText();
  const router = useRouter();
  const client = useQueryClient();
  const betForm = useBetForm();
  const preferences = usePreferences();
  const { values: filters } = useUrlFilter(SHARED);
  const nextTheme = THEMES[(THEMES.indexOf(preferences.theme) + 1) % THEMES.length] ?? "system";
  useKeys({
    ...Object.fromEntries(PAGES.map(({ key, href }) => [`g ${key}`, () => router.push(shared(href, filters))])),
    "ctrl+k": () => setFront("palette"),
    "?": () => setFront("help"),
    b: () => betForm.open(),
    p: () => prefer({ isPrivate: !preferences.isPrivate }),
    ".": () => prefer({ theme: nextTheme }),
    r: () => {
      void client.invalidateQueries();
      toast(text.shell.refreshed);
    },
    "/": () => document.querySelector<HTMLElement>("[data-search]")?.focus(),
  });
}
