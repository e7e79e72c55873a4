import { incomplete } from './looking.ts';

/** More pages than any account has; a listing that goes on is not a listing. */
const PAGES_MAX = 100;

/** One answer of an operation that pages. */
interface Page<T> {
  items: readonly T[] | undefined;
  nextToken: string | undefined;
}

/** Every page of an operation's answer; throws AwsReadError where it isn't whole. */
export async function allPages<T>(
  operation: string,
  ask: (nextToken: string | undefined) => Promise<Page<T>>,
): Promise<T[]> {
  const all: T[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const answer = await ask(nextToken);
    if (!answer.items) throw incomplete(operation, 'the answer has no list');
    all.push(...answer.items);
    if (!answer.nextToken) return all;
    if (answer.nextToken === nextToken) throw incomplete(operation, 'a page led to itself');
    nextToken = answer.nextToken;
  }
  throw incomplete(operation, 'it did not end');
}
