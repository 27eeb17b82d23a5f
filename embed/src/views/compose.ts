// Where a comment is written, and one's own that wait.

import { html, nothing, type TemplateResult } from "lit";

import { lengthOf } from "../ages.ts";
import type { UndersignedConversation } from "../conversation.ts";
import type { OwnComment } from "../documents.ts";
import { trusted } from "../trusted.ts";
import type { Text } from "../writing.ts";
import { age, ownActions, signature } from "./comment.ts";
import { refusal } from "./notices.ts";
import { bring, panel, rarely } from "./panels.ts";

type View = TemplateResult | typeof nothing;

const MOST = 5_000;
const RECENT_MILLISECONDS = 7 * 86_400_000;

export function compose(host: UndersignedConversation): View {
  const { reading, writing, language } = host;
  const { me } = writing.session;
  const text = writing.text();
  if (!reading.document!.state.open) return text.value ? rarely(host, (seldom) => seldom.kept(host, text.value)) : nothing;
  if (!me) return join(host);
  if (!me.email_confirmed) return html`<div class="notice is-wait"><p>${language.say("confirmEmail")}</p></div>`;
  return html`<section class="compose" part="compose" aria-labelledby="write">
    <div class="compose-head">
      <h3 id="write">${language.say("write")}</h3>
      <button class="link" @click=${() => host.signOut()}>${language.say("signOut")}</button>
    </div>
    ${writingForm(host, text, language.say("send"))}
  </section>`;
}

/** The form for a comment, a reply or a revision. */
export function writingForm(host: UndersignedConversation, text: Text, act: string, cancel?: () => void): TemplateResult {
  const { language, writing } = host;
  const name = text.key.replace(/\W/g, "-");
  const hasFault = text.fault === "empty";
  const isShut = !text.isOpen && !cancel;
  return html`<form
    class=${isShut ? "form is-shut" : "form"}
    novalidate
    @submit=${(event: Event) => {
      event.preventDefault();
      void submit(host, text);
    }}
  >
    ${text.problem ? told(host, text) : nothing}
    <div class="field">
      <label class=${cancel ? "" : "unseen"} for="text-${name}">${language.say("yourComment")}</label>
      <p class="hint" id="hint-${name}" ?hidden=${isShut}>${language.say("hint")}</p>
      <textarea
        id="text-${name}"
        part="field"
        rows="5"
        dir="auto"
        aria-describedby="hint-${name} count-${name}"
        aria-invalid=${hasFault || lengthOf(text.value) > MOST ? "true" : "false"}
        .value=${text.value}
        @focus=${() => writing.open(text)}
        @input=${(event: Event) => writing.type(text, (event.target as HTMLTextAreaElement).value)}
      ></textarea>
      ${isShut ? nothing : characters(host, text.value, name)}
      ${hasFault ? html`<p class="fault" role="alert">${language.say("empty")}</p>` : nothing}
    </div>
    ${isShut ? nothing : terms(host, text, name, act, cancel)}
  </form>`;
}

/** What it is sent under, how it is signed, and the sending. */
function terms(host: UndersignedConversation, text: Text, name: string, act: string, cancel?: () => void): TemplateResult {
  const { language } = host;
  return html`${texts(host, text.problem?.code === "licence-out-of-date")} ${acceptance(host, text, name)}
    <div class="foot">
      <p class="signed">${signing(host)}</p>
      <p class="row">
        ${cancel ? html`<button type="button" class="link" @click=${cancel}>${language.say("cancel")}</button>` : nothing}
        <button class="button" part="button" aria-disabled=${text.isSending ? "true" : nothing}>
          ${text.isSending ? language.say("sending") : text.isDoubted ? language.say("anyway") : act}
        </button>
      </p>
    </div>`;
}

/** Those of one's own comments here that nobody else sees yet. */
export function ownWaiting(host: UndersignedConversation): View[] {
  const { language, writing } = host;
  const waiting = [...writing.own.values()].filter((own) => own.state === "held" || own.waiting);
  return [...[...writing.own.values()].filter(isAgainst).map((own) => rarely(host, (seldom) => seldom.against(host, own))), ...waiting.map(
    (own) => html`<section class="waiting" part="held" aria-label=${language.say("waiting")}>
      <p class="meta">
        <span class="chip">${language.say("waiting")}</span>
        <a href=${own.url} target="_blank">${language.say("onlyYou")}</a>
        <span>${age(host, own.submitted_at)}</span>
      </p>
      <div class="text" dir="auto" .innerHTML=${trusted(own.html)}></div>
      ${(own.id === writing.outcome?.id ? [] : own.why).map(({ sentence }) => html`<p class="fine">${sentence}</p>`)}
      ${own.state === "held" ? heldActions(host, own) : nothing}
    </section>`,
  )];
}

/** What is said of these is brought before anything is drawn, or it would push the rest down. */
export async function bringDecided(host: UndersignedConversation): Promise<void> {
  if ([...host.writing.own.values()].some(isAgainst)) await bring(host);
}

/** Decided against in the last days. */
function isAgainst({ state, decision }: OwnComment): boolean {
  return (state === "refused" || state === "removed") && Date.now() - Date.parse(decision?.at ?? "") < RECENT_MILLISECONDS;
}

function heldActions(host: UndersignedConversation, own: OwnComment): TemplateResult {
  return html`<div class="actions">${ownActions(host, own.id, own.may_revise_until, own.may_withdraw)}</div>
    ${panel(host, { id: own.id, byline: null })}`;
}

export function join(host: UndersignedConversation): TemplateResult {
  const { language, writing } = host;
  const isYouth = writing.community?.names === "youth";
  const name = writing.community?.name;
  return html`<section class="join" part="join" aria-labelledby="join">
    <h3 id="join">${language.say("join")}</h3>
    ${isYouth ? html`<p>${language.say("joinYouth")}</p>` : name ? html`<p>${language.say("joinWhy", { name })}</p>` : nothing}
    <p><button class="button" part="button" @click=${() => host.signIn()}>${language.say("signIn")}</button></p>
  </section>`;
}

async function submit(host: UndersignedConversation, text: Text): Promise<void> {
  await host.writing.send(text);
  await host.updateComplete;
  const wanted = text.fault || text.problem ? ".form [aria-invalid=true], .form .has-fault input, .told" : ".outcome .notice";
  host.renderRoot.querySelector<HTMLElement>(wanted)?.focus();
}

function told(host: UndersignedConversation, { problem, isDoubted }: Text): TemplateResult {
  const isOutdated = problem!.code === "licence-out-of-date";
  return html`<div class="notice ${isOutdated || isDoubted ? "is-wait" : "is-stop"} told" part="error" role="alert" tabindex="-1">
    ${isOutdated ? rarely(host, (seldom) => seldom.outdated(host)) : refusal(host, problem!)}
  </div>`;
}

function characters({ language }: UndersignedConversation, text: string, name: string): TemplateResult {
  const length = lengthOf(text);
  const isOver = length > MOST;
  const n = language.formats.number(isOver ? length - MOST : length);
  return html`<p class=${isOver ? "hint fault" : "hint"} id="count-${name}">${language.say(isOver ? "over" : "count", { n })}</p>`;
}

/** The licence and the guidelines, at hand. */
function texts({ language, writing }: UndersignedConversation, isOpen: boolean): View {
  const { community } = writing;
  if (!community) return nothing;
  const { licence, guidelines } = community;
  return html`<details ?open=${isOpen}>
      <summary>${language.say("licenceVersion", { n: licence.version })}</summary>
      <div lang=${licence.language}>${licence.text.split(/\n\s*\n/).map((paragraph) => html`<p>${paragraph}</p>`)}</div>
    </details>
    <details ?open=${isOpen}>
      <summary>${language.say("guidelinesVersion", { n: guidelines.version })}</summary>
      <dl lang=${guidelines.language}>
        ${guidelines.clauses.map(({ number, title, text }) => html`<dt>${number} ${title}</dt><dd>${text}</dd>`)}
      </dl>
    </details>`;
}

function acceptance({ language, writing }: UndersignedConversation, text: Text, name: string): View {
  if (!writing.community) return nothing;
  if (writing.hasAccepted) return html`<p class="hint">${language.say("accepted")}</p>`;
  const hasFault = text.fault === "mustAccept";
  return html`<div class=${hasFault ? "check has-fault" : "check"}>
    <input
      type="checkbox"
      id="accept-${name}"
      .checked=${text.isAccepted}
      aria-invalid=${hasFault ? "true" : nothing}
      aria-describedby=${hasFault ? `fault-${name}` : nothing}
      @change=${(event: Event) => writing.accept(text, (event.target as HTMLInputElement).checked)}
    />
    <label for="accept-${name}">${language.say("accept")}</label>
    ${hasFault ? html`<p class="fault" id="fault-${name}" role="alert">${language.say("mustAccept")}</p>` : nothing}
  </div>`;
}

/** How it will be signed. */
function signing(host: UndersignedConversation): TemplateResult {
  const { language, writing, community } = host;
  const { name, place, standing, display_names } = writing.session.me!;
  if (writing.community?.names === "youth") {
    const chosen = display_names.find((each) => each.community === community);
    return chosen
      ? html`<span>${language.say("signed")}</span> <bdi class="name">${chosen.display_name}</bdi>`
      : html`<a href="${host.base}/account/display-name/${community}/" target="_blank">${language.say("chooseName")}</a>`;
  }
  const shown = ["member", "moderator", "editor"] as const;
  const here = standing.filter((each) => each.community === null || each.community === community).map((each) => each.kind);
  const byline = { name: name.full, place, standing: shown.filter((kind) => here.includes(kind)) };
  return html`<span>${language.say("signed")}</span> ${signature(host, byline)}`;
}
