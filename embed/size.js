// What a reader's page loads, compressed as a server would. Over budget it fails.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUILT = new URL("../src/undersigned/web/root/embed/", import.meta.url);
const LANGUAGES = ["en", "fr"];
const LOADER_BYTES = 2_000;
const ALL_BYTES = 25_000;

const files = readdirSync(BUILT).filter((name) => name.endsWith(".js"));
const size = (name) => gzipSync(readFileSync(new URL(name, BUILT)), { level: 9 }).length;
const sum = (names) => names.reduce((bytes, name) => bytes + size(name), 0);

/** A file with all that it imports at once. */
function withImports(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  const code = readFileSync(new URL(name, BUILT), "utf8");
  for (const [, other] of code.matchAll(/(?:from|import)\s*["`']\.\/([\w.-]+\.js)["`']/g)) withImports(other, found);
  return found;
}

const chunk = (start) => files.find((name) => name.startsWith(`${start}-`));
const loader = withImports("v1.js");
const lines = [["loader", sum([...loader]), LOADER_BYTES]];
for (const language of LANGUAGES) {
  const all = new Set([...loader, ...withImports(chunk("define")), chunk(language)]);
  lines.push([`reading and posting, ${language}`, sum([...all]), ALL_BYTES]);
}
for (const [what, bytes, most] of lines) {
  console.log(`${bytes <= most ? "ok  " : "OVER"} ${what}: ${bytes} of ${most} bytes, gzip`);
}
process.exitCode = lines.some(([, bytes, most]) => bytes > most) ? 1 : 0;
