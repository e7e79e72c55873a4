import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { now } from '../clock.ts';
import type { Outside } from '../stand-ins/outside.ts';
import { within } from '../within.ts';
import type { Payload } from './payloads.ts';

/** One payload that was sent, and its ack. Times are of the shared clock. */
interface Sent {
  sentAt: number;
  ackedAt: number;
  /** What the ack carried. */
  body: string;
}

/** Slack's side of one app, whichever way it hears. */
export interface WayIn {
  send(payload: Payload): Promise<Sent>;
  close(): void;
}

const ACK_MS = 15_000;

/** Signed requests over kept connections. */
export function overHttp(port: number, secret: string): WayIn {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const post = (payload: Payload) =>
    new Promise<Sent>((resolve, reject) => {
      const body = encoded(payload);
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
      let sentAt = 0;
      const asking = request(
        {
          host: '127.0.0.1',
          port,
          agent,
          method: 'POST',
          path: '/slack/events',
          headers: {
            'content-type':
              payload.type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
            'content-length': Buffer.byteLength(body),
            'x-slack-request-timestamp': timestamp,
            'x-slack-signature': `v0=${signature}`,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () => {
            const ackedAt = now();
            const text = Buffer.concat(chunks).toString();
            if (response.statusCode === 200) resolve({ sentAt, ackedAt, body: text });
            else reject(new Error(`Answered with ${response.statusCode}: ${text}`));
          });
        },
      );
      asking.once('error', reject);
      sentAt = now();
      asking.end(body);
    });
  return {
    send: (payload) => within(ACK_MS, 'an ack by HTTP', post(payload)),
    close: () => agent.destroy(),
  };
}

function encoded({ type, body }: Payload): string {
  if (type === 'events_api') return JSON.stringify(body);
  const fields =
    type === 'slash_commands'
      ? Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)]))
      : { payload: JSON.stringify(body) };
  return new URLSearchParams(fields).toString();
}

/** Envelopes over the connection that the app has opened to the stand-in. */
export function overSocket(outside: Outside, appToken: string): WayIn {
  return {
    async send({ type, body }) {
      const envelopeId = randomUUID();
      const acked = outside.call('an ack by Socket Mode', ({ method }) => method === envelopeId, ACK_MS);
      const [sentAt, ack] = await Promise.all([outside.send(appToken, envelopeId, type, body), acked]);
      return { sentAt, ackedAt: ack.at, body: ack.detail.body ?? '' };
    },
    close: () => undefined,
  };
}
