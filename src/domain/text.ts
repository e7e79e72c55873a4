/** Length as people count it: code points, not UTF-16 units. */
export function codePoints(text: string): number {
  return text.length - (text.match(PAIRS)?.length ?? 0);
}

/** Two UTF-16 units that are one code point. */
const PAIRS = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Zero-width and bidirectional characters: they show nothing, and can make a text read as another. */
const INVISIBLE = /\p{Cf}/gu;

/** A text without the characters that show nothing or turn it around: what people may be shown of others' words. */
export function shown(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** Those characters of a text, each once, as `U+202E`. */
export function invisibles(text: string): string[] {
  const found = text.match(INVISIBLE) ?? [];
  const name = (point: string) => `U+${point.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
  return [...new Set(found.map(name))];
}

const ASCII = /^[\x20-\x7e]*$/;

/** Letters that have no accent to be taken off, and dashes. */
const PLAIN = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
  ['–', '-'],
  ['—', '-'],
]);
const NOT_PLAIN = new RegExp(`[${[...PLAIN.keys()].join('')}]`, 'gu');

/** A text as it is searched: without accents, in small letters. */
export function folded(text: string): string {
  // Most are plain, and there are thousands.
  if (ASCII.test(text)) return text.toLowerCase();
  const bare = text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  return bare.replace(NOT_PLAIN, (letter) => PLAIN.get(letter) ?? letter);
}

/** Sorted by names as they are looked for. Without Intl, whose first use would cost the start 10 ms and more. */
export function sortedByName<T extends { name: string }>(entries: readonly T[]): T[] {
  const keyed = entries.map((entry) => ({ entry, key: folded(entry.name) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ entry }) => entry);
}

/** Cuts to at most `limit` code points; a cut text ends in an ellipsis, which counts. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit || codePoints(text) <= limit) return text;
  let kept = '';
  let count = 0;
  for (const point of text) {
    if (++count >= limit) break;
    kept += point;
  }
  return `${kept}…`;
}
