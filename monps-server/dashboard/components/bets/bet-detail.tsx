"use client";

import { Pencil, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { Answer } from "@/components/answer";
import { Explained } from "@/components/data/results/explain";
import { Ago, Profit } from "@/components/figures";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Table, Td, Th } from "@/components/ui/table";
import { useBetEntries, useBetTrace } from "@/hooks/use-bets";
import { useVenueTitle } from "@/hooks/use-venues";
import type { Bet } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { BetEdit } from "./bet-edit";
import { BetStatus } from "./bet-status";
import { betTitle, marketName, selectionWord } from "./bet-words";

interface Actions {
  settle: (bets: readonly Bet[], result: string) => void;
  reopen: (ids: readonly number[]) => void;
  remove: (bet: Bet) => void;
}

/** All there is about a bet: its selections, what it did to the ledger, and who did what to it. */
export function BetDetail({ bet, actions, onClose }: { bet: Bet; actions: Actions; onClose: () => void }) {
  const text = useText();
  const [isEdited, setIsEdited] = useState(false);
  return (
    <Dialog open onClose={onClose} side="right" title={betTitle(bet, text)} what={`${text.bets.detail.title} ${bet.id}`}>
      <div className="flex flex-col gap-5">
        <div className="flex flex-wrap items-center gap-2">
          <BetStatus bet={bet} />
          <span className="flex-1" />
          <Button variant="outline" size="sm" aria-expanded={isEdited} onClick={() => setIsEdited(!isEdited)}>
            <Pencil aria-hidden />
            {text.bets.edit}
          </Button>
          <Button
            variant="danger"
            size="sm"
            onClick={() => {
              actions.remove(bet);
              onClose();
            }}
          >
            <Trash2 aria-hidden />
            {text.bets.remove}
          </Button>
        </div>
        {isEdited && <BetEdit bet={bet} onDone={() => setIsEdited(false)} />}
        <Settle bet={bet} actions={actions} />
        <Facts bet={bet} />
        <Legs bet={bet} />
        <Why bet={bet} />
        <Entries bet={bet} />
        <Trace bet={bet} />
      </div>
    </Dialog>
  );
}

function Settle({ bet, actions }: { bet: Bet; actions: Actions }) {
  const text = useText();
  if (bet.status !== "pending") {
    return (
      <Button variant="outline" size="sm" className="self-start" onClick={() => actions.reopen([bet.id])}>
        <RotateCcw aria-hidden />
        {text.bets.reopen}
      </Button>
    );
  }
  return (
    <div role="group" aria-label={text.bets.settleAs} className="flex flex-wrap items-center gap-2">
      <span className="text-sm text-muted">{text.bets.settleAs}</span>
      {["won", "lost", "void", "push", "half_won", "half_lost"].map((result) => (
        <Button key={result} variant="outline" size="sm" onClick={() => actions.settle([bet], result)}>
          {text.words.result[result]}
        </Button>
      ))}
    </div>
  );
}

function Facts({ bet }: { bet: Bet }) {
  const text = useText();
  const format = useFormat();
  const detail = text.bets.detail;
  const title = useVenueTitle();
  const offer = [bet.free_bet && detail.freeBet, bet.boost_rate && detail.boost(format.percent(bet.boost_rate * 100, 0))].filter(Boolean).join(" · ");
  const rows: [string, React.ReactNode][] = [
    [text.bets.columns.book, bet.login ? `${title(bet.bookmaker)} (${bet.login})` : title(bet.bookmaker)],
    [text.bets.columns.placed, format.dateTime(bet.placed_at)],
    [text.bets.filter.channel, text.words.channel[bet.channel] ?? bet.channel],
    [text.bets.columns.strategy, text.words.strategy[bet.strategy] ?? bet.strategy],
    [text.bets.columns.odds, format.odds(bet.odds_value)],
    [text.bets.columns.stake, format.money(bet.stake, bet.currency)],
    [detail.liability, format.money(bet.liability, bet.currency)],
    ...(bet.free_bet || bet.boost_rate ? [[detail.offer, offer] as [string, React.ReactNode]] : []),
    [detail.payout, format.money(bet.payout, bet.currency)],
    [detail.commission, format.money(bet.commission, bet.currency)],
    [text.bets.columns.profit, <Profit key="profit" value={bet.profit_loss} currency={bet.currency} />],
    [detail.closing, format.odds(bet.odds_close)],
    [detail.clv, <Profit key="clv" value={bet.clv} percent />],
    [text.bets.columns.settled, format.dateTime(bet.settled_at)],
    [text.bets.columns.tags, bet.tags.length > 0 ? bet.tags.join(", ") : "—"],
    [detail.notes, bet.notes || "—"],
  ];
  return (
    <dl className="grid grid-cols-1 gap-x-6 gap-y-1.5 text-sm sm:grid-cols-2">
      {rows.map(([name, value]) => (
        <div key={name} className="flex justify-between gap-3 border-b border-border/60 py-1">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 text-right break-words tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Legs({ bet }: { bet: Bet }) {
  const text = useText();
  const format = useFormat();
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{text.bets.detail.legs}</h3>
      <ul className="space-y-2 text-sm">
        {bet.legs.map((leg, index) => (
          <li key={index} className="rounded-lg border p-2">
            <p className="font-medium">{leg.home_team && leg.away_team ? `${leg.home_team} – ${leg.away_team}` : leg.match_id}</p>
            <p className="text-muted">
              {marketName(leg.market_type ?? leg.market, text)} · {selectionWord(leg.outcome, text)}
              {leg.line !== null && leg.line !== undefined && ` ${format.number(leg.line, 2)}`} · {format.odds(leg.odds_value)}
              {leg.commence_time && ` · ${text.bets.detail.kickoff}: ${format.dateTime(leg.commence_time)}`}
              {leg.result && ` · ${text.words.result[leg.result] ?? leg.result}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** By whose word and which rules; asked for when it is opened. */
function Why({ bet }: { bet: Bet }) {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer text-sm font-semibold">{text.data.results.whyTitle}</summary>
      <div className="mt-2">{isOpen && <Explained id={bet.id} />}</div>
    </details>
  );
}

function Entries({ bet }: { bet: Bet }) {
  const text = useText();
  const format = useFormat();
  const query = useBetEntries(bet.id);
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{text.bets.detail.entries}</h3>
      <Answer query={query} isEmpty={(entries) => entries.length === 0} empty={<p className="text-sm text-muted">{text.bets.detail.entriesEmpty}</p>}>
        {(entries) => (
          <Table caption={text.bets.detail.entries}>
            <thead>
              <tr>
                <Th>{text.bets.columns.placed}</Th>
                <Th>{text.settings.bankroll.account}</Th>
                <Th number>{text.settings.bankroll.amount}</Th>
              </tr>
            </thead>
            <tbody>
              {entries.flatMap((entry) =>
                entry.postings.map((posting, index) => (
                  <tr key={`${entry.id}-${index}`}>
                    <Td>{index === 0 && format.dateTime(entry.at)}</Td>
                    <Td>{text.words.account[posting.kind] ?? posting.kind}</Td>
                    <Td number>{format.signedMoney(posting.amount, posting.currency)}</Td>
                  </tr>
                )),
              )}
            </tbody>
          </Table>
        )}
      </Answer>
    </section>
  );
}

function Trace({ bet }: { bet: Bet }) {
  const text = useText();
  const query = useBetTrace(bet.id);
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{text.bets.detail.trace}</h3>
      <Answer query={query}>
        {(rows) => (
          <ol className="space-y-1 text-sm">
            {rows.map((row, index) => (
              <li key={index} className="flex flex-wrap justify-between gap-x-3">
                <span className="min-w-0 break-words">
                  {row.action}: {row.detail}
                </span>
                <Ago at={row.at} className="text-muted" />
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </section>
  );
}
