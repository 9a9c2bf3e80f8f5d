import { ApiError, type FieldProblem } from "./api";
import { dictionaryOf } from "./i18n";
import type { Language } from "./preferences";

/**
 * What the server said went wrong, for a reader of a language. The server speaks English, and says more
 * than its code does: a number, a name. Elsewhere its code has a sentence, and its words stay where they
 * are all there is.
 */
export function errorSentence(error: Error, language: Language): string {
  if (!(error instanceof ApiError)) return error.message;
  const text = dictionaryOf(language);
  if (error.isAway) return text.common.away;
  if (language === "en") return error.message || (text.errors.codes[error.code] ?? error.code);
  const sentence = text.errors.codes[error.code];
  if (!sentence) return error.message;
  return error.errors.length > 0 ? `${sentence} ${error.errors.map((one) => fieldSentence(one, language)).join(" · ")}` : sentence;
}

/** What is wrong with a field: its name in the language, and the server's rule. */
export function fieldSentence({ field, message }: FieldProblem, language: Language): string {
  const { fields } = dictionaryOf(language).errors;
  const last = field.split(".").at(-1) ?? field;
  const name = fields[last] ?? field;
  const rule = ruleSentence(message, language);
  return name ? dictionaryOf(language).common.pair(name, rule) : rule;
}

/** The server's rule in the language, where it is one of the common ones. */
export function ruleSentence(message: string, language: Language): string {
  for (const [pattern, words] of dictionaryOf(language).errors.rules) {
    const found = message.match(pattern);
    if (found) return words.replace(/\$(\d)/g, (_, index: string) => found[Number(index)] ?? "");
  }
  return message;
}
