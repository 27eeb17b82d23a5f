// <undersigned-count>: how many comments a story has. All of a page are asked for in one request.

const MOST = 100;
const WORDS: Record<string, readonly [string, string, string]> = {
  en: ["No comments yet", "{n} comment", "{n} comments"],
  fr: ["Aucun commentaire", "{n} commentaire", "{n} commentaires"],
};

const waiting = new Map<string, Set<UndersignedCount>>();

/** Attributes  community, story; none, one, many: the words, with {n}; empty words show nothing */
export class UndersignedCount extends HTMLElement {
  static base = "";
  count: number | undefined;

  connectedCallback(): void {
    if (!waiting.size) setTimeout(ask);
    const key = `${this.getAttribute("community")}/${this.getAttribute("story")}`;
    waiting.set(key, (waiting.get(key) ?? new Set()).add(this));
  }

  show(count: number): void {
    this.count = count;
    const code = this.closest<HTMLElement>("[lang]")?.lang || navigator.language;
    const [none, one, many] = WORDS[code.split("-")[0]!] ?? WORDS["en"]!;
    const isOne = new Intl.PluralRules(code).select(count) === "one";
    const given = (name: string, words: string) => this.getAttribute(name) ?? words;
    const words = count ? (isOne ? given("one", one) : given("many", many)) : given("none", none);
    this.textContent = words.replace("{n}", new Intl.NumberFormat(code).format(count));
    this.dispatchEvent(new CustomEvent("undersigned:count", { bubbles: true, composed: true, detail: { count } }));
  }
}

async function ask(): Promise<void> {
  const asked = [...waiting];
  waiting.clear();
  for (let at = 0; at < asked.length; at += MOST) {
    const some = asked.slice(at, at + MOST);
    const query = new URLSearchParams(some.map(([key]) => ["story", key]));
    const answer = await fetch(`${UndersignedCount.base}/api/v1/counts?${query}`, { credentials: "omit" }).catch(() => null);
    if (!answer?.ok) continue; // what stands inside the element stays
    const { counts } = (await answer.json()) as { counts: Record<string, number> };
    for (const [key, elements] of some) {
      const count = counts[key];
      if (count !== undefined) for (const element of elements) element.show(count);
    }
  }
}
