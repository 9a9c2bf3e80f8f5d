import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, open, settled } from "./browser";
import { seed } from "./seed";
import { type Server, start, until } from "./server";

// The pictures of the README: taken by every run, kept by `MONPS_BLESS=1 npm run e2e`.

const FOLDER = resolve(import.meta.dirname, "../screenshots");
const BYTES_MAX = 250_000;
/** Below this a picture shows nothing. */
const BYTES_MIN = 20_000;

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([start(), launch()]);
  await seed(server.api);
  const open = async (type: string) => ((await (await fetch(`${server.api}/opportunities/?type=${type}`)).json()) as unknown[]).length > 0;
  await until(() => open("arbitrage"), "the simulator shows no arbitrage");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test.each(["dashboard", "opportunity", "analytics"] as const)("a picture of the %s", async (name) => {
  const { page, context, complaints } = await open(browser, server.url, { theme: name === "analytics" ? "light" : "dark", width: 1360, height: 850 });
  await page.goto(name === "dashboard" ? "/" : name === "opportunity" ? "/opportunities?kind=arbitrage" : "/analytics");
  await settled(page);
  if (name === "opportunity") {
    await page.locator("tbody tr td button").first().click();
    await page.waitForSelector("text=The arithmetic");
    await page.waitForSelector("text=Payout");
  } else {
    await page.waitForSelector("svg.recharts-surface");
  }
  // Washes of colour are most of the bytes of a picture.
  await page.addStyleTag({ content: "body { background: var(--background) !important } .glass { box-shadow: none !important; backdrop-filter: none !important }" });
  const picture = await page.screenshot({ animations: "disabled" });
  expect(picture.length).toBeGreaterThan(BYTES_MIN);
  expect(picture.length).toBeLessThan(BYTES_MAX);
  expect(complaints).toEqual([]);
  if (process.env.MONPS_BLESS === "1") {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(resolve(FOLDER, `${name}.png`), picture);
  }
  await context.close();
});
