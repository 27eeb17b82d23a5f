// In which language the embed speaks, and how others are brought to it.

import { Formats } from "./ages.ts";
import type { Words as FirstWords } from "./words/en.ts";
import type { SeldomWords } from "./words/seldom.ts";

export type Words = FirstWords & Partial<SeldomWords>;
type Plural = Words["replies"] & Partial<Record<Intl.LDMLPluralRule, string>>;
type Load = () => Promise<FirstWords>;

const loads: Record<string, Load> = {
  en: () => import("./words/en.ts").then((module) => module.en),
  fr: () => import("./words/fr.ts").then((module) => module.fr),
};

/** Make a language available: `code` as in `lang`, with its words or how to load them. What they lack is said in English. */
export function addLanguage(code: string, words: Partial<Words> | (() => Promise<Partial<Words>>)): void {
  loads[code] = async () => ({
    ...(await loads["en"]!()),
    locale: code,
    ...(typeof words === "function" ? await words() : words),
  });
}

/** What is said, and how numbers and moments are written. */
export class Language {
  readonly formats: Formats;

  constructor(
    readonly code: string,
    public words: Words,
  ) {
    this.formats = new Formats(words.locale, words.justNow);
  }

  /** More to say, where it is not said yet: words that come with what needs them. */
  learn(words: Record<string, SeldomWords>): void {
    this.words = { ...(words[this.code] ?? words["en"]!), ...this.words };
  }

  /** One sentence with its places filled in. */
  say(key: Exclude<keyof Words, "newComments" | "moreReplies" | "replies">, places: Record<string, unknown> = {}): string {
    return filled(this.words[key] ?? "", places);
  }

  /** A sentence in the form that a number asks for. */
  sayMany(key: "newComments" | "moreReplies" | "replies", n: number): string {
    const forms: Plural = this.words[key];
    return filled(forms[this.formats.plural.select(n)] ?? forms.other, { n: this.formats.number(n) });
  }
}

/** The first of these languages that is spoken here, else English. */
export async function languageFor(codes: readonly string[]): Promise<Language> {
  const spoken = codes.flatMap((code) => [code, code.split("-")[0]!]).find((code) => Object.hasOwn(loads, code)) ?? "en";
  return new Language(spoken, await loads[spoken]!());
}

function filled(sentence: string, places: Record<string, unknown>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(places[name] ?? ""));
}
