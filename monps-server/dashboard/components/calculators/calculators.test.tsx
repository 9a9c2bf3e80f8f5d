import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { render, serve } from "@/test-kit";
import { CalculatorsPage } from "./calculators-page";
import { type Draft, draftFrom, fraction, linkOf, problemOf } from "./draft";

const INITIAL: Draft = { fields: { total: "100" }, rows: [{ odds: "2.10" }, { odds: "2.05" }] };

describe("a draft in an address", () => {
  test("comes back as it was sent, and what one begins with takes no room", () => {
    const draft = { fields: { total: "12,5" }, rows: [{ odds: "3" }, { odds: "1,5" }, { odds: "" }] };
    expect(draftFrom(linkOf(draft, INITIAL), INITIAL, 20)).toEqual(draft);
    expect(linkOf(INITIAL, INITIAL)).toBeNull();
    expect(linkOf({ ...draft, rows: Array.from({ length: 40 }, () => ({ odds: "9".repeat(100) })) }, INITIAL)).toBeNull();
  });

  test.each(["", "{", "[]", "null", '{"f":1,"r":[]}', '{"f":{"other":"1"},"r":[]}', '{"f":{"total":7},"r":[]}'])("is what one begins with when it says nothing of use: %s", (text) => {
    expect(draftFrom(text, INITIAL, 20)).toEqual(INITIAL);
  });

  test("has only rows and fields that are known, and no more than fit", () => {
    const text = JSON.stringify({ f: {}, r: Array.from({ length: 50 }, () => ({ odds: "2", evil: "x" })) });
    const draft = draftFrom(text, INITIAL, 3);
    expect(draft.rows).toEqual([{ odds: "2" }, { odds: "2" }, { odds: "2" }]);
  });
});

test.each([
  ["5", "0.05"],
  ["4,5", "0.045"],
  ["100", "1"],
  ["0", "0"],
  ["12.345", "0.12345"],
  ["250", "2.5"],
  ["-2", "-0.02"],
])("%s percent is %s, digit by digit", (percent, expected) => {
  expect(fraction(percent)).toBe(expected);
});

test("a number that could be read in two ways is refused, and one that is not needed may be left out", () => {
  expect([problemOf("1,234", true), problemOf("", true), problemOf("", false), problemOf("x", false), problemOf("2,10", true)]).toEqual(["ambiguous", "empty", null, "malformed", null]);
});

const DEVIG = {
  book_sum: 1.03384,
  overround_pct: 3.384,
  hold_pct: 3.27325,
  under_round: false,
  method: "shin",
  probabilities: [0.3729941, 0.4047794, 0.2222265],
  fair_odds: [2.681008, 2.470481, 4.499914],
  methods: [],
  band: [0.37, 0.4, 0.22].map((low) => ({ low, low_by: "shin", high: low + 0.01, high_by: "power" })),
};

describe("CalculatorsPage", () => {
  test("asks the server as one types, with digits as they were typed, and shows what it says", async () => {
    const log = serve({ "POST /calc/devig": DEVIG });
    render(<CalculatorsPage />);
    const table = await screen.findByRole("table", { name: "Take the margin out" });
    expect(within(table).getByText("37.30%")).toBeTruthy();
    expect(log[0]?.body).toEqual({ prices: ["2.60", "2.40", "4.30"], winners: 1 });
    const [odds] = screen.getAllByRole("textbox", { name: "Odds" });
    await userEvent.clear(odds!);
    expect(await screen.findByText("Fill in the numbers to see what comes of them.")).toBeTruthy();
    await userEvent.type(odds!, "2,75");
    await waitFor(() => expect(log.at(-1)?.body).toMatchObject({ prices: ["2.75", "2.40", "4.30"] }));
  });

  test("says in words why there is no answer", async () => {
    serve({ "POST /calc/devig": () => Response.json({ detail: "`method` is not valid: shin has no answer", code: "invalid", request_id: "r", errors: [] }, { status: 422 }) });
    render(<CalculatorsPage />);
    expect((await screen.findByRole("alert")).textContent).toContain("shin has no answer");
  });

  test("takes selections in and out, in French too", async () => {
    serve({ "POST /calc/devig": DEVIG });
    render(<CalculatorsPage />, "fr");
    await userEvent.click(await screen.findByRole("button", { name: "Ajouter une sélection" }));
    expect(screen.getAllByRole("textbox", { name: "Cote" })).toHaveLength(4);
    await userEvent.click(screen.getByRole("button", { name: "Retirer la sélection 4" }));
    await userEvent.click(screen.getByRole("button", { name: "Retirer la sélection 3" }));
    expect(screen.getAllByRole("textbox", { name: "Cote" })).toHaveLength(2);
    // A market has two runners at the least.
    expect(screen.queryByRole("button", { name: "Retirer la sélection 2" })).toBeNull();
  });

  test("copies a link", async () => {
    serve({ "POST /calc/devig": DEVIG });
    const user = userEvent.setup();
    const written = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    render(<CalculatorsPage />);
    await user.click(screen.getByRole("button", { name: "Copy the link" }));
    expect(written).toHaveBeenCalledWith(window.location.href);
  });
});
