import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { BetImportReport, BetImportRow } from "@/lib/types";
import { render, serve, type Asked } from "@/test-kit";
import { decoded, ImportDialog } from "./import-dialog";

const row = (line: number, more: Partial<BetImportRow>): BetImportRow => ({
  line, state: "new", errors: [], remarks: [], match: "A - B", selection: "1", odds: 1.85, stake: 10, currency: "EUR", bookmaker: "Kiosk", ...more,
});

const REPORT: BetImportReport = {
  committed: false, columns: { placed_at: "Date", match: "Match", selection: "Pick", odds: "Cote", stake: "Mise", bookmaker: "Book" }, ignored_columns: ["Autre"], missing: [],
  total: 4, new: 2, imported: 0, known: 1, refused: 1, remarked: 1, sums: [{ currency: "EUR", stakes: 30, profit: -10, profit_at_price: -10 }],
  rows: [row(2, {}), row(3, { remarks: ["the payout 20 disagrees with stake × odds, which is 22"] }), row(4, { state: "known", bet_id: 7 }), row(5, { state: "refused", match: null, errors: [{ field: "odds", message: "\"abc\" is not a number" }] })],
};

const FILE = new File(["Date;Match;Pick;Cote;Mise\r\n"], "slips.csv", { type: "text/csv" });
const previews = (log: Asked[]) => log.filter(({ path }) => path === "/bets/import").map(({ body }) => body as Record<string, unknown>);

test("shows what each row is, refused ones first, and records only when told", async () => {
  const log = serve({
    "POST /bets/import": (asked: Asked) =>
      (asked.body as { commit: boolean }).commit ? { ...REPORT, committed: true, new: 0, imported: 2, rows: [row(2, { state: "imported" }), ...REPORT.rows.slice(3)] } : REPORT,
  });
  const onClose = vi.fn();
  render(<ImportDialog onClose={onClose} />);
  await userEvent.upload(screen.getByLabelText("CSV file"), FILE);
  expect(await screen.findByText("2 new · 1 known already · 1 refused")).toBeTruthy();
  const lines = within(screen.getByRole("table", { name: "What was read" })).getAllByRole("row").slice(1);
  expect(lines.map((line) => line.textContent?.slice(0, 1))).toEqual(["5", "3", "2", "4"]);
  expect(lines[0]?.textContent).toContain('Odds: "abc" is not a number');
  expect(lines[1]?.textContent).toContain("disagrees with stake × odds");
  expect(screen.getByText("Not used: Autre.")).toBeTruthy();
  expect(previews(log).every((body) => body.commit === false && body.csv === "Date;Match;Pick;Cote;Mise\r\n")).toBe(true);

  await userEvent.click(screen.getByRole("button", { name: "Record 2 bets" }));
  expect(await screen.findByText("2 recorded · 1 known already · 1 refused")).toBeTruthy();
  expect(previews(log).filter((body) => body.commit)).toHaveLength(1);
  // A refused row is there to be read: the dialog stays.
  expect(onClose).not.toHaveBeenCalled();
  await userEvent.click(screen.getAllByRole("button", { name: "Close" }).at(-1) as HTMLElement);
  expect(onClose).toHaveBeenCalledOnce();
});

test("asks in French for what no column tells, and reads again with the answer", async () => {
  const missing = { ...REPORT, columns: { placed_at: "Date" }, ignored_columns: ["Cote finale"], missing: ["odds", "bookmaker"], new: 0, rows: [] };
  const log = serve({
    "POST /bets/import": (asked: Asked) => ((asked.body as { columns?: { odds?: string }; bookmaker?: string }).bookmaker ? REPORT : missing),
  });
  render(<ImportDialog onClose={() => {}} />, "fr");
  await userEvent.upload(screen.getByLabelText("Fichier CSV"), FILE);
  expect((await screen.findByRole("alert")).textContent).toContain("Le fichier ne dit pas : Cote, Bookmaker.");
  expect((screen.getByRole("button", { name: /Saisir/ }) as HTMLButtonElement).disabled).toBe(true);
  await userEvent.selectOptions(screen.getByLabelText("Cote"), "Cote finale");
  await userEvent.type(screen.getByLabelText("Bookmaker de toutes les lignes"), "FDJ{Enter}");
  await screen.findByRole("button", { name: "Saisir 2 paris" });
  expect(previews(log).at(-1)).toMatchObject({ columns: { odds: "Cote finale" }, bookmaker: "FDJ", commit: false });
});

test("says what the server refuses, and tries again", async () => {
  let refuses = true;
  serve({
    "POST /bets/import": () =>
      refuses ? Response.json({ detail: "csv has no row below its header", code: "invalid", request_id: "r-1", errors: [] }, { status: 422 }) : REPORT,
  });
  render(<ImportDialog onClose={() => {}} />);
  await userEvent.upload(screen.getByLabelText("CSV file"), FILE);
  expect((await screen.findByRole("alert")).textContent).toContain("no row below its header");
  refuses = false;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("button", { name: "Record 2 bets" })).toBeTruthy();
});

test("a file of an older age keeps its accents", () => {
  expect(decoded(new TextEncoder().encode("Équipe").buffer as ArrayBuffer)).toBe("Équipe");
  expect(decoded(new Uint8Array([0xc9, 0x71, 0x75, 0x69, 0x70, 0x65]).buffer)).toBe("Équipe");
});
