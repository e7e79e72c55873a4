import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCall } from './api/answer.ts';
import { parseArgs } from './api/args.ts';
import { tokenOf } from './api/call.ts';
import type { Methods } from './api/method.ts';
import type { Sockets } from './delivery/sockets.ts';
import { parseJson } from './json.ts';
import { answerResponse } from './response.ts';
import { sendJson } from './send.ts';
import type { State } from './state.ts';
import { receiveUpload } from './upload.ts';

/** Listens on 127.0.0.1 for the Web API, response URLs, uploads and Socket Mode. */
export async function listen(state: State, sockets: Sockets, port: number): Promise<Server> {
  const more: Methods = { 'apps.connections.open': { token: 'app', scopes: [], run: () => connection() } };
  const connection = () => ({ url: `${state.url.replace('http', 'ws')}/link?ticket=${sockets.ticket()}` });
  const server = createServer((request, response) => {
    route(state, more, request, response).catch((error: unknown) => {
      state.problems.push(`the workspace failed: ${String(error)}`);
      response.writeHead(500).end();
    });
  });
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  state.url = `http://127.0.0.1:${address.port}`;
  return server;
}

async function route(
  state: State,
  more: Methods,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Taken apart by hand: whatever stands there, such as `//`, is a path.
  const [path = '', query] = (request.url ?? '').split('?');
  const body = await read(request);
  const type = request.headers['content-type'] ?? '';
  const [, head, second, third] = path.split('/');
  if (head === 'api' && second !== undefined) {
    const args = parseArgs(type, body.toString(), new URLSearchParams(query));
    await answerCall(state, more, second, args, tokenOf(request.headers.authorization, args), response);
  } else if (head === 'response' && second !== undefined) {
    const sent = parseJson(body.toString()) ?? {};
    const answer = answerResponse(state, second, sent);
    state.traffic.tell({ kind: 'response', at: state.now(), body: sent, answer: answer.body });
    sendJson(response, answer.status, answer.body);
  } else if (head === 'upload' && third !== undefined) {
    const length = await receiveUpload(state, third, type, body);
    response.writeHead(length === undefined ? 404 : 200).end(length === undefined ? '' : `OK - ${length}`);
  } else {
    response.writeHead(404).end();
  }
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
