import type { Maintenance } from '../domain/port/maintenance.ts';
import { windowText } from './maintenance.ts';
import { type Timed, timed } from './timed.ts';

/** What AWS has announced for a port's time to come, or has reported and not ended; AWS's words are in it. */
export function announcedText(event: Maintenance): Timed {
  const { planned, code } = event;
  return planned
    ? timed`AWS plans maintenance ${windowText(event)}: light may be lost then.`
    : timed`AWS reports ${code} ${windowText(event)}.`;
}
