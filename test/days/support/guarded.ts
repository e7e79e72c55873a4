import type { Aws } from '../../../src/interfaces/aws.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import type { Gate } from './gate.ts';

/** A store behind a gate. Nobody sleeps inside a transaction: on SQLite that would keep everybody out. */
export function guardedStore(store: Store, gate: Gate): Store {
  return {
    ...store,
    transaction: (work, limitMs) =>
      gate.during(() =>
        store.transaction(async (tx) => {
          gate.check();
          const done = await work(tx);
          gate.check();
          return done;
        }, limitMs),
      ),
    read: (work) => gate.during(() => store.read(work)),
  };
}

/** AWS behind a gate: whatever sessions do. What is read to be shown in a form is waited for by nobody here. */
export function guardedAws(aws: Aws, gate: Gate): Aws {
  const { open } = guarded({ open: aws.open }, gate);
  return { ...aws, open };
}

function guarded<T extends object>(target: T, gate: Gate): T {
  return new Proxy(target, {
    get(_, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      const call = (given: unknown[]): unknown => Reflect.apply(member, target, given);
      // Those that ask nobody.
      if (name === 'sender' || name === 'loaSender')
        return (...given: unknown[]) => guarded(call(given) as object, gate);
      return (...given: unknown[]) => gate.during(async () => within(await call(given), gate));
    },
  });
}

/** A session in an answer asks AWS too. */
function within(answer: unknown, gate: Gate): unknown {
  if (typeof answer !== 'object' || answer === null || !('session' in answer)) return answer;
  return { ...answer, session: guarded(answer.session as object, gate) };
}
