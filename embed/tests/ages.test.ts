import assert from "node:assert/strict";
import { test } from "node:test";

import { elapsed, Formats, lengthOf } from "../src/ages.ts";

const at = (moment: string) => new Date(moment);

test("an age is told in the greatest whole unit, and never before it is reached", () => {
  const now = at("2026-03-31T12:00:00Z");
  const told = (moment: string) => elapsed(at(moment), now);
  assert.equal(told("2026-03-31T11:59:01Z"), null);
  assert.deepEqual(told("2026-03-31T11:59:00Z"), [1, "minute"]);
  assert.deepEqual(told("2026-03-31T11:00:00Z"), [1, "hour"]);
  assert.deepEqual(told("2026-03-30T12:00:01Z"), [23, "hour"]);
  assert.deepEqual(told("2026-03-24T12:00:00Z"), [1, "week"]);
  assert.deepEqual(told("2026-03-01T12:00:00Z"), [4, "week"]);
  assert.deepEqual(told("2026-02-28T12:00:00Z"), [1, "month"]);
  assert.deepEqual(told("2025-03-31T12:00:01Z"), [11, "month"]);
  assert.deepEqual(told("2016-03-14T17:18:00Z"), [10, "year"]);
});

test("ages are said as each language says them", () => {
  const now = at("2026-03-31T12:00:00Z");
  assert.equal(new Formats("en-CA", "just now").age("2026-03-31T10:00:00Z", now), "2 hours ago");
  assert.equal(new Formats("fr-CA", "à l’instant").age("2026-03-31T10:00:00Z", now), "il y a 2 heures");
  assert.equal(new Formats("fr-CA", "à l’instant").age("2026-03-31T12:00:00Z", now), "à l’instant");
});

test("characters are counted as the server counts them", () => {
  assert.equal(lengthOf("  Noël \n"), 4);
  assert.equal(lengthOf("Noe\u0308l"), 4);
  assert.equal(lengthOf("👩🏽‍🚒"), 4);
});
