import type { Maintenance } from '../domain/port/maintenance.ts';
import { type Timed, timed } from './timed.ts';

/** What AWS has announced for a port's time to come, or has reported and not ended; AWS's words are in it. */
export function announcedText({ planned, code, startsAt, endsAt }: Maintenance): Timed {
  const until = endsAt === null ? ' on' : timed` to ${{ at: endsAt }}`;
  return planned
    ? timed`AWS plans maintenance from ${{ at: startsAt }}${until}: light may be lost then.`
    : timed`AWS reports ${code} from ${{ at: startsAt }}${until}.`;
}
