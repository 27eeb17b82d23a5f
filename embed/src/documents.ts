// What the public interface answers, as docs/integrate/api.md and its OpenAPI description have it.

export type Sort = "newest" | "oldest" | "discussed" | "recommended" | "picks";

export interface Byline {
  name: string;
  place: string;
  standing: readonly ("member" | "moderator" | "editor")[];
}

export interface Reprint {
  id: string;
  use: "web" | "print" | "air";
  part: "whole" | "excerpts";
  at: string;
}

/** One taken away keeps its place while there are replies under it, with neither byline nor text. */
export interface Comment {
  id: string;
  state: "published" | "removed" | "withdrawn" | "held" | "refused";
  byline: Byline | null;
  text: string | null;
  html: string | null;
  language: string;
  published_at: string | null;
  revised_at: string | null;
  in_reply_to: string | null;
  depth: number;
  counts: { replies: number; recommendations: number };
  picked: boolean;
  label: string | null;
  reprints: readonly Reprint[];
  replies: readonly Comment[];
  /** The `after` of further replies; empty: from the start; null: all are shown. */
  replies_next: string | null;
  url: string;
}

export interface State {
  open: boolean;
  reason: string | null;
  closes_at: string | null;
  why: "closed" | "not-yet" | "time" | "days" | "comments" | null;
  opens_at: string | null;
}

export interface Thread {
  comments: readonly Comment[];
  next: string | null;
}

export interface Conversation extends Thread {
  version: number;
  state: State;
  counts: { comments: number };
  notices: Record<string, string>;
}

export interface Community {
  name: string;
  publisher: string;
  languages: readonly string[];
  names: "full" | "youth";
  mode: "before" | "after" | "reactive";
  guidelines: { version: number; language: string; clauses: readonly { number: string; title: string; text: string }[] };
  licence: { version: number; language: string; text: string };
}

export interface Me {
  id: string;
  email_confirmed: boolean;
  name: { first: string; last: string; full: string; state: string };
  place: string;
  standing: readonly { kind: string; community: string | null }[];
  display_names: readonly { community: string; display_name: string }[];
}

export interface Reason {
  code: string;
  sentence: string;
}

export interface OwnComment {
  id: string;
  community: string;
  story: string;
  state: Comment["state"];
  text: string;
  html: string;
  waiting: boolean;
  why: readonly Reason[];
  decision: { at: string; note: string; clauses: readonly { number: string; title: string }[] } | null;
  submitted_at: string;
  may_revise_until: string | null;
  may_withdraw: boolean;
  url: string;
}

export interface Sent {
  comment: Comment;
  state: "published" | "held" | "refused";
  why: readonly Reason[];
}

/** A live event: what is so now. Hearing one twice changes nothing. */
export type LiveEvent =
  | { type: "published" | "revised"; version: number; comment: Comment }
  | { type: "removed"; version: number; id: string; comment: Comment | null }
  | {
      type: "counts";
      version: number;
      counts: { comments: number };
      comments: Record<string, Comment["counts"]>;
    }
  | { type: "state"; version: number; state: State };
