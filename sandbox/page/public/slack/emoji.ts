/** The few codes that apps write most; others stay as they are written. */
const CODES: Record<string, string> = {
  wave: '👋',
  tada: '🎉',
  white_check_mark: '✅',
  x: '❌',
  warning: '⚠️',
  hourglass: '⌛',
  rocket: '🚀',
  '+1': '👍',
};

/** A text with its emoji codes drawn. */
export function emojied(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (code, name: string) => CODES[name] ?? code);
}

/** One emoji by its name, or by the code points that a message gives. */
export function emoji(name: string, unicode: string | undefined): string {
  if (unicode === undefined) return emojied(`:${name}:`);
  return String.fromCodePoint(...unicode.split('-').map((code) => Number.parseInt(code, 16)));
}
