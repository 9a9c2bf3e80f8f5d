"use client";

import { Answer, Empty } from "@/components/answer";
import { Ago } from "@/components/figures";
import { Badge } from "@/components/ui/badge";
import { useFeeds } from "@/hooks/use-feeds";
import { useGlobalStats } from "@/hooks/use-global-stats";
import type { Feed } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";

export const FEED_TONE = { waiting: "gain", running: "primary", failing: "loss" } as const;

/** How old what is known is, by source, and what is left of its quota. */
export function Feeds() {
  const text = useText();
  const format = useFormat();
  const query = useFeeds();
  const { data: global } = useGlobalStats();
  return (
    <>
      <Answer query={query} isEmpty={(feeds) => feeds.length === 0} empty={<Empty title={text.home.systemEmpty} />}>
        {(feeds) => (
          <ul className="divide-y text-sm">
            {feeds.map((feed) => (
              <FeedLine key={feed.id} feed={feed} />
            ))}
          </ul>
        )}
      </Answer>
      {global && (
        <p className="mt-2 text-xs text-muted">
          {[
            text.common.pair(text.analytics.bookColumns.matches, format.number(global.total_matches)),
            text.common.pair(text.analytics.bookColumns.prices, format.number(global.total_odds)),
            text.common.pair(text.opportunities.columns.books, format.number(global.total_bookmakers)),
          ].join(" · ")}
        </p>
      )}
    </>
  );
}

function FeedLine({ feed }: { feed: Feed }) {
  const text = useText();
  const format = useFormat();
  return (
    <li className="py-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium">{feed.title}</span>
        <Badge tone={FEED_TONE[feed.state]}>{text.words.feedState[feed.state] ?? feed.state}</Badge>
      </div>
      <p className="text-muted">
        <Ago at={feed.last_success_at} />
        {feed.last_poll && ` · ${text.home.seen(feed.last_poll.quotes_seen)}`}
        {feed.next_poll_at && (
          <>
            {" · "}
            {text.settings.feeds.next.toLowerCase()} <Ago at={feed.next_poll_at} />
          </>
        )}
        {feed.quota && ` · ${text.home.quota(format.number(feed.quota.remaining), feed.quota.unit)}`}
      </p>
      {feed.last_error && <p className="break-words text-loss">{feed.last_error}</p>}
    </li>
  );
}
