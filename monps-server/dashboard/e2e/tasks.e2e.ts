import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, open, settled } from "./browser";
import { seed } from "./seed";
import { type Server, start, until } from "./server";

// What people come for, done with the keyboard alone and again by touch.

const TABS_MAX = 150;

let server: Server;
let browser: Browser;

interface Bet {
  id: number;
  result: string | null;
  bookmaker: string;
  odds_value: number;
  stake: number;
}

const get = async <T>(path: string): Promise<T> => (await (await fetch(`${server.api}${path}`)).json()) as T;
const bets = (query = "") => get<Bet[]>(`/bets/bets/?limit=1000${query}`);

beforeAll(async () => {
  [server, browser] = await Promise.all([start(), launch()]);
  await seed(server.api);
  await until(async () => (await get<unknown[]>("/opportunities/?type=arbitrage")).length > 0, "the simulator shows no arbitrage");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Goes on with Tab until the focus is on something of a name. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let tab = 0; tab < TABS_MAX; tab += 1) {
    const here = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return "";
      const labels = one instanceof HTMLInputElement || one instanceof HTMLSelectElement ? [...(one.labels ?? [])].map((label) => label.textContent) : [];
      return [one.getAttribute("aria-label"), ...labels, one.textContent].find((words) => words?.trim())?.trim() ?? "";
    });
    if (typeof name === "string" ? here === name : name.test(here)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`nothing named ${name} can be reached with Tab`);
}

/** What somebody presses who wants to go somewhere. */
async function press(page: Page, keys: string): Promise<void> {
  for (const key of keys.split(" ")) await page.keyboard.press(key);
}

test("six tasks by keyboard alone", async () => {
  const { page, context, complaints } = await open(browser, server.url);
  await page.goto("/");
  await settled(page);

  // Find the best opportunity.
  await press(page, "g o");
  await page.waitForURL("**/opportunities");
  await page.waitForSelector("tbody tr");
  await press(page, "j Enter");

  // See why.
  await page.waitForSelector("text=The arithmetic");
  await page.waitForSelector("text=Every book’s quotes");
  const edge = await page.locator("[role=dialog] .text-3xl").textContent();
  expect(edge).toMatch(/^\+\d+\.\d\d%$/);

  // Record the bet.
  const before = await bets();
  await press(page, "b");
  await page.waitForSelector("text=Record a bet");
  await tabTo(page, "Stake");
  await press(page, "Control+a");
  await page.keyboard.type("12,50");
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=Bet recorded.");
  const recorded = (await bets()).filter((bet) => !before.some(({ id }) => id === bet.id));
  expect(recorded).toHaveLength(1);
  const [bet] = recorded as [Bet];
  expect(bet.stake).toBe(12.5);

  // Settle it.
  await press(page, "Escape");
  await page.waitForSelector("[role=dialog]", { state: "detached" });
  // The drawer is part of the address, which follows a moment later.
  await page.waitForURL((url) => !url.searchParams.has("id"));
  await press(page, "g b");
  await page.waitForURL("**/bets");
  await page.waitForSelector("tbody tr");
  await press(page, "j Enter");
  await page.waitForSelector("[role=dialog]");
  await tabTo(page, "Won");
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=Settled: Won.");
  await until(async () => (await get<Bet>(`/bets/bets/${bet.id}`)).result === "won", "the bet is not settled", 5000);

  // Filter bets and export them.
  await press(page, "Escape");
  await page.waitForSelector("[role=dialog]", { state: "detached" });
  await page.waitForURL((url) => !url.searchParams.has("id"));
  await press(page, "/");
  await page.keyboard.type("Oakhollow");
  await page.waitForURL(/q=Oakhollow/);
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
  await tabBack(page, "Export CSV");
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  const file = readFileSync(await download.path(), "utf8").trim().split("\r\n");
  expect(file).toHaveLength(2);
  expect(file[1]).toContain("Oakhollow - Pellbridge");

  // Change a setting.
  await press(page, "g s");
  await page.waitForURL("**/settings");
  await settled(page);
  await tabTo(page, "Spread from, %");
  await press(page, "Control+a");
  await page.keyboard.type("7.5");
  await page.keyboard.press("Enter");
  await page.waitForSelector("text=Saved.");
  expect(await get<{ value: { min_spread_pct: number } }>("/settings/detection")).toMatchObject({ value: { min_spread_pct: 7.5 } });
  expect(complaints).toEqual([]);
  await context.close();
});

async function tabBack(page: Page, name: string): Promise<void> {
  // From the search, what can be done with the list stands before it.
  for (let tab = 0; tab < TABS_MAX; tab += 1) {
    if ((await page.evaluate(() => document.activeElement?.textContent?.trim())) === name) return;
    await page.keyboard.press("Shift+Tab");
  }
  throw new Error(`nothing named ${name} stands before`);
}

test("the same by touch, in French", async () => {
  const { page, context, complaints } = await open(browser, server.url, { language: "fr", width: 390, height: 844, isTouch: true });
  await page.goto("/");
  await settled(page);
  await page.locator('nav a[href="/opportunities"]').tap();
  await page.waitForURL("**/opportunities");
  await page.locator("article button", { hasText: "Détails" }).first().tap();
  await page.waitForSelector("text=Le calcul");
  const before = await bets();
  await page.locator("[role=dialog] td button").first().tap();
  await page.getByLabel("Mise", { exact: true }).fill("7,25");
  await page.getByRole("button", { name: "Saisir", exact: true }).tap();
  await page.waitForSelector("text=Pari saisi.");
  const [bet] = (await bets()).filter(({ id }) => !before.some((old) => old.id === id)) as [Bet];
  expect(bet.stake).toBe(7.25);
  await page.getByRole("button", { name: "Fermer" }).first().tap();
  await page.locator('nav a[href="/bets"]').tap();
  await page.waitForURL("**/bets");
  await page.locator("article button", { hasText: "Détails" }).first().tap();
  await page.getByRole("button", { name: "Perdu", exact: true }).tap();
  await page.waitForSelector("text=Réglé : Perdu.");
  // Think better of it.
  await page.getByRole("button", { name: "Annuler" }).last().tap();
  await until(async () => (await get<Bet>(`/bets/bets/${bet.id}`)).result === null, "the bet is not open again", 5000);
  await page.getByRole("button", { name: "Fermer" }).first().tap();
  await page.getByRole("button", { name: "Filtres" }).tap();
  await page.getByLabel("Résultat").selectOption("lost");
  await page.waitForURL(/result=lost/);
  await page.locator('nav a[href="/settings"]').tap();
  await page.getByLabel("Écart à partir de, %").fill("6,5");
  await page.getByRole("form", { name: "Opportunités" }).getByRole("button", { name: "Enregistrer" }).tap();
  const spread = async () => (await get<{ value: { min_spread_pct: number } }>("/settings/detection")).value.min_spread_pct;
  await until(async () => (await spread()) === 6.5, "the setting is not changed", 5000);
  expect(complaints).toEqual([]);
  await context.close();
});

test("a bet of one window appears in another within two seconds", async () => {
  const one = await open(browser, server.url);
  await one.page.goto("/bets");
  await one.page.waitForSelector("[data-live=live]");
  await settled(one.page);
  const recorded = Date.now();
  const body = JSON.stringify({ match_id: "Swiftford - Hastebury", outcome: "home", bookmaker: "sim_kiosk", odds_value: 2, stake: 1 });
  await fetch(`${server.api}/bets/bets/`, { method: "POST", headers: { "content-type": "application/json" }, body });
  await one.page.waitForSelector("text=Swiftford – Hastebury", { timeout: 2000 });
  expect(Date.now() - recorded).toBeLessThan(2000);
  await one.context.close();
});

test("a deleted bet can be kept after all, and is gone otherwise", async () => {
  const { page, context } = await open(browser, server.url);
  await page.goto("/bets?q=Swiftford");
  await page.getByRole("button", { name: /Swiftford/ }).first().click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.waitForSelector("text=No bet fits these filters");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForSelector("text=Swiftford – Hastebury");
  expect(await bets("&q=Swiftford")).toHaveLength(1);
  await page.getByRole("button", { name: /Swiftford/ }).first().click();
  await page.getByRole("button", { name: "Delete" }).click();
  await until(async () => (await bets("&q=Swiftford")).length === 0, "the bet is still there", 15_000);
  await context.close();
});

test("a file of bets is previewed, recorded once, and recognised the second time", async () => {
  const { page, context } = await open(browser, server.url);
  const csv = "match;pronostic;book;cote;mise;date\nVarnley - Coldbrook;1;sim_kiosk;1,85;10,00;2026-11-01\nVarnley - Coldbrook;N;sim_kiosk;abc;10;2026-11-01\n";
  for (const expected of ["1 recorded, 0 refused.", "0 recorded, 0 refused."]) {
    await page.goto("/bets");
    await page.getByRole("button", { name: "Import bets" }).click();
    await page.getByLabel("CSV file").setInputFiles({ name: "slips.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await page.waitForSelector("text=1 bet can be recorded");
    await page.waitForSelector("text=Row 3: odds_value");
    await page.getByRole("button", { name: "Record 1 bet" }).click();
    await page.waitForSelector(`text=${expected}`);
  }
  expect(await bets("&q=Varnley")).toHaveLength(1);
  await context.close();
});

test("prices entered by hand count beside the others", async () => {
  const { page, context, complaints } = await open(browser, server.url);
  const [match] = await get<{ match_id: string; home_team: string; away_team: string }[]>("/odds/odds/matches?sport=football&limit=1");
  await page.goto("/opportunities");
  await page.getByRole("button", { name: "Enter prices by hand" }).click();
  await page.getByLabel("Match", { exact: true }).fill(`${match?.home_team} - ${match?.away_team}`);
  await page.getByLabel("Bookmaker").last().fill("corner_shop");
  await page.getByLabel("Price: Home").fill("1,01");
  await page.getByLabel("Price: Away").fill("1.02");
  await page.getByRole("button", { name: "Enter", exact: true }).click();
  await page.waitForSelector("text=2 prices entered.");
  const odds = await get<{ bookmaker: string; odds_value: number }[]>(`/odds/latest?match_id=${match?.match_id}&bookmaker=corner_shop`);
  expect(odds.map(({ odds_value }) => odds_value).sort()).toEqual([1.01, 1.02]);
  expect(complaints).toEqual([]);
  await context.close();
});

test("a calculator answers as one types, and a link shows the same to somebody else", async () => {
  const { page, context, complaints } = await open(browser, server.url);
  await page.goto("/calculators?calc=arbitrage");
  await settled(page);
  await page.waitForSelector("dd:has-text('3.73')");
  await page.getByRole("textbox", { name: "Odds" }).first().fill("2,20");
  // 1/2.20 + 1/2.05: 6.12 % with stakes of any size, 6.11 % in cents.
  await page.waitForSelector("dd:has-text('6.11')");
  await page.waitForURL(/in=/);
  const link = page.url();
  await context.close();
  const other = await open(browser, server.url, { language: "fr" });
  await other.page.goto(link);
  await settled(other.page);
  await other.page.waitForSelector("dd:has-text('6,11')");
  expect(await other.page.getByRole("textbox", { name: "Cote" }).first().inputValue()).toBe("2,20");
  expect([...complaints, ...other.complaints]).toEqual([]);
  await other.context.close();
});

test("figures equal the API's to the digit, in both languages", async () => {
  const { current_bankroll, currency } = await get<{ current_bankroll: number; currency: string }>("/stats/stats/bankroll");
  for (const [language, locale] of [["en", "en-GB"], ["fr", "fr-FR"]] as const) {
    const { page, context } = await open(browser, server.url, { language });
    await page.goto("/");
    await settled(page);
    const shown = await page.locator("article", { hasText: "Bankroll" }).locator("p").first().textContent();
    expect(shown).toBe(new Intl.NumberFormat(locale, { style: "currency", currency }).format(current_bankroll));
    await page.goto("/bets?sort=-profit_loss");
    await settled(page);
    const [best] = await bets("&sort=-profit_loss") as unknown as [{ profit_loss: number; currency: string }];
    const money = new Intl.NumberFormat(locale, { style: "currency", currency: best.currency, signDisplay: "exceptZero" });
    expect(await page.locator("tbody tr").first().textContent()).toContain(money.format(best.profit_loss));
    await context.close();
  }
});
