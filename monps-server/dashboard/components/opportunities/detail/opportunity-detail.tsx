"use client";

import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Failure } from "@/components/answer";
import { useBetForm } from "@/components/bets/bet-form-host";
import { Ago } from "@/components/figures";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { DecimalField } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { useKeys } from "@/hooks/use-keys";
import { useOpportunity, useRecheck } from "@/hooks/use-opportunities";
import { useSaid } from "@/hooks/use-said";
import { ApiError } from "@/lib/api";
import { parseDecimal } from "@/lib/decimal";
import type { Opportunity } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { Grade } from "../grade";
import { marketName, matchOf, prefillOf, reasonWord } from "../words";
import { Arithmetic, Payoff, Proof } from "./arithmetic";
import { Fair } from "./fair";
import { Movement } from "./movement";
import { Quotes } from "./quotes";

/** A finding opened to its arithmetic: every price behind it, the stakes, what comes back, and the doubts. */
export function OpportunityDetail({ id, onClose }: { id: number; onClose: () => void }) {
  const text = useText();
  const [total, setTotal] = useState("");
  const parsed = parseDecimal(total);
  const query = useOpportunity(id, "value" in parsed && Number(parsed.value) > 0 ? Number(parsed.value) : undefined);
  const found = query.data;
  const isGone = query.error instanceof ApiError && query.error.status === 404;
  const problem = "problem" in parsed && parsed.problem !== "empty" ? text.common.decimal[parsed.problem] : null;
  return (
    <Dialog open onClose={onClose} side="right" title={found ? matchOf(found) : text.opportunities.title} what={found && `${marketName(found.market, text)}${found.league ? ` · ${found.league}` : ""}`}>
      <div className="flex flex-col gap-5">
        {isGone && (
          <div role="status" className="rounded-xl border border-warn bg-warn-surface p-3 text-sm text-warn">
            <p className="font-medium">{text.opportunities.gone}</p>
            <p>{text.opportunities.goneWhat}</p>
          </div>
        )}
        {query.isError && !isGone && <Failure error={query.error} since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />}
        {!found && query.isPending && <Skeleton lines={8} />}
        {found && (
          <div className={isGone ? "grayscale" : undefined}>
            <Head found={found} />
            <div className="mt-5 flex flex-col gap-5">
              <Arithmetic found={found} toldAt={query.dataUpdatedAt}>
                <DecimalField className="max-w-48" label={text.opportunities.filter.total} value={total} problem={problem} placeholder="100" onChange={(event) => setTotal(event.target.value)} />
              </Arithmetic>
              <Proof found={found} />
              <Payoff found={found} />
              <Trust found={found} />
              <Quotes found={found} />
              <Fair found={found} />
              <Movement found={found} />
            </div>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Head({ found }: { found: Opportunity }) {
  const text = useText();
  const format = useFormat();
  const said = useSaid();
  const recheck = useRecheck();
  const betForm = useBetForm();
  const [first] = found.legs;
  useKeys({ b: () => first && betForm.open(prefillOf(found, first)) });
  const ask = () =>
    recheck.mutate(found.id, {
      onSuccess: ({ stands, edge_pct_before, edge_pct, credits, errors }) => {
        const cost = credits > 0 ? ` ${text.opportunities.recheckCost(format.number(credits))}` : "";
        if (errors.length > 0) toast.error(errors.join(" · "));
        else if (stands) toast.success(text.opportunities.recheckStands(format.percent(edge_pct_before), format.percent(edge_pct)) + cost);
        else toast.warning(text.opportunities.recheckGone + cost);
      },
      onError: (error) => toast.error(said(error)),
    });
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-3xl font-semibold text-gain tabular-nums">{format.signedPercent(found.edge_pct)}</span>
        <Badge tone="primary">{text.words.kind[found.opportunity_type] ?? found.opportunity_type}</Badge>
        <Grade found={found} />
        <span className="flex-1" />
        <Button variant="outline" size="sm" disabled={recheck.isPending} onClick={ask}>
          <RefreshCw aria-hidden />
          {text.opportunities.recheck}
        </Button>
      </div>
      <p className="mt-1 text-sm text-muted">
        {text.common.pair(text.bets.detail.kickoff, format.dateTime(found.commence_time))} (<Ago at={found.commence_time} />) · {text.common.pair(text.opportunities.columns.books, format.number(found.nb_bookmakers))} ·{" "}
        {text.opportunities.firstSeen(format.time(found.first_seen))}
      </p>
    </>
  );
}

function Trust({ found }: { found: Opportunity }) {
  const text = useText();
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{text.opportunities.trust}</h3>
      {found.trust.reasons.length === 0 ? (
        <p className="text-sm">{text.opportunities.trustFine}</p>
      ) : (
        <ul className="list-disc space-y-1 pl-5 text-sm">
          {found.trust.reasons.map((reason) => (
            <li key={reason.code} title={reason.detail}>
              {reasonWord(reason, text)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
