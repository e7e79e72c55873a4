import { MINUTE } from '../../domain/time.ts';
import { ok, type Verdict, wrong } from './finding.ts';

/**
 * No machine that keeps its time is off by so much. Slack's signed calls are refused from five minutes, alarms held back,
 * AWS refuses signatures from fifteen.
 */
const OFF_MOST_MS = MINUTE;

/** How this machine's clock stands to another's, both in epoch milliseconds; theirs has whole seconds. */
export function clockVerdict(theirs: number, ours: number): Verdict {
  const off = Math.round((ours - theirs) / 1_000);
  if (Math.abs(off) * 1_000 < OFF_MOST_MS) return ok('this machine agrees within a minute.');
  return wrong(
    `this machine is ${Math.abs(off)} s ${off > 0 ? 'ahead' : 'behind'}. Let it keep its time by NTP.`,
    'timedatectl status',
    'sudo timedatectl set-ntp true',
  );
}
