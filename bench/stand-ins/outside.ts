import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { within } from '../within.ts';
import type { Call, Order, Told, World } from './calls.ts';

/** Slack and AWS, in a process of their own. */
export interface Outside {
  slackUrl: string;
  awsUrl: string;
  /** From now on these calls are told of, and no others. */
  watch(...methods: string[]): void;
  /** Resolves with the next call for which this holds; rejects after `ms`. */
  call(what: string, holds: (call: Call) => boolean, ms?: number): Promise<Call>;
  on(listener: (call: Call) => void): () => void;
  /** Sends by Socket Mode; when it left. */
  send(appToken: string, envelopeId: string, type: string, payload: unknown): Promise<number>;
  set(world: World): void;
  /** How many calls there were so far, by who and method. */
  counts(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

const MAIN = join(import.meta.dirname, 'outside-entry.ts');
const CALL_MS = 15_000;

/** Starts the stand-ins. */
export async function startOutside(): Promise<Outside> {
  const child = fork(MAIN, { execArgv: [] });
  const exited = once(child, 'exit');
  const listeners = new Set<(call: Call) => void>();
  const sent = new Map<string, (at: number) => void>();
  const counted: ((counts: Record<string, number>) => void)[] = [];
  const listening = Promise.withResolvers<Extract<Told, { kind: 'listening' }>>();
  child.once('exit', () => listening.reject(new Error('The stand-ins did not start.')));
  child.on('message', (told: Told) => {
    switch (told.kind) {
      case 'listening':
        return listening.resolve(told);
      case 'call':
        for (const listener of listeners) listener(told.call);
        return;
      case 'sent':
        sent.get(told.envelopeId)?.(told.at);
        sent.delete(told.envelopeId);
        return;
      case 'counts':
        counted.shift()?.(told.counts);
    }
  });
  const tell = (order: Order) => child.send(order);
  const { slackUrl, awsUrl } = await listening.promise;
  const on = (listener: (call: Call) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    slackUrl,
    awsUrl,
    on,
    watch: (...methods) => void tell({ kind: 'watch', methods }),
    set: (world) => void tell({ kind: 'world', world }),
    async call(what, holds, ms = CALL_MS) {
      const seen = Promise.withResolvers<Call>();
      const off = on((call) => holds(call) && seen.resolve(call));
      return within(ms, what, seen.promise).finally(off);
    },
    send(appToken, envelopeId, type, payload) {
      const left = Promise.withResolvers<number>();
      sent.set(envelopeId, left.resolve);
      tell({ kind: 'send', appToken, envelopeId, type, payload });
      return left.promise;
    },
    counts() {
      const answer = Promise.withResolvers<Record<string, number>>();
      counted.push(answer.resolve);
      tell({ kind: 'count' });
      return answer.promise;
    },
    async close() {
      child.disconnect();
      await exited;
    },
  };
}
