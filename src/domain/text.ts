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

/** A text as it is searched: without accents, in small letters. */
export function folded(text: string): string {
  // Most are plain, and there are thousands.
  if (ASCII.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
}

/** For sorting names as they are looked for. Without Intl, whose first use would cost the start 10 ms and more. */
export function byName(a: string, b: string): number {
  const [one, other] = [folded(a), folded(b)];
  if (one === other) return 0;
  return one < other ? -1 : 1;
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
