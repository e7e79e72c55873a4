import type { View } from '../../../control/view.ts';
import { view } from '../live.ts';

const LONGEST_MS = 60_000;

/** Resolves with what is found in the view once it is there; rejects with words of `what` after a minute, and when aborted. */
export function until<T>(
  what: string,
  find: (now: View) => T | undefined | false,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const now = view.get();
      const found = now && find(now);
      if (found === undefined || found === false) return;
      end();
      resolve(found);
    };
    const fail = (why: string) => {
      end();
      reject(new Error(why));
    };
    const stop = () => fail('stopped');
    const timer = setTimeout(() => fail(`Waited a minute for ${what}, in vain.`), LONGEST_MS);
    const off = view.on(look);
    const end = () => {
      clearTimeout(timer);
      off();
      signal.removeEventListener('abort', stop);
    };
    signal.addEventListener('abort', stop);
    look();
  });
}
