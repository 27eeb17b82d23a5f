// What is written: who signs, the texts in hand, and what became of those that were sent.

import { type Api, type Call, Problem } from "./api.ts";
import type { Comment, Community, OwnComment, Reason, Sent } from "./documents.ts";
import type { Tell } from "./events.ts";
import { continued } from "./live.ts";
import type { Reading } from "./reading.ts";
import { Session, type GetToken } from "./session.ts";
import { draft, keep, keepDraft, recall } from "./storage.ts";

/** A text in hand. Shape  parent: what it answers; revises: the comment that it replaces the text of; isDoubted: its
    author has been told what the scorer doubts, and sends it anyway or changes it */
export interface Text {
  key: string;
  parent?: Comment;
  revises?: string;
  value: string;
  isAccepted: boolean;
  fault?: "empty" | "mustAccept";
  problem?: Problem;
  isSending: boolean;
  isDoubted?: boolean;
  isOpen?: boolean;
  idempotency?: string;
}

/** What is open under a comment. Shape  problem: why its report was refused */
export interface Panel {
  kind: "reply" | "revise" | "withdraw" | "report";
  id: string;
  problem?: Problem;
}

/** What the last act came to, said beside a comment or above the form. */
export interface Outcome {
  id?: string;
  kind: "published" | "held" | "refused" | "reported" | "copied" | "withdrawn" | "popupBlocked" | "problem";
  why?: readonly Reason[];
  isRevision?: boolean;
  problem?: Problem;
}

export interface Report {
  clause: string;
  law: string;
  text: string;
  name: string;
  email: string;
  good_faith: boolean;
}

export class Writing {
  readonly session: Session;
  community: Community | null = null;
  own = new Map<string, OwnComment>();
  private recommended = new Set<string>();
  panel: Panel | null = null;
  outcome: Outcome | null = null;
  private texts = new Map<string, Text>();

  constructor(
    private readonly api: Api,
    private readonly place: { community: string; story: string },
    private readonly reading: Reading,
    getToken: GetToken,
    private readonly changed: () => void,
    private readonly tell: Tell,
  ) {
    this.session = new Session(api, place.community, getToken);
  }

  get isSignedIn(): boolean {
    return this.session.me !== null;
  }

  /** Whoever is signed in already, found without asking anybody. */
  async begin(): Promise<void> {
    if (this.isSignedIn) return;
    await this.careful(undefined, async () => {
      if (await this.session.begin()) await this.welcome();
    }).catch(console.error); // the page's own way to a token is broken: everybody can read all the same
  }

  /** The sign-in of the page, or ours. Shape  → whether someone is signed in now */
  async signIn(): Promise<boolean> {
    if (!this.tell("sign-in", {})) return false;
    await this.careful(undefined, async () => {
      if (await this.session.signIn()) await this.welcome();
    });
    return this.isSignedIn;
  }

  async signOut(): Promise<void> {
    await this.session.signOut();
    this.own.clear();
    this.panel = null;
    this.tell("signed-out", {});
    this.changed();
  }

  /** The rules and the licence, once. */
  async learn(): Promise<Community> {
    this.community ??= await this.api.call<Community>(`communities/${this.place.community}`);
    this.changed();
    return this.community;
  }

  /** The text that is being written in one place, with what was kept of it. */
  text(parent?: Comment, revises?: OwnComment): Text {
    const key = `${this.place.community}/${this.place.story}/${revises ? "revise/" : ""}${(revises ?? parent)?.id ?? ""}`;
    let text = this.texts.get(key);
    if (!text) {
      text = { key, value: draft(key) || (revises?.text ?? ""), isAccepted: false, isSending: false };
      if (parent) text.parent = parent;
      if (revises) text.revises = revises.id;
      this.texts.set(key, text);
    }
    return text;
  }

  /** Someone is about to write: what they would accept is brought. */
  open(text: Text): void {
    text.isOpen = true;
    this.changed();
    void this.learn().catch(() => null);
  }

  type(text: Text, value: string): void {
    text.value = value;
    text.isDoubted = false;
    delete text.idempotency; // another text is another submission
    delete text.fault;
    keepDraft(text.key, value);
    this.changed();
  }

  accept(text: Text, isAccepted: boolean): void {
    text.isAccepted = isAccepted;
    this.changed();
  }

  /** Whether the texts in force were accepted before, in this browser. */
  get hasAccepted(): boolean {
    return recall(this.acceptance) === this.versions;
  }

  async send(text: Text): Promise<void> {
    if (text.isSending) return;
    delete text.problem;
    delete text.fault;
    if (!text.value.trim()) text.fault = "empty";
    else if (!text.isAccepted && !this.hasAccepted) text.fault = "mustAccept";
    if (text.fault) return this.changed();
    text.isSending = true;
    this.changed();
    try {
      await this.deliver(text);
    } catch (problem) {
      await this.refused(text, problem);
    } finally {
      text.isSending = false;
      this.changed();
    }
  }

  async withdraw(id: string): Promise<void> {
    await this.careful(id, async () => {
      await this.session.call(`comments/${id}`, { method: "DELETE" });
      this.own.delete(id);
      this.panel = null;
      this.outcome = { kind: "withdrawn" };
      this.tell("withdrawn", { id });
    });
  }

  isRecommended(id: string): boolean {
    return this.isSignedIn && this.recommended.has(id);
  }

  /** Shown at once, and taken back where it is refused. */
  async recommend(comment: Comment): Promise<void> {
    if (!this.isSignedIn && !(await this.signIn())) return;
    const { id } = comment;
    const recommended = !this.isRecommended(id);
    const show = (by: number) =>
      this.reading.edit(id, (old) => ({
        ...old,
        counts: { ...old.counts, recommendations: Math.max(0, old.counts.recommendations + by) },
      }));
    const mark = (isOn: boolean) => (isOn ? this.recommended.add(id) : this.recommended.delete(id));
    mark(recommended);
    show(recommended ? 1 : -1);
    const isDone = await this.careful(id, async () => {
      const call: Call = { method: recommended ? "PUT" : "DELETE" };
      const { recommendations } = await this.session.call<{ recommendations: number }>(`comments/${id}/recommendation`, call);
      this.reading.edit(id, (old) => ({ ...old, counts: { ...old.counts, recommendations } }));
      this.tell("recommended", { id, recommended });
    });
    if (isDone) return;
    mark(!recommended);
    show(recommended ? -1 : 1);
  }

  /** Shape  → whether it was received; a refusal is told beside the form that holds what was written */
  async report(id: string, body: Partial<Report>): Promise<boolean> {
    try {
      await this.session.call(`comments/${id}/reports`, { method: "POST", body });
      this.panel = null;
      this.outcome = { id, kind: "reported" };
      this.tell("reported", { id });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.panel = { kind: "report", id, problem };
    }
    this.changed();
    return this.panel === null;
  }

  show(panel: Panel | null): void {
    this.panel = panel;
    this.outcome = null;
    this.changed();
  }

  private get acceptance(): string {
    return `accepted.${this.place.community}.${this.session.me?.id}`;
  }

  private get versions(): string {
    return `${this.community?.licence.version}/${this.community?.guidelines.version}`;
  }

  private async welcome(): Promise<void> {
    this.tell("signed-in", { name: this.session.me!.name.full });
    await Promise.all([this.learn(), this.remember()]);
  }

  /** Somebody has acted on a comment: of one's own, it is asked what became of it. */
  touched(id: string): void {
    if (!this.own.has(id)) return;
    if (this.outcome?.id === id) this.outcome = null;
    void this.remember().catch(() => null);
  }

  /** One's own comments under this story, and which ones here one recommends. */
  private async remember(): Promise<void> {
    const { community, story } = this.place;
    const here = new URLSearchParams({ community, story });
    const mine = await this.session.call<{ comments: OwnComment[]; recommended: string[] }>(`me/comments?${here}`);
    this.own = new Map(mine.comments.map((own) => [own.id, own]));
    this.recommended = new Set(mine.recommended);
    this.changed();
  }

  private async deliver(text: Text): Promise<void> {
    const { licence, guidelines } = await this.learn();
    const versions = {
      licence_version: licence.version,
      guidelines_version: guidelines.version,
      ask_first: !text.isDoubted,
    };
    text.idempotency ??= crypto.getRandomValues(new Uint32Array(4)).join("-");
    const { community, story } = this.place;
    const sent = text.revises
      ? await this.session.call<Sent>(`comments/${text.revises}`, { method: "PATCH", body: { text: text.value, ...versions } })
      : await this.session.call<Sent>(`communities/${community}/stories/${story}/comments`, {
          method: "POST",
          body: { text: text.value, in_reply_to: text.parent?.id ?? null, ...versions },
          key: text.idempotency,
        });
    keep(this.acceptance, this.versions);
    keepDraft(text.key, "");
    this.texts.delete(text.key);
    this.panel = null;
    this.outcome = { id: sent.comment.id, kind: sent.state, why: sent.why, isRevision: !!text.revises };
    await this.took(text, sent);
    await this.remember().catch(() => null);
  }

  private async took(text: Text, { comment, state, why }: Sent): Promise<void> {
    if (text.revises) {
      if (state === "published") this.reading.edit(comment.id, (old) => continued({ ...comment, replies: old.replies }));
      this.tell("revised", { comment, state });
    } else if (state !== "published") {
      this.tell(state, { comment, why });
    } else {
      await this.reading.add(comment);
      this.tell("posted", { comment });
    }
  }

  /** The text stays where it is; where other texts are in force now, they are shown. */
  private async refused(text: Text, problem: unknown): Promise<void> {
    if (!(problem instanceof Problem)) throw problem;
    text.problem = problem;
    text.isDoubted = problem.code === "think-again";
    if (problem.code === "key-reused") delete text.idempotency;
    if (problem.code === "licence-out-of-date") {
      delete text.idempotency; // with other versions it is another request
      text.isAccepted = false;
      this.community = null;
      await this.learn().catch(() => null);
    }
    if (problem.code === "conversation-closed") await this.reading.load(true);
    this.tell("error", { code: problem.code, title: problem.title, detail: problem.detail });
  }

  /** An act whose refusal is told beside the comment it was about. Shape  → whether it was done */
  private async careful(id: string | undefined, act: () => Promise<void>): Promise<boolean> {
    this.outcome = null;
    try {
      await act();
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.outcome = problem.code === "popup-blocked" ? { kind: "popupBlocked" } : { kind: "problem", problem };
      if (id) this.outcome.id = id;
      this.tell("error", { code: problem.code, title: problem.title, detail: problem.detail });
      return false;
    } finally {
      this.changed();
    }
  }
}
