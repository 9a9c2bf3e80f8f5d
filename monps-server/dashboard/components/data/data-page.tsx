"use client";

import dynamic from "next/dynamic";
import { Tabs } from "radix-ui";
import { Page } from "@/components/page";
import { Skeleton } from "@/components/ui/skeleton";
import { DATA_SECTIONS as SECTIONS } from "@/components/shell/pages";
import { useUrlFilter } from "@/hooks/use-url-filter";
import { useText } from "@/lib/words";

const loading = () => <Skeleton lines={6} />;
const Matching = dynamic(() => import("./matching/matching").then((module) => module.Matching), { ssr: false, loading });
const Results = dynamic(() => import("./results/results").then((module) => module.Results), { ssr: false, loading });
const Plugins = dynamic(() => import("./plugins/plugins").then((module) => module.Plugins), { ssr: false, loading });
const Sources = dynamic(() => import("./sources").then((module) => module.Sources), { ssr: false, loading });

type Section = (typeof SECTIONS)[number];
const SHOWN: Record<Section, React.ComponentType> = { matching: Matching, results: Results, plugins: Plugins, sources: Sources };
const ADDRESS = ["section", "state"] as const;

/** Where the figures come from, and what a person has to decide about it. */
export function DataPage() {
  const text = useText();
  const { values, set } = useUrlFilter(ADDRESS);
  const section = SECTIONS.find((one) => one === values.section) ?? "matching";
  const Shown = SHOWN[section];
  return (
    <Page title={text.data.title} what={text.data.what}>
      <Tabs.Root value={section} onValueChange={(next) => void set({ section: next === "matching" ? null : next, state: null })}>
        <Tabs.List aria-label={text.data.title} className="mb-4 flex flex-wrap gap-1">
          {SECTIONS.map((one) => (
            <Tabs.Trigger
              key={one}
              value={one}
              className="rounded-lg px-3 py-1.5 text-sm text-muted hover:bg-raised data-[state=active]:bg-raised data-[state=active]:font-medium data-[state=active]:text-primary max-md:min-h-11"
            >
              {text.data.sections[one]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value={section} className="space-y-4">
          <Shown />
        </Tabs.Content>
      </Tabs.Root>
    </Page>
  );
}
