/** One text in both languages: the second has exactly the keys of the first, or it does not compile. */
export interface Both<T> {
  en: T;
  fr: T;
}

export function both<T>(en: T, fr: NoInfer<T>): Both<T> {
  return { en, fr };
}

/** A counted noun: its singular and plural by the rules of the language. */
export function counted(locale: "en" | "fr", one: string, other: string): (count: number) => string {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale === "fr" ? "fr-FR" : "en-GB");
  return (count) => `${numbers.format(count)} ${rules.select(count) === "one" ? one : other}`;
}
