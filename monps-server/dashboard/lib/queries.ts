import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api";

/** What the stream of changes tells apart. */
export type Topic = "bets" | "bankroll" | "feeds" | "odds" | "opportunities" | "settings" | "venues";

/** Every list and figure by the name under which it is kept: the first word is what a topic refers to. */
export const keys = {
  global: ["stats", "global"] as const,
  bankroll: ["stats", "bankroll"] as const,
  bookmakers: ["stats", "bookmakers"] as const,
  analytics: (days: number) => ["stats", "analytics", days] as const,
  bets: (filter: unknown) => ["bets", filter] as const,
  bet: (id: number, what: string) => ["bets", "one", id, what] as const,
  odds: (filter: unknown) => ["odds", filter] as const,
  matches: (filter: unknown) => ["odds", "matches", filter] as const,
  opportunities: (filter: unknown) => ["opportunities", filter] as const,
  settings: ["settings"] as const,
  settingHistory: (key: string) => ["settings", "history", key] as const,
  feeds: ["feeds"] as const,
  feedLog: (id: string) => ["feeds", "log", id] as const,
  venues: ["venues"] as const,
  venuePresets: ["venues", "presets"] as const,
  ledger: (what: string) => ["ledger", what] as const,
  reviews: (state: string) => ["matching", "reviews", state] as const,
  joins: ["matching", "joins"] as const,
  aliases: ["matching", "aliases"] as const,
  matchNames: (match: string) => ["matching", "names", match] as const,
  awaiting: ["bets", "awaiting"] as const,
  disputes: ["results", "disputes"] as const,
  result: (match: string) => ["results", "of", match] as const,
  plugins: ["plugins"] as const,
  adapters: ["adapters"] as const,
  calculator: (name: string, draft: unknown) => ["calculator", name, draft] as const,
  about: ["about"] as const,
};

/** What has to be asked again when a topic changed. */
export const touched: Record<Topic, readonly string[]> = {
  bets: ["bets", "stats", "ledger", "results"],
  bankroll: ["ledger", "stats"],
  feeds: ["feeds", "matching", "results", "plugins"],
  odds: ["odds"],
  opportunities: ["opportunities"],
  settings: ["settings", "stats"],
  venues: ["venues", "opportunities"],
};

const RETRIES = 1;

/** The answers of the server, kept while the page is open. */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The server may be on this machine: the browser's idea of being online says nothing.
        networkMode: "always",
        staleTime: 5_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: true,
        retry: (count, error) => !(error instanceof ApiError && error.status >= 400 && error.status < 500) && count < RETRIES,
        retryDelay: 500,
      },
      mutations: { networkMode: "always" },
    },
  });
}
