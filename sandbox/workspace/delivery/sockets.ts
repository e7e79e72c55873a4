import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { SlackFaults } from '../faults.ts';
import { parseJson, str } from '../json.ts';
import type { Limits } from '../limits.ts';
import type { State } from '../state.ts';
import type { Json } from '../types.ts';

const PING_MS = 10_000;
const GOODBYE_MS = 200;
/** How long after asking its client to leave Slack ends a connection; some ten seconds at Slack. */
const LEAVE_MS = 500;

/** The Socket Mode side of the workspace: connections, envelopes and their acks. */
export class Sockets {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #open: WebSocket[] = [];
  readonly #muted: WebSocket[] = [];
  /** Dead, but still registered: they count, and get their share of the payloads, which is lost. */
  readonly #ghosts: WebSocket[] = [];
  readonly #acked = new Set<string>();
  readonly #waiting = new Map<string, (body: unknown) => void>();
  readonly #tickets = new Set<string>();
  readonly #appId: string;
  readonly #faults: SlackFaults;
  readonly #limits: Limits;
  readonly #pings: NodeJS.Timeout;
  /** How many of the next connections are refused. */
  refusals = 0;
  #turn = 0;
  #welcomes = 0;

  constructor({ appId, faults, limits }: Pick<State, 'appId' | 'faults' | 'limits'>) {
    this.#appId = appId;
    this.#faults = faults;
    this.#limits = limits;
    this.#pings = setInterval(() => this.#ping(), PING_MS).unref();
  }

  /** A ticket for one connection, as apps.connections.open hands out in its URL. */
  ticket(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return ticket;
  }

  /** How many connections are open, without those that were muted. */
  get count(): number {
    return this.#open.length;
  }

  /** How many connections Slack counts: those that are open, and ghosts. */
  get registered(): number {
    return this.#open.length + this.#ghosts.length;
  }

  /** How many connections were ever opened. */
  get welcomes(): number {
    return this.#welcomes;
  }

  /** Takes over an HTTP upgrade; a wrong or used ticket is refused, an eleventh connection told to leave. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const [, query] = (request.url ?? '').split('?');
    const ticket = new URLSearchParams(query).get('ticket') ?? '';
    const known = this.#tickets.delete(ticket);
    if (known && this.refusals === 0) {
      this.#server.handleUpgrade(request, socket, head, (ws) => this.#admit(ws));
      return;
    }
    this.refusals = Math.max(0, this.refusals - 1);
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
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

  /** Sends this text as one frame, whatever it is. */
  frame(text: string): void {
    this.#next()?.send(text);
  }

  /** Whether an envelope of this ID was acked. */
  acked(envelopeId: string): boolean {
    return this.#acked.has(envelopeId);
  }

  /** Asks every client to come back on a new connection, and ends the present ones a little later. */
  refresh(reason: string): void {
    for (const ws of this.#open) this.#dismiss(ws, reason);
  }

  /** Closes every connection from this side. */
  drop(): void {
    for (const ws of this.#open.splice(0)) ws.close(1001);
  }

  /** Leaves every connection as it is and never looks at it again, not even at its client's goodbye. */
  mute(as: 'gone' | 'ghosts'): void {
    for (const ws of this.#open.splice(0)) {
      ws.pause();
      (as === 'ghosts' ? this.#ghosts : this.#muted).push(ws);
    }
  }

  /** Slack has noticed that the ghosts are dead. */
  endGhosts(): void {
    for (const ws of this.#ghosts.splice(0)) ws.terminate();
  }

  /** Ends every connection for good; one whose client does not say goodbye is cut. */
  close(): void {
    clearInterval(this.#pings);
    this.endGhosts();
    for (const ws of this.#muted.splice(0)) ws.terminate();
    for (const ws of this.#open.splice(0)) {
      ws.close(1001);
      setTimeout(() => ws.terminate(), GOODBYE_MS).unref();
    }
    this.#server.close();
  }

  /** Whose turn it is; undefined where that is a ghost, or nobody is there. */
  #next(): WebSocket | undefined {
    const ready = this.#open.filter((ws) => ws.readyState === WebSocket.OPEN);
    this.#turn += 1;
    return ready[this.#turn % Math.max(1, ready.length + this.#ghosts.length)];
  }

  #admit(ws: WebSocket): void {
    ws.on('error', () => ws.terminate());
    if (this.registered < this.#limits['app.sockets']) this.#welcome(ws);
    else this.#dismiss(ws, 'too_many_websockets');
  }

  #dismiss(ws: WebSocket, reason: string): void {
    ws.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }));
    setTimeout(() => ws.close(1000), LEAVE_MS).unref();
  }

  #welcome(ws: WebSocket): void {
    this.#welcomes += 1;
    this.#open.push(ws);
    ws.on('message', (data) => this.#ack(ws, String(data)));
    ws.on('close', () => this.#forget(ws));
    ws.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.registered,
        debug_info: { host: 'sandbox', approximate_connection_time: 3600 },
        connection_info: { app_id: this.#appId },
      }),
    );
  }

  #ping(): void {
    for (const ws of this.#open) ws.ping();
  }

  #forget(ws: WebSocket): void {
    const index = this.#open.indexOf(ws);
    if (index >= 0) this.#open.splice(index, 1);
  }

  #ack(ws: WebSocket, text: string): void {
    const ack = parseJson(text);
    if (ack === undefined) return;
    const envelopeId = str(ack, 'envelope_id') ?? '';
    this.#acked.add(envelopeId);
    const onAck = this.#waiting.get(envelopeId);
    this.#waiting.delete(envelopeId);
    onAck?.(ack.payload);
    if (onAck === undefined || !this.#faults.strikes('dropped')) return;
    this.#forget(ws);
    ws.close(1001);
  }
}
