import { Calculator, ChartLine, LayoutDashboard, type LucideIcon, ReceiptText, Settings2, Telescope } from "lucide-react";
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
  { name: "settings", href: "/settings", key: "s", Icon: Settings2 },
];
