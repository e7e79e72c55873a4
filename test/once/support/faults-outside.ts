import type { Outside } from '../../../src/app.ts';
import { createDirectConnect } from '../../../src/directconnect/index.ts';
import type { DirectConnect, Session } from '../../../src/interfaces/direct-connect.ts';
import type { Tx } from '../../../src/interfaces/store.ts';
import { withChange } from '../../support/changed-tx.ts';

/** Changes some of Direct Connect's methods from the outside. */
export const withDirectConnect =
  (change: (real: DirectConnect) => Partial<DirectConnect>) =>
  (outside: Outside): Outside => ({
    ...outside,
    directConnect: { ...outside.directConnect, ...change(outside.directConnect) },
  });

/** Changes the sessions that Direct Connect gives out: what is asked and ordered with one set of credentials. */
export const withSession = (change: (real: Session) => Partial<Session>) =>
  withDirectConnect((real) => ({
    async open(region, validForMs) {
      const opened = await real.open(region, validForMs);
      if (opened.kind !== 'open') return opened;
      const { session } = opened;
      return { kind: 'open', session: { ...session, ...change(session) } };
    },
  }));

/** Somewhere to hang until one is let go. */
export interface Gate {
  /** True once somebody hangs here. */
  taken(): boolean;
  /** Hangs the first who comes; all others pass. */
  pass(): Promise<void>;
  open(): void;
}

export function openGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  let taken = false;
  return {
    taken: () => taken,
    async pass() {
      if (taken) return;
      taken = true;
      await promise;
    },
    open: resolve,
  };
}

/**
 * Lets the monotonic clock jump between the attempt's commit and the call, once: what a process sees that was
 * stopped there for a minute.
 */
export function stopped(outside: Outside): Outside {
  const { store } = outside;
  let slept = 0;
  const monotonic = () => outside.monotonic() + slept;
  return {
    ...outside,
    monotonic,
    directConnect: createDirectConnect('us-east-1', monotonic),
    store: {
      ...store,
      async transaction(work) {
        let committing = false;
        const result = await store.transaction((tx) => {
          const add: Tx['attempts']['add'] = (attempt) => {
            committing = attempt.number === 1;
            return tx.attempts.add(attempt);
          };
          return work(withChange(tx, { attempts: { add } }));
        });
        if (committing) slept += 60_000;
        return result;
      },
    },
  };
}
