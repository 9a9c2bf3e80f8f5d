"use client";

import { Link2 } from "lucide-react";
import { useMemo } from "react";
import { toast } from "sonner";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { SelectField } from "@/components/ui/field";
import { useUrlFilter } from "@/hooks/use-url-filter";
import { useFormat, useText } from "@/lib/words";
import { Calculator } from "./calculator";
import { draftFrom, linkOf } from "./draft";
import { CALCULATORS, specs } from "./specs";

const ADDRESS = ["calc", "in"] as const;

/** The library's mathematics on figures that one types: nothing is stored, and a link shows the same. */
export function CalculatorsPage() {
  const text = useText();
  const format = useFormat();
  const words = text.calculators;
  const { values, set } = useUrlFilter(ADDRESS);
  const name = CALCULATORS.find((known) => known === values.calc) ?? "devig";
  const spec = useMemo(() => specs(format, words)[name], [format, words, name]);
  const draft = draftFrom(values.in, spec.initial, spec.rowsMax);
  const share = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      toast.success(words.copied);
    } catch {
      toast.error(words.notCopied);
    }
  };
  return (
    <Page
      title={words.title}
      what={words.what}
      actions={
        <>
          <SelectField
            label={words.which}
            value={name}
            options={CALCULATORS.map((known) => [known, words.names[known]] as const)}
            onChange={(event) => void set({ calc: event.target.value === "devig" ? null : event.target.value, in: null })}
          />
          <Button variant="outline" className="self-end" onClick={() => void share()}>
            <Link2 aria-hidden />
            {words.share}
          </Button>
        </>
      }
    >
      <Card title={words.names[name]} what={words.explained[name]}>
        <Calculator key={name} name={name} spec={spec} draft={draft} onChange={(next) => void set({ in: linkOf(next, spec.initial) })} />
      </Card>
    </Page>
  );
}
