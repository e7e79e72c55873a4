import type { Person } from '../../domain/person.ts';
import { type AlarmKey, isOfWait, keyOf } from '../../domain/port/alarm.ts';
import type { Request } from '../../domain/request/request.ts';
import { isOpen, permission } from '../../domain/rules/permission.ts';
import { type Barred, type DecideDeps, deciding, membersFor } from '../deciding/who-may.ts';
import { wantFollowingSoon } from '../following/duty.ts';
import { note } from '../lifecycle/advance.ts';

/** What became of a press of Got it. */
export type GotIt =
  | { kind: 'got' }
  /** Somebody was first; it may have been whoever pressed. */
  | { kind: 'taken'; by: Person; own: boolean; at: number }
  /** What it is about was over by then, and nobody has to look after it. */
  | { kind: 'over'; at: number }
  | { kind: 'unknown_request' }
  | { kind: 'unknown_alarm' }
  | Barred;

/** Says that somebody looks after what an alarm is about: for whoever asked for the port, whoever it is for, and approvers. */
export function gotIt(
  deps: DecideDeps,
  { requestId, alarm, by }: { requestId: string; alarm: AlarmKey; by: Person },
): Promise<GotIt> {
  return deciding(deps, async (tx): Promise<GotIt> => {
    const request = await tx.requests.lock(requestId);
    if (!request) return { kind: 'unknown_request' };
    // A request without a port has no alarm either.
    if (!isOpen('got_it', request.state)) return { kind: 'unknown_alarm' };
    const known = membersFor(deps.judging, request, [by.id]);
    if (known.kind === 'unchecked') return known;
    const may = permission('got_it', request, by, known.members, { rule: known.rule, at: tx.now });
    if (may.kind === 'not_open' || may.kind === 'expired') return { kind: 'unknown_alarm' };
    if (may.kind !== 'may') return may;
    const before = (await tx.alarms.of([requestId])).find(
      (one) => one.kind === alarm.kind && one.episode === alarm.episode && one.step === alarm.step,
    );
    if (!before) return { kind: 'unknown_alarm' };
    if (before.got) return { kind: 'taken', ...before.got, own: before.got.by.id === by.id };
    if (before.clearedAt !== null) return { kind: 'over', at: before.clearedAt };
    await tx.alarms.take(requestId, alarm, by);
    const port = await tx.ports.of(requestId);
    if (port) await wantFollowingSoon(tx, port);
    if (port && isOfWait(alarm.kind))
      await tx.ports.put({ ...port, history: { ...port.history, quiet: true } });
    const interconnectId = interconnectOf(request);
    await note(tx, request, { type: 'alarm_taken', interconnectId, alarm: keyOf(alarm), by }, { actor: by });
    await tx.messages.redraw(requestId);
    return { kind: 'got' };
  });
}

function interconnectOf({ state }: Request): string {
  return 'interconnectId' in state ? state.interconnectId : '';
}
