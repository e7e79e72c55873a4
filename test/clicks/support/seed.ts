import { ownDm } from '../../../src/domain/request/destination.ts';
import { isOpen } from '../../../src/domain/rules/permission.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import { aLoaWish, anAttempt, aPort } from '../../store/support/samples.ts';
import { ALARM, LOA_AT } from './happened.ts';
import { LUX, NOEL } from './people.ts';
import type { Held } from './states.ts';

/** Beyond every test: nobody posts these messages by itself. */
const UNPOSTED_MS = 30 * 60_000;

/** Stores requests as they are, with all that their rows rest on. */
export function addHeld(store: Store, all: readonly Held[]): Promise<void> {
  return store.transaction(async (tx) => {
    for (const { request, votes, loa } of all) {
      const { id, state } = request;
      await tx.requests.add(request);
      await tx.messages.add(id, 'channel', 'C0APPROVALS', UNPOSTED_MS);
      for (const dm of ['dm', ownDm('notified', NOEL.id)] as const)
        await tx.messages.add(id, dm, null, UNPOSTED_MS);
      if (isOpen('got_it', state)) await tx.alarms.add([{ requestId: id, ...ALARM, told: true }]);
      for (const vote of votes) await tx.votes.cast(vote);
      if (state.status === 'ordered') {
        const interconnectId = `dxcon-${id}`;
        await tx.ports.add(aPort(id, { interconnectId, state: state.portState }));
      }
      if (loa === 'open') await tx.loa.add([aLoaWish(id, { by: LUX })]);
      if (loa === 'answered') {
        const letter = { issuedAt: LOA_AT, sha256: 'a1', bytes: 8, fileId: 'f1' };
        const [wish] = await tx.loa.add([aLoaWish(id, { by: LUX })]);
        if (wish) await tx.loa.put({ ...wish, state: 'answered', letter, endedAt: LOA_AT });
      }
      const attempts = 'attempt' in state ? state.attempt : 0;
      for (let number = 1; number <= attempts; number++) {
        const isLast = number === attempts;
        const outcome = isLast ? (state.status === 'placing' ? null : 'unknown') : 'not_sent';
        await tx.attempts.add(anAttempt(id, { number, outcome }));
      }
    }
  });
}
