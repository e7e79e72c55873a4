import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Stage } from './stage.ts';

/** One delivery over HTTP: what Slack sent, and what the bot answered, once it has. */
interface Carried {
  payload: Record<string, unknown>;
  answer: { status: number; body: string } | undefined;
}

export interface Tap {
  /** The latest payload of this type, or the latest of this command. */
  latest(type: string): Carried;
  close(): Promise<void>;
}

/** Stands between Slack and a bot in HTTP mode; `before` is run on each payload before it goes on. */
export async function tapRequests(
  stage: Stage,
  before: (payload: Record<string, unknown>) => Promise<void> = async () => {},
): Promise<Tap> {
  const carried: Carried[] = [];
  const carry = async (request: IncomingMessage) => {
    const body = await bodyOf(request);
    const one: Carried = { payload: payloadOf(body), answer: undefined };
    carried.push(one);
    await before(one.payload);
    const got = await fetch(`http://127.0.0.1:${stage.env.PORT}/slack/events`, {
      method: 'POST',
      body,
      headers: headersOf(request),
    });
    one.answer = { status: got.status, body: await got.text() };
    return one.answer;
  };
  const server = createServer((request, response) => {
    carry(request).then(
      ({ status, body }) => response.writeHead(status, { 'content-type': 'application/json' }).end(body),
      // The bot is gone: so is Slack's connection.
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  stage.slack.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    latest(type) {
      const found = carried.findLast(({ payload }) => payload.type === type || payload.command === type);
      if (!found) throw new Error(`Slack sent no ${type}.`);
      return found;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** An interaction is JSON in a field; a command is the fields themselves. */
function payloadOf(body: string): Record<string, unknown> {
  const fields = Object.fromEntries(new URLSearchParams(body));
  return fields.payload ? (JSON.parse(fields.payload) as Record<string, unknown>) : fields;
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const slack = Object.entries(headers).filter(
    ([name]) => name.startsWith('x-slack-') || name === 'content-type',
  );
  return Object.fromEntries(slack.map(([name, value]) => [name, String(value)]));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
