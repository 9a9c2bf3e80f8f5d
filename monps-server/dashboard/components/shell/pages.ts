import { Calculator, ChartLine, Database, LayoutDashboard, type LucideIcon, ReceiptText, Settings2, Telescope } from "lucide-react";
import type { Dictionary } from "@/lib/i18n";

export interface PageLink {
  name: keyof Dictionary["shell"]["pages"];
  href: string;
  /** After `g`. */
  key: string;
  Icon: LucideIcon;
}

/** The pages, in the order of the navigation. */
export const PAGES: readonly PageLink[] = [
  { name: "home", href: "/", key: "d", Icon: LayoutDashboard },
  { name: "opportunities", href: "/opportunities", key: "o", Icon: Telescope },
  { name: "bets", href: "/bets", key: "b", Icon: ReceiptText },
  { name: "analytics", href: "/analytics", key: "a", Icon: ChartLine },
  { name: "calculators", href: "/calculators", key: "c", Icon: Calculator },
  { name: "data", href: "/data", key: "t", Icon: Database },
  { name: "settings", href: "/settings", key: "s", Icon: Settings2 },
];

/** The parts of the data page, in its order. */
export const DATA_SECTIONS = ["matching", "results", "plugins", "sources"] as const;

/** Filters that mean the same on several pages, by the names that the pages have for them in the address. */
export const SHARED = ["sport", "book", "bookmaker"] as const;
type Shared = Record<(typeof SHARED)[number], string | null>;

/** A page's address with what the one before was filtered by, as far as it has such a filter. */
export function shared(href: string, { sport, book, bookmaker }: Shared): string {
  const name = href === "/opportunities" ? "book" : href === "/bets" ? "bookmaker" : null;
  if (name === null) return href;
  const query = new URLSearchParams();
  if (sport) query.set("sport", sport);
  const at = book ?? bookmaker;
  if (at) query.set(name, at);
  return query.size > 0 ? `${href}?${query}` : href;
}
