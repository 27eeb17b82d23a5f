// For proofs outside a browser: one JSON value a line {document, events, sort} in, the document after them out.
// `tsc --project tsconfig.test.json` puts it at dist-test/apply.js.

import { createInterface } from "node:readline";

import type { Conversation, LiveEvent, Sort } from "./src/documents.ts";
import { apply } from "./src/live.ts";

interface Asked {
  document: Conversation;
  events: readonly LiveEvent[];
  sort: Sort;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { document, events, sort } = JSON.parse(line) as Asked;
  console.log(JSON.stringify(events.reduce((known, event) => apply(known, event, sort), document)));
}
