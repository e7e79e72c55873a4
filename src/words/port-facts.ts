import { loaEndsAt } from '../domain/port/deadlines.ts';
import type { Port } from '../domain/port/port.ts';
import { followsOnly } from '../domain/request/follows-only.ts';
import type { Request } from '../domain/request/request.ts';
import { describe } from './alarms.ts';
import { type Timed, timed, timedLines } from './timed.ts';

/** All that is known of a request's port, a line each; AWS's words are among them. */
export function portFacts(request: Request, port: Port): Timed {
  const { interconnectId, region, state, stateSince, orderedAt, firstAvailableAt, missing, seen } = port;
  const followed = followsOnly(request);
  const knownLight = firstAvailableAt !== null && !(followed && firstAvailableAt === orderedAt);
  return timedLines([
    timed`Port ${interconnectId}: ${state} since ${{ at: stateSince }}, ${followed ? 'followed' : 'ordered'} ${{ at: orderedAt }}`,
    ...(missing ? [timed`Not listed by AWS since ${{ at: missing.since }}`] : []),
    ...(knownLight ? [timed`First light ${{ at: firstAvailableAt }}`] : []),
    ...(seen.loaIssueTime === undefined
      ? []
      : [
          timed`LOA-CFA issued ${{ at: seen.loaIssueTime }}, valid until ${{ at: loaEndsAt(seen.loaIssueTime) }}`,
        ]),
    ...shownByAws(port),
    [describe(region, interconnectId)],
  ]);
}

/** What AWS's last answer has said of it; what it left out is left out. */
function shownByAws({ seen }: Port): Timed[] {
  const { jumboFrames, macsecCapable, macSecKeys = [] } = seen;
  const facts: [string, string | undefined][] = [
    ['Device', seen.device],
    ['Logical device', seen.logicalDevice],
    ['Location', seen.location],
    ['LAG', seen.lagId],
    ['Provider', seen.providerName],
    ['Jumbo frames', yesNo(jumboFrames)],
    ['Redundancy', seen.redundancy],
    ['MACsec capable', yesNo(macsecCapable)],
    ['Encryption', seen.encryption],
    ['Encryption asked', seen.encryptionMode],
    ['MACsec keys', macSecKeys.map(({ ckn, state }) => `${ckn} (${state})`).join(', ')],
  ];
  return facts.flatMap(([label, value]) => (value ? [[`${label}: ${value}`]] : []));
}

function yesNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? 'yes' : 'no';
}
