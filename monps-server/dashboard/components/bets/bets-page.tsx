"use client";

import { Download, FileUp } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useMemo, useState } from "react";
import { toast } from "sonner";
import { Answer, Empty } from "@/components/answer";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { allBets, useBet, useBets } from "@/hooks/use-bets";
import { useRows } from "@/hooks/use-rows";
import { useUrlFilter } from "@/hooks/use-url-filter";
import { download } from "@/lib/download";
import { usePreferences } from "@/lib/preferences";
import type { Bet } from "@/lib/types";
import { useText } from "@/lib/words";
import { BetCard } from "./bet-card";
import { BetFilters, FILTERS, serverFilter } from "./bet-filters";
import { useBetForm } from "./bet-form-host";
import { BetsTable, type Column, COLUMNS, COLUMNS_SHOWN } from "./bets-table";
import { useBetActions } from "./use-bet-actions";

const BetDetail = dynamic(() => import("./bet-detail").then((module) => module.BetDetail), { ssr: false });
const Import = dynamic(() => import("./import/import-dialog").then((module) => module.ImportDialog), { ssr: false });

const ADDRESS = [...FILTERS, "id", "columns"] as const;

/** Every bet, filtered, sorted and searched by the server. */
export function BetsPage() {
  const text = useText();
  const form = useBetForm();
  const { values, set, clear } = useUrlFilter(ADDRESS);
  const filter = serverFilter(values);
  const query = useBets(filter);
  const actions = useBetActions();
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [isImporting, setIsImporting] = useState(false);
  const bets = useMemo(() => (query.data?.pages ?? []).flatMap((page) => page.rows).filter((bet) => !actions.leaving.has(bet.id)), [query.data, actions.leaving]);
  const opened = values.id === null ? null : Number(values.id);
  const single = useBet(opened !== null && !bets.some((bet) => bet.id === opened) ? opened : null);
  const detail = bets.find((bet) => bet.id === opened) ?? single.data;
  const open = useCallback((bet: Bet) => void set({ id: String(bet.id) }), [set]);
  const current = useRows(bets, open, detail === undefined && !isImporting);
  const columns = values.columns ? COLUMNS.filter((column) => values.columns?.split(",").includes(column)) : COLUMNS_SHOWN;
  const total = query.data?.pages[0]?.total;
  const isFiltered = FILTERS.some((name) => name !== "sort" && values[name]);
  return (
    <Page
      title={text.bets.title}
      what={text.bets.what}
      actions={
        <>
          <Button variant="outline" size="sm" onClick={() => setIsImporting(true)}>
            <FileUp aria-hidden />
            {text.bets.import.title}
          </Button>
          <Export filter={filter} />
        </>
      }
    >
      <section className="glass rounded-2xl p-4">
        <h2 className="sr-only">{text.bets.title}</h2>
        <BetFilters values={values} onChange={set} onClear={() => void clear()} />
        <Bulk bets={bets.filter((bet) => selected.has(bet.id))} onSettle={(open, result) => void actions.settle(open, result).then(() => setSelected(new Set()))} />
        <Answer
          query={query}
          lines={8}
          isEmpty={() => bets.length === 0}
          empty={
            isFiltered ? (
              <Empty title={text.bets.emptyFiltered}>
                <Button variant="outline" onClick={() => void clear()}>
                  {text.common.reset}
                </Button>
              </Empty>
            ) : (
              <Empty title={text.bets.empty} what={text.bets.emptyWhat}>
                <Button onClick={() => form.open()}>{text.bets.add}</Button>
              </Empty>
            )
          }
        >
          {() => (
            <>
              <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
                <p role="status" className="text-sm text-muted">
                  {total !== null && total !== undefined && text.bets.count(total)}
                </p>
                <Columns shown={columns} onChange={(next) => void set({ columns: next.join(",") })} />
              </div>
              <div className="max-md:hidden">
                <BetsTable bets={bets} columns={columns} sort={filter.sort} onSort={(sort) => void set({ sort })} onOpen={open} current={current} selected={selected} onSelect={setSelected} />
              </div>
              <div className="space-y-3 md:hidden">
                {bets.map((bet) => (
                  <BetCard key={bet.id} bet={bet} onOpen={open} />
                ))}
              </div>
              {query.hasNextPage && (
                <Button variant="outline" className="mt-4 w-full" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {text.common.more}
                </Button>
              )}
            </>
          )}
        </Answer>
      </section>
      {detail && <BetDetail bet={detail} actions={actions} onClose={() => void set({ id: null })} />}
      {isImporting && <Import onClose={() => setIsImporting(false)} />}
    </Page>
  );
}

/** What is done to all selected bets at once: the open ones are settled, and the others stay as they are. */
function Bulk({ bets, onSettle }: { bets: readonly Bet[]; onSettle: (open: readonly Bet[], result: string) => void }) {
  const text = useText();
  if (bets.length === 0) return null;
  const open = bets.filter((bet) => bet.status === "pending");
  return (
    <div role="group" aria-label={text.bets.selected(bets.length)} className="mb-3 flex flex-wrap items-center gap-2 rounded-xl border border-primary p-2 text-sm">
      <span>{text.bets.selected(bets.length)}</span>
      {open.length > 0 &&
        ["won", "lost", "void"].map((result) => (
          <Button key={result} variant="outline" size="sm" onClick={() => onSettle(open, result)}>
            {text.common.pair(text.bets.settleAs, text.words.result[result] ?? result)}
          </Button>
        ))}
      {open.length < bets.length && <span className="text-muted">{text.bets.settledStay(bets.length - open.length)}</span>}
    </div>
  );
}

/** Which columns the table has. */
function Columns({ shown, onChange }: { shown: readonly Column[]; onChange: (columns: Column[]) => void }) {
  const text = useText();
  const hidden = COLUMNS.filter((column) => column !== "match");
  return (
    <details className="relative max-md:hidden">
      <summary className="cursor-pointer rounded-lg px-2 py-1 text-sm text-muted hover:bg-raised">{text.bets.chooseColumns}</summary>
      <ul className="absolute right-0 z-20 mt-1 w-52 rounded-xl border bg-card-solid p-2 shadow-xl">
        {hidden.map((column) => (
          <li key={column}>
            <label className="flex min-h-8 items-center gap-2 text-sm">
              <input
                type="checkbox"
                className="size-4"
                checked={shown.includes(column)}
                onChange={() => onChange(shown.includes(column) ? shown.filter((one) => one !== column) : COLUMNS.filter((one) => one === column || shown.includes(one)))}
              />
              {text.bets.columns[column]}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The address of the filtered bets as a file, written as spreadsheets of the language read it. */
function csvAddress(filter: ReturnType<typeof serverFilter>, language: string): string {
  const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]));
  query.set("separator", language === "fr" ? "semicolon" : "comma");
  query.set("decimals", language === "fr" ? "comma" : "point");
  return `/api/v1/bets/export?${query.toString()}`;
}

/** The filtered bets as a file. */
function Export({ filter }: { filter: ReturnType<typeof serverFilter> }) {
  const text = useText();
  const { language } = usePreferences();
  const [isBusy, setIsBusy] = useState(false);
  const json = async () => {
    setIsBusy(true);
    try {
      const bets = await allBets(filter);
      download("bets.json", "application/json", `${JSON.stringify(bets, null, 2)}\n`);
      toast.success(text.bets.exported(bets.length));
    } catch (error) {
      toast.error((error as Error).message);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <>
      <Button asChild variant="outline" size="sm">
        <a href={csvAddress(filter, language)} download="bets.csv" title={text.bets.exportWhat}>
          <Download aria-hidden />
          {text.bets.exportCsv}
        </a>
      </Button>
      <Button variant="outline" size="sm" disabled={isBusy} title={text.bets.exportWhat} onClick={() => void json()}>
        <Download aria-hidden />
        {text.bets.exportJson}
      </Button>
    </>
  );
}
