import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { BET, render, serve } from "@/test-kit";
import { Matching } from "./matching/matching";
import { Plugins } from "./plugins/plugins";
import { base64Of, isHash } from "./plugins/file";
import { startedLegs } from "./results/awaiting";
import { Explained } from "./results/explain";
import { Results } from "./results/results";
import { Sources } from "./sources";

const MATCH = { match_id: "m1", home_team: "Aldermere", away_team: "Brackwater", sport: "football", league: "One", commence_time: "2026-11-23T10:00:00Z", time_known: true };
const OTHER = { ...MATCH, match_id: "m2", home_team: "Aldermere FC" };
const REVIEW = {
  id: 4, source: "book_a", reference: "ref", match: OTHER, candidate: MATCH, score: 0.874, runner_up: 0.31, swapped: false, state: "open",
  reasons: ["the names are alike, not equal"], names: [{ heard: "Aldermere FC", known: "Aldermere", score: 0.9 }], created_at: "2026-11-22T10:00:00Z",
};
const JOIN = { id: 9, kind: "merge", actor: "person", at: "2026-11-22T10:00:00Z", from: OTHER, to: MATCH, swapped: false };
const QUIET = { "GET /matching/joins": [], "GET /matching/aliases": [], "GET /odds/odds/matches": [], "GET /matching/review": [] };

describe("Matching", () => {
  test("a question shows its evidence, is answered, and the answer is taken back", async () => {
    const log = serve({
      ...QUIET,
      "GET /matching/review": () => Response.json([REVIEW], { headers: { "x-total-count": "1" } }),
      "POST /matching/review/4/accept": { ...REVIEW, state: "accepted" },
    });
    render(<Matching />, "fr");
    expect(await screen.findByText("1 question ouverte")).toBeTruthy();
    expect(screen.getByText(/87,4/)).toBeTruthy();
    expect(screen.getByText("the names are alike, not equal").closest("ul")?.lang).toBe("en");
    await userEvent.click(screen.getByRole("button", { name: /^Le même match/ }));
    await waitFor(() => expect(log.some((asked) => asked.path === "/matching/review/4/accept")).toBe(true));
    expect(log.filter((asked) => asked.method === "GET" && asked.path.startsWith("/matching/review")).length).toBeGreaterThan(1);
  });

  test("a merge is undone from the list, and one undone says by whom", async () => {
    const log = serve({ ...QUIET, "GET /matching/joins": [JOIN, { ...JOIN, id: 8, undone_at: "2026-11-22T11:00:00Z", undone_by: "ada" }], "POST /matching/joins/9/undo": JOIN });
    render(<Matching />);
    expect(await screen.findByText("Undone by ada")).toBeTruthy();
    const back = screen.getAllByRole("button", { name: /Take back ?: Aldermere FC – Brackwater → Aldermere – Brackwater/ });
    expect(back).toHaveLength(1);
    await userEvent.click(back[0] as HTMLElement);
    await waitFor(() => expect(log.some((asked) => asked.path === "/matching/joins/9/undo" && asked.method === "POST")).toBe(true));
  });

  test("nothing is merged with itself, and a split leaves a name behind", async () => {
    const names = [{ source: "a", name: "A v B", leads: true, swapped: false }, { source: "b", name: "A FC v B", leads: false, swapped: false }];
    const log = serve({
      ...QUIET,
      "GET /odds/odds/matches": [MATCH, OTHER],
      "GET /matching/matches/m1": { match: MATCH, names, bets: [7], joins: [] },
      "POST /matching/split": JOIN,
    });
    render(<Matching />);
    const choices = async (label: string) => within(await screen.findByLabelText(label)).findAllByRole("option");
    await waitFor(async () => expect(await choices("The match that goes")).toHaveLength(3));
    await userEvent.selectOptions(screen.getByLabelText("The match that goes"), "m1");
    await userEvent.selectOptions(screen.getByLabelText("The match that stays"), "m1");
    await userEvent.click(screen.getByRole("button", { name: "Merge" }));
    expect(screen.getByText("Choose two different matches.")).toBeTruthy();
    await userEvent.selectOptions(screen.getByLabelText("The match to split"), "m1");
    const split = await screen.findByRole("button", { name: "Split" });
    await userEvent.click(screen.getByLabelText("a: A v B"));
    await userEvent.click(screen.getByLabelText("b: A FC v B"));
    await userEvent.click(split);
    expect(screen.getByText("Choose at least one name, and leave one.")).toBeTruthy();
    await userEvent.click(screen.getByLabelText("a: A v B"));
    await userEvent.click(screen.getByLabelText("Bet 7"));
    await userEvent.click(split);
    await waitFor(() => expect(log.find((asked) => asked.path === "/matching/split")?.body).toEqual({ match_id: "m1", names: [{ source: "b", name: "A FC v B" }], bets: [7] }));
    expect(log.some((asked) => asked.path === "/matching/merge")).toBe(false);
  });
});

const REPORTS = [
  { source: "feed_a", revision: 1, said: "first_half 0-1, full_time 2-1", first_seen_at: "2026-11-22T12:00:00Z", counts: true },
  { source: "feed_b", revision: 1, said: "full_time 1-1", first_seen_at: "2026-11-22T12:01:00Z", counts: true },
];
const DISPUTE = { event_id: 3, match_id: "m1", home_team: "Aldermere", away_team: "Brackwater", sport: "football", commence_time: "2026-11-22T10:00:00Z", bets: [7], reasons: ["two sources disagree"], reports: REPORTS };

describe("Results", () => {
  test("a dispute shows each word, and a person's word is sent as it was typed", async () => {
    const log = serve({
      "GET /results/disputes": [DISPUTE],
      "GET /bets/bets/": [],
      "GET /events/m1/result": { ...DISPUTE, reports: REPORTS },
      "PUT /events/m1/result": { ...DISPUTE, reports: REPORTS },
    });
    render(<Results />);
    expect(await screen.findByText("At half time 0-1, Final score 2-1")).toBeTruthy();
    expect(screen.getByText("1 bet waits")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /^Say how it ended/ }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.click(dialog.getByRole("button", { name: "It ended so" }));
    expect(dialog.getAllByText("Give a final score, or say what happened.")).toHaveLength(2);
    await userEvent.type(dialog.getByLabelText("Final score: Aldermere"), "2");
    await userEvent.click(dialog.getByRole("button", { name: "It ended so" }));
    expect(dialog.getAllByText("Give both numbers, or neither.")).toHaveLength(2);
    await userEvent.type(dialog.getByLabelText("Final score: Brackwater"), "1");
    await userEvent.click(dialog.getByRole("button", { name: "It ended so" }));
    await waitFor(() => expect(log.find((asked) => asked.method === "PUT")?.body).toEqual({ scores: [{ period: "full_time", home: 2, away: 1 }] }));
  });

  test("an incident asks for what the rules need", async () => {
    const log = serve({ "GET /results/disputes": [{ ...DISPUTE, sport: "tennis" }], "GET /bets/bets/": [], "GET /events/m1/result": { ...DISPUTE, reports: [] }, "PUT /events/m1/result": DISPUTE });
    render(<Results />, "fr");
    await userEvent.click(await screen.findByRole("button", { name: /^Dire comment/ }));
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.selectOptions(dialog.getByLabelText("Ce qui s’est passé"), "retired");
    await userEvent.selectOptions(dialog.getByLabelText("Qui a abandonné"), "away");
    await userEvent.type(dialog.getByLabelText("Sets joués jusqu’au bout"), "1");
    await userEvent.click(dialog.getByRole("button", { name: "Cela s’est terminé ainsi" }));
    await waitFor(() => expect(log.find((asked) => asked.method === "PUT")?.body).toEqual({ incident: { kind: "retired", side: "away", sets: 1 } }));
  });

  test("what waits is what has started and was not decided", () => {
    const now = Date.parse("2026-11-22T12:00:00Z");
    const leg = { ...BET.legs[0]!, commence_time: "2026-11-22T11:00:00Z" };
    const bets = [
      { ...BET, id: 1, legs: [leg] },
      { ...BET, id: 2, legs: [{ ...leg, commence_time: "2026-11-22T13:00:00Z" }] },
      { ...BET, id: 3, legs: [{ ...leg, result: "won" }, leg] },
      { ...BET, id: 4, legs: [{ ...leg, commence_time: null }] },
    ];
    expect(startedLegs(bets, now).map(({ bet }) => bet.id)).toEqual([1, 3]);
  });

  test("why a bet settled is told in sentences, words and decisions", async () => {
    const ruling = { decided_at: "2026-11-22T12:02:00Z", result: "won", revision: 1, rules: "football", said: "full_time 2-1", source: "feed_a" };
    serve({
      "GET /bets/bets/7/explain": { bet: BET, entries: [], summary: ["It won: feed_a said 2-1."], legs: [{ market: "1x2", selection: "home", rules: "football", reports: REPORTS, rulings: [ruling], result: "won" }] },
    });
    render(<Explained id={7} />, "fr");
    expect(await screen.findByText("It won: feed_a said 2-1.")).toBeTruthy();
    expect(screen.getByText(/feed_a: full_time 2-1 → Gagné/)).toBeTruthy();
    expect(screen.getByText(/^Selon les règles\s?: football$/)).toBeTruthy();
  });
});

const HEALTH = { conversations: 3, steps: 9, faults: 0, traps: 5, traps_in_a_row: 5, quotes: 120, skipped: 1, log_dropped: 0, busy_us: 2_000_000, memory_bytes_peak: 3_145_728, last_trap: "out of fuel" };
const PLUGIN = {
  id: "json-api", name: "JSON API", version: "0.2.0", running_version: "0.1.0", summary: "Reads prices.", sha256: "ab".repeat(32), state: "waiting",
  asks: ["to ask odds.example"], waits_for: ["to ask odds.example"], health: HEALTH,
};

describe("Plugins", () => {
  test("what it asks for is allowed for the file that was looked at, and for no other", async () => {
    const log = serve({ "GET /plugins": [PLUGIN], "POST /plugins/json-api/approve": { ...PLUGIN, state: "running", waits_for: [] } });
    render(<Plugins />);
    expect(await screen.findByText("Waits for you")).toBeTruthy();
    expect(screen.getByText("Version 0.1.0 runs until the new one is allowed.")).toBeTruthy();
    expect(screen.getByText("3 MB")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /^Allow all of it/ }));
    await waitFor(() => expect(log.find((asked) => asked.method === "POST")?.body).toEqual({ sha256: PLUGIN.sha256 }));
  });

  test("one in quarantine says why and is asked again", async () => {
    const log = serve({ "GET /plugins": [{ ...PLUGIN, state: "quarantined", waits_for: [] }], "POST /plugins/json-api/reload": PLUGIN });
    render(<Plugins />, "fr");
    expect(await screen.findByText("En quarantaine")).toBeTruthy();
    expect(screen.getByText("out of fuel")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Tout permettre/ })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: /Reprendre le fichier/ }));
    await waitFor(() => expect(log.some((asked) => asked.path === "/plugins/json-api/reload")).toBe(true));
  });

  test("a file goes up under the hash its author gave, and no other", async () => {
    const log = serve({ "GET /plugins": [], "POST /plugins": () => Response.json(PLUGIN, { status: 201 }) });
    render(<Plugins />);
    const send = await screen.findByRole("button", { name: "Upload" });
    await userEvent.click(send);
    expect(screen.getByText("Choose a file.")).toBeTruthy();
    const bytes = new TextEncoder().encode("abc");
    await userEvent.upload(screen.getByLabelText("File (.wasm)"), new File([bytes], "a.wasm", { type: "application/wasm" }));
    // As people do: a hash is copied, not typed.
    const paste = async (hash: string) => {
      await userEvent.clear(screen.getByLabelText("SHA-256 given by its author"));
      await userEvent.click(screen.getByLabelText("SHA-256 given by its author"));
      await userEvent.paste(hash);
    };
    await paste("0".repeat(64));
    await userEvent.click(send);
    // FIPS 180-4: the hash of "abc".
    const real = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(await screen.findByText(`This file has another hash: ${real}`)).toBeTruthy();
    await paste(real.toUpperCase());
    await userEvent.click(send);
    await waitFor(() => expect(log.find((asked) => asked.method === "POST")?.body).toEqual({ component: "YWJj", sha256: real }));
  });

  test("bytes are written in base64 whatever their number", () => {
    const bytes = Uint8Array.from({ length: 100_001 }, (_, index) => index % 256);
    expect(Buffer.from(base64Of(bytes), "base64").equals(Buffer.from(bytes))).toBe(true);
    expect(isHash("AB ".repeat(32))).toBe(true);
    expect(isHash("ab".repeat(31))).toBe(false);
  });
});

test("an adapter that was refused says what to do, one that was not what it brings", async () => {
  serve({
    "GET /adapters": [
      { id: "simulator", title: "Simulator", summary: "A market.", version: "1", capabilities: ["odds"], secrets: [], config: [{ key: "seed", description: "The seed.", required: false, default: "7" }] },
      { file: "mine.toml", error: "line 3: no such key", capabilities: [], secrets: [], config: [] },
    ],
  });
  render(<Sources />, "fr");
  expect(await screen.findByText("Simulator")).toBeTruthy();
  expect(screen.getByText("line 3: no such key").lang).toBe("en");
  expect(screen.getByText("Refusé")).toBeTruthy();
});

test("what the server refuses is said in the language of the page, and the list is asked again", async () => {
  const refused = { detail: "Question 4 was answered by ada.", code: "already_answered", request_id: "r", errors: [] };
  const log = serve({
    ...QUIET,
    "GET /matching/review": () => Response.json([REVIEW], { headers: { "x-total-count": "1" } }),
    "POST /matching/review/4/reject": () => Response.json(refused, { status: 409 }),
  });
  const { toast } = await import("sonner");
  const said = vi.spyOn(toast, "error");
  render(<Matching />, "fr");
  await userEvent.click(await screen.findByRole("button", { name: /^Pas le même/ }));
  await waitFor(() => expect(said).toHaveBeenCalledWith("La question a déjà reçu sa réponse."));
  await waitFor(() => expect(log.filter((asked) => asked.path.startsWith("/matching/review?")).length).toBeGreaterThan(1));
});
