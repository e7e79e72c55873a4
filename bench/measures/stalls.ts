import { Agent, get } from 'node:http';
import { now } from '../clock.ts';

/** Looks from outside whether a process answers. */
export interface Stalls {
  /** Ends it; the longest that an answer took, in milliseconds. */
  stop(): number;
}

const EVERY_MS = 20;

/** Asks for `/healthz` every 20 ms, whether or not the last one was answered. */
export function watchStalls(port: number): Stalls {
  const agent = new Agent({ keepAlive: true });
  /** When those left that wait for their answer. */
  const waiting = new Set<number>();
  let longest = 0;
  const ask = () => {
    const at = now();
    waiting.add(at);
    const over = () => {
      waiting.delete(at);
      longest = Math.max(longest, now() - at);
    };
    get({ host: '127.0.0.1', port, path: '/healthz', agent }, (response) =>
      response.resume().once('end', over),
    ).once('error', over);
  };
  const timer = setInterval(ask, EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      for (const at of waiting) longest = Math.max(longest, now() - at);
      agent.destroy();
      return longest;
    },
  };
}
