/** Length as people count it: code points, not UTF-16 units. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
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
