import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

// A real server on a folder and ports of its own, with the market simulator as its feed.

/** How long a start may take, on a machine that does something else besides. */
const START_MS = 60_000;
const ASK_MS = 100;

export interface Server {
  /** Where its pages are. */
  url: string;
  /** Its API, on the origin of the pages. */
  api: string;
  stop(): Promise<void>;
}

/** The program under test: `MONPS_BIN`, or what a development build left. */
function program(): string {
  const target = process.env.CARGO_TARGET_DIR ?? resolve(import.meta.dirname, "../../../target");
  const path = resolve(process.env.MONPS_BIN ?? join(target, "debug/monps"));
  if (!existsSync(path)) throw new Error(`there is no server at ${path}: build it, or say where it is in MONPS_BIN`);
  return path;
}

/** Starts a server and waits until it answers. */
export async function start(): Promise<Server> {
  const data = mkdtempSync(join(tmpdir(), "monps-e2e-"));
  const child = spawn(program(), ["--data", data, "serve", "--api", "127.0.0.1:0", "--dashboard", "127.0.0.1:0"], {
    cwd: data,
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, THE_ODDS_API_KEY: "" },
  });
  const url = await dashboardOf(child);
  const server: Server = {
    url,
    api: `${url}/api/v1`,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
  await until(async () => (await fetch(`${server.api}/readyz`)).ok, "the server is not ready");
  return server;
}

/** What it prints once its ports are open. */
async function dashboardOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("the server has no output");
  for await (const line of createInterface({ input: child.stdout })) {
    const found = line.match(/^\s*dashboard\s.*?(http:\/\/\S+?)\/?$/);
    if (found?.[1]) return found[1];
  }
  throw new Error("the server ended without saying where its dashboard is");
}

/** Waits until something is true. */
export async function until(isTrue: () => Promise<boolean>, otherwise: string, patience = START_MS): Promise<void> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    if (await isTrue().catch(() => false)) return;
    await new Promise((done) => setTimeout(done, ASK_MS));
  }
  throw new Error(otherwise);
}
