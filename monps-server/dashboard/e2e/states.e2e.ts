import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibility, launch, open, settled, sideways } from "./browser";
import { seed } from "./seed";
import { type Server, start } from "./server";

// Whatever the server does, no figure is shown that it did not say.

const PAGES = ["/", "/opportunities", "/bets", "/analytics", "/data", "/data?section=results", "/data?section=plugins", "/data?section=sources", "/settings"] as const;
const API = "**/api/v1/**";
/** An amount, a percentage or a price, as any of the pages writes it. */
const FIGURE = /[€£$]\s?\d|\d\s?[€%]|\d[.,]\d\d/;

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([start(), launch()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** What the page says outside of its fields: an example in a list of choices is not a figure. */
const words = (page: Page) =>
  page.locator("main").evaluate((main) => {
    const copy = main.cloneNode(true) as HTMLElement;
    for (const field of copy.querySelectorAll("select, datalist")) field.remove();
    return copy.textContent ?? "";
  });

describe("with nothing recorded", () => {
  test("what is empty says what to do next", async () => {
    const { page, context, complaints } = await open(browser, server.url);
    await page.goto("/bets");
    await page.waitForSelector("text=No bet is recorded yet");
    await page.goto("/");
    await settled(page);
    await page.waitForSelector("text=Nothing recorded yet");
    const yieldOf = page.locator("article", { hasText: "Yield" }).locator("p").first();
    expect(await yieldOf.textContent()).toBe("—");
    await page.goto("/analytics");
    await page.waitForSelector("text=No bet was settled in this period");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("what is empty by a filter can be cleared", async () => {
    await seed(server.api);
    const { page, context } = await open(browser, server.url);
    await page.goto("/bets?q=nobody-of-that-name");
    await page.waitForSelector("text=No bet fits these filters");
    await page.getByRole("button", { name: "Clear the filters" }).first().click();
    await page.waitForSelector("tbody tr");
    await page.goto("/opportunities?min=99999");
    await page.waitForSelector("text=Nothing fits these filters");
    await context.close();
  });
});

test("a server that is slow is waited for, without a figure", async () => {
  const { page, context } = await open(browser, server.url);
  await page.route(API, () => {
    // Never answered.
  });
  for (const path of PAGES) {
    await page.goto(path);
    await page.waitForSelector("h1");
    if (path !== "/settings") await page.waitForSelector('[data-state="loading"] .animate-pulse');
    expect(await words(page), path).not.toMatch(FIGURE);
  }
  await context.close();
});

test("a server that fails is said to, with the request, and without a figure", async () => {
  const { page, context } = await open(browser, server.url);
  const problem = { detail: "The store is away.", code: "store_unavailable", request_id: "request-4711", errors: [] };
  await page.route(API, (route) => route.fulfill({ status: 503, json: problem }));
  for (const path of PAGES) {
    await page.goto(path);
    await page.waitForSelector('[data-state="error"]');
    await page.waitForSelector("text=The store is away.");
    await page.waitForSelector("text=request-4711");
    expect(await words(page), path).not.toMatch(FIGURE);
    expect(await accessibility(page), path).toEqual([]);
    expect(await sideways(page), path).toBe(0);
  }
  await page.unroute(API);
  await page.getByRole("button", { name: "Try again" }).first().click();
  await page.waitForSelector("tbody tr");
  await context.close();
});

test("once the server is gone, the last answers stay, greyed, with their age", async () => {
  const { page, context } = await open(browser, server.url, { language: "fr" });
  await page.goto("/bets");
  await page.waitForSelector("tbody tr");
  await page.waitForSelector("[data-live=live]");
  const rows = await page.locator("tbody tr").count();
  await server.stop();
  await page.waitForSelector("[data-live=offline]", { timeout: 30_000 });
  await page.keyboard.press("r");
  await page.waitForSelector('[data-state="stale"]', { timeout: 30_000 });
  await page.waitForSelector("text=Le serveur ne répond pas");
  await page.waitForSelector("text=/dernière réponse, il y a/");
  expect(await page.locator("tbody tr").count()).toBe(rows);
  expect(await accessibility(page)).toEqual([]);
  await context.close();
});

test("nothing in what is shipped invents a figure", () => {
  const folder = resolve(import.meta.dirname, "../dist/_next/static");
  const scripts = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(5);
  for (const name of scripts) {
    const text = readFileSync(join(folder, name), "utf8");
    expect(text, name).not.toMatch(/mockOpportunities|mockBets|mock-data|faker/i);
    // Amounts as texts: the examples of decimals that a person may type are the only ones.
    const amounts = text.match(/["'`>][^"'`<>]{0,40}\d[\d  .,]*\s?€/g) ?? [];
    expect(amounts, name).toEqual([]);
  }
});
