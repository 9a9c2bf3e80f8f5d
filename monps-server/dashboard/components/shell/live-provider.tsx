"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useMemo, useState } from "react";
import { answer, api } from "@/lib/api";
import { LiveConnection, type LiveStatus } from "@/lib/live";
import { touched } from "@/lib/queries";

const STREAM = "/api/v1/stream";
/** A page that nobody has seen for so long gives its connection back: browsers have few for each server. */
const HIDDEN_MS = 60_000;

const Live = createContext<LiveStatus>({ state: "connecting", heardAt: null });

/** How the connection to the server is doing. */
export const useLive = () => useContext(Live);

/** Keeps what is shown in step with the server. */
export function LiveProvider({ children }: { children: React.ReactNode }) {
  const client = useQueryClient();
  const [status, setStatus] = useState<LiveStatus>({ state: "connecting", heardAt: null });
  useEffect(() => {
    const live = new LiveConnection({
      url: STREAM,
      onStatus: setStatus,
      onChange: (topics) => {
        if (topics === "all") return void client.invalidateQueries();
        const words = new Set(topics.flatMap((topic) => touched[topic] ?? []));
        for (const word of words) void client.invalidateQueries({ queryKey: [word] });
      },
      isThere: async () => (await answer(api.GET("/livez"))).status === "ok",
    });
    let hidden: ReturnType<typeof setTimeout> | null = null;
    let isOpen = true;
    const seen = () => {
      if (hidden) clearTimeout(hidden);
      hidden = null;
      if (document.hidden) {
        hidden = setTimeout(() => {
          live.close();
          isOpen = false;
        }, HIDDEN_MS);
      } else if (!isOpen) {
        isOpen = true;
        void client.invalidateQueries();
        live.open();
      }
    };
    live.open();
    document.addEventListener("visibilitychange", seen);
    return () => {
      document.removeEventListener("visibilitychange", seen);
      if (hidden) clearTimeout(hidden);
      live.close();
    };
  }, [client]);
  return <Live value={useMemo(() => status, [status])}>{children}</Live>;
}
