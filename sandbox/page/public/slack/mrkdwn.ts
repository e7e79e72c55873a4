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
  const parts: Part[] = [];
  let end = 0;
  const upTo = (index: number) => {
    if (index > end) parts.push(...plainParts(source.slice(end, index), verbatim));
  };
  for (const match of source.matchAll(PATTERN)) {
    upTo(match.index);
    parts.push(partOf(match, verbatim));
    end = match.index + match[0].length;
  }
  upTo(source.length);
  return parts;
}

/** Slack escapes three characters and no others; the ampersand comes last. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function plainParts(source: string, verbatim: boolean): Part[] {
  if (verbatim) return [{ kind: 'text', text: unescaped(source) }];
  const parts: Part[] = [];
  let end = 0;
  const upTo = (index: number) => {
    if (index > end) parts.push({ kind: 'text', text: unescaped(source.slice(end, index)) });
  };
  for (const match of source.matchAll(BARE)) {
    upTo(match.index);
    const text = unescaped(match[0]);
    parts.push(
      text.startsWith('@')
        ? { kind: 'mention', of: 'groups', id: text, label: text }
        : { kind: 'link', href: text, text },
    );
    end = match.index + match[0].length;
  }
  upTo(source.length);
  return parts;
}

function partOf(match: RegExpExecArray, verbatim: boolean): Part {
  const [, pre, quote, code, angle, bold, italic, strike] = match;
  if (pre !== undefined) return { kind: 'pre', text: unescaped(pre) };
  if (code !== undefined) return { kind: 'code', text: unescaped(code) };
  if (angle !== undefined) return reference(angle);
  if (quote !== undefined) {
    const lines = quote.replace(/\n$/, '').replace(/^(?:&gt;|>) ?/gm, '');
    return { kind: 'quote', parts: parse(lines, verbatim) };
  }
  if (bold !== undefined) return { kind: 'bold', parts: parse(bold, verbatim) };
  if (italic !== undefined) return { kind: 'italic', parts: parse(italic, verbatim) };
  return { kind: 'strike', parts: parse(strike ?? '', verbatim) };
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
  return /^(https?:|mailto:)/.test(href)
    ? { kind: 'link', href, text: label ?? href }
    : { kind: 'text', text: label ?? href };
}
