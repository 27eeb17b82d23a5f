// Where a comment is found: #undersigned-<id>, or ?comment=<id>, of the page that it is embedded in.

const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const ADDRESSED = new RegExp(`^#undersigned-(${ID})$|[?&]comment=(${ID})(?:&|$)`);

/** The comment that an address names. */
export function addressed({ hash, search } = location): string | undefined {
  const found = ADDRESSED.exec(hash) ?? ADDRESSED.exec(search);
  return found?.[1] ?? found?.[2];
}

export const anchor = (id: string): string => `#undersigned-${id}`;
