"use client";

import { useEffect } from "react";

const TRIED = "monps.reloaded";
/** A reload that did not help is not tried again so soon. */
const AGAIN_MS = 60_000;

/** After an upgrade of the server, the parts that an open page still wants are gone: it loads itself anew, once. */
export function useChunkRescue(): void {
  useEffect(() => {
    const failed = (reason: unknown) => {
      const isChunk = reason instanceof Error && /ChunkLoadError|Failed to load chunk|Loading chunk/.test(`${reason.name} ${reason.message}`);
      if (!isChunk) return;
      const tried = Number(sessionStorage.getItem(TRIED) ?? 0);
      if (Date.now() - tried < AGAIN_MS) return;
      sessionStorage.setItem(TRIED, String(Date.now()));
      window.location.reload();
    };
    const onError = (event: ErrorEvent) => failed(event.error);
    const onRejection = (event: PromiseRejectionEvent) => failed(event.reason);
    window.addEventListener("error", onError);
    window.addEventListener("unhandledrejection", onRejection);
    return () => {
      window.removeEventListener("error", onError);
      window.removeEventListener("unhandledrejection", onRejection);
    };
  }, []);
}
