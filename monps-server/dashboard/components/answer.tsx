"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { CircleAlert, Inbox, RotateCw } from "lucide-react";
import { useNow } from "@/hooks/use-now";
import { ApiError } from "@/lib/api";
import { useSaid } from "@/hooks/use-said";
import { useFormat, useText } from "@/lib/words";
import { Button } from "./ui/button";
import { Skeleton } from "./ui/skeleton";

type Query<T> = Pick<UseQueryResult<T>, "data" | "error" | "isPending" | "isError" | "dataUpdatedAt" | "refetch">;

/**
 * The answer to a question, in whichever state it is: awaited, failed, empty, no longer current, or there.
 * It is never blank and never a zero that nobody said.
 */
export function Answer<T>({
  query,
  lines,
  isEmpty,
  empty,
  children,
}: {
  query: Query<T>;
  lines?: number;
  isEmpty?: (data: T) => boolean;
  empty?: React.ReactNode;
  children: (data: T) => React.ReactNode;
}) {
  if (query.data === undefined) {
    return query.isError ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton lines={lines} />;
  }
  const shown = isEmpty?.(query.data) ? empty : children(query.data);
  if (!query.isError) return <div data-state="ready">{shown}</div>;
  return (
    <div data-state="stale">
      <Failure error={query.error} since={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
      <div className="mt-3 grayscale">{shown}</div>
    </div>
  );
}

/** What went wrong, what can be done, and how old is what is still shown. */
export function Failure({ error, since, onRetry }: { error: Error | null; since?: number; onRetry?: () => void }) {
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const said = useSaid();
  const isAway = error instanceof ApiError && error.isAway;
  const request = error instanceof ApiError ? error.requestId : null;
  return (
    <div role="alert" data-state="error" className="flex flex-wrap items-start gap-3 rounded-xl border border-warn bg-warn-surface p-3 text-sm text-warn">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 basis-40">
        <p className="font-medium">{isAway ? text.common.away : text.common.failed}</p>
        {!isAway && error && <p className="break-words">{said(error)}</p>}
        {request && <p className="text-xs break-all">{text.common.request(request)}</p>}
        {since !== undefined && since > 0 && <p>{text.common.lastGood(format.relative(new Date(since).toISOString(), now))}</p>}
      </div>
      {onRetry && (
        <Button variant="outline" size="sm" onClick={onRetry}>
          <RotateCw aria-hidden />
          {text.common.retry}
        </Button>
      )}
    </div>
  );
}

/** Nothing there, and what to do about it. */
export function Empty({ title, what, children }: { title: string; what?: string; children?: React.ReactNode }) {
  return (
    <div data-state="empty" className="flex flex-col items-center gap-2 px-4 py-8 text-center">
      <Inbox aria-hidden className="size-7 text-muted" />
      <p className="font-medium">{title}</p>
      {what && <p className="max-w-prose text-sm text-muted">{what}</p>}
      {children}
    </div>
  );
}
