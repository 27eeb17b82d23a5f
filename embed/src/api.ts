// One call of the interface, and its refusal.

/** A refusal as it is told (RFC 9457), or `offline` when there was no answer. Shape  detail: in the reader's language */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly data: Readonly<Record<string, any>> = {},
  ) {
    super(`${title} ${detail}`);
  }
}

export interface Call {
  method?: string;
  body?: unknown;
  token?: string | null;
  key?: string;
  credentials?: RequestCredentials;
}

export class Api {
  constructor(
    readonly base: string,
    private readonly language: () => string,
  ) {}

  /** What a call answers. Errors  Problem */
  async call<T>(path: string, { method = "GET", body, token, key, credentials = "omit" }: Call = {}): Promise<T> {
    const headers: Record<string, string> = { "Accept-Language": this.language() };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (token) headers["Authorization"] = `Bearer ${token}`;
    if (key) headers["Idempotency-Key"] = key;
    let answer: Response;
    let said: any;
    try {
      const sent = body === undefined ? null : JSON.stringify(body);
      answer = await fetch(`${this.base}/api/v1/${path}`, { method, headers, body: sent, credentials });
      said = answer.status === 204 ? null : await answer.json();
    } catch {
      throw new Problem("offline", "", "");
    }
    if (answer.ok) return said as T;
    const code = String(said.type ?? "").replace(/\/$/, "").split("/").pop() || "unexpected";
    throw new Problem(code, said.title ?? "", said.detail ?? "", said);
  }
}
