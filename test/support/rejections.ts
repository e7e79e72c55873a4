import { inspect } from 'node:util';

const KEY = Symbol.for('interconnect-bot.rejections');

/**
 * Vitest names the file of an error that nobody handles, but of a reason that is no error it says nothing at all: such
 * a one becomes an error here. Once for a process, however many files it runs.
 */
if (!(KEY in globalThis)) {
  Object.assign(globalThis, { [KEY]: true });
  process.on('unhandledRejection', (reason) => {
    throw reason instanceof Error
      ? reason
      : new TypeError(`Somebody rejected with ${inspect(reason)}, which is no error.`);
  });
}
