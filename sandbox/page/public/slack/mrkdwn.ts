/** One part of a text in Slack's markup. */
export type Part =
  | { kind: 'text' | 'code' | 'pre'; text: string }
  | { kind: 'bold' | 'italic' | 'strike' | 'quote'; parts: Part[] }
  | { kind: 'mention'; of: 'users' | 'groups' | 'channels'; id: string; label: string | undefined }
  | { kind: 'date'; seconds: number; format: string; link: string | undefined; label: string | undefined }
  | { kind: 'link'; href: string; text: string };

const PATTERN =
  /```([\s\S]+?)```|^((?:(?:&gt;|>).*(?:\n|$))+)|`([^`\n]+)`|<([^<>]+)>|(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])|(?<!\w)_(\S(?:[^_\n]*\S)?)_(?!\w)|(?<!\w)~(\S(?:[^~\n]*\S)?)~(?!\w)/gm;
/** What Slack makes a link or a mention of by itself, unless a text is `verbatim`. */
const BARE = /https?:\/\/[^\s<>]*[^\s<>.,;:!?)'"]|@(?:here|channel|everyone)\b/g;

/** Slack's mrkdwn as a list of parts. Entities are read last; bare links only where it is not `verbatim`. */
export function parse(source: string, verbatim = true): Part[] {
  const between = (text: string) =>
    verbatim ? [plain(text)] : split(text, BARE, bare, (rest) => [plain(rest)]);
  return split(source, PATTERN, (match) => partOf(match, verbatim), between);
}

/** Parts of what matches, and of what lies between. */
function split(
  source: string,
  pattern: RegExp,
  matching: (match: RegExpExecArray) => Part,
  between: (text: string) => Part[],
): Part[] {
  const matches = [...source.matchAll(pattern)];
  const ends = matches.map((match) => match.index + match[0].length);
  const parts = [...matches, undefined].flatMap((match, at) => {
    const text = source.slice(ends[at - 1] ?? 0, match?.index);
    return [...(text === '' ? [] : between(text)), ...(match ? [matching(match)] : [])];
  });
  return parts;
}

/** Slack escapes three characters and no others; the ampersand comes last. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function plain(text: string): Part {
  return { kind: 'text', text: unescaped(text) };
}

function bare([match]: RegExpExecArray): Part {
  const text = unescaped(match);
  const isMention = text.startsWith('@');
  return isMention
    ? { kind: 'mention', of: 'groups', id: text, label: text }
    : { kind: 'link', href: text, text };
}

function partOf(match: RegExpExecArray, verbatim: boolean): Part {
  const [, pre, quote, code, angle, bold, italic, strike] = match;
  if (pre !== undefined) return { kind: 'pre', text: unescaped(pre) };
  if (code !== undefined) return { kind: 'code', text: unescaped(code) };
  if (angle !== undefined) return reference(angle);
  const lines = quote?.replace(/\n$/, '').replace(/^(?:&gt;|>) ?/gm, '');
  const kind = quote ? 'quote' : bold ? 'bold' : italic ? 'italic' : 'strike';
  return { kind, parts: parse(lines ?? bold ?? italic ?? strike ?? '', verbatim) };
}

function reference(inner: string): Part {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : unescaped(inner.slice(bar + 1));
  if (target.startsWith('@')) return { kind: 'mention', of: 'users', id: target.slice(1), label };
  if (target.startsWith('#')) return { kind: 'mention', of: 'channels', id: target.slice(1), label };
  const [command = '', id = '', format = '', link] = target.split('^');
  if (command === '!subteam') return { kind: 'mention', of: 'groups', id, label };
  if (command === '!date') return { kind: 'date', seconds: Number(id), format, link, label };
  if (command.startsWith('!')) return { kind: 'text', text: `@${label ?? command.slice(1)}` };
  const href = unescaped(target);
  const isLink = /^(https?:|mailto:)/.test(href);
  return isLink ? { kind: 'link', href, text: label ?? href } : { kind: 'text', text: label ?? href };
}
