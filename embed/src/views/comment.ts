// One comment: its words, signed, and what can be done about it.

import { html, nothing, type TemplateResult } from "lit";

import type { UndersignedConversation } from "../conversation.ts";
import type { Byline, Comment } from "../documents.ts";
import { anchor } from "../permalink.ts";
import { trusted } from "../trusted.ts";
import type { Panel } from "../writing.ts";
import { outcome } from "./notices.ts";
import { bring, panel, share } from "./panels.ts";

type View = TemplateResult | typeof nothing;

const MINUTE = 60_000;
const USES = { web: "reprintedWeb", print: "reprintedPrint", air: "reprintedAir" } as const;

/** Shape  to: what it answers; place and size: among its neighbours, −1 for unknown */
interface Setting {
  to: Comment | undefined;
  place?: number;
  size?: number;
  replies?: View;
}

export function comment(host: UndersignedConversation, each: Comment, setting: Setting): TemplateResult {
  const { id, byline } = each;
  const isMuted = byline && host.muted.includes(byline.name);
  return html`<article
    class=${id === host.target ? "comment is-target" : "comment"}
    part="comment"
    tabindex="-1"
    data-id=${id}
    aria-labelledby="by-${id}"
    aria-posinset=${setting.place ?? nothing}
    aria-setsize=${setting.size ?? nothing}
  >
    ${!byline ? gone(host, each) : isMuted ? muted(host, each, byline) : signed(host, each, byline, setting.to)}
    ${setting.replies}
  </article>`;
}

export function signature(host: UndersignedConversation, byline: Byline): TemplateResult {
  return html`<span class="name" part="name"><bdi>${byline.name}</bdi></span>
    ${byline.place ? html`<span class="place" dir="auto">${byline.place}</span>` : nothing}
    ${byline.standing.map((standing) => html`<span class="badge" part="badge">${host.language.say(standing)}</span>`)}`;
}

export function age(host: UndersignedConversation, at: string): TemplateResult {
  const { formats } = host.language;
  return html`<time datetime=${at} title=${formats.moment(at)}>${formats.age(at)}</time>`;
}

function signed(host: UndersignedConversation, each: Comment, byline: Byline, to: Comment | undefined): TemplateResult {
  const { language } = host;
  const { id } = each;
  return html`${each.picked ? html`<p class="pick" part="pick">${language.say("pick")}</p>` : nothing}
    ${to?.byline ? html`<p class="to">${language.say("to", { name: to.byline.name })}</p>` : nothing}
    <div class="text" part="text" lang=${each.language || nothing} dir="auto" .innerHTML=${trusted(each.html ?? "")}></div>
    <p class="signature" part="signature">
      <span class="by" id="by-${id}">${signature(host, byline)}</span>
      <span class="meta">
        <a href=${anchor(id)}>${age(host, each.published_at!)}</a>
        ${each.revised_at ? html`<span>${language.say("revised", { age: language.formats.age(each.revised_at) })}</span>` : nothing}
        ${[...new Set(each.reprints.map(({ use }) => use))].map((use) => html`<span>${language.say(USES[use])}</span>`)}
      </span>
    </p>
    ${each.label ? html`<p class="notice" part="label" dir="auto"><b>${language.say("newsroom")}</b> ${each.label}</p>` : nothing}
    ${actions(host, each, byline)} ${outcome(host, id)} ${panel(host, each)}`;
}

function gone(host: UndersignedConversation, each: Comment): TemplateResult {
  return html`<p class="gone" id="by-${each.id}">
      ${host.language.say(each.state === "withdrawn" ? "wasWithdrawn" : "wasRemoved")}
    </p>
    ${each.replies.length ? html`<p class="actions">${fold(host, each)}</p>` : nothing}`;
}

function muted(host: UndersignedConversation, each: Comment, { name }: Byline): TemplateResult {
  return html`<p class="gone" id="by-${each.id}">
    ${host.language.say("muted", { name })}
    <button class="link" @click=${() => host.mute(name, false)}>${host.language.say("unmute")}</button>
  </p>`;
}

function actions(host: UndersignedConversation, each: Comment, { name }: Byline): TemplateResult {
  const { language, reading, writing } = host;
  const { id } = each;
  const own = writing.own.get(id);
  return html`<div class="actions" part="actions">
    ${reading.document!.state.open
      ? html`<button
          aria-label=${language.say("replyTo", { name })}
          aria-expanded=${isOpen(host, "reply", id)}
          @click=${() => open(host, "reply", id)}
        >
          ${language.say("reply")}
        </button>`
      : nothing}
    ${own
      ? html`${ownActions(host, id, own.may_revise_until, own.may_withdraw)}
          <button @click=${() => share(host, id, name)}>${language.say("share")}</button>
          ${each.counts.recommendations ? html`<span>${language.say("recommend")} ${tally(host, each)}</span>` : nothing}`
      : html`<button
            aria-pressed=${writing.isRecommended(id) ? "true" : "false"}
            aria-label=${`${language.say("recommendThis", { name })} ${each.counts.recommendations || ""}`}
            @click=${() => writing.recommend(each)}
          >
            ${language.say("recommend")} ${tally(host, each)}
          </button>
          <button @click=${() => share(host, id, name)}>${language.say("share")}</button>
          <button aria-expanded=${isOpen(host, "report", id)} @click=${() => open(host, "report", id)}>
            ${language.say("report")}
          </button>
          <button @click=${() => host.mute(name)}>${language.say("mute")}</button>`}
    ${each.replies.length ? fold(host, each) : nothing}
  </div>`;
}

export function ownActions(host: UndersignedConversation, id: string, until: string | null, mayWithdraw: boolean): TemplateResult {
  const left = until ? Math.ceil((Date.parse(until) - Date.now()) / MINUTE) : 0;
  return html`${left > 0
    ? html`<button aria-expanded=${isOpen(host, "revise", id)} @click=${() => open(host, "revise", id)}>
        ${host.language.say("reviseLeft", { n: left })}
      </button>`
    : nothing}
  ${mayWithdraw
    ? html`<button aria-expanded=${isOpen(host, "withdraw", id)} @click=${() => open(host, "withdraw", id)}>
        ${host.language.say("withdraw")}
      </button>`
    : nothing}`;
}

function tally(host: UndersignedConversation, { counts }: Comment): View {
  return counts.recommendations
    ? html`<span class="tally">${host.language.formats.number(counts.recommendations)}</span>`
    : nothing;
}

function fold(host: UndersignedConversation, each: Comment): TemplateResult {
  const isFolded = host.collapsed.has(each.id);
  return html`<button
    aria-label=${isFolded ? nothing : host.language.say("collapse")}
    title=${isFolded ? nothing : host.language.say("collapse")}
    aria-expanded=${isFolded ? "false" : "true"}
    @click=${() => host.fold(each.id)}
  >
    ${isFolded ? host.language.sayMany("replies", each.counts.replies) : "−"}
  </button>`;
}

function isOpen(host: UndersignedConversation, kind: Panel["kind"], id: string): "true" | "false" {
  const { panel } = host.writing;
  return panel?.kind === kind && panel.id === id ? "true" : "false";
}

async function open(host: UndersignedConversation, kind: Panel["kind"], id: string): Promise<void> {
  const { writing } = host;
  await bring(host, kind);
  writing.show(isOpen(host, kind, id) === "true" ? null : { kind, id });
  await host.updateComplete;
  if (writing.panel) host.renderRoot.querySelector<HTMLElement>(".panel :is(textarea, input, button)")?.focus();
}
