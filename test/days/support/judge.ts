import type { AwsCall } from '../../../sandbox/aws/types.ts';
import type { AuditRow } from '../../../src/domain/audit.ts';
import { wrongByTime } from './by-time.ts';
import { wrongFacts } from './facts.ts';
import { wrongLetters } from './letters.ts';
import type { Life, Span } from './life.ts';
import type { Lived } from './live.ts';
import { type Telling, tellings } from './telling.ts';
import { misread, type Told } from './told.ts';
import { putOff } from './truth.ts';

/** Everything that a judge looks at. */
export interface Evidence {
  life: Life;
  lived: Lived;
  trail: readonly AuditRow[];
  /** All messages of thread and direct message, each place in its own order. */
  told: readonly Told[];
  /** AWS's log of DescribeLoa. */
  letters: readonly AwsCall[];
  pollMs: number;
}

/** A line whose process died over it is told by the next one, when the lease has ended. */
const TELL_MS = 6 * 60_000;

/** Everything that is wrong with a life as it was noted and told; empty where nothing is. */
export function judge({ life, lived, trail, told, letters, pollMs }: Evidence): string[] {
  const rows = trail.map(({ at, event, detail }) => ({ at: at - lived.bornAt, event, detail }));
  const facts = wrongFacts({ life, rows, pollMs, down: lived.down });
  const byTime = wrongByTime(trail, absolute(lived.down, lived.bornAt), lived.bornAt + life.lastsMs);
  const should = tellings(trail);
  const latest = ({ at }: Telling) =>
    lived.bornAt + putOff(at - lived.bornAt, TELL_MS, [...life.away.slack, ...lived.down]);
  const lines = (['thread', 'beside'] as const).flatMap((place) =>
    misread(
      should.filter((telling) => telling.place === place),
      told.filter((line) => line.place === place),
      latest,
    ).map((fault) => `${place}: ${fault}`),
  );
  const thread = told.filter(({ place }) => place === 'thread');
  return [...facts, ...byTime, ...wrongLetters(trail, letters, thread), ...lines];
}

function absolute(spans: readonly Span[], bornAt: number): Span[] {
  return spans.map(({ from, until }) => ({ from: bornAt + from, until: bornAt + until }));
}
