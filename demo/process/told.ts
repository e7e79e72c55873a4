import type { Clock } from '../../sandbox/clock.ts';
import type { Said, Told } from './messages.ts';
import type { Rest } from './rest.ts';

/** The demo that this process is a bot of. */
export interface Demo {
  /** Resolves once it has said what time it is. */
  begun: Promise<void>;
  /** What is done after each jump, before anything else. */
  afterJumps(work: () => Promise<void>): void;
  say(said: Said): void;
}

/** Does what the demo tells: it lets this clock show another time while the bot rests. Without the demo the bot ends at once. */
export function listenToDemo(clock: Clock, rest: Rest): Demo {
  const begun = Promise.withResolvers<void>();
  let afterwards = () => Promise.resolve();
  const say = (said: Said) => void process.send?.(said);
  const go = async (to: number, times: number): Promise<void> => {
    const ms = to - clock.now();
    if (ms > 0) clock.jump(ms);
    clock.speed(times);
    if (ms > 0) await afterwards();
    say({ kind: 'went' });
    begun.resolve();
  };
  process.on('message', async (told: Told) => {
    switch (told.kind) {
      case 'rest':
        await rest.rested();
        return say({ kind: 'rested' });
      case 'hold':
        return say({ kind: 'held', isHeld: await rest.hold(told.forMs) });
      case 'go':
        return go(told.to, told.times);
      case 'on':
        return rest.letGo();
      case 'look':
        return rest.look();
    }
  });
  // Slack and AWS have gone with it: there is nobody whom an orderly end would serve.
  process.once('disconnect', () => process.exit(1));
  say({ kind: 'here' });
  return {
    begun: begun.promise,
    afterJumps(work) {
      afterwards = work;
    },
    say,
  };
}
