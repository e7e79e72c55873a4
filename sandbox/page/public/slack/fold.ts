/** Slack doesn't say from where on it folds; what is longer than this is folded here. */
const LONGEST = { characters: 500, lines: 7 } as const;

/** Whether a section's text is long enough to fold. */
export function isLong(text: string): boolean {
  return text.length > LONGEST.characters || text.split('\n').length > LONGEST.lines;
}
