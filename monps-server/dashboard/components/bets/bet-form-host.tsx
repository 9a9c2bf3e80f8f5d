"use client";

import dynamic from "next/dynamic";
import { createContext, useContext, useMemo, useState } from "react";
import type { Prefill } from "./draft";

const BetForm = dynamic(() => import("./bet-form").then((module) => module.BetForm), { ssr: false });

interface Host {
  /** Shows the form, with what is known already. */
  open(prefill?: Prefill): void;
}

const Context = createContext<Host>({ open: () => {} });

/** The form for a new bet, from anywhere. */
export const useBetForm = () => useContext(Context);

/** Where the form appears. */
export function BetFormHost({ children }: { children: React.ReactNode }) {
  const [prefill, setPrefill] = useState<Prefill | null>(null);
  const host = useMemo<Host>(() => ({ open: (known = {}) => setPrefill(known) }), []);
  return (
    <Context value={host}>
      {children}
      {prefill && <BetForm prefill={prefill} onClose={() => setPrefill(null)} />}
    </Context>
  );
}
