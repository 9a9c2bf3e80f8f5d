"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { Answer, Empty } from "@/components/answer";
import { useBetForm } from "@/components/bets/bet-form-host";
import { EquityChart } from "@/components/charts";
import { ordered } from "@/components/opportunities/filter";
import { OpportunityCard } from "@/components/opportunities/opportunity-card";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useAnalytics } from "@/hooks/use-analytics";
import { useBankrollStats } from "@/hooks/use-bankroll-stats";
import { useTopOpportunities } from "@/hooks/use-opportunities";
import { useText } from "@/lib/words";
import { Calendar } from "./calendar";
import { Exposure } from "./exposure";
import { Feeds } from "./feeds";
import { Figures } from "./figures";
import { Kickoffs } from "./kickoffs";

const TOP = 5;
/** Out of how many: what can be bet goes before what is only large. */
const LOOKED_AT = 100;
/** The longest period of the equity and of the calendar on the first page. */
const DAYS = 365;

/** Where the money is, what it does, and what is worth doing now. */
export function HomePage() {
  const text = useText();
  const router = useRouter();
  const top = useTopOpportunities(LOOKED_AT);
  const { data: bankroll } = useBankrollStats();
  return (
    <Page title={text.home.title} what={text.home.what}>
      <Figures />
      <div className="grid gap-4 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <Card
            title={text.home.top}
            actions={
              <Button variant="outline" size="sm" asChild>
                <Link href="/opportunities" prefetch={false}>{text.home.all}</Link>
              </Button>
            }
          >
            <Answer query={top} lines={6} isEmpty={(found) => found.length === 0} empty={<Empty title={text.home.topEmpty} />}>
              {(found) => (
                <div className="space-y-3">
                  {ordered(found, null).slice(0, TOP).map((one) => (
                    <OpportunityCard key={one.id} found={one} toldAt={top.dataUpdatedAt} currency={bankroll?.currency} onOpen={() => router.push(`/opportunities?id=${one.id}`)} />
                  ))}
                </div>
              )}
            </Answer>
          </Card>
          <Card title={text.home.exposure} what={text.home.exposureWhat}>
            <Exposure />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Equity />
          <Card title={text.home.calendar} what={text.home.calendarWhat}>
            <Calendar />
          </Card>
          <Card title={text.home.kickoffs}>
            <Kickoffs />
          </Card>
          <Card title={text.home.system}>
            <Feeds />
          </Card>
        </div>
      </div>
    </Page>
  );
}

function Equity() {
  const text = useText();
  const form = useBetForm();
  const analytics = useAnalytics(DAYS);
  return (
    <Card title={text.home.equity} what={text.home.equityWhat}>
      <Answer
        query={analytics}
        lines={5}
        isEmpty={({ bets_analyzed }) => bets_analyzed === 0}
        empty={
          <Empty title={text.home.first} what={`${text.home.firstWhat} ${text.home.equityEmpty}`}>
            <Button onClick={() => form.open()}>{text.bets.add}</Button>
          </Empty>
        }
      >
        {({ equity_curve, global_stats, drawdown }) => <EquityChart points={equity_curve} currency={global_stats.currency} drawdown={drawdown.max_drawdown} />}
      </Answer>
    </Card>
  );
}
