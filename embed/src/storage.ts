// What the reader's own browser keeps for them. It may be switched off or full: then it simply is not kept.

const PREFIX = "undersigned.";
const DAYS = 7;
const DAY = 86_400_000;

export function recall<T>(key: string): T | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + key) ?? "null") as { it: T; until?: number } | null;
    return kept && (kept.until === undefined || Date.now() < kept.until) ? kept.it : undefined;
  } catch {
    return undefined;
  }
}

/** Shape  days: how long; without, until it is forgotten */
export function keep(key: string, it: unknown, days?: number): void {
  try {
    const until = days === undefined ? undefined : Date.now() + days * DAY;
    localStorage.setItem(PREFIX + key, JSON.stringify({ it, until }));
  } catch {
    // see above
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // see above
  }
}

/** A text that was begun, until it is sent. */
export function keepDraft(key: string, text: string): void {
  if (text) keep(`draft.${key}`, text, DAYS);
  else forget(`draft.${key}`);
}

export const draft = (key: string): string => recall<string>(`draft.${key}`) ?? "";

/** A set of things that are this browser's business alone. */
export function toggle(key: string, member: string, isIn: boolean): void {
  const rest = listed(key).filter((other) => other !== member);
  keep(key, isIn ? [...rest, member].slice(-500) : rest);
}

export const listed = (key: string): string[] => recall<string[]>(key) ?? [];
