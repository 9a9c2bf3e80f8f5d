"use client";

import { Answer, Empty } from "@/components/answer";
import { Card } from "@/components/ui/card";
import { usePlugins } from "@/hooks/use-plugins";
import { useText } from "@/lib/words";
import { PluginCard } from "./plugin-card";
import { Upload } from "./upload";

/** Adapters that somebody else wrote: what they ask for, what they may, and how they do. */
export function Plugins() {
  const text = useText();
  const words = text.data.plugins;
  const query = usePlugins();
  return (
    <>
      <Card title={words.list} what={words.listWhat}>
        <Answer query={query} lines={4} isEmpty={(all) => all.length === 0} empty={<Empty title={words.empty} what={words.emptyWhat} />}>
          {(all) => (
            <ul className="grid gap-3 lg:grid-cols-2">
              {all.map((plugin) => (
                <PluginCard key={plugin.id} plugin={plugin} />
              ))}
            </ul>
          )}
        </Answer>
      </Card>
      <Card title={words.upload} what={words.uploadWhat}>
        <Upload />
      </Card>
    </>
  );
}
