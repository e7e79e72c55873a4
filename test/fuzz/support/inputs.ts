import { sign } from '../../../sandbox/workspace/delivery/http.ts';
import { corrupted, mutated, oneOf, type Random, strange } from './mutate.ts';
import type { Original } from './payloads.ts';

const FORM = 'application/x-www-form-urlencoded';

/** One request to the bot's address. */
export interface Posted {
  body: string;
  headers: Record<string, string>;
}

/** One request over HTTP, nearly always signed: most of what is to be tried stands behind the signature. */
export function request(random: Random, originals: readonly Original[], secret: string): Posted {
  const { kind, payload } = oneOf(random, originals);
  const { body, contentType } = bodyOf(random, kind, payload);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = {
    'content-type':
      random() < 0.9 ? contentType : oneOf(random, ['', 'text/plain', 'application/json', FORM, 'x/y; z']),
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': sign(secret, Number(timestamp), body),
  };
  if (random() < 0.95) return { body, headers };
  const wrong = oneOf(random, [
    '',
    '-1',
    '0',
    'NaN',
    '99999999999',
    '1e9',
    'v0=',
    `v0=${'0'.repeat(64)}`,
    'v1=x',
  ]);
  return {
    body,
    headers: { ...headers, [oneOf(random, ['x-slack-request-timestamp', 'x-slack-signature'])]: wrong },
  };
}

function bodyOf(
  random: Random,
  kind: Original['kind'],
  payload: unknown,
): { body: string; contentType: string } {
  const json = wrong(random, payload);
  if (kind === 'events_api') return { body: json, contentType: 'application/json' };
  if (kind === 'interactive')
    return { body: new URLSearchParams({ payload: json }).toString(), contentType: FORM };
  return { body: fields(json), contentType: FORM };
}

/** A command's members as a form; whatever isn't an object any more stays as it is. */
function fields(json: string): string {
  try {
    const entries = Object.entries(JSON.parse(json) as object).map(([key, value]) => [key, String(value)]);
    return new URLSearchParams(entries as [string, string][]).toString();
  } catch {
    return json;
  }
}

/** A payload that isn't what Slack sends: nearly, hardly, or not at all. */
function wrong(random: Random, payload: unknown): string {
  const chance = random();
  if (chance < 0.75) return JSON.stringify(mutated(random, payload));
  return chance < 0.9 ? corrupted(random, JSON.stringify(payload)) : strange(random);
}

/** One frame over a socket; `id` is the envelope's, as long as nobody has changed it. */
export function frame(random: Random, originals: readonly Original[], id: string): string {
  const { kind, payload } = oneOf(random, originals);
  const chance = random();
  const envelope = { envelope_id: id, type: kind, payload, accepts_response_payload: true, retry_attempt: 0 };
  if (chance < 0.6) return JSON.stringify({ ...envelope, payload: mutated(random, payload) });
  if (chance < 0.8) return JSON.stringify(mutated(random, envelope));
  if (chance < 0.83)
    return JSON.stringify({
      ...envelope,
      type: oneOf(random, ['ws_message', 'close', 'disconnected', 'error', 'x']),
    });
  if (chance < 0.86) return JSON.stringify(mutated(random, { type: 'hello', num_connections: 1 }));
  return chance < 0.95 ? corrupted(random, JSON.stringify(envelope)) : strange(random);
}
