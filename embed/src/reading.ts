// What is read: the document, kept up to date by its events, and which part of it is on show.

import { type Api, Problem } from "./api.ts";
import type { Comment, Conversation, LiveEvent, Sort, Thread } from "./documents.ts";
import { apply, change, continued, find, walk } from "./live.ts";
import type { Tell } from "./events.ts";

const KINDS = ["published", "revised", "removed", "counts", "state"] as const;
const AGAIN_MILLISECONDS = 30_000;
const LONGEST_TIMER = 2_147_483_647;

/** One comment with what it answers, alone. */
interface Alone {
  id: string;
  document: Conversation;
  ancestors: Conversation;
}

export class Reading {
  document: Conversation | null = null;
  alone: Alone | null = null;
  problem: Problem | null = null;
  isBusy = false;
  /** The threads on show, in the order they were shown in: it is not changed under anybody's eyes. */
  private order: readonly string[] = [];
  private shown = new Set<string>();
  private led = new Set<string>();
  private sort: Sort = "newest";
  private source: EventSource | undefined;
  private timer = 0;
  private asked = 0;

  constructor(
    private readonly api: Api,
    private readonly path: () => string,
    private readonly chosen: () => Sort,
    private readonly changed: () => void,
    private readonly tell: Tell,
    private readonly touched: (id: string) => void,
  ) {}

  /** The conversation from its start; what was there stays until it comes, and with `isQuiet` stays in its place. */
  async load(isQuiet = false): Promise<void> {
    const asked = ++this.asked;
    const sort = this.chosen();
    await this.busy(async () => {
      const found = await this.api.call<Conversation>(`${this.path()}/conversation?sort=${sort}`);
      if (asked !== this.asked) return; // another order was chosen meanwhile
      const isFirst = !this.document;
      this.document = found;
      this.sort = sort;
      if (!isQuiet) this.reveal();
      this.listen();
      if (isFirst) this.tell("ready", { version: found.version, comments: found.counts.comments });
    });
  }

  /** The next page of the conversation. */
  async more(): Promise<void> {
    await this.busy(async () => {
      const { document } = this;
      if (!document?.next) return;
      const query = new URLSearchParams({ sort: this.sort, after: document.next });
      const page = await this.api.call<Conversation>(`${this.path()}/conversation?${query}`);
      const fresh = page.comments.filter((comment) => !find(this.document!.comments, comment.id));
      this.document = { ...this.document!, comments: [...this.document!.comments, ...fresh], next: page.next };
      this.order = [...this.order, ...fresh.map((comment) => comment.id)];
      this.see(fresh);
    });
  }

  /** Further replies to a comment. */
  async moreReplies(comment: Comment): Promise<void> {
    await this.busy(async () => {
      const query = comment.replies_next ? `?after=${comment.replies_next}` : "";
      const page = await this.api.call<Thread>(`comments/${comment.id}/replies${query}`);
      this.led.add(comment.id);
      this.edit(comment.id, (old) => {
        const known = new Set(old.replies.map((reply) => reply.id));
        const replies = [...old.replies, ...page.comments.filter((reply) => !known.has(reply.id))];
        return { ...continued({ ...old, replies }), replies_next: page.next };
      });
      this.see(page.comments);
    });
  }

  /** One comment with what it answers and its replies, the rest of the conversation aside. */
  async open(id: string): Promise<void> {
    await this.busy(async () => {
      const found = await this.api.call<Comment & { ancestors: readonly Comment[] }>(`${this.path()}/comments/${id}`);
      this.document ??= await this.api.call<Conversation>(`${this.path()}/conversation?sort=${this.sort}`);
      const aside = (comments: readonly Comment[]) => ({ ...this.document!, comments, next: "" });
      this.alone = { id, document: aside([found]), ancestors: aside(found.ancestors) };
      this.see([found, ...found.ancestors]);
    });
  }

  close(): void {
    this.alone = null;
    this.changed();
  }

  /** The threads on show. */
  threads(): readonly Comment[] {
    if (this.alone) return this.alone.document.comments.filter((comment) => comment.id === this.alone!.id);
    const comments = new Map(this.document?.comments.map((comment) => [comment.id, comment]));
    return this.order.flatMap((id) => comments.get(id) ?? []);
  }

  find(id: string): Comment | undefined {
    const { alone } = this;
    return (
      find(this.document?.comments ?? [], id) ??
      find(alone?.document.comments ?? [], id) ??
      find(alone?.ancestors.comments ?? [], id)
    );
  }

  isShown(comment: Comment): boolean {
    return this.shown.has(comment.id);
  }

  /** Whether a line leads to further replies: it stands there only where it stood when these came on show. */
  leads(parent: Comment): boolean {
    return parent.replies_next !== null && this.led.has(parent.id);
  }

  /** What others have published since, and is not on show yet. */
  fresh(): Comment[] {
    const comments = this.alone ? this.threads() : (this.document?.comments ?? []);
    return [...walk(comments)].filter((comment) => !this.isShown(comment) && comment.byline);
  }

  /** What is one's own waits behind no button, even where others were told of it first. */
  admit(isOwn: (id: string) => boolean): void {
    for (const { id } of this.fresh()) {
      if (!isOwn(id)) continue;
      this.order = [id, ...this.order];
      this.shown.add(id);
    }
  }

  /** Everything that is known comes on show, in its order. */
  reveal(): void {
    this.order = this.document?.comments.map((comment) => comment.id) ?? [];
    this.see(this.document?.comments ?? []);
    this.see(this.alone?.document.comments ?? []);
    this.changed();
  }

  /** One's own comment comes on show at once, whatever the order. */
  async add(comment: Comment): Promise<void> {
    this.hear({ type: "published", version: 0, comment });
    const { id, in_reply_to } = comment;
    if (in_reply_to) {
      const parent = this.find(in_reply_to);
      if (parent && !this.find(id)) await this.moreReplies(parent);
      if (!this.find(id)) await this.open(id);
    } else {
      const document = this.document!;
      if (!this.find(id)) this.document = { ...document, comments: [comment, ...document.comments] };
      if (!this.order.includes(id)) this.order = [id, ...this.order];
    }
    this.shown.add(id);
    this.changed();
  }

  /** Something of a comment that is known before the server says it. */
  edit(id: string, by: (comment: Comment) => Comment | null): void {
    this.each((document) => ({ ...document, comments: change(document.comments, id, by) }));
    this.changed();
  }

  hear(event: LiveEvent): void {
    if (!this.document) return;
    const before = this.document;
    this.document = apply(before, event, this.sort);
    if (this.alone) {
      const aside = (document: Conversation) => apply(document, event, "oldest");
      this.alone = { ...this.alone, document: aside(this.alone.document), ancestors: aside(this.alone.ancestors) };
    }
    if ("comment" in event && event.version) this.touched(event.comment?.id ?? "");
    if ("id" in event) this.touched(event.id);
    if (event.type === "counts" && before.counts.comments !== event.counts.comments) this.tell("count", event.counts);
    if (event.type === "state") {
      this.tell("state", { state: event.state });
      this.watchClock();
    }
    this.changed();
  }

  /** One subscription, from the version that is known; a hidden page has none. */
  listen(): void {
    this.stop();
    if (!this.document || document.hidden) return;
    this.watchClock();
    const source = new EventSource(`${this.api.base}/api/v1/${this.path()}/live?after=${this.document.version}`);
    for (const type of KINDS) {
      source.addEventListener(type, ({ data }) => this.hear({ type, ...JSON.parse(data) } as LiveEvent));
    }
    source.addEventListener("reset", () => void this.load(true));
    source.addEventListener("error", () => {
      if (source.readyState === source.CLOSED) setTimeout(() => source === this.source && this.listen(), AGAIN_MILLISECONDS);
    });
    this.source = source;
  }

  /** Seen again: what the clock has done meanwhile is asked for. */
  wake(): void {
    this.listen();
    const { closes_at, opens_at } = this.document?.state ?? {};
    if (closes_at || opens_at) void this.refreshState();
  }

  stop(): void {
    this.source?.close();
    this.source = undefined;
    clearTimeout(this.timer);
  }

  /** What the clock opens or closes is told by no event. */
  private watchClock(): void {
    clearTimeout(this.timer);
    const { closes_at, opens_at } = this.document!.state;
    const moments = [closes_at, opens_at].map((at) => (at ? Date.parse(at) - Date.now() : Infinity));
    const wait = Math.min(...moments.filter((left) => left > 0)) + 1_000;
    if (wait < LONGEST_TIMER) this.timer = setTimeout(() => void this.refreshState(), wait);
  }

  private async refreshState(): Promise<void> {
    const { state, version } = await this.api.call<Conversation>(`${this.path()}/conversation?sort=${this.sort}`);
    this.hear({ type: "state", version: Math.min(version, this.document!.version), state });
  }

  private each(by: (document: Conversation) => Conversation): void {
    if (this.document) this.document = by(this.document);
    const { alone } = this;
    if (alone) this.alone = { ...alone, document: by(alone.document), ancestors: by(alone.ancestors) };
  }

  private see(comments: readonly Comment[]): void {
    for (const { id, replies_next } of walk(comments)) {
      this.shown.add(id);
      if (replies_next !== null) this.led.add(id);
    }
  }

  private async busy(work: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.changed();
    try {
      await work();
      this.problem = null;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.problem = problem;
      this.tell("error", { code: problem.code, title: problem.title, detail: problem.detail });
    } finally {
      this.isBusy = false;
      this.changed();
    }
  }
}
