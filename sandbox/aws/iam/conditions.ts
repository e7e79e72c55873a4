import { isRecord } from '../input.ts';
import type { Tag } from '../tags.ts';

/** Thrown at the start: the embedded AWS would let pass or refuse what AWS would not. */
export class NotUnderstood extends Error {
  constructor(what: string) {
    super(`IAM policy: ${what} is not understood here. Write it otherwise, or teach sandbox/aws/iam.`);
    this.name = 'NotUnderstood';
  }
}

/** What conditions may ask about. */
interface Context {
  requestTags: Tag[];
  resourceTags: Tag[];
}

/** Whether one line of a statement's Condition holds. */
export type Condition = (context: Context) => boolean;

const KEY = /^aws:(RequestTag|ResourceTag)\/(.+)$/i;

/** Every line of a Condition; all of them have to hold. Throws on an operator or a key that isn't evaluated here. */
export function conditionsOf(given: unknown): Condition[] {
  if (given === undefined) return [];
  if (!isRecord(given)) throw new NotUnderstood('Condition');
  return Object.entries(given).flatMap(([operator, lines]) => {
    if (operator !== 'Null' || !isRecord(lines)) throw new NotUnderstood(operator);
    return Object.entries(lines).map(([key, value]) => nullCondition(key, value));
  });
}

/** `true`: the tag is not there; `false`: it is, with whatever value. */
function nullCondition(key: string, value: unknown): Condition {
  if (value !== 'true' && value !== 'false') throw new NotUnderstood(`Null: ${String(value)}`);
  const tagValue = lookUp(key);
  return (context) => (tagValue(context) === undefined) === (value === 'true');
}

/** The value that the key stands for. IAM compares tag keys of conditions without regard to case. */
function lookUp(key: string): (context: Context) => string | undefined {
  const [, whose, tagKey] = KEY.exec(key) ?? [];
  if (whose === undefined || tagKey === undefined) throw new NotUnderstood(key);
  const ofRequest = whose.toLowerCase() === 'requesttag';
  return ({ requestTags, resourceTags }) =>
    (ofRequest ? requestTags : resourceTags).find((tag) => tag.key.toLowerCase() === tagKey.toLowerCase())
      ?.value;
}
