import { areSlow, PACES } from './time.ts';
import type { ControlOptions } from './types.ts';
import type { TimeView } from './view.ts';

/** What the page shows of time: what it is, how it passes, and what happens next at AWS. */
export function timeView({ aws, time }: ControlOptions): TimeView {
  const next = aws.next();
  return {
    now: time.now(),
    pace: time.pace(),
    paces: PACES,
    isJumping: time.isJumping(),
    slowPorts: areSlow(aws),
    next: next && { at: next.at, interconnectId: next.port.interconnectId },
  };
}
