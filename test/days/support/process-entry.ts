import type { Work } from '../../../src/interfaces/store.ts';
import { clockAt } from './clock.ts';
import { startEmbedded } from './embedded.ts';
import { createGate } from './gate.ts';

// The bot as a process of its own, whose clock is a file. It does what its parent says: tells when it has nothing in its
// hands, kills itself or stops after so many calls, ends in good order.
const { DAYS_CLOCK = '', ...env } = process.env;
const gate = createGate();

/** No earlier than when all that is under way stands still too: on SQLite an open transaction keeps everybody out. */
async function stop(): Promise<void> {
  gate.sleep();
  await gate.idle();
  process.send?.('asleep', () => {
    process.kill(process.pid, 'SIGSTOP');
    process.send?.('awake', () => undefined);
    gate.wake();
  });
}

process.on('message', async (asked: { idle: number } | { due: Work[] } | { after: number; what: string }) => {
  if ('idle' in asked) {
    await gate.idle();
    process.send?.(asked.idle);
  } else if ('due' in asked) bot.tell(asked.due);
  else {
    gate.after(asked.after, () => {
      if (asked.what === 'kill') process.kill(process.pid, 'SIGKILL');
      else void stop();
    });
  }
});
process.once('SIGTERM', async () => {
  await bot.stop();
  process.exit(0);
});
const bot = await startEmbedded(env, clockAt(DAYS_CLOCK), gate);
process.send?.('ready');
