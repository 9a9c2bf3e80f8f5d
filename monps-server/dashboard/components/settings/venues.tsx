"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Answer, Empty } from "@/components/answer";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Table, Td, Th } from "@/components/ui/table";
import { useSaid } from "@/hooks/use-said";
import { useVenues } from "@/hooks/use-venues";
import { answer, api } from "@/lib/api";
import { parseDecimal, typed } from "@/lib/decimal";
import { usePreferences } from "@/lib/preferences";
import { keys, touched } from "@/lib/queries";
import type { Venue } from "@/lib/types";
import { useText } from "@/lib/words";

type Change = Partial<Pick<Venue, "access" | "age_max_s">> & { commission_pct?: string };

function useSaveVenue() {
  const client = useQueryClient();
  const said = useSaid();
  const text = useText();
  return useMutation({
    mutationFn: ({ key, change }: { key: string; change: Change }) => answer(api.PUT("/venues/{key}", { params: { path: { key } }, body: change as never })),
    onSuccess: () => {
      toast.success(text.common.saved);
      return Promise.all(touched.venues.map((word) => client.invalidateQueries({ queryKey: [word] })));
    },
    onError: (error) => toast.error(said(error)),
  });
}

/** Where one may bet, what it costs, and how old a price may be. */
export function Venues() {
  const text = useText();
  const words = text.settings.venues;
  const query = useVenues();
  const [wanted, setWanted] = useState("");
  const fits = (venue: Venue) => `${venue.title} ${venue.key}`.toLowerCase().includes(wanted.trim().toLowerCase());
  return (
    <div className="space-y-4">
      <Presets />
      <TextField className="max-w-md" type="search" data-search="" label={words.search} value={wanted} onChange={(event) => setWanted(event.target.value)} />
      <Answer query={query} lines={6} isEmpty={(venues) => venues.length === 0} empty={<Empty title={words.empty} />}>
        {(venues) => (
          <Table caption={text.settings.sections.venues}>
            <thead>
              <tr>
                <Th>{words.name}</Th>
                <Th>{words.kind}</Th>
                <Th>{words.access}</Th>
                <Th>{words.commission}</Th>
                <Th>{words.ageMax}</Th>
              </tr>
            </thead>
            <tbody>
              {venues.filter(fits).map((venue) => (
                <Row key={`${venue.key}:${venue.commission_pct}:${venue.age_max_s}`} venue={venue} />
              ))}
            </tbody>
          </Table>
        )}
      </Answer>
    </div>
  );
}

const CELL = "h-9 rounded-lg border border-input bg-card-solid px-2 text-sm max-md:h-11";

function Row({ venue }: { venue: Venue }) {
  const text = useText();
  const words = text.settings.venues;
  const save = useSaveVenue();
  return (
    <tr>
      <Td>
        <span className="font-medium">{venue.title}</span>
        <span className="block text-xs text-muted">{venue.key}</span>
      </Td>
      <Td>{text.words.venueKind[venue.kind] ?? venue.kind}</Td>
      <Td>
        <select
          aria-label={words.of(words.access, venue.title)}
          className={CELL}
          value={venue.access}
          onChange={(event) => save.mutate({ key: venue.key, change: { access: event.target.value as Venue["access"] } })}
        >
          {(["held", "reference", "barred"] as const).map((access) => (
            <option key={access} value={access}>
              {text.words.access[access]}
            </option>
          ))}
        </select>
      </Td>
      <Td>
        <NumberCell
          label={words.of(words.commission, venue.title)}
          value={venue.commission_pct}
          onSave={(commission_pct) => save.mutate({ key: venue.key, change: { commission_pct } })}
        />
      </Td>
      <Td>
        <NumberCell label={words.of(words.ageMax, venue.title)} value={venue.age_max_s} onSave={(age) => save.mutate({ key: venue.key, change: { age_max_s: Number(age) } })} />
      </Td>
    </tr>
  );
}

/** A number that is saved when one leaves it or presses Enter. */
function NumberCell({ label, value, onSave }: { label: string; value: number; onSave: (value: string) => void }) {
  const text = useText();
  const { language } = usePreferences();
  const known = typed(value, language);
  const [draft, setDraft] = useState(known);
  const parsed = parseDecimal(draft);
  const problem = "problem" in parsed ? text.common.decimal[parsed.problem] : null;
  const save = () => {
    if ("value" in parsed && draft !== known) onSave(parsed.value);
  };
  return (
    <input
      type="text"
      inputMode="decimal"
      aria-label={label}
      aria-invalid={problem ? true : undefined}
      title={problem ?? undefined}
      className={`${CELL} w-24 text-right tabular-nums aria-invalid:border-loss`}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") save();
        if (event.key === "Escape") setDraft(known);
      }}
    />
  );
}

/** Lists of where one may bet, applied to every bookmaker at once. */
function Presets() {
  const text = useText();
  const words = text.settings.venues;
  const client = useQueryClient();
  const said = useSaid();
  const query = useQuery({ queryKey: keys.venuePresets, queryFn: ({ signal }) => answer(api.GET("/venues/presets", { signal })) });
  const apply = useMutation({
    mutationFn: (name: string) => answer(api.POST("/venues/presets/{name}", { params: { path: { name } } })),
    onSuccess: ({ changed }) => {
      toast.success(words.applied(changed));
      return Promise.all(touched.venues.map((word) => client.invalidateQueries({ queryKey: [word] })));
    },
    onError: (error) => toast.error(said(error)),
  });
  return (
    <Answer query={query} lines={2}>
      {(presets) => (
        <ul aria-label={words.preset} className="grid gap-2 md:grid-cols-3">
          {presets.map((preset) => (
            <li key={preset.name} className="flex flex-col items-start gap-2 rounded-xl border p-3 text-sm">
              <span className="font-medium">{preset.name}</span>
              <span className="flex-1 text-muted">
                {words.presets[preset.name] ?? preset.description}
                {preset.as_of && ` (${preset.as_of})`}
              </span>
              <Button variant="outline" size="sm" disabled={apply.isPending} onClick={() => apply.mutate(preset.name)}>
                {words.apply} {preset.name}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Answer>
  );
}
