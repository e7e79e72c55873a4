import { parseJson } from '../json.ts';
import type { Json } from '../types.ts';

/** Arguments that travel as JSON text inside a form. */
const NESTED = ['blocks', 'view', 'message', 'metadata', 'files', 'attachments'];

/** Reads a call's arguments from a form or JSON body; nested JSON is parsed, and left as text if it is none. */
export function parseArgs(contentType: string, body: string, query: URLSearchParams): Json {
  const args: Json = Object.fromEntries(query);
  if (contentType.startsWith('application/json')) {
    Object.assign(args, parseJson(body));
  } else {
    Object.assign(args, Object.fromEntries(new URLSearchParams(body)));
  }
  for (const key of NESTED) {
    const value = args[key];
    if (typeof value === 'string') args[key] = tryJson(value) ?? value;
  }
  return args;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
