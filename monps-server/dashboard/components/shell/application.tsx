"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useEffect, useState } from "react";
import { Toaster } from "sonner";
import { BetFormHost } from "@/components/bets/bet-form-host";
import { usePreferencesOrNone } from "@/lib/preferences";
import { queryClient } from "@/lib/queries";
import { useChunkRescue } from "@/hooks/use-chunk-rescue";
import { LiveProvider } from "./live-provider";
import { Shell } from "./shell";

/**
 * Everything around the pages. The exported files hold no text in either language: it appears once the
 * browser has said which one is wanted, so that nobody sees the wrong one first.
 */
export function Application({ children }: { children: React.ReactNode }) {
  const [client] = useState(queryClient);
  const preferences = usePreferencesOrNone();
  useDocument();
  useChunkRescue();
  if (!preferences) return null;
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <LiveProvider>
          <BetFormHost>
            <Shell>{children}</Shell>
          </BetFormHost>
        </LiveProvider>
      </NuqsAdapter>
      <Toaster position="bottom-right" theme={preferences.theme} className="max-md:!bottom-20" closeButton />
    </QueryClientProvider>
  );
}

/** Keeps the language and the theme of the document those that were chosen. */
function useDocument(): void {
  const preferences = usePreferencesOrNone();
  const language = preferences?.language;
  const theme = preferences?.theme;
  useEffect(() => {
    if (language) document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    if (!theme) return;
    const light = window.matchMedia("(prefers-color-scheme: light)");
    const apply = () => {
      document.documentElement.dataset.theme = theme === "system" ? (light.matches ? "light" : "dark") : theme;
    };
    apply();
    light.addEventListener("change", apply);
    return () => light.removeEventListener("change", apply);
  }, [theme]);
}
