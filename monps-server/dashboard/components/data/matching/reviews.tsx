"use client";

import { Check, Undo2, X } from "lucide-react";
import { Answer, Empty } from "@/components/answer";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { SelectField } from "@/components/ui/field";
import { Table, Td, Th } from "@/components/ui/table";
import { useDeed } from "@/hooks/use-deed";
import { REVIEW_STATES, useReviews } from "@/hooks/use-matching";
import { useRows } from "@/hooks/use-rows";
import { useUrlFilter } from "@/hooks/use-url-filter";
import { answer, api } from "@/lib/api";
import type { MatchReview } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { cn } from "@/lib/utils";
import { TOUCHED } from "./touched";
import { sidesOf, Summary } from "./summary";

const ADDRESS = ["state"] as const;

type Answered = "accept" | "reject" | "undo";

/** The questions that names alone do not decide, with what speaks for and against. */
export function Reviews() {
  const text = useText();
  const words = text.data.matching;
  const { values, set } = useUrlFilter(ADDRESS);
  const state = REVIEW_STATES.find((one) => one === values.state) ?? "open";
  const query = useReviews(state);
  const current = useRows(query.data?.rows ?? [], (row) => document.getElementById(`review-${row.id}`)?.querySelector("button")?.focus(), true);
  const open = state === "open" ? query.data?.total : null;
  return (
    <Card
      title={words.queue}
      what={words.queueWhat}
      actions={
        <SelectField
          label={words.state}
          value={state}
          options={REVIEW_STATES.map((one) => [one, words.states[one] ?? one] as const)}
          onChange={(event) => void set({ state: event.target.value === "open" ? null : event.target.value })}
        />
      }
    >
      <Answer query={query} lines={6} isEmpty={({ rows }) => rows.length === 0} empty={<Empty title={words.empty} what={state === "open" ? words.emptyWhat : undefined} />}>
        {({ rows }) => (
          <>
            {open !== null && open !== undefined && (
              <p role="status" className="mb-2 text-sm text-muted">
                {words.open(open)}
              </p>
            )}
            <ul className="space-y-3">
              {rows.map((review, index) => (
                <Review key={review.id} review={review} row={index} isCurrent={index === current} />
              ))}
            </ul>
          </>
        )}
      </Answer>
    </Card>
  );
}

function useAnswered() {
  const text = useText();
  const words = text.data.matching;
  const run = ({ id, how }: { id: number; how: Answered }) => {
    const params = { params: { path: { id } } };
    if (how === "accept") return answer(api.POST("/matching/review/{id}/accept", params));
    if (how === "reject") return answer(api.POST("/matching/review/{id}/reject", params));
    return answer(api.POST("/matching/review/{id}/undo", params));
  };
  const back = useDeed({ run, touches: TOUCHED, onDone: () => ({ said: words.undone }) });
  return useDeed({
    run,
    touches: TOUCHED,
    onDone: (_, { id, how }) => {
      if (how === "undo") return { said: words.undone };
      const undo = { label: text.common.undo, run: () => back.mutate({ id, how: "undo" }) };
      return { said: how === "accept" ? words.accepted : words.rejected, undo };
    },
  });
}

function Review({ review, row, isCurrent }: { review: MatchReview; row: number; isCurrent: boolean }) {
  const text = useText();
  const format = useFormat();
  const words = text.data.matching;
  const answered = useAnswered();
  const share = (value: number) => format.percent(value * 100, 1);
  const name = review.match ? sidesOf(review.match) : review.reference;
  const button = (how: Answered, label: string, Icon: typeof Check, variant: "default" | "outline") => (
    <Button variant={variant} size="sm" disabled={answered.isPending} onClick={() => answered.mutate({ id: review.id, how })}>
      <Icon aria-hidden />
      {label}
      <span className="sr-only">{`: ${name}`}</span>
    </Button>
  );
  return (
    <li id={`review-${review.id}`} data-row={row} className={cn("rounded-xl border bg-card-solid p-3", isCurrent && "outline-2 outline-ring")}>
      <div className="grid gap-2 md:grid-cols-2">
        <Summary title={words.from(review.source)} match={review.match} />
        <Summary title={words.known} match={review.candidate} />
      </div>
      <p className="mt-2 text-sm">
        {words.alike(share(review.score), share(review.runner_up))} {review.swapped && <Badge tone="warn">{words.swapped}</Badge>}
      </p>
      <ul lang="en" className="list-disc pl-5 text-sm text-muted">
        {review.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {review.names.length > 0 && (
        <details className="mt-1">
          <summary className="cursor-pointer text-sm text-muted">{words.evidence}</summary>
          <Table caption={`${words.evidence}: ${name}`}>
            <thead>
              <tr>
                <Th>{words.heard}</Th>
                <Th>{words.catalogue}</Th>
                <Th number>{words.likeness}</Th>
              </tr>
            </thead>
            <tbody>
              {review.names.map((one) => (
                <tr key={`${one.heard}:${one.known}`}>
                  <Td>{one.heard}</Td>
                  <Td>{one.known}</Td>
                  <Td number>{one.score === null || one.score === undefined ? words.learnt : share(one.score)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </details>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-2">
        {review.state === "open" ? (
          <>
            {button("accept", words.accept, Check, "default")}
            {button("reject", words.reject, X, "outline")}
          </>
        ) : (
          <>
            <Badge>{words.states[review.state] ?? review.state}</Badge>
            {review.answered_by && <span className="text-sm text-muted">{words.answered(review.answered_by)}</span>}
            {review.state !== "moot" && button("undo", words.undo, Undo2, "outline")}
          </>
        )}
      </div>
    </li>
  );
}
