// Old snapshot + live events = new snapshot: pure, so that it can be proved outside a browser.
// The order and the number of replies shown are the server's (conversation/reads.py).

import type { Comment, Conversation, LiveEvent, Sort } from "./documents.ts";

export const REPLIES_SHOWN = 3;
export const DEPTH_SHOWN = 3;

type Comments = readonly Comment[];
type Change = (comment: Comment) => Comment | null;

/** The document after one event. What is shown only in part stays so: `next` and `replies_next` say where it goes on. */
export function apply(document: Conversation, event: LiveEvent, sort: Sort): Conversation {
  const next = told(document, event, sort);
  return { ...next, version: Math.max(document.version, event.version) };
}

function told(document: Conversation, event: LiveEvent, sort: Sort): Conversation {
  switch (event.type) {
    case "state":
      return { ...document, state: event.state };
    case "counts":
      return { ...document, counts: event.counts, comments: counted(document, event.comments, sort) };
    case "removed":
      if (!event.comment) return { ...document, comments: change(document.comments, event.id, () => null) };
      return { ...document, comments: put(document, event.comment, sort) };
    default:
      return { ...document, comments: put(document, event.comment, sort) };
  }
}

/** A comment anywhere in some threads. */
export function find(comments: Comments, id: string): Comment | undefined {
  for (const comment of comments) {
    const found = comment.id === id ? comment : find(comment.replies, id);
    if (found) return found;
  }
  return undefined;
}

/** Every comment of some threads, each before its replies. */
export function* walk(comments: Comments): Generator<Comment> {
  for (const comment of comments) {
    yield comment;
    yield* walk(comment.replies);
  }
}

/** Some threads with one comment changed, or left out where the change answers null. */
export function change(comments: Comments, id: string, by: Change): Comments {
  const index = comments.findIndex((comment) => comment.id === id);
  if (index >= 0) {
    const changed = by(comments[index]!);
    return changed ? comments.with(index, changed) : comments.toSpliced(index, 1);
  }
  for (const [at, comment] of comments.entries()) {
    const replies = change(comment.replies, id, by);
    if (replies !== comment.replies) return comments.with(at, continued({ ...comment, replies }));
  }
  return comments;
}

/** Where its further replies begin follows from how many there are and how many of them are shown. */
export function continued(comment: Comment): Comment {
  const { replies, counts } = comment;
  const replies_next = counts.replies > replies.length ? (replies.at(-1)?.id ?? "") : null;
  return { ...comment, replies_next };
}

function put(document: Conversation, comment: Comment, sort: Sort): Comments {
  const known = find(document.comments, comment.id);
  if (known) {
    if (sort === "picks" && !comment.picked) return change(document.comments, comment.id, () => null);
    const renewed = change(document.comments, comment.id, (old) =>
      continued({ ...comment, replies: old.replies }),
    );
    return sorted(renewed, sort);
  }
  if (sort === "picks") {
    return comment.picked ? inserted(document, continued({ ...comment, replies: [] }), sort) : document.comments;
  }
  if (comment.in_reply_to === null) return inserted(document, continued(comment), sort);
  return answered(document.comments, comment, 0);
}

/** In its place; beyond the last one shown it is left to the next page. */
function inserted(document: Conversation, comment: Comment, sort: Sort): Comments {
  const index = document.comments.findIndex((other) => BEFORE[sort](comment, other));
  if (index < 0) return document.next === null ? [...document.comments, comment] : document.comments;
  return document.comments.toSpliced(index, 0, comment);
}

/** Among the first replies of what it answers, down to the depth that is shown. */
function answered(comments: Comments, reply: Comment, level: number): Comments {
  if (level >= DEPTH_SHOWN) return comments;
  const index = comments.findIndex((comment) => comment.id === reply.in_reply_to);
  if (index >= 0) return comments.with(index, withReply(comments[index]!, reply));
  for (const [at, comment] of comments.entries()) {
    const replies = answered(comment.replies, reply, level + 1);
    if (replies !== comment.replies) return comments.with(at, { ...comment, replies });
  }
  return comments;
}

function withReply(parent: Comment, reply: Comment): Comment {
  const index = parent.replies.findIndex((other) => BEFORE.oldest(reply, other));
  if (index < 0 && parent.replies_next !== null) return parent;
  const all = parent.replies.toSpliced(index < 0 ? parent.replies.length : index, 0, continued(reply));
  const replies = all.slice(0, Math.max(REPLIES_SHOWN, parent.replies.length));
  return { ...parent, replies, replies_next: replies.length < all.length ? replies.at(-1)!.id : parent.replies_next };
}

function counted(document: Conversation, counts: Record<string, Comment["counts"]>, sort: Sort): Comments {
  let comments = document.comments;
  for (const [id, count] of Object.entries(counts)) {
    comments = change(comments, id, (old) => continued({ ...old, counts: count }));
  }
  return sorted(comments, sort);
}

/** In order again. */
function sorted(comments: Comments, sort: Sort): Comments {
  const before = BEFORE[sort];
  if (comments.every((comment, at) => at === 0 || !before(comment, comments[at - 1]!))) return comments;
  return comments.toSorted((one, other) => (before(one, other) ? -1 : 1));
}

const newer = (one: Comment, other: Comment) => compare(moment(one), moment(other)) || compare(one.id, other.id);
const many = (column: "replies" | "recommendations") => (one: Comment, other: Comment) =>
  (compare(one.counts[column], other.counts[column]) || compare(one.id, other.id)) > 0;

/** Which of two comes first; the id decides between equals. */
const BEFORE: Record<Sort, (one: Comment, other: Comment) => boolean> = {
  newest: (one, other) => newer(one, other) > 0,
  oldest: (one, other) => newer(one, other) < 0,
  discussed: many("replies"),
  recommended: many("recommendations"),
  picks: (one, other) => newer(one, other) > 0,
};

function moment(comment: Comment): string {
  return comment.published_at ?? "";
}

function compare<T extends string | number>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
