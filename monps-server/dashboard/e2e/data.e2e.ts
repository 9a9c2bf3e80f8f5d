import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch, open, settled } from "./browser";
import { seed } from "./seed";
import { type Server, start, until } from "./server";

// What only a person can decide, decided in a browser in front of a real server.

let server: Server;
let browser: Browser;

const get = async <T>(path: string): Promise<T> => (await (await fetch(`${server.api}${path}`)).json()) as T;

beforeAll(async () => {
  [server, browser] = await Promise.all([start(), launch()]);
  await seed(server.api);
  await until(async () => (await get<unknown[]>("/odds/odds/matches?limit=5")).length >= 2, "the simulator shows no matches");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test("a bet that waits is settled by a person's word, and by nobody's once it is taken back", async () => {
  const { page, context, complaints } = await open(browser, server.url);
  await page.goto("/");
  await settled(page);
  // By the palette, as everything.
  await page.keyboard.press("Control+k");
  await page.waitForSelector("[role=dialog] input");
  await page.keyboard.type("Data, Results");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/data?section=results");
  await page.getByRole("button", { name: /^Say how it ended.*Aldermere – Zellmarsh/ }).click();
  await page.getByLabel("Final score: Aldermere").fill("2");
  await page.getByLabel("Final score: Zellmarsh").fill("0");
  await page.getByRole("button", { name: "It ended so" }).click();
  await page.waitForSelector("text=Noted: its bets are settled by your word.");
  type Bet = { id: number; match_id: string; result: string | null };
  const bet = async () => (await get<Bet[]>("/bets/bets/?q=Zellmarsh&limit=10")).find((one) => one.match_id === "Aldermere - Zellmarsh");
  await until(async () => (await bet())?.result === "won", "the bet is not settled");
  await page.goto(`/bets?id=${(await bet())?.id}`);
  await page.getByText("Why it was settled so").click();
  await page.waitForSelector("text=Final score 2-0");
  expect(complaints).toEqual([]);
  await context.close();
});

test("two matches are made one, and two again, in French", async () => {
  const { page, context, complaints } = await open(browser, server.url, { language: "fr" });
  await page.goto("/data");
  await settled(page);
  const goes = page.getByLabel("Le match qui part");
  await page.waitForFunction(() => document.querySelectorAll("form select option").length > 4);
  // A sport is not merged with another.
  type Match = { match_id: string; sport: string };
  const [one, other] = (await get<Match[]>("/odds/odds/matches?limit=50")).filter(({ sport }) => sport === "football");
  await goes.selectOption(one?.match_id ?? "");
  await page.getByLabel("Le match qui reste").selectOption(other?.match_id ?? "");
  await page.getByRole("button", { name: "Fusionner", exact: true }).click();
  await page.waitForSelector("text=Fusionnés.");
  await page.getByRole("button", { name: /^Reprendre/ }).first().click();
  await page.waitForSelector("text=/^Annulé par/");
  type Join = { undone_at: string | null };
  expect((await get<Join[]>("/matching/joins")).every((join) => join.undone_at)).toBe(true);
  expect(complaints).toEqual([]);
  await context.close();
});

test("what is put aside stays aside over a reload, and comes back when it is asked for", async () => {
  const { page, context, complaints } = await open(browser, server.url);
  await page.goto("/opportunities?kind=all");
  await page.waitForSelector("tbody tr");
  await page.keyboard.press("j");
  await page.keyboard.press("z");
  await page.waitForSelector("text=Put aside for an hour.");
  await page.waitForSelector("text=/1 hidden row/");
  await page.reload();
  await page.waitForSelector("text=/1 hidden row/");
  await page.getByRole("button", { name: /Show them again/ }).click();
  await page.waitForSelector("text=/1 hidden row/", { state: "detached" });
  expect(complaints).toEqual([]);
  await context.close();
});

test("a filter goes along from findings to bets", async () => {
  const { page, context, complaints } = await open(browser, server.url);
  await page.goto("/opportunities?book=sim_kiosk&kind=all");
  await settled(page);
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await page.waitForURL("**/bets?bookmaker=sim_kiosk");
  await page.waitForSelector("tbody tr");
  const shown = await page.locator("tbody tr").count();
  const told = await get<unknown[]>("/bets/bets/?bookmaker=sim_kiosk&limit=100");
  expect(shown).toBe(told.length);
  expect(complaints).toEqual([]);
  await context.close();
});
