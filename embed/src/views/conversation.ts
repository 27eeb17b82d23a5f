// The whole: head, terms, the way in, the order, the comments.

import { html, nothing, type TemplateResult } from "lit";

import type { UndersignedConversation } from "../conversation.ts";
import type { Sort, State } from "../documents.ts";
import { compose, ownWaiting } from "./compose.ts";
import { outcome } from "./notices.ts";
import { threads } from "./thread.ts";

type View = TemplateResult | typeof nothing;

const SORTS: readonly Sort[] = ["newest", "oldest", "discussed", "recommended", "picks"];
const NOTICES = ["names", "licence", "endorsement", "guidelines", "welcome"];

export function conversation(host: UndersignedConversation): TemplateResult {
  const { language } = host;
  const isRead = host.isReady && host.reading.document;
  return html`<section
    class="conversation"
    part="conversation"
    lang=${language.code}
    dir=${language.words.direction}
    aria-labelledby="title"
  >
    ${isRead ? whole(host) : host.reading?.problem ? failed(host) : loading(host)}
  </section>`;
}

function whole(host: UndersignedConversation): TemplateResult {
  const { language, reading } = host;
  const { state, counts, notices } = reading.document!;
  return html`<header class="head" part="head">
      <h2 id="title" part="title" tabindex="-1">
        ${language.say("conversation")} <span class="count" part="count">${language.formats.number(counts.comments)}</span>
      </h2>
      <p class="fine">${stateLine(host, state)}</p>
    </header>
    <div class="split">
      <aside class="terms" part="terms" aria-labelledby="terms">
        <h3 id="terms">${language.say("terms")}</h3>
        ${NOTICES.map((kind) => html`<p>${notices[kind]} ${textLink(host, kind)}</p>`)}
      </aside>
      <div class="main">
        ${closed(host, state)} ${compose(host)} ${outcome(host)} ${ownWaiting(host)}
        ${reading.alone
          ? html`<p class="alone">
              <button class="link" @click=${() => host.leave()}>${language.say("whole")}</button>
            </p>`
          : sorting(host)}
        ${threads(host)}
      </div>
    </div>`;
}

function textLink(host: UndersignedConversation, kind: string): View {
  if (kind !== "licence" && kind !== "guidelines") return nothing;
  const href = `${host.base}/${host.community}/${kind}/`;
  return html`<a href=${href} target="_blank">${host.language.say(kind)}</a>`;
}

function stateLine({ language }: UndersignedConversation, state: State): string {
  const { formats } = language;
  if (state.open) return state.closes_at ? language.say("openUntil", { at: formats.moment(state.closes_at) }) : language.say("open");
  if (state.why !== "not-yet") return language.say("closed");
  return state.opens_at ? language.say("opensOn", { at: formats.moment(state.opens_at) }) : language.say("notOpen");
}

function closed({ language }: UndersignedConversation, state: State): View {
  if (state.open) return nothing;
  const isNotYet = state.why === "not-yet";
  const at = state.opens_at && language.formats.moment(state.opens_at);
  const why = state.reason ?? language.say(state.why === "comments" ? "fullUp" : "overNow");
  return html`<div class="notice" part="closed" role="status">
    <p class="notice-title">${language.say(isNotYet ? "notOpenTitle" : "closedTitle")}</p>
    ${isNotYet ? nothing : html`<p dir="auto">${why}</p>`}
    ${at ? html`<p>${language.say(isNotYet ? "itOpens" : "opensAgain", { at })}</p>` : nothing}
  </div>`;
}

function sorting(host: UndersignedConversation): View {
  const { language, reading } = host;
  if (!reading.document!.counts.comments && !reading.document!.comments.length) return nothing;
  return html`<nav class="sorting" part="sorting" aria-label=${language.say("order")}>
    ${SORTS.map(
      (sort) =>
        html`<button
          part="sort"
          aria-current=${sort === host.sort ? "true" : nothing}
          @click=${() => host.choose(sort)}
        >
          ${language.say(sort)}
        </button>`,
    )}
  </nav>`;
}

function loading({ language }: UndersignedConversation): TemplateResult {
  return html`<h2 id="title" part="title">${language.say("conversation")}</h2>
    <p class="fine" role="status">${language.say("loading")}</p>
    <div class="coming" aria-hidden="true"><i></i><i></i><i></i><i></i></div>`;
}

function failed(host: UndersignedConversation): TemplateResult {
  const { language, reading } = host;
  const problem = reading.problem!;
  return html`<h2 id="title" part="title">${language.say("conversation")}</h2>
    <div class="notice is-stop" part="error" role="alert">
      <p class="notice-title">${problem.title || language.say("failed")}</p>
      <p>${problem.detail || language.say("failedWhy")}</p>
      <p class="row"><button class="button" @click=${() => host.refresh()}>${language.say("retry")}</button> <slot></slot></p>
    </div>`;
}
