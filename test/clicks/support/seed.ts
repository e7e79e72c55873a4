import { ownDm } from '../../../src/domain/request/destination.ts';
import { isOpen } from '../../../src/domain/rules/permission.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import { anAttempt } from '../../store/support/samples.ts';
import { ALARM } from './happened.ts';
import { NOEL } from './people.ts';
import type { Held } from './states.ts';

/** Beyond every test: nobody posts these messages by itself. */
const UNPOSTED_MS = 30 * 60_000;

/** Stores requests as they are, with all that their rows rest on. */
export function addHeld(store: Store, all: readonly Held[]): Promise<void> {
  return store.transaction(async (tx) => {
    for (const { request, votes } of all) {
      const { id, state } = request;
      await tx.requests.add(request);
      await tx.messages.add(id, 'channel', 'C0APPROVALS', UNPOSTED_MS);
      for (const dm of ['dm', ownDm('notified', NOEL.id)] as const)
        await tx.messages.add(id, dm, null, UNPOSTED_MS);
      if (isOpen('got_it', state)) await tx.alarms.add([{ requestId: id, ...ALARM, told: true }]);
      for (const vote of votes) await tx.votes.cast(vote);
      const attempts = 'attempt' in state ? state.attempt : 0;
      for (let number = 1; number <= attempts; number++) {
        const isLast = number === attempts;
        const outcome = isLast ? (state.status === 'placing' ? null : 'unknown') : 'not_sent';
        await tx.attempts.add(anAttempt(id, { number, outcome }));
      }
    }
  });
}
