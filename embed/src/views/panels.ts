// What opens under a comment: a reply, a revision, a withdrawal, a report (report.ts).

import { html, nothing, type TemplateResult } from "lit";

import type { UndersignedConversation } from "../conversation.ts";
import type { Comment } from "../documents.ts";
import type { Panel } from "../writing.ts";
import { join, writingForm } from "./compose.ts";

type View = TemplateResult | typeof nothing;

let report: typeof import("./report.ts").report | undefined;

/** The form of a report is seldom asked for, and brought when it is. */
export async function bring({ language }: UndersignedConversation, kind: Panel["kind"]): Promise<void> {
  if (kind !== "report") return;
  const module = await import("./report.ts");
  report = module.report;
  language.learn(module.reportWords);
}

export function panel(host: UndersignedConversation, each: Pick<Comment, "id" | "byline">): View {
  const { writing, language } = host;
  if (writing.panel?.id !== each.id) return nothing;
  const { kind, id } = writing.panel;
  const close = () => writing.show(null);
  if (kind === "report") return html`<div class="panel" part="panel">${report?.(host, id, close)}</div>`;
  if (!writing.session.me) return html`<div class="panel" part="panel">${join(host)}</div>`;
  if (kind === "withdraw") return html`<div class="panel" part="panel">${withdraw(host, id, close)}</div>`;
  const own = writing.own.get(id);
  const isRevision = kind === "revise" && own;
  const title = isRevision ? language.say("revise") : language.say("replyTo", { name: each.byline?.name });
  const text = isRevision ? writing.text(undefined, own) : writing.text(each as Comment);
  return html`<section class="panel" part="panel" aria-label=${title}>
    <h4>${title}</h4>
    ${writingForm(host, text, language.say(isRevision ? "sendRevision" : "sendReply"), close)}
  </section>`;
}

function withdraw({ language, writing }: UndersignedConversation, id: string, close: () => void): TemplateResult {
  return html`<h4>${language.say("withdrawTitle")}</h4>
    <p>${language.say("withdrawWhy")}</p>
    <p class="row">
      <button class="button is-stop" @click=${() => writing.withdraw(id)}>${language.say("withdrawIt")}</button>
      <button class="link" @click=${close}>${language.say("leave")}</button>
    </p>`;
}
