import type { Port } from '../domain/port/port.ts';
import { waitsSince } from '../domain/port/wait.ts';
import { followsOnly } from '../domain/request/follows-only.ts';
import type { RequestView } from '../interfaces/chat.ts';
import { type Timed, timed } from './timed.ts';

/** What is said of the state that a port is in by now; of one of AWS's that isn't known the status says all. */
const NOW: Readonly<Record<string, string>> = {
  requested: 'Requested since',
  pending: 'Pending since',
  down: 'Down since',
  available: 'Available again since',
};

/** What has happened to a port so far, a day each, the earliest first; the bot's own words alone. */
export function portLife({ request, loa }: Pick<RequestView, 'request' | 'loa'>, port: Port): Timed {
  const { orderedAt, firstAvailableAt, state, missing, seen } = port;
  const since = waitsSince(port);
  const issuedAt = loa?.issuedAt ?? seen.loaIssueTime ?? null;
  const followed = followsOnly(request);
  const now = since === orderedAt || since === firstAvailableAt ? undefined : NOW[state];
  const parts: { at: number; said: Timed }[] = [
    // Since when it is followed stands beside who has it followed.
    ...(followed ? [] : [{ at: orderedAt, said: timed`Ordered ${{ day: orderedAt }}` }]),
    ...(issuedAt === null ? [] : [{ at: issuedAt, said: timed`LOA-CFA issued ${{ day: issuedAt }}` }]),
    ...(firstAvailableAt === null
      ? []
      : [
          {
            at: firstAvailableAt,
            said: firstLight(followed && firstAvailableAt === orderedAt, firstAvailableAt),
          },
        ]),
    ...(now === undefined ? [] : [{ at: since, said: timed`${now} ${{ day: since }}` }]),
    ...(missing?.told ? [{ at: missing.since, said: timed`Missing since ${{ day: missing.since }}` }] : []),
  ];
  return inOneLine(parts.toSorted((a, b) => a.at - b.at).map(({ said }) => said));
}

/** `had`: it carried light before anybody followed it, and nobody knows since when. */
function firstLight(had: boolean, at: number): Timed {
  return had ? ['Carried light when followed'] : timed`First light ${{ day: at }}`;
}

function inOneLine(parts: readonly Timed[]): Timed {
  return parts.reduce((line, part, index) => (index === 0 ? part : timed`${line} · ${part}`), []);
}
