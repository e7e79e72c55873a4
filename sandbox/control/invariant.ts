import { requestIn } from './request-tag.ts';
import type { ControlOptions } from './types.ts';
import type { Invariant } from './view.ts';

/** The promise in numbers. Ports that were deleted count too: they were ordered, and billed. */
export function invariantOf({ aws, approvals }: ControlOptions): Invariant {
  const calls = aws.calls('CreateInterconnect');
  const made = new Set(calls.flatMap(({ interconnectId }) => interconnectId ?? []));
  const ported = aws.interconnects
    .filter(({ interconnectId }) => made.has(interconnectId))
    .flatMap(({ tags }) => requestIn(tags) ?? []);
  const doublesOf = (request: string) => {
    const ports = ported.filter((one) => one === request).length;
    // Only where there are several does it matter how many were approved: people may have ordered again.
    return ports < 2 ? 0 : Math.max(0, ports - Math.max(1, approvals?.(request) ?? 1));
  };
  return {
    approvals: approvals?.(),
    calls: calls.length,
    madeNothing: calls.filter(({ interconnectId }) => interconnectId === undefined).length,
    ports: made.size,
    doubles: [...new Set(ported)].reduce((sum, request) => sum + doublesOf(request), 0),
  };
}
