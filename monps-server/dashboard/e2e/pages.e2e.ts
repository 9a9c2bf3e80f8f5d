import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibility, launch, open, settled, sideways } from "./browser";
import { seed } from "./seed";
import { type Server, start, until } from "./server";

const PAGES = ["/", "/opportunities", "/bets", "/analytics", "/calculators", "/data", "/data?section=results", "/data?section=plugins", "/data?section=sources", "/settings"] as const;
const LANGUAGES = ["en", "fr"] as const;
const THEMES = ["light", "dark"] as const;
const FIRST_LOAD_BYTES_MAX = 260 * 1024;

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([start(), launch()]);
  await seed(server.api);
  await until(async () => ((await (await fetch(`${server.api}/opportunities/top`)).json()) as unknown[]).length > 0, "the simulator shows nothing");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe.each(LANGUAGES.flatMap((language) => THEMES.map((theme) => ({ language, theme }))))("in $language, $theme", (look) => {
  test("each page is whole, quiet, and open to everybody", async () => {
    const { page, context, complaints } = await open(browser, server.url, look);
    for (const path of PAGES) {
      await page.goto(path);
      await settled(page);
      expect(await page.getAttribute("html", "lang")).toBe(look.language);
      expect(await page.getAttribute("html", "data-theme")).toBe(look.theme);
      expect(await accessibility(page), path).toEqual([]);
      expect(await sideways(page), path).toBe(0);
      expect(await page.locator("[data-state=error]").count(), path).toBe(0);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});

// What is read on a phone, in every look and state, the grid holds; here it is what is touched.
test.each([{ language: "fr", theme: "light" }, { language: "en", theme: "dark" }] as const)("a phone shows each page without scrolling sideways, in $language, $theme", async (look) => {
  const { page, context, complaints } = await open(browser, server.url, { ...look, width: 390, height: 844, isTouch: true });
  for (const path of PAGES) {
    await page.goto(path);
    await settled(page);
    expect(await sideways(page), path).toBe(0);
    const small = await page.locator("button:visible, nav a:visible, select:visible").evaluateAll((all) =>
      // A switch has its label to be touched, a row of a calendar its days.
      all.filter((one) => !one.matches("[role=switch]") && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 120)),
    );
    expect(small, path).toEqual([]);
  }
  expect(complaints).toEqual([]);
  await context.close();
});

test("a drawer, a form, the palette and the help are open to everybody too", async () => {
  for (const theme of THEMES) {
    const { page, context, complaints } = await open(browser, server.url, { theme });
    await page.goto("/opportunities");
    await settled(page);
    await page.locator("tbody tr td button").first().click();
    await page.waitForSelector("[role=dialog] h2");
    await settled(page);
    expect(await accessibility(page), `drawer, ${theme}`).toEqual([]);
    await page.keyboard.press("Escape");
    for (const [key, name] of [["b", "form"], ["?", "help"], ["Control+k", "palette"]] as const) {
      await page.waitForSelector("[role=dialog]", { state: "detached" });
      await page.keyboard.press(key);
      await page.waitForSelector("[role=dialog]");
      expect(await accessibility(page), `${name}, ${theme}`).toEqual([]);
      await page.keyboard.press("Escape");
    }
    await page.goto("/bets");
    await settled(page);
    await page.locator("tbody tr td button").first().click();
    await page.waitForSelector("[role=dialog] h2");
    await settled(page);
    expect(await accessibility(page), `bet, ${theme}`).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  }
});

test("going from page to page, back and by a deep link asks for nothing that is not there", async () => {
  const { page, context, complaints } = await open(browser, server.url);
  await page.goto("/dashboard");
  await settled(page);
  for (const path of ["/opportunities", "/bets", "/analytics", "/settings"]) {
    await page.locator(`nav a[href="${path}"]`).click();
    await page.waitForURL(`**${path}`);
    await settled(page);
  }
  await page.goBack();
  await page.waitForURL("**/analytics");
  await page.goto("/bets?status=settled&sort=-profit_loss&q=Oakhollow");
  await settled(page);
  expect(await page.locator("tbody tr").count()).toBe(1);
  expect(complaints).toEqual([]);
  const missing = await page.goto("/no-such-page");
  expect(missing?.status()).toBe(404);
  await page.waitForSelector("text=There is nothing at this address");
  await context.close();
});

test("the first load is small, and charts come when something is drawn", async () => {
  for (const path of PAGES) {
    const { page, context } = await open(browser, server.url);
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    const types = new Map<string, string>();
    let bytes = 0;
    session.on("Network.responseReceived", ({ requestId, type }) => void types.set(requestId, type));
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (["Script", "Stylesheet"].includes(types.get(requestId) ?? "")) bytes += encodedDataLength;
    });
    // Without an answer nothing is drawn: what is left is the page itself.
    await page.route("**/api/v1/**", (route) => route.abort());
    await page.goto(path, { waitUntil: "networkidle" });
    await page.waitForSelector("h1");
    expect(bytes, path).toBeGreaterThan(50 * 1024);
    expect(bytes, `${path}: ${bytes} bytes of script and style`).toBeLessThan(FIRST_LOAD_BYTES_MAX);
    await context.close();
  }
});
