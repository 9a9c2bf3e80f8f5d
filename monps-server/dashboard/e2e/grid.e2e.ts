import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibility, launch, open, settled, sideways } from "./browser";
import { seed } from "./seed";
import { type Server, start, until } from "./server";

// Every page in every state that it can be in, in both themes and both languages, as wide as a phone:
// what is cramped or unreadable is so there first. `MONPS_SHOTS=folder` keeps what was seen.

const PAGES = ["/", "/opportunities", "/bets", "/analytics", "/calculators", "/data", "/data?section=results", "/data?section=plugins", "/data?section=sources", "/settings"] as const;
/** These ask for nothing on their own: they are always whole. */
const OWN: readonly string[] = ["/calculators"];
/** What there may be nothing of, with the rows left out by their filters. */
const EMPTY: readonly string[] = ["/opportunities?min=99999", "/bets?q=nobody-of-that-name", "/analytics?days=7", "/data", "/data?section=results", "/data?section=plugins"];
const LOOKS = (["en", "fr"] as const).flatMap((language) => (["light", "dark"] as const).map((theme) => ({ language, theme })));
const API = "**/api/v1/**";
const PHONE = { width: 390, height: 844, isTouch: true };
const SHOTS = process.env.MONPS_SHOTS;

let full: Server;
let fresh: Server;
let browser: Browser;

beforeAll(async () => {
  [full, fresh, browser] = await Promise.all([start(), start(), launch()]);
  await seed(full.api);
  await until(async () => ((await (await fetch(`${full.api}/opportunities/top`)).json()) as unknown[]).length > 0, "the simulator shows nothing");
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([full?.stop(), fresh?.stop()]);
});

/** Chooses another language and theme as another window would: the page stays in the state that it is in. */
async function choose(page: Page, look: (typeof LOOKS)[number]): Promise<void> {
  await page.evaluate((value) => {
    localStorage.setItem("monps.preferences", value);
    window.dispatchEvent(new StorageEvent("storage", { key: "monps.preferences", newValue: value }));
  }, JSON.stringify(look));
  await page.waitForSelector(`html[lang=${look.language}][data-theme=${look.theme}]`);
  // Half-way between two themes no colour is that of either.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)));
}

/** Holds a page in a state to what every page is held to, in every look. */
async function held(page: Page, state: string, path: string, also?: (look: (typeof LOOKS)[number]) => Promise<unknown>): Promise<void> {
  for (const look of LOOKS) {
    const name = `${path} ${state} ${look.language} ${look.theme}`;
    await choose(page, look);
    await also?.(look);
    expect(await accessibility(page), name).toEqual([]);
    expect(await sideways(page), name).toBe(0);
    if (!SHOTS) continue;
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: resolve(SHOTS, `${name.replace(/[^a-z0-9]+/gi, "-")}.png`), fullPage: true });
  }
}

test("loaded, and then no longer current", async () => {
  const { page, context, complaints } = await open(browser, full.url, PHONE);
  for (const path of PAGES) {
    await page.goto(path);
    await settled(page);
    await held(page, "loaded", path);
    expect(complaints, path).toEqual([]);
    if (OWN.includes(path)) continue;
    await page.route(API, (route) => route.abort());
    const isOld = page.locator('[data-state="stale"], [data-state="error"]').first();
    await until(async () => {
      // An answer may have been on its way, and then what is shown is current after all.
      await page.keyboard.press("r");
      return isOld.waitFor({ timeout: 4000 }).then(() => true, () => false);
    }, `${path} does not say that it is no longer current`);
    await held(page, "stale", path);
    await page.unroute(API);
    // The browser says of each request that it was refused; nothing else may be said.
    expect(complaints.filter((one) => !/ERR_FAILED/.test(one)), path).toEqual([]);
    complaints.length = 0;
  }
  await context.close();
});

test("awaited, and failed", async () => {
  const { page, context } = await open(browser, full.url, PHONE);
  const problem = { detail: "The store is away.", code: "store_unavailable", request_id: "request-4711", errors: [] };
  for (const path of PAGES.filter((one) => !OWN.includes(one))) {
    await page.route(API, () => {
      // Never answered.
    });
    await page.goto(path);
    await page.waitForSelector('[data-state="loading"] .animate-pulse');
    await held(page, "loading", path);
    await page.unroute(API);
    await page.route(API, (route) => route.fulfill({ status: 503, json: problem }));
    await page.goto(path);
    await page.waitForSelector('[data-state="error"]');
    await held(page, "error", path, ({ language }) => page.waitForSelector(language === "fr" ? "text=La base de données ne répond pas." : "text=The store is away."));
    await page.unroute(API);
  }
  await context.close();
});

test("empty", async () => {
  const { page, context, complaints } = await open(browser, fresh.url, PHONE);
  for (const path of EMPTY) {
    await page.goto(path);
    await settled(page);
    await page.waitForSelector('[data-state="empty"]');
    await held(page, "empty", path);
  }
  expect(complaints).toEqual([]);
  await context.close();
});
