import assert from "node:assert/strict";
import { test } from "node:test";

import type { Comment, Conversation, LiveEvent, Sort } from "../src/documents.ts";
import { apply } from "../src/live.ts";
import { Model } from "./model.ts";

const SORTS: Sort[] = ["newest", "oldest", "discussed", "recommended", "picks"];
const heard = (document: Conversation, events: LiveEvent[], sort: Sort) =>
  events.reduce((known, event) => apply(known, event, sort), document);

test("old snapshot and events are the new snapshot, in every order, for any acts", () => {
  for (let seed = 1; seed <= 150; seed += 1) {
    const random = randomness(seed);
    const model = new Model();
    for (let n = 0; n < 12; n += 1) act(model, random);
    const known = new Map(SORTS.map((sort) => [sort, model.snapshot(sort, 1000)]));
    for (let n = 0; n < 25; n += 1) {
      const events = act(model, random);
      for (const sort of SORTS) {
        known.set(sort, heard(known.get(sort)!, events, sort));
        agree(known.get(sort)!, model.snapshot(sort, 1000), `seed ${seed}, act ${n}, ${sort}`);
      }
    }
  }
});

test("a first page stays one: what is beyond it is left to the next", () => {
  for (let seed = 1; seed <= 150; seed += 1) {
    const random = randomness(seed);
    const model = new Model();
    for (let n = 0; n < 30; n += 1) act(model, random);
    const known = new Map(SORTS.map((sort) => [sort, model.snapshot(sort, 5)]));
    for (let n = 0; n < 10; n += 1) {
      const events = act(model, random);
      for (const sort of ["newest", "oldest", "picks"] as const) {
        known.set(sort, heard(known.get(sort)!, events, sort));
        const whole = model.snapshot(sort, 1000).comments.map(({ id }) => id);
        const shown = known.get(sort)!.comments.map(({ id }) => id);
        if (known.get(sort)!.next === null) assert.deepEqual(shown, whole, `seed ${seed}, ${sort}`);
        else assert.deepEqual(shown, whole.slice(0, shown.length), `seed ${seed}, act ${n}, ${sort}`);
      }
    }
  }
});

test("hearing an event twice changes nothing", () => {
  const random = randomness(7);
  const model = new Model();
  for (let n = 0; n < 20; n += 1) act(model, random);
  for (const sort of SORTS) {
    const document = model.snapshot(sort, 1000);
    const events = act(model, random);
    const once = heard(document, events, sort);
    assert.deepEqual(heard(once, events, sort), once);
  }
});

test("a document is never changed in place", () => {
  const random = randomness(11);
  const model = new Model();
  for (let n = 0; n < 20; n += 1) act(model, random);
  for (const sort of SORTS) {
    const document = deepFrozen(model.snapshot(sort, 1000));
    for (let n = 0; n < 10; n += 1) heard(document, act(model, random), sort);
  }
});

test("a removed comment with replies keeps its place without name and words", () => {
  const model = new Model();
  model.publish(null);
  model.publish("c0001");
  const document = model.snapshot("newest", 50);
  const after = heard(document, model.take("c0001", "removed"), "newest");
  assert.equal(after.comments[0]!.byline, null);
  assert.equal(after.comments[0]!.text, null);
  assert.deepEqual(after.comments[0]!.replies.map(({ id }) => id), ["c0002"]);
});

test("more replies than are shown at first stay on show", () => {
  const model = new Model();
  model.publish(null);
  for (let n = 0; n < 5; n += 1) model.publish("c0001");
  const document = model.snapshot("newest", 50);
  const [thread] = document.comments;
  const all = [2, 3, 4, 5, 6].map((n) => ({ ...thread!, id: `c000${n}`, in_reply_to: "c0001", replies: [], replies_next: null, counts: { replies: 0, recommendations: 0 } }));
  const opened = { ...document, comments: [{ ...thread!, replies: all, replies_next: null }] };
  const after = heard(opened, model.publish("c0001"), "newest").comments[0]!;
  assert.equal(after.replies.length, 5);
  assert.equal(after.replies_next, "c0006");
});

/**
 * Client and server agree on all that the client can know: first replies that came in for others may be
 * missing.
 */
function agree(client: Conversation, server: Conversation, where: string): void {
  assert.deepEqual({ ...client, comments: [] }, { ...server, comments: [] }, where);
  assert.deepEqual(client.comments.map(({ id }) => id), server.comments.map(({ id }) => id), where);
  client.comments.forEach((comment, at) => same(comment, server.comments[at]!, where));
}

function same(client: Comment, server: Comment, where: string): void {
  const bare = (comment: Comment) => ({ ...comment, replies: [], replies_next: "" });
  assert.deepEqual(bare(client), bare(server), where);
  const ids = client.replies.map(({ id }) => id);
  assert.deepEqual(ids, server.replies.slice(0, ids.length).map(({ id }) => id), where);
  if (ids.length === server.replies.length) assert.equal(client.replies_next, server.replies_next, where);
  else assert.equal(client.replies_next, ids.at(-1) ?? "", where);
  client.replies.forEach((reply, at) => same(reply, server.replies[at]!, where));
}

function act(model: Model, random: (most: number) => number): LiveEvent[] {
  const rows = model.published();
  const any = () => rows[random(rows.length)]!.id;
  const kind = rows.length < 2 ? 0 : random(12);
  if (kind < 3) return model.publish(null);
  if (kind < 7) return model.publish(any());
  if (kind === 7) return model.revise(any());
  if (kind === 8) return model.pick(any());
  if (kind === 9) return model.take(any(), random(2) ? "removed" : "withdrawn");
  return kind === 10 ? model.recommend(any()) : model.close();
}

/** The same numbers for the same seed (mulberry32). */
function randomness(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * most);
  };
}

function deepFrozen<T>(value: T): T {
  if (value && typeof value === "object") {
    for (const part of Object.values(value)) deepFrozen(part);
    Object.freeze(value);
  }
  return value;
}
