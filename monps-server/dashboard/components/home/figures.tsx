"use client";

import { Failure } from "@/components/answer";
import { Profit } from "@/components/figures";
import { StatsWidget } from "@/components/stats-widget";
import { useAnalytics } from "@/hooks/use-analytics";
import { useBankrollStats } from "@/hooks/use-bankroll-stats";
import { useGlobalStats } from "@/hooks/use-global-stats";
import { useFormat, useText } from "@/lib/words";
import { cn } from "@/lib/utils";

const PERIODS = [1, 7, 30] as const;

/** The figures that one looks for first. */
export function Figures() {
  const text = useText();
  const format = useFormat();
  const words = text.home;
  const bankroll = useBankrollStats();
  const global = useGlobalStats();
  const failed = [bankroll, global].find((query) => query.isError);
  const money = bankroll.data;
  const bets = global.data;
  return (
    <section aria-label={words.title} className="space-y-3">
      {failed && <Failure error={failed.error} since={failed.dataUpdatedAt} onRetry={() => void Promise.all([bankroll.refetch(), global.refetch()])} />}
      <div className={cn("grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-5", failed && "grayscale")}>
        <StatsWidget label={words.bankroll} isPending={bankroll.isPending} value={format.money(money?.current_bankroll, money?.currency ?? "EUR")}>
          {money && (
            <>
              {words.available(format.money(money.available_balance, money.currency))} · {words.atRisk(format.money(money.at_risk, money.currency))}
              {money.initial_is_default && <span className="block text-warn">{words.bankrollDefault}</span>}
            </>
          )}
        </StatsWidget>
        <ProfitWidget />
        <StatsWidget label={words.roi} what={words.roiWhat} isPending={bankroll.isPending} value={<Profit value={money?.roi} percent />}>
          {money && words.staked(format.money(money.total_staked, money.currency))}
        </StatsWidget>
        <StatsWidget label={words.clv} isPending={global.isPending} value={<Profit value={bets?.avg_clv} percent />}>
          {bets && words.clvOver(bets.clv_n)}
        </StatsWidget>
        <StatsWidget label={words.exposure} what={words.exposureWhat} isPending={bankroll.isPending} value={format.money(money?.current_exposure, money?.currency ?? "EUR")}>
          {money && (
            <>
              {words.openBets(money.pending_bets)} · {words.drawdown} {format.money(money.max_drawdown, money.currency)}
              {money.max_drawdown_pct !== null && money.max_drawdown_pct !== undefined && ` (${format.percent(money.max_drawdown_pct, 1)})`}
            </>
          )}
        </StatsWidget>
      </div>
    </section>
  );
}

/** What was gained in the last day, week and month. */
function ProfitWidget() {
  const text = useText();
  const [day, week, month] = [useAnalytics(PERIODS[0]), useAnalytics(PERIODS[1]), useAnalytics(PERIODS[2])];
  const profit = (query: typeof day) => <Profit value={query.data?.global_stats.total_profit} currency={query.data?.global_stats.currency ?? "EUR"} />;
  return (
    <StatsWidget label={`${text.home.profit}, ${text.home.periods[30]}`} isPending={month.isPending} value={profit(month)}>
      {text.home.periods[1]} {profit(day)} · {text.home.periods[7]} {profit(week)}
    </StatsWidget>
  );
}
