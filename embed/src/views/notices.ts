// What the last act came to.

import { html, nothing, type TemplateResult } from "lit";

import type { Problem } from "../api.ts";
import type { UndersignedConversation } from "../conversation.ts";

type View = TemplateResult | typeof nothing;

const LOOK = { published: "is-go", held: "is-wait", refused: "is-stop", problem: "is-stop", popupBlocked: "is-stop" } as Record<string, string>;
const BESIDE = ["problem", "reported", "copied"]; // the others are said above the comments

/** Beside the comment with this id, or, without one, above all of them. */
export function outcome(host: UndersignedConversation, id?: string): TemplateResult {
  const { outcome } = host.writing;
  const isHere = outcome && (BESIDE.includes(outcome.kind) ? outcome.id === id : id === undefined);
  return html`<div class="outcome" role="status">${isHere ? told(host) : nothing}</div>`;
}

function told(host: UndersignedConversation): View {
  const { language, writing } = host;
  const { kind, problem, why, isRevision, id } = writing.outcome!;
  if (kind === "problem") return html`<div class="notice is-stop">${refusal(host, problem!)}</div>`;
  return html`<div class="notice ${LOOK[kind] ?? ""}" tabindex="-1">
    <p class="notice-title">${language.say(kind)}</p>
    ${why?.length ? html`<ul>${why.map(({ sentence }) => html`<li>${sentence}</li>`)}</ul>` : nothing}
    ${kind === "held" && isRevision ? html`<p>${language.say("earlier")}</p>` : nothing}
    ${kind === "published"
      ? html`<p><button class="link" @click=${() => host.showComment(id!)}>${language.say("seeIt")}</button></p>`
      : nothing}
  </div>`;
}

/** A refusal in the server's own words. Shape  isWhole: with what does not fit, where no field says it */
export function refusal(host: UndersignedConversation, { code, title, detail, data }: Problem, isWhole = true): TemplateResult {
  const { language } = host;
  const isOffline = code === "offline";
  const fields: string[] = isWhole ? Object.values<string[]>(data["fields"] ?? {}).flat() : [];
  const found: { excerpt: string }[] = data["found"] ?? [];
  return html`<p class="notice-title">${isOffline ? language.say("offline") : title}</p>
    <p>${isOffline ? language.say("offlineWhy") : detail} ${wayOut(host, code)}</p>
    ${fields.length || found.length
      ? html`<ul>
          ${[...fields, ...found.map(({ excerpt }) => excerpt)].map((sentence) => html`<li>${sentence}</li>`)}
        </ul>`
      : nothing}`;
}

const WAYS: Record<string, string> = {
  "display-name-missing": "account/display-name/",
  "name-not-accepted": "account/name/",
  "email-not-confirmed": "account/email/",
  suspended: "account/",
  banned: "account/",
};

function wayOut(host: UndersignedConversation, code: string): View {
  if (code === "not-signed-in") {
    return html`<button class="link" @click=${() => host.signIn()}>${host.language.say("signIn")}</button>`;
  }
  const path = WAYS[code];
  if (!path) return nothing;
  const href = `${host.base}/${path}${code === "display-name-missing" ? `${host.community}/` : ""}`;
  return html`<a href=${href} target="_blank">${href.replace(/^https?:\/\//, "")}</a>`;
}
