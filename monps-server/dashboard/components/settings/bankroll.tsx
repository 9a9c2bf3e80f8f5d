"use client";

import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Answer, Failure } from "@/components/answer";
import { Profit } from "@/components/figures";
import { Button } from "@/components/ui/button";
import { DecimalField, SelectField, TextField } from "@/components/ui/field";
import { Table, Td, Th } from "@/components/ui/table";
import { useAccounts, useBalances, useCashMove, useVerify } from "@/hooks/use-ledger";
import { useVenues } from "@/hooks/use-venues";
import { ApiError } from "@/lib/api";
import { parseDecimal } from "@/lib/decimal";
import type { CashMove } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";

/** Balances, accounts, and money moved in or out. */
export function Bankroll() {
  return (
    <div className="space-y-5">
      <Balances />
      <Move />
      <Accounts />
    </div>
  );
}

function Balances() {
  const text = useText();
  const format = useFormat();
  const words = text.settings.bankroll;
  const query = useBalances();
  return (
    <Answer query={query}>
      {(balances) => (
        <Table caption={words.balances}>
          <thead>
            <tr>
              <Th>{words.balances}</Th>
              <Th number>{words.available}</Th>
              <Th number>{words.atRisk}</Th>
              <Th number>{words.equity}</Th>
              <Th number>{words.putIn}</Th>
              <Th number>{words.profit}</Th>
            </tr>
          </thead>
          <tbody>
            {balances.map((balance) => (
              <tr key={`${balance.currency}:${balance.paper}`}>
                <Td>
                  {balance.paper ? words.paper : words.real} ({balance.currency})
                </Td>
                <Td number>{format.money(balance.available, balance.currency)}</Td>
                <Td number>{format.money(balance.at_risk, balance.currency)}</Td>
                <Td number className="font-semibold">
                  {format.money(balance.equity, balance.currency)}
                </Td>
                <Td number>{format.money(balance.put_in, balance.currency)}</Td>
                <Td number>
                  <Profit value={balance.profit} currency={balance.currency} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Answer>
  );
}

function Move() {
  const text = useText();
  const words = text.settings.bankroll;
  const move = useCashMove();
  const { data: venues = [] } = useVenues();
  const [amount, setAmount] = useState("");
  const [bookmaker, setBookmaker] = useState("");
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const run = (kind: "deposit" | "withdrawal") => {
    const parsed = parseDecimal(amount);
    if ("problem" in parsed) return setProblem(text.common.decimal[parsed.problem]);
    const body = { amount: parsed.value, bookmaker: bookmaker || undefined, note: note.trim() || undefined } as CashMove;
    move.mutate(
      { kind, move: body },
      {
        onSuccess: () => {
          toast.success(words.done);
          setAmount("");
          setNote("");
        },
        onError: (error) => setProblem(error instanceof ApiError ? (error.errors.find(({ field }) => field === "amount")?.message ?? null) : null),
      },
    );
  };
  return (
    <form noValidate aria-label={words.move} onSubmit={(event) => (event.preventDefault(), run("deposit"))}>
      <h3 className="mb-2 text-sm font-semibold">{words.move}</h3>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
        <DecimalField
          label={words.amount}
          value={amount}
          problem={problem}
          onChange={(event) => {
            setProblem(null);
            setAmount(event.target.value);
          }}
        />
        <SelectField label={words.where} value={bookmaker} options={[["", words.bank], ...venues.map((venue) => [venue.key, venue.title] as const)]} onChange={(event) => setBookmaker(event.target.value)} />
        <TextField label={`${words.note} (${text.common.optional})`} value={note} onChange={(event) => setNote(event.target.value)} />
      </div>
      {move.isError && (
        <div className="mt-3">
          <Failure error={move.error} />
        </div>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button type="submit" size="sm" disabled={move.isPending}>
          {words.deposit}
        </Button>
        <Button variant="outline" size="sm" disabled={move.isPending} onClick={() => run("withdrawal")}>
          {words.withdraw}
        </Button>
      </div>
    </form>
  );
}

function Accounts() {
  const text = useText();
  const format = useFormat();
  const words = text.settings.bankroll;
  const query = useAccounts();
  const verify = useVerify();
  return (
    <section>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-sm font-semibold">{words.accounts}</h3>
        <Button variant="outline" size="sm" disabled={verify.isPending} onClick={() => verify.mutate()}>
          <ShieldCheck aria-hidden />
          {words.verify}
        </Button>
      </div>
      {verify.data && (
        <p role="status" className={verify.data.sound ? "text-sm text-gain" : "text-sm text-loss"}>
          {verify.data.sound ? words.sound(words.entries(verify.data.entries)) : words.unsound(verify.data.fault ?? "")}
        </p>
      )}
      {verify.isError && <Failure error={verify.error} />}
      <Answer query={query}>
        {(accounts) => (
          <Table caption={words.accounts}>
            <thead>
              <tr>
                <Th>{words.account}</Th>
                <Th number>{words.balance}</Th>
              </tr>
            </thead>
            <tbody>
              {accounts.map((account) => (
                <tr key={account.id}>
                  <Td>
                    {text.words.account[account.kind] ?? account.kind}
                    {account.bookmaker && ` · ${account.bookmaker}`}
                    {account.login && ` (${account.login})`}
                    {account.paper && ` · ${words.paper}`}
                  </Td>
                  <Td number>{format.money(account.balance, account.currency)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Answer>
    </section>
  );
}
