import { objs } from '../workspace/json.ts';

/** The tag by which a port bears the ID of the request that it was ordered for. */
const REQUEST_TAG = 'interconnect-bot:request-id';

/** The request whose tag is among these, or undefined. */
export function requestIn(tags: readonly { key: string; value: string }[]): string | undefined {
  return tags.find(({ key }) => key === REQUEST_TAG)?.value;
}

/** The request that an order's input bears the tag of, or undefined. */
export function requestOf({ input }: { input: Record<string, unknown> }): string | undefined {
  return requestIn(objs(input, 'tags').map(({ key, value }) => ({ key: String(key), value: String(value) })));
}
