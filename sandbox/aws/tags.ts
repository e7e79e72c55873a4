import { AwsError, clientException } from './errors.ts';
import { type Input, isRecord, list, requiredText, text, wrongType } from './input.ts';

export interface Tag {
  key: string;
  value: string;
}

const MOST_TAGS = 50;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** The tags of a request, checked one by one and among each other. An absent list is no tags, an empty one is refused. */
export function tagsOf(input: Input): Tag[] {
  const given = list(input, 'tags');
  if (given === undefined) return [];
  if (given.length === 0) throw clientException('tags must have at least one member.');
  const tags = given.map(tagOf);
  if (new Set(tags.map((tag) => tag.key)).size < tags.length) {
    throw new AwsError('DuplicateTagKeysException', 'A tag key was specified more than once.');
  }
  requireRoom(tags);
  return tags;
}

/** What a resource carries once new tags are laid over those it has. */
export function merged(existing: Tag[], added: Tag[]): Tag[] {
  const byKey = new Map([...existing, ...added].map((tag) => [tag.key, tag]));
  const tags = [...byKey.values()];
  requireRoom(tags);
  return tags;
}

function tagOf(given: unknown): Tag {
  if (!isRecord(given)) throw wrongType('tags');
  const key = requiredText(given, 'key');
  const value = text(given, 'value') ?? '';
  if ([...key].length > LONGEST_KEY) throw clientException(`Tag key is too long: ${key}`);
  if ([...value].length > LONGEST_VALUE) throw clientException(`Tag value is too long: ${key}`);
  if (!ALLOWED.test(key) || !ALLOWED.test(value)) {
    throw clientException(`Tag has characters that are not allowed: ${key}`);
  }
  if (key.toLowerCase().startsWith('aws:')) throw clientException(`Tag key is reserved: ${key}`);
  return { key, value };
}

function requireRoom(tags: Tag[]): void {
  if (tags.length <= MOST_TAGS) return;
  throw new AwsError('TooManyTagsException', `A resource can have at most ${MOST_TAGS} tags.`);
}
