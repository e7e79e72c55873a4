import type { AlarmTimes } from '../../domain/port/alarm-times.ts';
import { dueAt, dueNow } from '../../domain/port/due.ts';
import { notAhead, type Port } from '../../domain/port/port.ts';
import { MINUTE } from '../../domain/time.ts';
import type { DirectConnect } from '../../interfaces/direct-connect.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { settingAside } from '../lifecycle/with-claim.ts';
import { raiseAlarm } from '../watching/raise-alarm.ts';
import { tellDue } from '../watching/tell-due.ts';

/** What asking may take. */
const SESSION_MS = MINUTE;
/** Longer than that: nobody hurries to a port that was missing for a minute, should this process die meanwhile. */
const LEASE_MS = 2 * SESSION_MS;
/** So long after AWS could not be asked it is asked again. */
const RETRY_MS = MINUTE;

export interface AttendPortDeps {
  store: Store;
  directConnect: DirectConnect;
  /** When people are alarmed, as the rules have it now. */
  alarms: () => AlarmTimes;
}

/** What AWS says of a port that listings don't show. */
type Answer = 'there' | 'not_there' | 'could_not_look';

/**
 * Takes one port that calls for something by itself, and does it: tells what is due by time, or asks for the port by its
 * ID when listings don't show it. If AWS doesn't know that either, it is told as missing; not as deleted, which only
 * AWS's own word says. False when none is due.
 */
export async function attendPort({ store, directConnect, alarms }: AttendPortDeps): Promise<boolean> {
  const times = alarms();
  let taken: string | undefined;
  const claimed = await settingAside(
    () =>
      store.transaction(async (tx) => {
        const found = await tx.ports.claim(LEASE_MS);
        taken = found?.port.requestId;
        const due = found && dueNow(found.port, times, tx.now);
        if (found && !due) await tx.ports.put(rested(found.port, times, tx.now), givenBack(found.token));
        return found && { ...found, due };
      }),
    async (key = taken) => key && store.transaction((tx) => tx.ports.setAside(key, LEASE_MS)),
  );
  if (!claimed?.due) return claimed !== undefined;
  const { port, token, due } = claimed;
  const { requestId } = port;
  if (due.kind === 'ask') {
    const answer = await ask(directConnect, port);
    await store.transaction((tx) => noteAnswer(tx, requestId, { answer, times, lease: givenBack(token) }));
  } else await store.transaction((tx) => tellDue(tx, requestId, { times, lease: givenBack(token) }));
  return true;
}

function givenBack(token: number): Lease {
  return { token, until: null };
}

async function ask(directConnect: DirectConnect, port: Port): Promise<Answer> {
  const opened = await directConnect.open(port, SESSION_MS);
  if (opened.kind !== 'open') return 'could_not_look';
  return (await opened.session.port(port.interconnectId)).kind;
}

async function noteAnswer(
  tx: Tx,
  requestId: string,
  { answer, times, lease }: { answer: Answer; times: AlarmTimes; lease: Lease },
): Promise<void> {
  const request = await tx.requests.lock(requestId);
  const port = await tx.ports.of(requestId);
  if (!port) return;
  const { missing, interconnectId, region } = port;
  const put = (next: Port) => tx.ports.put(rested(next, times, tx.now), lease);
  // A listing may have shown it meanwhile, or people have been told.
  if (request?.state.status !== 'ordered' || !missing || missing.told) return put(port);
  if (answer === 'could_not_look') return tx.ports.put({ ...port, dueAt: tx.now + RETRY_MS }, lease);
  // It lives on, and only the listing lacks it.
  if (answer === 'there') return put({ ...port, missing: { since: tx.now, listings: 0, told: false } });
  await put({ ...port, missing: { ...missing, told: true } });
  const { since, listings } = missing;
  const key = { kind: 'missing', episode: since, step: 1 } as const;
  await raiseAlarm(tx, request, { interconnectId, alarm: { ...key, region, since, listings } });
}

function rested(port: Port, times: AlarmTimes, now: number): Port {
  const known = notAhead(port, now);
  return { ...known, dueAt: dueAt(known, times, now) };
}
