"use client";

import { Answer, Empty } from "@/components/answer";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { useAdapters } from "@/hooks/use-plugins";
import type { Adapter } from "@/lib/types";
import { useText } from "@/lib/words";

/** Who can speak to which source. */
export function Sources() {
  const text = useText();
  const words = text.data.sources;
  const query = useAdapters();
  return (
    <Card title={words.list} what={words.listWhat}>
      <Answer query={query} lines={8} isEmpty={(all) => all.length === 0} empty={<Empty title={words.empty} />}>
        {(all) => (
          <ul className="grid gap-3 lg:grid-cols-2">
            {all.map((adapter, index) => (
              <Source key={adapter.id ?? adapter.file ?? index} adapter={adapter} />
            ))}
          </ul>
        )}
      </Answer>
    </Card>
  );
}

function Source({ adapter }: { adapter: Adapter }) {
  const text = useText();
  const words = text.data.sources;
  const name = adapter.title ?? adapter.file ?? "—";
  return (
    <li className="min-w-0 rounded-xl border bg-card-solid p-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-medium break-words">{name}</h3>
        {adapter.error ? <Badge tone="loss">{words.refused}</Badge> : adapter.capabilities.map((one) => <Badge key={one}>{words.can[one] ?? one}</Badge>)}
      </div>
      <p className="text-xs break-all text-muted">
        {[adapter.id, adapter.version && text.data.plugins.version(adapter.version), adapter.error ? null : (adapter.file ?? words.builtIn)].filter(Boolean).join(" · ")}
      </p>
      {adapter.summary && (
        <p lang="en" className="mt-1 text-sm">
          {adapter.summary}
        </p>
      )}
      {adapter.error && (
        <p lang="en" className="mt-1 text-sm break-words text-loss">
          {adapter.error}
        </p>
      )}
      {adapter.secrets.length > 0 && <p className="mt-1 text-sm text-muted">{text.common.pair(words.secrets, adapter.secrets.join(", "))}</p>}
      {adapter.config.length > 0 && <Configuration adapter={adapter} />}
    </li>
  );
}

function Configuration({ adapter }: { adapter: Adapter }) {
  const text = useText();
  const words = text.data.sources;
  return (
    <details className="mt-2">
      <summary className="cursor-pointer text-sm text-muted">{words.settings}</summary>
      <Table caption={`${words.settings}: ${adapter.title ?? ""}`}>
        <thead>
          <tr>
            <Th>{words.key}</Th>
            <Th>{words.meaning}</Th>
            <Th>{words.usual}</Th>
          </tr>
        </thead>
        <tbody>
          {adapter.config.map((one) => (
            <tr key={one.key}>
              <Td>
                <code className="text-xs">{one.key}</code>
              </Td>
              <Td lang="en">{one.description}</Td>
              <Td>{one.required ? <Badge tone="warn">{words.needed}</Badge> : (one.default ?? "—")}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
