import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { now } from '../clock.ts';
import type { Call } from './calls.ts';

/** Slack's side of Socket Mode. */
export interface Sockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends one envelope to an app; when it left. */
  send(appToken: string, envelope: { envelope_id: string; type: string; payload: unknown }): number;
  close(): void;
}

const PING_MS = 10_000;

/** `note` hears of each ack. */
export function createSockets(note: (call: Call) => void): Sockets {
  const server = new WebSocketServer({ noServer: true });
  /** The latest connection of each app. */
  const open = new Map<string, WebSocket>();
  const pings = setInterval(() => {
    for (const ws of open.values()) ws.ping();
  }, PING_MS);
  return {
    upgrade(request, socket, head) {
      const app = new URL(request.url ?? '/', 'http://localhost').searchParams.get('app') ?? '';
      server.handleUpgrade(request, socket, head, (ws) => {
        open.set(app, ws);
        ws.on('error', () => ws.terminate());
        ws.on('message', (data) => {
          const at = now();
          const ack = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown };
          const detail = { body: JSON.stringify(ack.payload ?? null) };
          note({ service: 'ack', who: app, method: ack.envelope_id, at, answeredAt: at, detail });
        });
        ws.send(
          JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0BENCH' } }),
        );
      });
    },
    send(appToken, envelope) {
      const text = JSON.stringify({ accepts_response_payload: true, ...envelope });
      const at = now();
      open.get(appToken)?.send(text);
      return at;
    },
    close() {
      clearInterval(pings);
      for (const ws of open.values()) ws.terminate();
      server.close();
    },
  };
}
