import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Gate } from './gate.ts';

/** The bot's way to Slack's Web API and to its uploads, with a gate before each call and after it. */
export interface SlackWire {
  /** For SLACK_API_URL. */
  apiUrl: string;
  close(): Promise<void>;
}

/** What it takes to tell something. All else, such as who is in a group, is read again and again, and waited for by nobody. */
const TELLING = /^\/(api\/(chat|conversations|files)\.|upload\/)/;
/** Headers that are about one connection, which is another one behind the wire. */
const OWN = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

/** Hands every call on to the workspace at `target`; where the gate rejects, the connection ends without an answer. */
export async function openSlackWire(target: string, gate: Gate): Promise<SlackWire> {
  let here = '';
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    const handOn = async () => {
      const told = await fetch(`${target}${request.url}`, {
        method: request.method ?? 'POST',
        body,
        headers: headersOf(request),
      });
      // Where an upload goes is part of an answer.
      const text = (await told.text()).replaceAll(`${target}/upload/`, `${here}/upload/`);
      const kept = [...told.headers].filter(([name]) => !OWN.has(name) && name !== 'content-encoding');
      gate.check();
      response.writeHead(told.status, Object.fromEntries(kept)).end(text);
    };
    gate.check();
    await (TELLING.test(request.url ?? '') ? gate.during(handOn) : handOn());
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    apiUrl: `${here}/api/`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function headersOf({ headers }: IncomingMessage): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    OWN.has(name) || value === undefined ? [] : [[name, String(value)] satisfies [string, string]],
  );
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}
