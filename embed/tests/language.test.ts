import assert from "node:assert/strict";
import { test } from "node:test";

import { addLanguage, languageFor } from "../src/language.ts";
import { addressed } from "../src/permalink.ts";
import { en } from "../src/words/en.ts";
import { fr } from "../src/words/fr.ts";

const places = (sentence: string) => sentence.match(/\{\w+\}/g)?.sort() ?? [];

test("every sentence is said in both languages with the same places", () => {
  assert.deepEqual(Object.keys(fr).sort(), Object.keys(en).sort());
  for (const [key, said] of Object.entries(en)) {
    const other = fr[key as keyof typeof en];
    if (typeof said === "string") assert.deepEqual(places(other as string), places(said), key);
    else assert.deepEqual(Object.keys(other).sort(), Object.keys(said).sort(), key);
  }
});

test("French keeps its typography: a hard space before a colon, none before ; ! ?, and ’", () => {
  for (const said of Object.values(fr).flatMap((each) => (typeof each === "string" ? [each] : Object.values(each)))) {
    assert.doesNotMatch(said, /[^\u00a0]:(?!\/\/)|[\s\u00a0][;!?]|'/, said);
  }
});

test("the reader's language is the first one spoken here", async () => {
  assert.equal((await languageFor(["de-AT", "fr-CA"])).code, "fr");
  assert.equal((await languageFor(["de"])).code, "en");
  assert.equal((await languageFor(["fr"])).sayMany("newComments", 0), "0 nouveau commentaire");
});

test("another language is added, and what it lacks is said in English", async () => {
  addLanguage("ar", async () => ({ direction: "rtl", reply: "رد" }));
  const language = await languageFor(["ar-EG"]);
  assert.equal(language.say("reply"), "رد");
  assert.equal(language.say("report"), en.report);
  assert.equal(language.words.direction, "rtl");
});

test("an address names a comment by its fragment or its query, and nothing else does", () => {
  const id = "01938f6e-7a11-7c3e-9d5a-3f2b1c0d9e8f";
  const named = (hash: string, search = "") => addressed({ hash, search } as Location);
  assert.equal(named(`#undersigned-${id}`), id);
  assert.equal(named("", `?a=1&comment=${id}`), id);
  assert.equal(named("#undersigned-nothing", "?comment=5"), undefined);
});
