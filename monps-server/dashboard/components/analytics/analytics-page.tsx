"use client";

import { Answer, Empty } from "@/components/answer";
import { EquityChart, ProfitBars } from "@/components/charts";
import { Profit } from "@/components/figures";
import { Page } from "@/components/page";
import { StatsWidget } from "@/components/stats-widget";
import { Card } from "@/components/ui/card";
import { SelectField } from "@/components/ui/field";
import { useAnalytics } from "@/hooks/use-analytics";
import { useUrlFilter } from "@/hooks/use-url-filter";
import type { Analytics } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { Books } from "./books";
import { Breakdown } from "./breakdown";
import { Calibrated } from "./calibrated";
import { Clv } from "./clv";
import { Movement } from "./movement";
import { Runs } from "./runs";
import { Sureness } from "./sureness";

const PERIODS = ["7", "30", "90", "365", "3650"] as const;
const DEFAULT = "90";
/** Below about so many bets, a yield says more about luck than about anything else. */
const BETS_TELLING = 2000;
const ADDRESS = ["days", "by", "match", "interval", "calibration"] as const;

/** How well it goes, and how sure one can be. */
export function AnalyticsPage() {
  const text = useText();
  const { values, set } = useUrlFilter(ADDRESS);
  const days = PERIODS.find((period) => period === values.days) ?? DEFAULT;
  const analytics = useAnalytics(Number(days));
  return (
    <Page
      title={text.analytics.title}
      what={text.analytics.what}
      actions={
        <SelectField
          label={text.analytics.period}
          value={days}
          options={PERIODS.map((period) => [period, text.analytics.periods[Number(period)] ?? period] as const)}
          onChange={(event) => void set({ days: event.target.value === DEFAULT ? null : event.target.value })}
        />
      }
    >
      <Answer
        query={analytics}
        lines={10}
        isEmpty={({ bets_analyzed }) => bets_analyzed === 0}
        empty={
          <section className="glass rounded-2xl">
            <Empty title={text.analytics.empty} what={text.analytics.emptyWhat} />
          </section>
        }
      >
        {(data) => <Told data={data} by={values.by} onBy={(by) => void set({ by })} calibration={values.calibration} onCalibration={(calibration) => void set({ calibration })} />}
      </Answer>
      <Card title={text.analytics.books} what={text.analytics.booksWhat}>
        <Books />
      </Card>
      <Card title={text.analytics.movement} what={text.analytics.movementWhat}>
        <Movement match={values.match} interval={values.interval} onChange={(change) => void set(change)} />
      </Card>
    </Page>
  );
}

interface ToldProps {
  data: Analytics;
  by: string | null;
  onBy: (by: string) => void;
  calibration: string | null;
  onCalibration: (of: string | null) => void;
}

function Told({ data, by, onBy, calibration, onCalibration }: ToldProps) {
  const text = useText();
  const format = useFormat();
  const { global_stats: stats, drawdown } = data;
  const money = stats.currency;
  return (
    <div className="space-y-4">
      <p role="status" className="text-sm text-muted">
        {text.analytics.analysed(data.bets_analyzed)}
      </p>
      {data.bets_analyzed < BETS_TELLING && (
        <p className="rounded-xl border border-warn bg-warn-surface p-3 text-sm text-warn">{text.analytics.small(text.home.bets(data.bets_analyzed))}</p>
      )}
      <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
        <StatsWidget label={text.analytics.profit} value={<Profit value={stats.total_profit} currency={money} />}>
          {text.home.staked(format.money(stats.total_stake, money))}
        </StatsWidget>
        <StatsWidget label={text.analytics.roi} what={text.home.roiWhat} value={<Profit value={stats.roi} percent />}>
          <span className="block">{data.evidence.roi ? text.analytics.sureRange(format.signedPercent(data.evidence.roi.low_pct, 1), format.signedPercent(data.evidence.roi.high_pct, 1)) : text.analytics.sureNone}</span>
          {text.common.pair(text.analytics.winRate, format.percent(stats.win_rate, 1))}
        </StatsWidget>
        <StatsWidget label={text.analytics.clv} what={text.analytics.clvWhat} value={<Profit value={stats.avg_clv} percent />}>
          {text.home.clvOver(stats.clv_n)}
        </StatsWidget>
        <StatsWidget label={text.analytics.drawdown} value={format.money(drawdown.max_drawdown, money)}>
          {format.percent(drawdown.max_drawdown_pct, 1)} · <span title={text.analytics.sharpeWhat}>{text.analytics.sharpe}</span> {format.number(data.sharpe_ratio, 2)}
        </StatsWidget>
      </div>
      <div className="grid gap-4 xl:grid-cols-2">
        <Card title={text.analytics.equity} what={text.home.equityWhat}>
          <EquityChart points={data.equity_curve} currency={money} drawdown={drawdown.max_drawdown} />
        </Card>
        <Card title={text.analytics.months}>
          <ProfitBars
            name={text.analytics.months}
            what={text.analytics.monthsSummary(text.analytics.monthCount(data.monthly_performance.length))}
            label={text.analytics.profit}
            bars={data.monthly_performance.map((month) => ({ name: format.month(month.month), profit: month.profit }))}
            currency={money}
          />
        </Card>
        <Card title={text.analytics.sure} what={text.analytics.sureWhat}>
          <Sureness evidence={data.evidence} />
        </Card>
        <Card title={text.analytics.calibration} what={text.analytics.calibrationWhat}>
          <Calibrated evidence={data.evidence} of={calibration} onOf={onCalibration} />
        </Card>
        <Card title={text.analytics.breakdown} className="xl:col-span-2">
          <Breakdown data={data} by={by} onBy={onBy} />
        </Card>
        <Card title={text.analytics.clvTitle} what={text.analytics.clvWhat}>
          <Clv data={data} />
        </Card>
        <Card title={text.analytics.falls}>
          <Runs data={data} />
        </Card>
      </div>
    </div>
  );
}
