import type { ServerResponse } from 'node:http';
import type { Json } from './types.ts';

/** Sends a whole JSON answer. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: Json,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}
