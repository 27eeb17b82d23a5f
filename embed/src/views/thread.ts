// The comments: threads, each with its first replies, as a feed.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { UndersignedConversation } from "../conversation.ts";
import type { Byline, Comment } from "../documents.ts";
import { DEPTH_SHOWN } from "../live.ts";
import { comment } from "./comment.ts";

type View = TemplateResult | typeof nothing;

export function threads(host: UndersignedConversation): TemplateResult {
  const { language, reading } = host;
  const { next, comments } = reading.document!;
  const { alone } = reading;
  const shown = reading.threads();
  const fresh = reading.fresh().length;
  const size = alone ? 1 : next === null && comments.length === shown.length ? shown.length : -1;
  return html`
    <div class="fresh" role="status">
      ${fresh
        ? html`<button class="button" part="new" @click=${() => host.reveal()}>${language.sayMany("newComments", fresh)}</button>`
        : nothing}
    </div>
    ${alone?.ancestors.comments.map(
      (each, at, all) => html`<div class="above">${comment(host, each, { to: all[at - 1] })}</div>`,
    )}
    ${shown.length
      ? html`<div
          class="letters"
          role="feed"
          aria-labelledby="title"
          aria-busy=${reading.isBusy ? "true" : "false"}
          @keydown=${host.page}
        >
          ${repeat(
            shown.slice(0, host.painted),
            (each) => each.id,
            (each, at) => thread(host, each, alone?.ancestors.comments.at(-1), at + 1, size, 0),
          )}
        </div>`
      : empty(host)}
    ${!alone && next !== null && shown.length
      ? html`<p class="pager">
          <button class="button is-quiet" part="more" aria-disabled=${reading.isBusy} @click=${() => host.more()}>
            ${language.say("moreComments")}
          </button>
        </p>`
      : nothing}
    ${reading.problem && reading.document
      ? html`<div class="notice is-stop" role="alert">
          <p>${reading.problem.title || language.say("failed")} ${reading.problem.detail}</p>
          <p><button class="link" @click=${() => host.refresh()}>${language.say("retry")}</button></p>
        </div>`
      : nothing}
  `;
}

function thread(
  host: UndersignedConversation,
  each: Comment,
  to: Comment | undefined,
  place: number,
  size: number,
  level: number,
): TemplateResult {
  return html`${comment(host, each, { to, size, place, replies: replies(host, each, level) })}`;
}

function replies(host: UndersignedConversation, parent: Comment, level: number): View {
  const { language, reading } = host;
  const shown = parent.replies.filter((reply) => reading.isShown(reply));
  const leads = reading.leads(parent);
  if (host.collapsed.has(parent.id) || (!shown.length && !leads)) return nothing;
  const left = parent.counts.replies - parent.replies.length;
  const isDeep = level >= DEPTH_SHOWN && !shown.length;
  return html`${shown.length
    ? html`<div class="letters" part="replies" role="feed" aria-label=${language.sayMany("replies", parent.counts.replies)}>
        ${repeat(
          shown,
          (reply) => reply.id,
          (reply, at) => thread(host, reply, parent, at + 1, parent.counts.replies, level + 1),
        )}
      </div>`
    : nothing}
  ${leads && left > 0
    ? html`<p class="more">
        <button
          class="link"
          aria-disabled=${reading.isBusy}
          @click=${() => (isDeep ? host.showComment(parent.id, true) : host.more(parent))}
        >
          ${isDeep ? language.say("continueThread") : language.sayMany("moreReplies", left)}
        </button>
      </p>`
    : nothing}`;
}

function empty({ language, reading, sort }: UndersignedConversation): View {
  const { counts, state } = reading.document!;
  if (counts.comments && sort !== "picks") return nothing; // all of it is new, behind the button
  return html`<div class="empty" part="empty">
    ${sort === "picks" && counts.comments
      ? html`<p>${language.say("noPicks")}</p>`
      : html`<p class="empty-title">${language.say("nobody")}</p>
          ${state.open ? html`<p>${language.say("first")}</p>` : nothing}`}
  </div>`;
}

export type { Byline };
