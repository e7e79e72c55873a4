import { codePoints, shown } from './text.ts';

export interface Tag {
  key: string;
  value: string;
}

/** Every order carries these; people's tags can't use the prefix. */
export const BOT_TAG_PREFIX = 'interconnect-bot:';
export const REQUEST_TAG = `${BOT_TAG_PREFIX}request-id`;
export const ATTEMPT_TAG = `${BOT_TAG_PREFIX}attempt`;
export const THREAD_TAG = `${BOT_TAG_PREFIX}thread`;

/** The request whose tag something at AWS bears, by ID. */
export function requestTagOf({ tags }: { tags?: readonly Tag[] | undefined }): string | undefined {
  return tags?.find(({ key }) => key === REQUEST_TAG)?.value;
}

/** AWS allows 50 tags on a resource; three are the bot's. Source: AWS general reference, "Tag naming limits". */
export const PEOPLES_TAGS_MAX = 47;
const KEY_MAX = 128;
const VALUE_MAX = 256;
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Whether AWS takes this as a tag's value. */
export function isTagValue(value: string): boolean {
  return codePoints(value) <= VALUE_MAX && ALLOWED.test(value);
}

/** The reserved prefix that a key reads as: whatever the case, the form of its letters, and what doesn't show. */
function reserved(key: string): string | undefined {
  const read = shown(shown(key).normalize('NFKC')).toLowerCase().trim();
  return ['aws:', BOT_TAG_PREFIX].find((prefix) => read.startsWith(prefix));
}

/** What AWS or the bot doesn't take of one tag; undefined where nothing is wrong with it. */
export function tagProblem(tag: Tag): string | undefined {
  if (tag.key === '') return 'the key is missing. Write key=value.';
  const keyLength = codePoints(tag.key);
  if (keyLength > KEY_MAX) return `key too long (${keyLength}, at most ${KEY_MAX}).`;
  const valueLength = codePoints(tag.value);
  if (valueLength > VALUE_MAX) return `value too long (${valueLength}, at most ${VALUE_MAX}).`;
  const prefix = reserved(tag.key);
  if (prefix) return `keys starting with ${prefix} are reserved.`;
  return ALLOWED.test(tag.key) && ALLOWED.test(tag.value)
    ? undefined
    : 'only letters, digits, spaces and _ . : / = + - @ are allowed.';
}

/** Every problem of a list of tags, in AWS's rules, the n-th tag called `Line n`. */
export function tagProblems(tags: readonly Tag[]): string[] {
  return lineProblems(tags.map((tag, index) => ({ tag, line: index + 1 })));
}

/** The problems in the order of their lines; a line without a tag is one that has no `=`. */
function lineProblems(entries: readonly { tag: Tag | undefined; line: number }[]): string[] {
  const seen = new Set<string>();
  const problems = entries.flatMap(({ tag, line }) => {
    if (!tag) return [`Line ${line}: no = in it. Write key=value.`];
    const problem = tagProblem(tag) ?? (seen.has(tag.key) ? `key "${tag.key}" is there twice.` : undefined);
    seen.add(tag.key);
    return problem === undefined ? [] : `Line ${line}: ${problem}`;
  });
  if (entries.filter(({ tag }) => tag).length > PEOPLES_TAGS_MAX) {
    problems.push(`At most ${PEOPLES_TAGS_MAX} tags: AWS allows 50 and three are the bot's.`);
  }
  return problems;
}

/** Reads the form's Tags field: one `key=value` a line, empty lines skipped, the first `=` divides. */
export function parseTags(text: string): { tags: Tag[]; problems: string[] } {
  const entries = text.split(/\r\n|\r|\n/).flatMap((typed, index) => {
    if (typed.trim() === '') return [];
    const equals = typed.indexOf('=');
    const tag =
      equals < 0 ? undefined : { key: typed.slice(0, equals).trim(), value: typed.slice(equals + 1).trim() };
    return [{ tag, line: index + 1 }];
  });
  return { tags: entries.flatMap(({ tag }) => tag ?? []), problems: lineProblems(entries) };
}

/** The inverse of parseTags, for a prefilled form. */
export function formatTags(tags: readonly Tag[]): string {
  return tags.map((tag) => `${tag.key}=${tag.value}`).join('\n');
}
