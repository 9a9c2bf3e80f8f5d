import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

// Chromium as the system has it, and what every page is held to.

const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** In a container there is neither a sandbox to be had nor a graphics card nor much shared memory. */
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PREFERENCES = "monps.preferences";

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });

export interface Look {
  language?: "en" | "fr";
  theme?: "light" | "dark";
  width?: number;
  height?: number;
  isTouch?: boolean;
}

/** What went wrong on a page without anybody asking. */
export interface Watched {
  page: Page;
  context: BrowserContext;
  complaints: string[];
}

/** A page of a browser that chose a language and a theme, watched for errors and foreign requests. */
export async function open(browser: Browser, url: string, { language = "en", theme = "dark", width = 1440, height = 1000, isTouch = false }: Look = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width, height }, baseURL: url, hasTouch: isTouch, isMobile: isTouch, acceptDownloads: true });
  // Only where nothing was chosen yet: a test may choose otherwise, and reload.
  await context.addInitScript(([key, chosen]) => localStorage.getItem(key) ?? localStorage.setItem(key, chosen), [PREFERENCES, JSON.stringify({ language, theme })] as const);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== new URL(url).origin) complaints.push(`another origin: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return { page, context, complaints };
}

/** Waits until nothing on the page is being waited for. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector("h1");
  await page.waitForFunction(() => !document.querySelector('[data-state="loading"]'), undefined, { timeout: 20_000 });
}

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** What axe finds against WCAG 2.2 AA, in words. */
export async function accessibility(page: Page): Promise<string[]> {
  // By the debugger and not by a tag: the policy of the page forbids scripts from elsewhere.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(options: unknown): Promise<{ violations: Violation[] }> } }).axe;
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const found = await axe.run({ runOnly: { type: "tag", values: tags } });
    return found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) }));
  });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} (${node.failureSummary ?? ""})`));
}

/** How far the page can be scrolled sideways, in pixels. */
export const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
