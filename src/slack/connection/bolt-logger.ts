import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/** For clients of our own: each failed call is logged, or told at the start, by whoever made it. */
export function callLogger(log: Logger): BoltLogger {
  const quiet = boltLogger(log);
  return { ...quiet, warn: quiet.info, error: quiet.info };
}

/** Slack's libraries write into our log. */
export function boltLogger(log: Logger): BoltLogger {
  const child = log.child({ part: 'bolt' });
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      child[level](parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '));
    };
  return {
    // Its debug lines carry bodies and one-time connection addresses: those are secrets.
    debug: () => undefined,
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
