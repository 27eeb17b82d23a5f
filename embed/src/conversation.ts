// <undersigned-conversation community="news" story="1.23">: its attributes, properties, events and methods.
// What it reads is in reading.ts, what it writes in writing.ts, what it looks like in views/ and style.css.

import { LitElement, type PropertyValues, type TemplateResult, unsafeCSS } from "lit";

import { Api } from "./api.ts";
import type { Comment, Conversation, Sort } from "./documents.ts";
import type { Tell } from "./events.ts";
import { addLanguage, type Language, languageFor } from "./language.ts";
import { whenNear } from "./near.ts";
import { addressed } from "./permalink.ts";
import { Reading } from "./reading.ts";
import type { GetToken } from "./session.ts";
import { listed, toggle } from "./storage.ts";
import style from "./style.css?inline";
import { bringDecided } from "./views/compose.ts";
import { conversation } from "./views/conversation.ts";
import { Writing } from "./writing.ts";

const REFRESH_MILLISECONDS = 30_000;
const SIGNING_IN_MILLISECONDS = 1_000; // so long is waited for who is reading, so that their form pushes nothing down
const FIRST_PAINTED = 2;
const MUTED = "muted";
const LANGUAGE = "undersigned:language";

export class UndersignedConversation extends LitElement {
  static override properties = {
    community: {},
    story: {},
    sort: { reflect: true },
    token: {},
    base: {},
    lang: {},
  };
  static override styles = unsafeCSS(style);
  static addLanguage: typeof addLanguage = (code, words) => {
    addLanguage(code, words);
    dispatchEvent(new Event(LANGUAGE));
  };

  community = "";
  story = "";
  sort: Sort = "newest";
  /** A newsroom's signed token, exchanged once for a session. */
  token: string | null = null;
  /** Where Undersigned is; by default, where this script came from. */
  base = new URL(import.meta.url).origin;
  /** Asked for a newsroom's signed token whenever one is needed; answers nothing for a reader who is not signed in. */
  getToken: GetToken | undefined;

  language!: Language;
  reading!: Reading;
  writing!: Writing;
  /** Threads folded up, by id of the comment that opens them. */
  readonly collapsed = new Set<string>();
  muted: readonly string[] = listed(MUTED);
  target: string | undefined;
  painted = FIRST_PAINTED;
  isReady = false;
  private near: IntersectionObserver | undefined;
  private refreshing = 0;
  private held: { id: string; next: string | undefined } | null = null;

  /** What is known of the conversation now. */
  get document(): Conversation | null {
    return this.reading?.document ?? null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.follow);
    addEventListener(LANGUAGE, this.speak);
    document.addEventListener("visibilitychange", this.wake);
    this.refreshing = setInterval(() => this.requestUpdate(), REFRESH_MILLISECONDS);
    if (this.reading) this.reading.listen();
    else if (addressed()) void this.start();
    else this.near = whenNear([this], () => void this.start());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.follow);
    removeEventListener(LANGUAGE, this.speak);
    document.removeEventListener("visibilitychange", this.wake);
    clearInterval(this.refreshing);
    this.near?.disconnect();
    this.reading?.stop();
  }

  /** Read the conversation anew. */
  async refresh(): Promise<void> {
    await this.reading.load();
    await this.updateComplete;
  }

  /** Bring a comment of this conversation into view, with what it answers where it is not on the page. */
  async showComment(id: string, isAlone = false): Promise<void> {
    if (isAlone || !this.reading.find(id) || !this.isOnPage(id)) await this.reading.open(id);
    this.target = id;
    this.painted = Infinity;
    this.requestUpdate();
    await this.updateComplete;
    this.focusComment(id, "center");
  }

  /** To be called while a click is handled: browsers open no window otherwise. */
  async signIn(): Promise<boolean> {
    return this.writing.signIn();
  }

  async signOut(): Promise<void> {
    await this.writing.signOut();
  }

  /** Put the cursor where a comment is written. */
  focusCompose(): void {
    this.renderRoot.querySelector<HTMLElement>(".compose textarea, .join button")?.focus();
  }

  /** Leave out what somebody wrote, in this browser alone. */
  mute(name: string, isMuted = true): void {
    toggle(MUTED, name, isMuted);
    this.muted = listed(MUTED);
    this.requestUpdate();
  }

  fold(id: string): void {
    if (!this.collapsed.delete(id)) this.collapsed.add(id);
    this.requestUpdate();
  }

  choose(sort: Sort): void {
    this.sort = sort; // what an attribute that changes does: see willUpdate
  }

  /** Further comments, or replies to one; the first that came gets the focus. */
  async more(parent?: Comment): Promise<void> {
    const before = new Set(this.articles().map((article) => article.dataset["id"]));
    await (parent ? this.reading.moreReplies(parent) : this.reading.more());
    await this.updateComplete;
    this.articles()
      .find((article) => !before.has(article.dataset["id"]))
      ?.focus({ preventScroll: true });
  }

  /** The whole conversation again, at the comment that was looked at alone. */
  async leave(): Promise<void> {
    const { id } = this.reading.alone!;
    this.reading.close();
    await this.updateComplete;
    this.focusComment(id, "center");
  }

  /** The new comments come on show, and the first of them gets the focus that the button had. */
  async reveal(): Promise<void> {
    const first = this.reading.fresh()[0]?.id;
    this.reading.reveal();
    await this.updateComplete;
    if (first) this.focusComment(first, "nearest");
  }

  focusComment(id: string, block: ScrollLogicalPosition): void {
    const article = this.article(id);
    article?.scrollIntoView({ block });
    article?.focus({ preventScroll: true });
  }

  /** Page Up and Page Down go from comment to comment, as feeds have it. */
  readonly page = (event: KeyboardEvent): void => {
    const step = { PageDown: 1, PageUp: -1 }[event.key];
    const from = event.target as HTMLElement;
    if (event.key === "Escape" && this.writing.panel) {
      this.writing.show(null);
      from.closest<HTMLElement>("article")?.focus({ preventScroll: true });
    }
    if (!step || from.matches("textarea, input")) return;
    const articles = this.articles();
    const next = articles[articles.indexOf(from.closest("article")!) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  readonly tell: Tell = (name, detail) =>
    this.dispatchEvent(
      new CustomEvent(`undersigned:${name}`, { detail, bubbles: true, composed: true, cancelable: name === "sign-in" }),
    );

  protected override render(): TemplateResult | undefined {
    return this.language && conversation(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.isReady) this.obey(changed);
    if (changed.has("token") && this.token && this.writing) void this.writing.begin();
    this.reading?.admit((id) => this.writing.own.has(id));
    const focused = this.shadowRoot?.activeElement;
    const article = focused?.closest("article");
    const articles = this.articles();
    const after = article && articles[articles.indexOf(article) + 1];
    this.held = focused ? { id: article?.dataset["id"] ?? "", next: after?.dataset["id"] } : null;
  }

  /** What had the focus may have been taken away: it goes to the comment it stood in, or to the next. */
  protected override updated(): void {
    if (this.held && !this.shadowRoot?.activeElement) {
      const { id, next } = this.held;
      const left = this.article(id) ?? this.article(next ?? "") ?? this.renderRoot.querySelector<HTMLElement>("h2");
      left?.focus({ preventScroll: true });
    }
    if (this.isReady && this.painted === FIRST_PAINTED) {
      requestAnimationFrame(() => setTimeout(() => this.paintRest()));
    }
  }

  /** What an attribute that changes asks for. */
  private obey(changed: PropertyValues<this>): void {
    if (changed.has("community") || changed.has("story")) {
      this.reading.stop();
      this.isReady = false;
      this.painted = FIRST_PAINTED;
      void this.start();
    } else if (changed.has("lang")) void this.speak().then(() => this.reading.load(true));
    else if (changed.has("sort")) void this.reading.load();
  }

  private articles(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>("article")];
  }

  private paintRest(): void {
    this.painted = Infinity;
    this.requestUpdate();
  }

  private async start(): Promise<void> {
    const api = new Api(this.base, () => this.language.code);
    const changed = () => this.requestUpdate();
    const path = () => `communities/${this.community}/stories/${this.story}`;
    const getToken: GetToken = async () => this.token ?? this.getToken?.();
    await this.speak();
    this.reading = new Reading(api, path, () => this.sort, changed, this.tell, (id) => this.writing.touched(id));
    this.writing = new Writing(api, this, this.reading, getToken, changed, this.tell);
    const begun = this.writing.begin().then(() => bringDecided(this));
    await this.reading.load();
    await Promise.race([begun, new Promise((resolve) => setTimeout(resolve, SIGNING_IN_MILLISECONDS))]);
    this.isReady = true;
    this.requestUpdate();
    await this.updateComplete;
    void this.follow();
  }

  private readonly speak = async (): Promise<void> => {
    const named = this.closest<HTMLElement>("[lang]")?.lang;
    this.language = await languageFor([...(named ? [named] : []), ...navigator.languages]);
    this.requestUpdate();
  };

  private readonly follow = async (): Promise<void> => {
    const id = addressed();
    if (id && this.reading.document) await this.showComment(id);
  };

  private readonly wake = (): void => {
    if (document.hidden) this.reading?.stop();
    else this.reading?.wake();
  };

  private article(id: string): HTMLElement | null {
    return this.renderRoot.querySelector(`article[data-id="${id}"]`);
  }

  private isOnPage(id: string): boolean {
    return this.painted === Infinity ? this.article(id) !== null : true;
  }
}
