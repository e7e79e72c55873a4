import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { parseJson, str } from '../json.ts';
import type { Json } from '../types.ts';

/** As many connections as Slack lets an app have. */
const MAX_SOCKETS = 10;
const PING_MS = 10_000;
const GOODBYE_MS = 200;

/** The Socket Mode side of the workspace: connections, envelopes and their acks. */
export class Sockets {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #open: WebSocket[] = [];
  readonly #waiting = new Map<string, (body: unknown) => void>();
  readonly #tickets = new Set<string>();
  readonly #appId: string;
  #turn = 0;

  constructor(appId: string) {
    this.#appId = appId;
  }

  /** A ticket for one connection, as apps.connections.open hands out in its URL. */
  ticket(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return ticket;
  }

  /** How many connections are open. */
  get count(): number {
    return this.#open.length;
  }

  /** Takes over an HTTP upgrade; a wrong or used ticket, or an eleventh connection, is refused. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
    if (!this.#tickets.delete(ticket) || this.#open.length >= MAX_SOCKETS) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#welcome(ws));
  }

  /** Sends one payload to one of the connections, `times` times over; `onAck` gets the first ack's body. */
  send(type: string, payload: Json, times: number, onAck: (body: unknown) => void): () => void {
    const envelopeId = randomUUID();
    this.#waiting.set(envelopeId, onAck);
    const accepts = type !== 'events_api';
    const envelope: Json = { envelope_id: envelopeId, type, payload, accepts_response_payload: accepts };
    if (type === 'events_api') Object.assign(envelope, { retry_attempt: 0, retry_reason: '' });
    for (let sent = 0; sent < times; sent += 1) this.#next()?.send(JSON.stringify(envelope));
    return () => this.#waiting.delete(envelopeId);
  }

  /** Asks every client to come back on a new connection. */
  refresh(): void {
    const debug = { host: 'sandbox' };
    for (const ws of this.#open)
      ws.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: debug }));
  }

  /** Closes every connection from this side. */
  drop(): void {
    for (const ws of this.#open.splice(0)) ws.close(1001);
  }

  /** Ends every connection for good; one whose client does not say goodbye is cut. */
  close(): void {
    for (const ws of this.#open.splice(0)) {
      ws.close(1001);
      setTimeout(() => ws.terminate(), GOODBYE_MS).unref();
    }
    this.#server.close();
  }

  #next(): WebSocket | undefined {
    const ready = this.#open.filter((ws) => ws.readyState === WebSocket.OPEN);
    this.#turn += 1;
    return ready[this.#turn % Math.max(1, ready.length)];
  }

  #welcome(ws: WebSocket): void {
    this.#open.push(ws);
    const ping = setInterval(() => ws.ping(), PING_MS);
    ws.on('message', (data) => this.#acked(String(data)));
    ws.on('error', () => ws.terminate());
    ws.on('close', () => {
      clearInterval(ping);
      const index = this.#open.indexOf(ws);
      if (index >= 0) this.#open.splice(index, 1);
    });
    ws.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#open.length,
        debug_info: { host: 'sandbox', approximate_connection_time: 3600 },
        connection_info: { app_id: this.#appId },
      }),
    );
  }

  #acked(text: string): void {
    const ack = parseJson(text);
    if (ack === undefined) return;
    const envelopeId = str(ack, 'envelope_id') ?? '';
    const onAck = this.#waiting.get(envelopeId);
    this.#waiting.delete(envelopeId);
    onAck?.(ack.payload);
  }
}
