import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { ApiError } from "./api";
import { errorSentence, fieldSentence, ruleSentence } from "./errors";
import { errors } from "./i18n/errors";

const SERVER = resolve(import.meta.dirname, "../../src");
/** How the server gives a code: to one of its makers of errors, beside a status, or in a field. */
const CODES = [/(?:not_found|conflict|forbidden|bad_request|unavailable)\(\s*"([a-z_]+)"/g, /StatusCode::[A-Z_]+,\s*"([a-z_]+)"/g, /\bcode: "([a-z_]+)"/g];

function codesOfServer(): string[] {
  const files = readdirSync(SERVER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".rs"));
  const codes = files.flatMap((name) => {
    const [source = ""] = readFileSync(join(SERVER, name), "utf8").split("#[cfg(test)]");
    return CODES.flatMap((pattern) => [...source.matchAll(pattern)].map((found) => found[1] ?? ""));
  });
  return [...new Set(codes)].sort();
}

describe("the server's refusals", () => {
  test("each code has a sentence in both languages, and no sentence is of a code that is gone", () => {
    const codes = codesOfServer();
    expect(codes).toContain("bet_not_found");
    expect(codes.length).toBeGreaterThan(40);
    expect(Object.keys(errors.en.codes).sort()).toEqual(codes);
    expect(Object.keys(errors.fr.codes).sort()).toEqual(codes);
  });

  test("French says it in French, English in the server's own words, which say more", () => {
    const error = new ApiError(404, "bet_not_found", "There is no bet 42.");
    expect(errorSentence(error, "fr")).toBe("Ce pari n’existe pas.");
    expect(errorSentence(error, "en")).toBe("There is no bet 42.");
    expect(errorSentence(new ApiError(404, "brand_new", "Something new."), "fr")).toBe("Something new.");
    expect(errorSentence(new ApiError(0, "away", "fetch failed"), "fr")).toBe("Le serveur ne répond pas");
  });

  test("a field is named, and its rule translated where it is a common one", () => {
    expect(fieldSentence({ field: "legs[1].stake", message: "must be from 1 to 100" }, "fr")).toMatch(/^Mise\s?: doit être entre 1 et 100$/);
    expect(ruleSentence("must be above 0 and at most 500", "fr")).toBe("doit dépasser 0 et ne pas dépasser 500");
    expect(ruleSentence("must be above zero", "en")).toBe("must be above zero");
    const invalid = new ApiError(422, "invalid", "`stake` is not valid", "r", [{ field: "stake", message: "must be a number" }]);
    expect(errorSentence(invalid, "fr")).toMatch(/^Quelque chose n’est pas valable\. Mise\s?: doit être un nombre$/);
  });
});
