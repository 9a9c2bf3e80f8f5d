"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { toast } from "sonner";
import { Answer, Empty } from "@/components/answer";
import { Ago } from "@/components/figures";
import { FEED_TONE } from "@/components/home/feeds";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";
import { useFeeds } from "@/hooks/use-feeds";
import { useSaid } from "@/hooks/use-said";
import { answer, api } from "@/lib/api";
import { keys } from "@/lib/queries";
import type { Feed } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";

const LOG_ROWS = 10;

/** Every feed: how it does, what it costs, and a button to ask it now. */
export function Feeds() {
  const text = useText();
  const query = useFeeds();
  return (
    <Answer query={query} isEmpty={(feeds) => feeds.length === 0} empty={<Empty title={text.home.systemEmpty} />}>
      {(feeds) => (
        <ul className="space-y-3">
          {feeds.map((feed) => (
            <FeedCard key={feed.id} feed={feed} />
          ))}
        </ul>
      )}
    </Answer>
  );
}

function FeedCard({ feed }: { feed: Feed }) {
  const text = useText();
  const format = useFormat();
  const words = text.settings.feeds;
  const client = useQueryClient();
  const said = useSaid();
  const run = useMutation({
    mutationFn: () => answer(api.POST("/feeds/{id}/run", { params: { path: { id: feed.id } } })),
    onSuccess: () => {
      toast.success(words.asked);
      return client.invalidateQueries({ queryKey: keys.feeds });
    },
    onError: (error) => toast.error(said(error)),
  });
  const quota = feed.quota;
  return (
    <li className="rounded-xl border bg-card-solid p-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-medium">{feed.title}</h3>
        <Badge tone={FEED_TONE[feed.state]}>{text.words.feedState[feed.state] ?? feed.state}</Badge>
        <span className="text-sm text-muted">{words.every(format.number(feed.every_minutes, 2))}</span>
        <span className="flex-1" />
        <Button variant="outline" size="sm" disabled={run.isPending} onClick={() => run.mutate()}>
          <Play aria-hidden />
          {words.run}
        </Button>
      </div>
      <dl className="mt-2 grid grid-cols-2 gap-x-4 gap-y-1 text-sm sm:grid-cols-3">
        <Pair name={words.last}>
          <Ago at={feed.last_success_at} />
        </Pair>
        <Pair name={words.next}>
          <Ago at={feed.next_poll_at} />
        </Pair>
        <Pair name={words.quota}>{quota ? words.quotaOf(format.number(quota.used), format.number(quota.budget), quota.unit, quota.period) : words.noQuota}</Pair>
      </dl>
      {feed.forecast && <Foreseen forecast={feed.forecast} unit={quota?.unit ?? ""} />}
      {feed.failures > 0 && (
        <p className="mt-1 text-sm break-words text-loss">
          {words.failures(feed.failures)}
          {feed.last_error && `: ${feed.last_error}`}
        </p>
      )}
      <Log id={feed.id} />
    </li>
  );
}

/** Where the spending of a quota leads, and the days that it goes to. */
function Foreseen({ forecast, unit }: { forecast: NonNullable<Feed["forecast"]>; unit: string }) {
  const text = useText();
  const format = useFormat();
  const words = text.settings.feeds;
  const told = words.forecastOf(format.number(forecast.credits_at_end), format.number(forecast.budget), unit, format.dateTime(forecast.period_ends_at));
  return (
    <div className="mt-2 text-sm">
      <p className={forecast.spent_at ? "text-warn" : undefined}>
        {text.common.pair(words.forecast, told)} {forecast.spent_at && words.spentAt(format.dateTime(forecast.spent_at))}
      </p>
      {forecast.last_look_minutes !== null && forecast.last_look_minutes !== undefined && <p className="text-muted">{words.lastLook(format.number(forecast.last_look_minutes, 0), words.events(forecast.events))}</p>}
      {forecast.by_day.length > 0 && (
        <details>
          <summary className="cursor-pointer text-muted">{words.byDay}</summary>
          <Table caption={words.byDay}>
            <thead>
              <tr>
                <Th>{words.dayName}</Th>
                <Th number>{unit || words.quota}</Th>
              </tr>
            </thead>
            <tbody>
              {forecast.by_day.map((day) => (
                <tr key={day.date}>
                  <Td>{format.day(day.date)}</Td>
                  <Td number>{format.number(day.credits)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </details>
      )}
    </div>
  );
}

function Pair({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Log({ id }: { id: string }) {
  const text = useText();
  const format = useFormat();
  const words = text.settings.feeds;
  const query = useQuery({
    queryKey: keys.feedLog(id),
    queryFn: ({ signal }) => answer(api.GET("/feeds/{id}/log", { params: { path: { id }, query: { limit: LOG_ROWS } }, signal })),
  });
  return (
    <details className="mt-2">
      <summary className="cursor-pointer text-sm text-muted">{words.log}</summary>
      <Answer query={query} isEmpty={(polls) => polls.length === 0} empty={<p className="text-sm text-muted">{words.logEmpty}</p>}>
        {(polls) => (
          <Table caption={words.log}>
            <thead>
              <tr>
                <Th>{words.last}</Th>
                <Th number>{words.seen}</Th>
                <Th number>{words.changed}</Th>
              </tr>
            </thead>
            <tbody>
              {polls.map((poll) => (
                <tr key={`${poll.started_at}:${poll.task}`}>
                  <Td title={poll.error ?? undefined}>
                    {format.dateTime(poll.finished_at)} {poll.outcome !== "ok" && <Badge tone="warn">{poll.outcome}</Badge>}
                  </Td>
                  <Td number>{format.number(poll.quotes_seen)}</Td>
                  <Td number>{format.number(poll.quotes_changed)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Answer>
    </details>
  );
}
