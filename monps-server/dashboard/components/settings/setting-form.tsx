"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Answer, Failure } from "@/components/answer";
import { Ago } from "@/components/figures";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DecimalField, TextField } from "@/components/ui/field";
import { SwitchField } from "@/components/ui/switch";
import { answer, api, ApiError } from "@/lib/api";
import { ruleSentence } from "@/lib/errors";
import { usePreferences } from "@/lib/preferences";
import { keys, touched } from "@/lib/queries";
import type { Setting } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";
import { type Draft, draftOf, FIELDS, read } from "./fields";

/** Saves a setting; the server checks it and keeps what was before. */
function useSaveSetting(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (value: Record<string, unknown>) => answer(api.PUT("/settings/{key}", { params: { path: { key } }, body: { value: value as never } })),
    onSuccess: () => Promise.all(touched.settings.map((word) => client.invalidateQueries({ queryKey: [word] }))),
  });
}

/** The form of one setting. */
export function SettingForm({ setting }: { setting: Setting }) {
  const text = useText();
  const { language } = usePreferences();
  const value = setting.value as Record<string, unknown>;
  const [draft, setDraft] = useState<Draft>(() => draftOf(setting.key, value, language));
  const [problems, setProblems] = useState<Record<string, string>>({});
  const save = useSaveSetting(setting.key);
  const words = text.settings.fields[setting.key] ?? {};
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const said = read(setting.key, draft, value, text);
    if ("problems" in said) return setProblems(said.problems);
    save.mutate(said.value, {
      onSuccess: () => toast.success(text.common.saved),
      onError: (error) => {
        if (!(error instanceof ApiError)) return;
        setProblems(Object.fromEntries(error.errors.map(({ field, message }) => [field.replace(/^value\./, ""), ruleSentence(message, language)])));
      },
    });
  };
  const change = (name: string, to: string | boolean) => {
    setProblems({});
    setDraft((before) => ({ ...before, [name]: to }));
  };
  return (
    <form onSubmit={submit} noValidate aria-label={words.title} className="mt-4 border-t pt-4 first:mt-0 first:border-0 first:pt-0">
      <header className="mb-2 flex flex-wrap items-center gap-2">
        <h3 className="text-sm font-semibold">{words.title}</h3>
        {setting.is_default && <Badge>{text.settings.isDefault}</Badge>}
      </header>
      <p className="mb-3 text-sm text-muted">{words.what}</p>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        {(FIELDS[setting.key] ?? []).map(([name, kind]) => {
          const label = words[name] ?? name;
          if (kind === "switch") return <SwitchField key={name} label={label} checked={draft[name] === true} onChange={(checked) => change(name, checked)} />;
          const Field = kind === "text" || kind === "secret" ? TextField : DecimalField;
          const mask = value[name];
          const hint = kind === "secret" ? (typeof mask === "string" ? text.settings.secretSet(mask) : text.settings.secretNone) : undefined;
          return (
            <Field
              key={name}
              label={label}
              hint={hint}
              type={kind === "secret" ? "password" : "text"}
              {...(kind === "secret" ? { autoComplete: "new-password" } : {})}
              value={String(draft[name] ?? "")}
              problem={problems[name]}
              onChange={(event) => change(name, event.target.value)}
            />
          );
        })}
      </div>
      {save.isError && (
        <div className="mt-3">
          <Failure error={save.error} />
        </div>
      )}
      <div className="mt-3 flex flex-wrap items-start gap-3">
        <Button type="submit" size="sm" disabled={save.isPending}>
          {text.common.save}
        </Button>
        <History name={setting.key} />
      </div>
    </form>
  );
}

/** Who changed a setting, and when. */
function History({ name }: { name: string }) {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="min-w-0 flex-1">
      <Button variant="ghost" size="sm" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {text.settings.history}
      </Button>
      {isOpen && <Changes name={name} />}
    </div>
  );
}

function Changes({ name }: { name: string }) {
  const text = useText();
  const format = useFormat();
  const query = useQuery({
    queryKey: keys.settingHistory(name),
    queryFn: ({ signal }) => answer(api.GET("/settings/{key}/history", { params: { path: { key: name } }, signal })),
  });
  return (
    <Answer query={query} isEmpty={(changes) => changes.length === 0} empty={<p className="text-sm text-muted">{text.settings.historyEmpty}</p>}>
      {(changes) => (
        <ol className="space-y-2 text-sm">
          {changes.map((change) => (
            <li key={change.id}>
              <p>
                {text.settings.historyLine(format.dateTime(change.changed_at), change.changed_by)} (<Ago at={change.changed_at} />)
              </p>
              <p className="font-mono text-xs break-all text-muted">{JSON.stringify(change.new_value)}</p>
            </li>
          ))}
        </ol>
      )}
    </Answer>
  );
}
