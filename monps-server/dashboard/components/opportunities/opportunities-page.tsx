"use client";

import { Keyboard } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Answer, Empty } from "@/components/answer";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { useBankrollStats } from "@/hooks/use-bankroll-stats";
import { useCalmList } from "@/hooks/use-calm-list";
import { useKeys } from "@/hooks/use-keys";
import { useNow } from "@/hooks/use-now";
import { useOpportunities } from "@/hooks/use-opportunities";
import { useRows } from "@/hooks/use-rows";
import { useUrlFilter } from "@/hooks/use-url-filter";
import type { Opportunity } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { FILTERS, ordered, passes, serverFilter } from "./filter";
import { useHidden } from "./hidden";
import { OpportunitiesTable } from "./opportunities-table";
import { OpportunityCard } from "./opportunity-card";
import { OpportunityFilters } from "./opportunity-filters";
import { matchOf } from "./words";

const Detail = dynamic(() => import("./detail/opportunity-detail").then((module) => module.OpportunityDetail), { ssr: false });

const PriceForm = dynamic(() => import("./by-hand/price-form").then((module) => module.PriceForm), { ssr: false });

const ADDRESS = [...FILTERS, "id"] as const;
/** A page longer than this is looked through with filters. */
const ROWS_SHOWN = 100;
/** What a reader by ear is told of the list, at most this often. */
const TOLD_MS = 10_000;

/** What is worth looking at right now. */
export function OpportunitiesPage() {
  const text = useText();
  const format = useFormat();
  const { values, set, clear } = useUrlFilter(ADDRESS);
  const query = useOpportunities(serverFilter(values));
  const { data: bankroll } = useBankrollStats();
  const { isHidden, hide, snooze, showAll } = useHidden();
  const [isBusy, setIsBusy] = useState(false);
  const [isTyping, setIsTyping] = useState(false);
  const [rows, setRows] = useState(ROWS_SHOWN);
  // By the minute: a kick-off window does not need every second.
  const minute = Math.floor(useNow() / 60_000) * 60_000;
  const all = useMemo(() => ordered((query.data ?? []).filter((found) => passes(found, values, minute)), values.sort), [query.data, values, minute]);
  const calm = useCalmList(all, idOf, isBusy);
  const visible = calm.rows.filter((found) => !isHidden(found.id, minute));
  const hidden = calm.rows.length - visible.length;
  const shown = visible.slice(0, rows);
  const open = useCallback((found: Opportunity) => void set({ id: String(found.id) }), [set]);
  const openedId = values.id === null ? null : Number(values.id);
  const current = useRows(shown, open, openedId === null);
  const atCurrent = (deed: (found: Opportunity) => void) => () => current !== null && shown[current] && deed(shown[current]);
  useKeys({ x: atCurrent(hide), z: atCurrent(snooze) }, openedId === null);
  const best = all[0];
  return (
    <Page
      title={text.opportunities.title}
      what={text.opportunities.what}
      actions={
        <Button variant="outline" size="sm" onClick={() => setIsTyping(true)}>
          <Keyboard aria-hidden />
          {text.opportunities.byHand.title}
        </Button>
      }
    >
      <section className="glass rounded-2xl p-4">
        <h2 className="sr-only">{text.opportunities.found(all.length)}</h2>
        <OpportunityFilters values={values} onChange={set} onClear={() => void clear()} />
        <Told words={best ? text.opportunities.topEdge(format.percent(best.edge_pct), matchOf(best)) : text.opportunities.empty} />
        <Answer
          query={query}
          lines={8}
          isEmpty={() => shown.length === 0}
          empty={<Nothing isFiltered={FILTERS.some((name) => values[name])} hidden={hidden} onClear={() => void clear()} onShow={showAll} />}
        >
          {() => (
            <>
              <div className="mb-2 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
                <span>{text.opportunities.found(all.length)}</span>
                {hidden > 0 && (
                  <Button variant="ghost" size="sm" onClick={showAll}>
                    {text.common.pair(text.opportunities.hidden(hidden), text.opportunities.showHidden)}
                  </Button>
                )}
                {calm.waiting > 0 && (
                  <Button size="sm" onClick={calm.apply}>
                    {text.opportunities.fresh(calm.waiting)}
                  </Button>
                )}
              </div>
              <div onPointerEnter={() => setIsBusy(true)} onPointerLeave={() => setIsBusy(false)}>
                <div className="max-lg:hidden">
                  <OpportunitiesTable found={shown} currency={bankroll?.currency} toldAt={query.dataUpdatedAt} current={current} onOpen={open} onHide={hide} onSnooze={snooze} />
                </div>
                <div className="grid gap-3 sm:grid-cols-2 lg:hidden">
                  {shown.map((found) => (
                    <OpportunityCard key={found.id} found={found} toldAt={query.dataUpdatedAt} currency={bankroll?.currency} onOpen={open} onSnooze={snooze} />
                  ))}
                </div>
              </div>
              {visible.length > rows && (
                <Button variant="outline" className="mt-3 w-full" onClick={() => setRows(rows + ROWS_SHOWN)}>
                  {text.common.more}
                </Button>
              )}
            </>
          )}
        </Answer>
      </section>
      {isTyping && <PriceForm onClose={() => setIsTyping(false)} />}
      {openedId !== null && <Detail id={openedId} onClose={() => void set({ id: null })} />}
    </Page>
  );
}

const idOf = (found: Opportunity) => found.id;

function Nothing({ isFiltered, hidden, onClear, onShow }: { isFiltered: boolean; hidden: number; onClear: () => void; onShow: () => void }) {
  const text = useText();
  return (
    <Empty title={isFiltered ? text.opportunities.emptyFiltered : text.opportunities.empty} what={isFiltered ? text.opportunities.emptyFilteredWhat : text.opportunities.emptyWhat}>
      {isFiltered && (
        <Button variant="outline" onClick={onClear}>
          {text.common.reset}
        </Button>
      )}
      {hidden > 0 && (
        <Button variant="outline" onClick={onShow}>
          {text.common.pair(text.opportunities.hidden(hidden), text.opportunities.showHidden)}
        </Button>
      )}
    </Empty>
  );
}

/** Says what is best to whoever listens instead of looking, not at every change. */
function Told({ words }: { words: string }) {
  const [said, setSaid] = useState("");
  const latest = useRef(words);
  useEffect(() => {
    latest.current = words;
  });
  useEffect(() => {
    const timer = setInterval(() => setSaid(latest.current), TOLD_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
