import type { Meter } from '../../interfaces/meter.ts';
import { type Bounded, boundedBy } from './bounded.ts';
import type { Instruments } from './instruments.ts';
import type { Of } from './table.ts';

/** A meter that counts into these instruments. */
export function meterInto(of: Instruments): Meter {
  const observe = (name: Of<'histogram'>, ms: number, labels: Bounded = {}) => {
    const bounded = boundedBy(name, labels);
    // A clock that was set back between the two is no negative time.
    if (bounded && Number.isFinite(ms)) of.histogram(name).observe(bounded, Math.max(0, ms) / 1_000);
  };
  const count = (name: Of<'counter'>, labels: Bounded) => {
    const bounded = boundedBy(name, labels);
    if (bounded) of.counter(name).inc(bounded);
  };
  return {
    measured(what) {
      if (what.kind === 'decided') observe('decision_seconds', what.ms, { decision: what.decision });
      else observe(what.kind === 'told' ? 'create_to_told_seconds' : 'approve_to_create_seconds', what.ms);
    },
    slackCall(method, result, ms) {
      count('slack_calls_total', { method, result });
      observe('slack_call_seconds', ms, { method });
    },
    awsCall(operation, result, ms) {
      count('aws_calls_total', { operation, result });
      observe('aws_call_seconds', ms, { operation });
    },
    acked: (arrival, ms) => observe('ack_seconds', ms, { arrival }),
    leaseLost: (work) => count('leases_lost_total', { work }),
  };
}
