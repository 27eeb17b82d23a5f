// A small server: what conversation/reads.py shows and snapshots/events.py tells, in memory.

import type { Comment, Conversation, LiveEvent, Sort, State } from "../src/documents.ts";
import { DEPTH_SHOWN, REPLIES_SHOWN } from "../src/live.ts";

interface Row {
  id: string;
  parent: string | null;
  at: string;
  text: string;
  state: "published" | "removed" | "withdrawn";
  picked: boolean;
  recommendations: number;
}

export class Model {
  rows = new Map<string, Row>();
  version = 1;
  state: State = { open: true, reason: null, closes_at: null, why: null, opens_at: null };
  private made = 0;

  publish(parent: string | null): LiveEvent[] {
    const id = `c${String(++this.made).padStart(4, "0")}`;
    const at = new Date(Date.UTC(2026, 0, 1) + this.made * 1000).toISOString();
    this.rows.set(id, { id, parent, at, text: id, state: "published", picked: false, recommendations: 0 });
    return this.touched(id, "published");
  }

  revise(id: string): LiveEvent[] {
    this.rows.get(id)!.text += " again";
    return this.touched(id, "revised");
  }

  pick(id: string): LiveEvent[] {
    const row = this.rows.get(id)!;
    row.picked = !row.picked;
    return this.touched(id, "revised");
  }

  take(id: string, state: "removed" | "withdrawn"): LiveEvent[] {
    this.rows.get(id)!.state = state;
    return this.touched(id, "removed");
  }

  recommend(id: string): LiveEvent[] {
    this.rows.get(id)!.recommendations += 1;
    return [this.counts([id])];
  }

  close(): LiveEvent[] {
    this.state = { ...this.state, open: !this.state.open, reason: this.state.open ? "The desk goes home." : null };
    return [{ type: "state", version: ++this.version, state: this.state }];
  }

  published(): Row[] {
    return [...this.rows.values()].filter((row) => row.state === "published");
  }

  snapshot(sort: Sort, size: number): Conversation {
    const rows = [...this.rows.values()].filter((row) =>
      sort === "picks" ? row.picked && row.state === "published" : row.parent === null && this.isPresent(row),
    );
    const column = (row: Row) =>
      sort === "discussed" ? this.children(row).length : sort === "recommended" ? row.recommendations : row.at;
    const way = sort === "oldest" ? 1 : -1;
    rows.sort((one, other) => way * (order(column(one), column(other)) || order(one.id, other.id)));
    const shown = rows.slice(0, size);
    return {
      version: this.version,
      state: this.state,
      counts: { comments: this.published().length },
      notices: {},
      comments: shown.map((row) => this.comment(row, sort === "picks" ? 0 : DEPTH_SHOWN)),
      next: rows.length > size ? `after ${shown.at(-1)!.id}` : null,
    };
  }

  private comment(row: Row, depth: number): Comment {
    const children = this.children(row);
    const replies = depth ? children.slice(0, REPLIES_SHOWN).map((child) => this.comment(child, depth - 1)) : [];
    const isShown = row.state === "published";
    return {
      id: row.id,
      state: row.state,
      byline: isShown ? { name: "Ada Okafor", place: "", standing: [] } : null,
      text: isShown ? row.text : null,
      html: isShown ? row.text : null,
      language: "en",
      published_at: row.at,
      revised_at: null,
      in_reply_to: row.parent,
      depth: 0,
      counts: { replies: children.length, recommendations: row.recommendations },
      picked: isShown && row.picked,
      label: null,
      reprints: [],
      replies,
      replies_next: children.length > replies.length ? (replies.at(-1)?.id ?? "") : null,
      url: "",
    };
  }

  private children(parent: Row): Row[] {
    const found = [...this.rows.values()].filter((row) => row.parent === parent.id && this.isPresent(row));
    return found.sort((one, other) => order(one.at, other.at) || order(one.id, other.id));
  }

  /** Public, or kept in its place by what is under it. */
  private isPresent(row: Row): boolean {
    return row.state === "published" || this.children(row).length > 0;
  }

  private touched(id: string, type: "published" | "revised" | "removed"): LiveEvent[] {
    const version = ++this.version;
    const row = this.rows.get(id)!;
    const above = this.above(row);
    const events: LiveEvent[] = [];
    for (const each of [...above.toReversed(), row].filter((each) => this.isPresent(each))) {
      const comment = this.comment(each, 0);
      if (!comment.byline) events.push({ type: "removed", version, id: each.id, comment });
      else if (each === row && type !== "removed") events.push({ type, version, comment });
    }
    for (const { id } of [row, ...above].filter((each) => !this.isPresent(each))) {
      events.push({ type: "removed", version, id, comment: null });
    }
    return [...events, this.counts([id, ...above.map((each) => each.id)], version)];
  }

  private counts(ids: string[], version = ++this.version): LiveEvent {
    const rows = ids.map((id) => this.rows.get(id)!).filter((row) => this.isPresent(row));
    const comments = Object.fromEntries(rows.map((row) => [row.id, this.comment(row, 0).counts]));
    return { type: "counts", version, counts: { comments: this.published().length }, comments };
  }

  private above(row: Row): Row[] {
    const parent = row.parent === null ? undefined : this.rows.get(row.parent);
    return parent ? [parent, ...this.above(parent)] : [];
  }
}

function order<T extends string | number>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
