"use client";

import { useState } from "react";
import { Awaiting } from "./awaiting";
import { Disputes } from "./disputes";
import { SayResult, type Subject } from "./say-result";

/** How matches ended, by whose word, and which bets wait for it. */
export function Results() {
  const [said, setSaid] = useState<Subject | null>(null);
  return (
    <>
      <Disputes onSay={setSaid} />
      <Awaiting onSay={setSaid} />
      {said && <SayResult key={said.match_id} subject={said} onClose={() => setSaid(null)} />}
    </>
  );
}
