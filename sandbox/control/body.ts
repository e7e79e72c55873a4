import type { IncomingMessage } from 'node:http';
import type { Json } from '../workspace/types.ts';

/** A request that is refused before anybody looks at what it wants. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, words: string) {
    super(words);
    this.status = status;
  }
}

const LARGEST = 1024 * 1024;
/** So much of a body that is too large is still read, so that its sender gets to see the answer. */
const PATIENCE = 16 * LARGEST;

/** Reads a body that is a JSON object of at most a megabyte; throws a Refusal for any other. */
export async function bodyOf(message: IncomingMessage): Promise<Json> {
  const type = message.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal(415, 'Send JSON: content-type application/json.');
  const body = parsed(await textOf(message));
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Json;
  throw new Refusal(400, 'The body is no JSON object.');
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size <= LARGEST) chunks.push(chunk);
    else chunks.length = 0;
    if (size > PATIENCE) break;
  }
  if (size > LARGEST) throw new Refusal(413, 'A body has at most 1 MB.');
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
