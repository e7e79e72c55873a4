import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { now } from '../clock.ts';
import { bodyOf, portOf } from './body.ts';
import type { Call } from './calls.ts';
import { answerOf } from './slack-answers.ts';
import { createSockets, type Sockets } from './sockets.ts';

/** Slack's Web API and Socket Mode, which answer whatever is asked at once and remember nothing. */
export interface SlackStandIn {
  url: string;
  sockets: Sockets;
  close(): void;
}

/** The arguments that tell one call from another. */
const KEPT = ['trigger_id', 'user_id', 'channel', 'thread_ts', 'text'];

/** Listens on a free port; `note` hears of each call once it is answered. */
export async function slackStandIn(note: (call: Call) => void): Promise<SlackStandIn> {
  const sockets = createSockets(note);
  let url = '';
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    const at = now();
    const method = request.url?.split('/').at(-1)?.split('?')[0] ?? '';
    const who = (request.headers.authorization ?? '').slice('Bearer '.length);
    const args = argumentsOf(request, body);
    const answer = JSON.stringify({ ok: true, ...answerOf(method, args, { who, url }) });
    response.writeHead(200, HEADERS).end(answer);
    note({ service: 'slack', who, method, at, answeredAt: now(), detail: detailOf(method, args) });
  });
  server.on('upgrade', sockets.upgrade);
  url = `http://127.0.0.1:${await portOf(server)}/`;
  return { url: `${url}api/`, sockets, close: () => closeAll(server, sockets) };
}

const HEADERS = {
  'content-type': 'application/json',
  'x-oauth-scopes':
    'commands,chat:write,channels:read,groups:read,channels:history,groups:history,im:history,im:write,files:write,files:read,usergroups:read,users:read',
};

function argumentsOf(request: IncomingMessage, body: string): Record<string, string> {
  if (request.headers['content-type']?.startsWith('application/json')) return JSON.parse(body || '{}');
  return Object.fromEntries(new URLSearchParams(body));
}

function detailOf(method: string, args: Record<string, string>): Record<string, string> {
  const detail: Record<string, string> = {};
  for (const key of KEPT) if (args[key]) detail[key] = args[key];
  // A card's button carries what a click on it has to bring.
  if (method === 'chat.postMessage' && args.blocks?.includes('"approve"')) detail.blocks = args.blocks;
  return detail;
}

function closeAll(server: Server, sockets: Sockets): void {
  sockets.close();
  server.close();
  server.closeAllConnections();
}
