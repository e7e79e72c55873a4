import { requestIn } from './request-tag.ts';
import type { ControlOptions } from './types.ts';
import type { Invariant } from './view.ts';

/** The promise in numbers. Ports that were deleted count too: they were ordered, and billed. */
export function invariantOf({ aws, approvals }: ControlOptions): Invariant {
  const calls = aws.calls('CreateInterconnect');
  const made = new Set(calls.flatMap(({ interconnectId }) => interconnectId ?? []));
  const requests = aws.interconnects
    .filter(({ interconnectId }) => made.has(interconnectId))
    .flatMap(({ tags }) => requestIn(tags) ?? []);
  return {
    approvals: approvals?.(),
    calls: calls.length,
    madeNothing: calls.filter(({ interconnectId }) => interconnectId === undefined).length,
    ports: made.size,
    doubles: requests.length - new Set(requests).size,
  };
}
