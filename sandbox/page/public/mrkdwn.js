const PATTERN =
  /```([\s\S]+?)```|`([^`\n]+)`|<([^<>]+)>|(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])|(?<!\w)_(\S(?:[^_\n]*\S)?)_(?!\w)|(?<!\w)~(\S(?:[^~\n]*\S)?)~(?!\w)/g;

/** Slack's mrkdwn as a list of parts: text, code, pre, bold, italic, strike, link, mention, date. Entities are read last. */
export function parse(source) {
  const parts = [];
  let end = 0;
  for (const match of source.matchAll(PATTERN)) {
    if (match.index > end) parts.push({ kind: 'text', text: unescaped(source.slice(end, match.index)) });
    parts.push(partOf(match));
    end = match.index + match[0].length;
  }
  if (end < source.length) parts.push({ kind: 'text', text: unescaped(source.slice(end)) });
  return parts;
}

/** Slack escapes three characters and no others; the ampersand comes last. */
export function unescaped(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function partOf([, pre, code, angle, bold, italic, strike]) {
  if (pre !== undefined) return { kind: 'pre', text: unescaped(pre) };
  if (code !== undefined) return { kind: 'code', text: unescaped(code) };
  if (angle !== undefined) return reference(angle);
  if (bold !== undefined) return { kind: 'bold', parts: parse(bold) };
  if (italic !== undefined) return { kind: 'italic', parts: parse(italic) };
  return { kind: 'strike', parts: parse(strike) };
}

function reference(inner) {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : unescaped(inner.slice(bar + 1));
  if (target.startsWith('@')) return { kind: 'mention', of: 'users', id: target.slice(1), label };
  if (target.startsWith('#')) return { kind: 'mention', of: 'channels', id: target.slice(1), label };
  const [command, id = '', format = '', link] = target.split('^');
  if (command === '!subteam') return { kind: 'mention', of: 'groups', id, label };
  if (command === '!date') return { kind: 'date', seconds: Number(id), format, link, label };
  if (command.startsWith('!')) return { kind: 'text', text: `@${label ?? command.slice(1)}` };
  const href = unescaped(target);
  return /^(https?:|mailto:)/.test(href)
    ? { kind: 'link', href, text: label ?? href }
    : { kind: 'text', text: label ?? href };
}
