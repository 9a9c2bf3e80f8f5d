"use client";

import { RotateCw, ShieldCheck } from "lucide-react";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useDeed } from "@/hooks/use-deed";
import { answer, api } from "@/lib/api";
import type { Plugin } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";

const TONES: Record<Plugin["state"], Tone> = { running: "gain", waiting: "warn", quarantined: "loss", refused: "loss" };
const TOUCHED = ["plugins", "adapters", "feeds"] as const;
const HASH_SHOWN = 12;
const BYTES_PER_MB = 1_048_576;

/** One plugin. */
export function PluginCard({ plugin }: { plugin: Plugin }) {
  const text = useText();
  const words = text.data.plugins;
  return (
    <li className="flex min-w-0 flex-col gap-2 rounded-xl border bg-card-solid p-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-medium break-words">{plugin.name}</h3>
        <Badge tone={TONES[plugin.state]} title={words.stateWhat[plugin.state]}>
          {words.states[plugin.state] ?? plugin.state}
        </Badge>
      </div>
      <p className="text-xs break-all text-muted">
        {plugin.id} · {words.version(plugin.version)}
      </p>
      {plugin.summary && (
        <p lang="en" className="text-sm">
          {plugin.summary}
        </p>
      )}
      <p className="text-sm text-muted">{words.stateWhat[plugin.state]}</p>
      {plugin.running_version && plugin.running_version !== plugin.version && <p className="text-sm text-warn">{words.runs(plugin.running_version)}</p>}
      {plugin.problem && (
        <p lang="en" className="text-sm break-words text-loss">
          {plugin.problem}
        </p>
      )}
      <Rights plugin={plugin} />
      <Health plugin={plugin} />
      <p className="text-xs break-all text-muted">{text.common.pair(words.hash, plugin.sha256)}</p>
      <Deeds plugin={plugin} />
    </li>
  );
}

/** What it asks for, and what of that it may. */
function Rights({ plugin }: { plugin: Plugin }) {
  const words = useText().data.plugins;
  if (plugin.asks.length === 0) return <p className="text-sm">{words.asksNothing}</p>;
  const waits = new Set(plugin.waits_for);
  return (
    <div className="text-sm">
      <p className="text-xs text-muted">{words.asks}</p>
      <ul className="list-disc space-y-1 pl-5">
        {plugin.asks.map((one) => (
          <li key={one} className="break-words">
            <span lang="en">{one}</span> <Badge tone={waits.has(one) ? "warn" : "gain"}>{waits.has(one) ? words.notAllowed : words.allowed}</Badge>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Health({ plugin }: { plugin: Plugin }) {
  const text = useText();
  const format = useFormat();
  const words = text.data.plugins;
  const { health } = plugin;
  const rows: [string, string][] = [
    [words.figures.conversations, format.number(health.conversations)],
    [words.figures.quotes, format.number(health.quotes)],
    [words.figures.skipped, format.number(health.skipped)],
    [words.figures.faults, format.number(health.faults)],
    [words.figures.traps, format.number(health.traps)],
    [words.figures.traps_in_a_row, format.number(health.traps_in_a_row)],
    [words.figures.memory, words.megabytes(format.number(health.memory_bytes_peak / BYTES_PER_MB, 1))],
    [words.figures.busy, format.age(health.busy_us / 1_000_000)],
  ];
  return (
    <details>
      <summary className="cursor-pointer text-sm text-muted">{words.health}</summary>
      <dl className="mt-1 grid grid-cols-2 gap-x-4 gap-y-1 text-sm sm:grid-cols-4">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt className="text-xs text-muted">{name}</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {health.last_trap && (
        <p className="mt-1 text-sm break-words text-loss">
          {words.lastTrap}: <span lang="en">{health.last_trap}</span>
        </p>
      )}
    </details>
  );
}

function Deeds({ plugin }: { plugin: Plugin }) {
  const words = useText().data.plugins;
  const path = { id: plugin.id };
  const approve = useDeed({
    // The hash that was looked at: another file is not allowed by mistake.
    run: () => answer(api.POST("/plugins/{id}/approve", { params: { path }, body: { sha256: plugin.sha256 } })),
    touches: TOUCHED,
    onDone: () => ({ said: words.approved }),
  });
  const reload = useDeed({
    run: () => answer(api.POST("/plugins/{id}/reload", { params: { path } })),
    touches: TOUCHED,
    onDone: () => ({ said: words.reloaded }),
  });
  return (
    <div className="mt-auto flex flex-wrap items-center gap-2">
      {plugin.waits_for.length > 0 && (
        <>
          <Button size="sm" disabled={approve.isPending} onClick={() => approve.mutate(undefined)}>
            <ShieldCheck aria-hidden />
            {words.approve}
            <span className="sr-only">{`: ${plugin.name}`}</span>
          </Button>
          <span className="text-xs text-muted">{words.approveWhat(`${plugin.sha256.slice(0, HASH_SHOWN)}…`)}</span>
        </>
      )}
      <Button variant="outline" size="sm" disabled={reload.isPending} onClick={() => reload.mutate(undefined)}>
        <RotateCw aria-hidden />
        {words.reload}
        <span className="sr-only">{`: ${plugin.name}`}</span>
      </Button>
    </div>
  );
}
