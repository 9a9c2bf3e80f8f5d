"use client";

import { Upload as Arrow } from "lucide-react";
import { useState } from "react";
import { Failure } from "@/components/answer";
import { Button } from "@/components/ui/button";
import { AreaField, TextField } from "@/components/ui/field";
import { useDeed } from "@/hooks/use-deed";
import { answer, api } from "@/lib/api";
import { useText } from "@/lib/words";
import { base64Of, FILE_BYTES_MAX, hashOf, isHash, tidyHash } from "./file";

interface Problems {
  file?: string;
  hash?: string;
}

/** Puts a plugin into the folder, by the hash that its author gives. */
export function Upload() {
  const text = useText();
  const words = text.data.plugins;
  const [file, setFile] = useState<File | null>(null);
  const [hash, setHash] = useState("");
  const [signature, setSignature] = useState("");
  const [problems, setProblems] = useState<Problems>({});
  const send = useDeed({
    run: (body: { component: string; sha256: string; signature?: string }) => answer(api.POST("/plugins", { body })),
    touches: ["plugins", "adapters"],
    onDone: ({ name }) => ({ said: words.sent(name) }),
  });
  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const found: Problems = {};
    if (!file) found.file = words.fileNone;
    else if (file.size > FILE_BYTES_MAX) found.file = words.fileLarge;
    if (!isHash(hash)) found.hash = words.notHash;
    if (!file || found.file || found.hash) return setProblems(found);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const real = await hashOf(bytes);
    if (real !== null && real !== tidyHash(hash)) return setProblems({ hash: words.otherHash(real) });
    const component = base64Of(bytes);
    send.mutate(
      { component, sha256: tidyHash(hash), ...(signature.trim() ? { signature } : {}) },
      {
        onSuccess: () => {
          form.reset();
          setFile(null);
          setHash("");
          setSignature("");
        },
      },
    );
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex max-w-2xl flex-col gap-3">
      <TextField
        type="file"
        accept=".wasm,application/wasm"
        label={words.file}
        problem={problems.file}
        onChange={(event) => {
          setProblems({});
          setFile(event.target.files?.[0] ?? null);
        }}
      />
      <TextField
        label={words.expected}
        hint={words.expectedHint}
        value={hash}
        problem={problems.hash}
        spellCheck={false}
        onChange={(event) => {
          setProblems({});
          setHash(event.target.value);
        }}
      />
      <AreaField label={`${words.signature} (${text.common.optional})`} value={signature} spellCheck={false} onChange={(event) => setSignature(event.target.value)} />
      {send.isError && <Failure error={send.error} />}
      <Button type="submit" className="self-start" disabled={send.isPending}>
        <Arrow aria-hidden />
        {words.send}
      </Button>
    </form>
  );
}
