// What opens under a comment: a reply, a revision; a withdrawal, a report (seldom.ts).

import { html, nothing, type TemplateResult } from "lit";

import type { UndersignedConversation } from "../conversation.ts";
import type { Comment } from "../documents.ts";
import { anchor } from "../permalink.ts";
import type { Panel } from "../writing.ts";
import { join, writingForm } from "./compose.ts";

type View = TemplateResult | typeof nothing;

type Seldom = typeof import("./seldom.ts");

let seldom: Seldom | undefined;

/** A withdrawal and a report are seldom asked for, and brought when they are. */
export async function bring({ language }: UndersignedConversation, kind?: Panel["kind"]): Promise<void> {
  if (kind === "reply" || kind === "revise") return;
  seldom = await import("./seldom.ts");
  language.learn(seldom.seldomWords);
}

/** What is seldom on show, as soon as it is here. */
export function rarely(host: UndersignedConversation, view: (from: Seldom) => View): View {
  if (seldom) return view(seldom);
  void bring(host).then(() => host.requestUpdate());
  return nothing;
}

export async function share(host: UndersignedConversation, id: string, title: string): Promise<void> {
  await bring(host);
  await seldom!.share(host, id, new URL(anchor(id), location.href).href, title);
}

export function panel(host: UndersignedConversation, each: Pick<Comment, "id" | "byline">): View {
  const { writing, language } = host;
  if (writing.panel?.id !== each.id) return nothing;
  const { kind, id } = writing.panel;
  const close = () => writing.show(null);
  if (kind === "report") return html`<div class="panel" part="panel">${seldom?.report(host, id, close)}</div>`;
  if (!writing.session.me) return html`<div class="panel" part="panel">${join(host)}</div>`;
  if (kind === "withdraw") return html`<div class="panel" part="panel">${seldom?.withdraw(host, id, close)}</div>`;
  const own = writing.own.get(id);
  const isRevision = kind === "revise" && own;
  const title = isRevision ? language.say("revise") : language.say("replyTo", { name: each.byline?.name });
  const text = isRevision ? writing.text(undefined, own) : writing.text(each as Comment);
  return html`<section class="panel" part="panel" aria-label=${title}>
    <h4>${title}</h4>
    ${writingForm(host, text, language.say(isRevision ? "sendRevision" : "sendReply"), close)}
  </section>`;
}
