import type { Alarm } from './alarm.ts';

/**
 * What people were alarmed about and still stands: of several that grow more urgent the last one. That AWS may wait for an
 * answer is the graver word for an order that it takes long over.
 */
export function standing(alarms: readonly Alarm[]): Alarm[] {
  const open = alarms.filter(({ told, clearedAt }) => told && clearedAt === null);
  const last = new Map(
    open.toSorted((a, b) => a.step - b.step).map((alarm) => [`${alarm.kind} ${alarm.episode}`, alarm]),
  );
  const isGraver = open.some(({ kind }) => kind === 'unanswered');
  return open.filter(
    (alarm) =>
      last.get(`${alarm.kind} ${alarm.episode}`) === alarm && !(isGraver && alarm.kind === 'requested'),
  );
}
