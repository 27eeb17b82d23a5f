// What seldom opens under a comment: its withdrawal, and the form that brings it before a person.

import { html, nothing, type TemplateResult } from "lit";

import type { UndersignedConversation } from "../conversation.ts";
import type { OwnComment } from "../documents.ts";
import { trusted } from "../trusted.ts";
import { refusal } from "./notices.ts";

export { seldomWords } from "../words/seldom.ts";

type View = TemplateResult | typeof nothing;
type Faults = Record<string, string[]>;

const LAW = "law";

export function withdraw({ language, writing }: UndersignedConversation, id: string, close: () => void): TemplateResult {
  return html`<h4>${language.say("withdrawTitle")}</h4>
    <p>${language.say("withdrawWhy")}</p>
    <p class="row">
      <button class="button is-stop" @click=${() => writing.withdraw(id)}>${language.say("withdrawIt")}</button>
      <button class="link" @click=${close}>${language.say("leave")}</button>
    </p>`;
}

export function report(host: UndersignedConversation, id: string, close: () => void): TemplateResult {
  const { language, writing } = host;
  const { community, session } = writing;
  if (!community) void writing.learn().catch(() => null);
  const refused = writing.panel?.problem;
  const faults: Faults = refused?.data["fields"] ?? {};
  return html`<form
    class="form"
    novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      void send(host, id, new FormData(event.target as HTMLFormElement));
    }}
  >
    <h4>${language.say("reportTitle")}</h4>
    <p>${language.say("reportWhy")}</p>
    ${refused ? html`<div class="notice is-stop told" role="alert" tabindex="-1">${refusal(host, refused, false)}</div>` : nothing}
    <fieldset>
      <legend>${language.say("breaks")}</legend>
      ${community?.guidelines.clauses.map(({ number, title }) => choice(number, `${number}\u2002${title}`))}
      ${choice(LAW, language.say("law"))} ${fault("clause", faults)}
    </fieldset>
    ${field("law", language.say("whichLaw"), faults)}
    <div class="field">
      <label for="report-text">${language.say("tellUs")}</label>
      <textarea id="report-text" name="text" rows="3" dir="auto" aria-describedby="fault-text"></textarea>
      ${fault("text", faults)}
    </div>
    ${session.me
      ? nothing
      : html`${field("name", language.say("yourName"), faults, "name")}
          ${field("email", language.say("yourEmail"), faults, "email", language.say("emailWhy"))}
          <div class="check">
            <input type="checkbox" id="good-faith" name="good_faith" aria-describedby="fault-good_faith" />
            <label for="good-faith">${language.say("goodFaith")}</label>
            ${fault("good_faith", faults)}
          </div>`}
    <p class="row">
      <button class="button">${language.say("sendReport")}</button>
      <button type="button" class="link" @click=${close}>${language.say("cancel")}</button>
    </p>
  </form>`;
}

function choice(value: string, label: string): TemplateResult {
  return html`<div class="check">
    <input type="radio" id="clause-${value}" name="clause" value=${value} /><label for="clause-${value}">${label}</label>
  </div>`;
}

function fault(name: string, faults: Faults): View {
  return faults[name] ? html`<p class="fault" id="fault-${name}">${faults[name].join(" ")}</p>` : nothing;
}

function field(name: string, label: string, faults: Faults, complete = "off", hint = ""): TemplateResult {
  return html`<div class="field">
    <label for="report-${name}">${label}</label>
    ${hint ? html`<p class="hint" id="report-${name}-hint">${hint}</p>` : nothing}
    <input
      id="report-${name}"
      name=${name}
      type=${name === "email" ? "email" : "text"}
      autocomplete=${complete}
      aria-invalid=${faults[name] ? "true" : nothing}
      aria-describedby="report-${name}-hint fault-${name}"
    />
    ${fault(name, faults)}
  </div>`;
}

async function send(host: UndersignedConversation, id: string, form: FormData): Promise<void> {
  const { clause, good_faith, law = "", ...said } = Object.fromEntries(form) as Record<string, string>;
  const body = { ...said, clause: clause === LAW ? "" : (clause ?? ""), law: clause === LAW ? law : "" };
  const isDone = await host.writing.report(id, good_faith ? { ...body, good_faith: true } : body);
  await host.updateComplete;
  host.renderRoot.querySelector<HTMLElement>(isDone ? `article[data-id="${id}"]` : ".panel .told")?.focus();
}

/** What was decided against, with the clauses; everything else stands on its page. */
export function against({ language }: UndersignedConversation, { url, html: text, decision }: OwnComment): TemplateResult {
  return html`<section class="notice is-stop" part="decided">
    <p class="notice-title">${language.say("decided")}</p>
    <div dir="auto" .innerHTML=${trusted(text)}></div>
    <p>${decision!.clauses.map(({ number, title }) => `${number} ${title}. `)}${decision!.note}</p>
    <p><a href=${url} target="_blank">${language.say("why")}</a></p>
  </section>`;
}

export async function share(host: UndersignedConversation, id: string, url: string, title: string): Promise<void> {
  try {
    if (navigator.share) return await navigator.share({ title, url });
    await navigator.clipboard.writeText(url);
    host.writing.outcome = { id, kind: "copied" };
    host.requestUpdate();
  } catch {
    // they thought better of it, or the page may not: the address of the comment is a link all the same
  }
}

export function kept({ language }: UndersignedConversation, text: string): TemplateResult {
  return html`<div class="field">
    <label for="kept">${language.say("kept")}</label>
    <textarea id="kept" rows="6" readonly .value=${text}></textarea>
  </div>`;
}

/** The texts in force are others than those that were accepted. */
export function outdated({ language }: UndersignedConversation): TemplateResult {
  return html`<p class="notice-title">${language.say("textsChanged")}</p>
    <p>${language.say("textsChangedWhy")}</p>`;
}
