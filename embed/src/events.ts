import type { Comment, Reason, State } from "./documents.ts";

/** What the element tells its page: each as `undersigned:<name>`, bubbling and composed. */
export interface Told {
  ready: { version: number; comments: number };
  count: { comments: number };
  state: { state: State };
  posted: { comment: Comment };
  held: { comment: Comment; why: readonly Reason[] };
  refused: { comment: Comment; why: readonly Reason[] };
  revised: { comment: Comment; state: "published" | "held" | "refused" };
  withdrawn: { id: string };
  recommended: { id: string; recommended: boolean };
  reported: { id: string };
  /** Before the pop-up opens; `preventDefault()` and sign in by the page's own means instead. */
  "sign-in": Record<string, never>;
  "signed-in": { name: string };
  "signed-out": Record<string, never>;
  error: { code: string; title: string; detail: string };
}

export type Tell = <K extends keyof Told>(name: K, detail: Told[K]) => boolean;

type Events = { [K in keyof Told as `undersigned:${K}`]: CustomEvent<Told[K]> };

declare global {
  interface HTMLElementEventMap extends Events {}
}
