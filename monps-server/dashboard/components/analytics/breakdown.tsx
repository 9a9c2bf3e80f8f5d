"use client";

import { Tabs } from "radix-ui";
import { Profit } from "@/components/figures";
import { marketName } from "@/components/bets/bet-words";
import { Table, Td, Th } from "@/components/ui/table";
import type { Analytics, GroupStats } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import type { Dictionary } from "@/lib/i18n";

const WAYS = ["bookmaker", "sport", "market", "strategy", "price", "weekday", "channel"] as const;
type Way = (typeof WAYS)[number];

/** The groups of a way to tell bets apart, with names for people. */
function groupsOf(data: Analytics, way: Way, text: Dictionary): GroupStats[] {
  const named = (groups: GroupStats[], name: (group: string) => string) => groups.map((group) => ({ ...group, name: name(group.name) }));
  switch (way) {
    case "bookmaker":
      return data.bookmaker_stats;
    case "sport":
      return named(data.by_sport, (sport) => text.words.sport[sport] ?? sport);
    case "market":
      return named(data.by_market, (market) => marketName(market, text));
    case "strategy":
      return named(data.by_strategy, (strategy) => text.words.strategy[strategy] ?? strategy);
    case "price":
      return data.by_price_band;
    case "weekday":
      return named(data.by_weekday, (day) => text.words.weekday[day] ?? day);
    case "channel": {
      const { ligne, tabac } = data.performance_by_type;
      return named([{ name: "ligne", ...ligne }, { name: "tabac", ...tabac }], (channel) => text.words.channel[channel] ?? channel);
    }
  }
}

/** What the bets came to, told apart in seven ways. */
export function Breakdown({ data, by, onBy }: { data: Analytics; by: string | null; onBy: (by: string) => void }) {
  const text = useText();
  const way = WAYS.find((one) => one === by) ?? "bookmaker";
  return (
    <Tabs.Root value={way} onValueChange={onBy}>
      <Tabs.List aria-label={text.analytics.breakdown} className="mb-3 flex flex-wrap gap-1">
        {WAYS.map((one) => (
          <Tabs.Trigger key={one} value={one} className="rounded-lg px-3 py-1.5 text-sm text-muted hover:bg-raised data-[state=active]:bg-raised data-[state=active]:font-medium data-[state=active]:text-primary max-md:min-h-11">
            {text.analytics.by[one]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value={way}>
        <Groups groups={groupsOf(data, way, text)} currency={data.global_stats.currency} caption={text.analytics.by[way]} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

function Groups({ groups, currency, caption }: { groups: readonly GroupStats[]; currency: string; caption: string }) {
  const text = useText();
  const format = useFormat();
  const columns = text.analytics.columns;
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>{columns.name}</Th>
          <Th number>{columns.bets}</Th>
          <Th number>{columns.stake}</Th>
          <Th number>{columns.profit}</Th>
          <Th number>{columns.roi}</Th>
          <Th number>{columns.winRate}</Th>
          <Th number>{columns.odds}</Th>
          <Th number>{columns.clv}</Th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.name}>
            <Td className="font-medium">{group.name}</Td>
            <Td number>{format.number(group.bets_count)}</Td>
            <Td number>{format.money(group.total_stake, currency)}</Td>
            <Td number>
              <Profit value={group.profit} currency={currency} />
            </Td>
            <Td number>{format.signedPercent(group.roi, 1)}</Td>
            <Td number>{format.percent(group.win_rate, 1)}</Td>
            <Td number>{format.odds(group.avg_odds)}</Td>
            <Td number>{format.signedPercent(group.avg_clv, 1)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
