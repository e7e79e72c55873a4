import type { AlarmKey, AlarmKind } from '../../domain/port/alarm.ts';
import { isCount } from './button-value.ts';

/** What a Got it button is bound to: the alarm beside which it stands. */
export interface AlarmValue {
  requestId: string;
  alarm: AlarmKey;
}

const VERSION = 'a1';

export function alarmValue(requestId: string, { kind, episode, step }: AlarmKey): string {
  return [VERSION, requestId, kind, episode, step].join('|');
}

/** Undefined for a value that this version didn't write; a kind that it doesn't know finds no alarm. */
export function readAlarmValue(value: string | undefined): AlarmValue | undefined {
  const [version, requestId, kind, episode, step] = (value ?? '').split('|');
  if (version !== VERSION || !requestId || !kind || !isCount(step)) return undefined;
  if (!/^\d{1,15}$/.test(episode ?? '')) return undefined;
  return {
    requestId,
    alarm: { kind: kind as AlarmKind, episode: Number(episode), step: Number(step) },
  };
}
