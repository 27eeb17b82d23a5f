// What a page loads: this much until a conversation is about to come into view, then the rest.

import { UndersignedCount } from "./count.ts";
import { whenNear } from "./near.ts";
import { addressed } from "./permalink.ts";

const WAITING = "undersigned-conversation:not(:defined)";

function load(): void {
  watching.disconnect();
  void import("./define.ts");
}

let near: IntersectionObserver | undefined;

function look(): void {
  const found = document.querySelectorAll(WAITING);
  if (!found.length) return;
  if (addressed()) return load();
  near?.disconnect();
  near = whenNear(found, load);
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(`${WAITING}{display:block;min-block-size:var(--undersigned-reserved-height,100vh)}`);
document.adoptedStyleSheets.push(sheet);

UndersignedCount.base = new URL(import.meta.url).origin;
if (!customElements.get("undersigned-count")) customElements.define("undersigned-count", UndersignedCount);

const watching = new MutationObserver(look);
watching.observe(document, { childList: true, subtree: true });
look();
