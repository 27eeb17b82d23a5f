// Ages and moments in words: the same whole units as on the server (web/templatetags/moments.py).

const MINUTE = 60_000;
const DAY = 86_400_000;
const UNITS = [
  ["week", 10_080],
  ["day", 1_440],
  ["hour", 60],
  ["minute", 1],
] as const;

/** How long ago, in the greatest whole unit; years and months by the calendar; null: under a minute. */
export function elapsed(then: Date, now: Date): [number, Intl.RelativeTimeFormatUnit] | null {
  let months = (now.getUTCFullYear() - then.getUTCFullYear()) * 12 + now.getUTCMonth() - then.getUTCMonth();
  if (withinMonth(now) < withinMonth(then)) months -= 1;
  if (months >= 12) return [Math.floor(months / 12), "year"];
  if (months >= 1) return [months, "month"];
  const minutes = Math.floor((now.getTime() - then.getTime()) / MINUTE);
  for (const [unit, size] of UNITS) {
    if (minutes >= size) return [Math.floor(minutes / size), unit];
  }
  return null;
}

function withinMonth(at: Date): number {
  return at.getUTCDate() * DAY + (at.getTime() % DAY);
}

export class Formats {
  private readonly relative: Intl.RelativeTimeFormat;
  private readonly absolute: Intl.DateTimeFormat;
  private readonly figures: Intl.NumberFormat;
  readonly plural: Intl.PluralRules;

  constructor(
    locale: string,
    private readonly justNow: string,
  ) {
    this.relative = new Intl.RelativeTimeFormat(locale);
    this.absolute = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" });
    this.figures = new Intl.NumberFormat(locale);
    this.plural = new Intl.PluralRules(locale);
  }

  age(at: string, now = new Date()): string {
    const found = elapsed(new Date(at), now);
    return found ? this.relative.format(-found[0], found[1]) : this.justNow;
  }

  moment(at: string): string {
    return this.absolute.format(new Date(at));
  }

  number(value: number): string {
    return this.figures.format(value);
  }
}

/** Counted as the server counts: composed characters, without the blanks around them. */
export function lengthOf(text: string): number {
  return [...text.trim().normalize("NFC")].length;
}
