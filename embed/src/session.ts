// Who is reading: a newsroom's token, a sign-in that is kept, or the pop-up. The bearer token stays in memory.

import { type Api, type Call, Problem } from "./api.ts";
import type { Me } from "./documents.ts";
import { forget, keep, recall } from "./storage.ts";

export type GetToken = () => Promise<string | null | undefined>;

const POPUP = "popup,width=480,height=720";
const LOOK_MILLISECONDS = 500;

interface Token {
  session_token: string;
}

export class Session {
  me: Me | null = null;
  private token: string | null = null;

  constructor(
    private readonly api: Api,
    private readonly community: string,
    private readonly newsroomToken: GetToken,
  ) {}

  /** Whether someone is signed in, without asking them anything. A token that is refused keeps nobody out. */
  async begin(): Promise<boolean> {
    try {
      return (await this.exchange()) || (await this.resume());
    } catch (refused) {
      if (await this.resume()) return true;
      throw refused;
    }
  }

  /** Opens the sign-in; resolves when they are, or have closed it. To be called while handling a click. */
  async signIn(): Promise<boolean> {
    const query = new URLSearchParams({ origin: location.origin, community: this.community });
    const popup = open(`${this.api.base}/embed/sign-in/?${query}`, "undersigned-sign-in", POPUP);
    if (!popup) throw new Problem("popup-blocked", "", "");
    const token = await this.answerOf(popup);
    if (!token) return false;
    await this.adopt(token);
    keep("signed-in", true);
    await this.api.call("session/keep", { method: "POST", token, credentials: "include" }).catch(() => null);
    return true;
  }

  async signOut(): Promise<void> {
    const token = this.token;
    this.me = this.token = null;
    forget("signed-in");
    await this.api.call("session/leave", { method: "POST", token, credentials: "include" }).catch(() => null);
  }

  /** A call as whoever is signed in; one whose token has ended is made again with a fresh one. */
  async call<T>(path: string, call: Call = {}): Promise<T> {
    try {
      return await this.api.call<T>(path, { ...call, token: this.token });
    } catch (problem) {
      if (!(problem instanceof Problem && problem.code === "not-signed-in" && this.token)) throw problem;
      this.me = this.token = null;
      if (!(await this.begin().catch(() => false))) throw problem;
      return this.api.call<T>(path, { ...call, token: this.token });
    }
  }

  private async exchange(): Promise<boolean> {
    const token = await this.newsroomToken();
    if (!token) return false;
    const answer = await this.api.call<Token>("session/exchange", { method: "POST", body: { token } });
    await this.adopt(answer.session_token);
    return true;
  }

  /** Asked only where there may be something to resume: most readers have never signed in. */
  private async resume(): Promise<boolean> {
    const isOwnSite = this.api.base === location.origin;
    if (!isOwnSite && !recall("signed-in")) return false;
    const call: Call = { method: "POST", credentials: isOwnSite ? "same-origin" : "include" };
    try {
      const answer = await this.api.call<Token>("session/resume", call);
      await this.adopt(answer.session_token);
      return true;
    } catch {
      return false;
    }
  }

  private async adopt(token: string): Promise<void> {
    this.me = await this.api.call<Me>("me", { token });
    this.token = token;
  }

  /** The token that this very pop-up sends from our own address; nobody else is believed. */
  private answerOf(popup: Window): Promise<string | null> {
    return new Promise((resolve) => {
      const done = (token: string | null) => {
        removeEventListener("message", hear);
        clearInterval(look);
        resolve(token);
      };
      const hear = ({ origin, source, data }: MessageEvent) => {
        if (origin !== this.api.base || source !== popup) return;
        if (data?.type === "undersigned:signed-in" && typeof data.token === "string") done(data.token);
      };
      const look = setInterval(() => popup.closed && done(null), LOOK_MILLISECONDS);
      addEventListener("message", hear);
    });
  }
}
