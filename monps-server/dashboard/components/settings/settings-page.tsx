"use client";

import { Answer } from "@/components/answer";
import { Page } from "@/components/page";
import { Card } from "@/components/ui/card";
import { useSettings } from "@/hooks/use-settings";
import type { Setting } from "@/lib/types";
import { cn } from "@/lib/utils";
import { useText } from "@/lib/words";
import { Appearance } from "./appearance";
import { Bankroll } from "./bankroll";
import { Feeds } from "./feeds";
import { SettingForm } from "./setting-form";
import { Venues } from "./venues";

/** What is set, with its history; every change is in force at once. */
export function SettingsPage() {
  const text = useText();
  const settings = useSettings();
  const words = text.settings;
  const forms = (names: readonly string[], isBelow = false) => (
    <Answer query={settings}>
      {(all) => (
        <div className={cn("space-y-6", isBelow && "mt-6 border-t pt-5")}>
          {names.flatMap((name) => all.find((setting) => setting.key === name) ?? []).map((setting: Setting) => (
            // A value that changed elsewhere is shown, not overwritten.
            <SettingForm key={`${setting.key}:${setting.updated_at}`} setting={setting} />
          ))}
        </div>
      )}
    </Answer>
  );
  return (
    <Page title={words.title} what={words.what}>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Card title={words.sections.bankroll} what={words.bankroll.what}>
          <Bankroll />
          {forms(["bankroll_initial"], true)}
        </Card>
        <div className="flex min-w-0 flex-col gap-4">
          <Card title={words.sections.appearance} what={words.appearance.what}>
            <Appearance />
          </Card>
          <Card title={words.sections.detection}>{forms(["detection", "notification_thresholds"])}</Card>
        </div>
        <Card title={words.sections.feeds} what={words.feeds.what}>
          <Feeds />
          {forms(["collect_frequency", "api_key_odds"], true)}
        </Card>
        <Card title={words.sections.alerts}>{forms(["email_alerts"])}</Card>
      </div>
      <Card title={words.sections.venues} what={words.venues.what}>
        <Venues />
      </Card>
    </Page>
  );
}
