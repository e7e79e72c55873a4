import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Gate } from './points.ts';

/** The bot's way to Slack's Web API, with a gate before each call and after it; Socket Mode goes past it. */
export interface SlackWire {
  /** For SLACK_API_URL. */
  apiUrl: string;
  close(): Promise<void>;
}

/** What the bot does by itself to tell of an order. What people open and what is read at the start are no points. */
const POINTS = new Set([
  'chat.postMessage',
  'chat.update',
  'chat.getPermalink',
  'conversations.open',
  'conversations.history',
  'conversations.replies',
]);

/** The one message by which the start tries whether it may read. */
function isAtStart(body: Uint8Array): boolean {
  return new URLSearchParams(Buffer.from(body).toString()).get('limit') === '1';
}

/** Hands every call on to `target`; where the gate throws, the caller's connection ends without an answer. */
export async function wireSlack(target: string, gate: Gate): Promise<SlackWire> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    const method = request.url?.split('/').at(-1) ?? '';
    const isPoint = POINTS.has(method) && !isAtStart(body);
    await gate.pass();
    if (isPoint) await gate.cross(`before ${method}`);
    const told = await fetch(`${target}${request.url?.slice(1)}`, {
      method: 'POST',
      body,
      headers: headersOf(request),
    });
    const text = await told.text();
    await gate.pass();
    if (isPoint) await gate.cross(`after ${method}`);
    response.writeHead(told.status, { 'content-type': told.headers.get('content-type') ?? '' }).end(text);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}/`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const { authorization, 'content-type': type } = headers;
  return { ...(authorization ? { authorization } : {}), ...(type ? { 'content-type': type } : {}) };
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}
