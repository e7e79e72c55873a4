import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventType, RequestEvent, RequestState, Status } from '../../src/domain/request.ts';
import { hasEnded } from '../../src/domain/request.ts';
import { transition } from '../../src/domain/transition.ts';
import { AT, EVENT_TYPES, EVENTS, hostileText, lee, lin, STATES, STATUSES } from './support.ts';

/** design.md's drawing, as a table: where each event leads, from each status. What is not here can't happen. */
const DRAWING: Record<Status, Partial<Record<EventType, Status>>> = {
  awaiting_approval: {
    approved: 'approved',
    rejected: 'rejected',
    withdrawn: 'withdrawn',
    expired: 'expired',
    sent_back: 'sent_back',
  },
  // Left alone it must end too, though the drawing shows only the way back.
  sent_back: { resubmitted: 'awaiting_approval', withdrawn: 'withdrawn', expired: 'expired' },
  approved: {
    held: 'approved',
    attempt_committed: 'placing',
    rehearsed: 'rehearsed',
    // Pre-flight's look-up may find a port that bears the request's tag.
    found: 'ordered',
    sent_back: 'sent_back',
    withdrawn: 'withdrawn',
    expired: 'expired',
  },
  placing: {
    created: 'ordered',
    attempt_not_sent: 'approved',
    attempt_throttled: 'approved',
    attempt_refused: 'refused',
    attempt_unknown: 'unsettled',
  },
  // AWS made nothing, so that the requester may as well withdraw.
  refused: { tried_again: 'approved', withdrawn: 'withdrawn' },
  unsettled: { found: 'ordered', not_settled: 'needs_decision' },
  // It is looked up on; a search that was complete at last is told to whoever decides.
  needs_decision: {
    found: 'ordered',
    not_settled: 'needs_decision',
    named: 'ordered',
    ordered_again: 'approved',
    given_up: 'abandoned',
  },
  ordered: { port_changed: 'ordered', port_gone: 'closed' },
  rejected: {},
  withdrawn: {},
  expired: {},
  rehearsed: {},
  abandoned: {},
  closed: {},
};

const ENDED = STATUSES.filter((status) => Object.keys(DRAWING[status]).length === 0);

describe('the table', () => {
  test.each(STATUSES)('%s goes exactly where the design draws it', (status) => {
    const reached = EVENT_TYPES.flatMap((type) => {
      const next = transition(STATES[status], EVENTS[type]);
      return next ? [[type, next.status]] : [];
    });
    expect(Object.fromEntries(reached)).toEqual(DRAWING[status]);
  });

  test('hasEnded is true exactly where no event leads anywhere', () => {
    expect(STATUSES.filter((status) => hasEnded(STATES[status]))).toEqual(ENDED);
  });

  test('every status is reached from a new request', () => {
    const seen = new Set<Status>(['awaiting_approval']);
    const states: RequestState[] = [STATES.awaiting_approval];
    for (const state of states) {
      for (const type of EVENT_TYPES) {
        const next = transition(state, EVENTS[type]);
        if (!next || seen.has(next.status)) continue;
        seen.add(next.status);
        states.push(next);
      }
    }
    expect([...seen].sort()).toEqual([...STATUSES].sort());
  });
});

const person = fc.record({ id: fc.constantFrom('U1', 'U2', 'U3'), name: hostileText });
const people = fc.array(person, { minLength: 1, maxLength: 3 });
const time = fc.integer({ min: AT, max: AT + 10 ** 10 });
const holds = fc.record({
  kind: fc.constantFrom(
    'frozen' as const,
    'could_not_look' as const,
    'not_sent' as const,
    'throttled' as const,
  ),
  code: fc.constant('CODE'),
  message: hostileText,
});
const ports = {
  interconnectId: fc.stringMatching(/^dxcon-[a-z0-9]{8}$/),
  portState: fc.constant('requested'),
};

/** Any event, with any values that its type allows. */
const anyEvent: fc.Arbitrary<RequestEvent> = fc.oneof(
  ...EVENT_TYPES.map((type): fc.Arbitrary<RequestEvent> => {
    const event = EVENTS[type];
    const values = {
      at: time,
      ...('by' in event ? { by: Array.isArray(event.by) ? people : person } : {}),
      ...('reason' in event ? { reason: hostileText } : {}),
      ...('hold' in event ? { hold: holds } : {}),
      ...('attempt' in event ? { attempt: fc.integer({ min: 1, max: 9 }) } : {}),
      ...('interconnectId' in event ? ports : {}),
    };
    return fc.record(values).map((filled) => ({ ...event, ...filled }) as RequestEvent);
  }),
);

/** Every step that a sequence of events really makes. */
function steps(
  events: readonly RequestEvent[],
): { from: RequestState; event: RequestEvent; to: RequestState }[] {
  let from: RequestState = STATES.awaiting_approval;
  return events.flatMap((event) => {
    const to = transition(from, event);
    if (!to) return [];
    const step = { from, event, to };
    from = to;
    return [step];
  });
}

/** From a new request, whatever happens: an event that leads on is picked as often as one that can't happen. */
const life = fc.array(anyEvent, { maxLength: 60 }).map(steps);

describe('any sequence of events', () => {
  test('stays inside the drawing, and leaves an ended request as it is', () => {
    fc.assert(
      fc.property(life, (taken) => {
        for (const { from, event, to } of taken) {
          expect(hasEnded(from)).toBe(false);
          expect(to.status).toBe(DRAWING[from.status][event.type]);
        }
      }),
    );
  });

  test('has an ID wherever it is ordered or closed, and the same one from then on', () => {
    fc.assert(
      fc.property(life, (taken) => {
        for (const { from, to } of taken) {
          if (to.status === 'ordered') expect(to.interconnectId).toMatch(/^dxcon-/);
          if (from.status === 'ordered' && 'interconnectId' in to) {
            expect(to.interconnectId).toBe(from.interconnectId);
          }
        }
      }),
    );
  });

  test('never goes from a committed attempt back to approved but by what proves or decides it', () => {
    fc.assert(
      fc.property(life, (taken) => {
        for (const { from, event, to } of taken) {
          if (to.status !== 'approved') continue;
          if (from.status === 'placing') {
            expect(['attempt_not_sent', 'attempt_throttled']).toContain(event.type);
          }
          expect(from.status).not.toBe('unsettled');
          if (from.status === 'needs_decision') expect(event.type).toBe('ordered_again');
        }
      }),
    );
  });

  test('comes to an attempt only after people approved, and never without knowing who', () => {
    fc.assert(
      fc.property(life, (taken) => {
        let approved = false;
        for (const { event, to } of taken) {
          if (event.type === 'approved') approved = true;
          if (event.type === 'sent_back') approved = false;
          if (to.status !== 'placing') continue;
          expect(approved).toBe(true);
          expect(to.by.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('changes neither the state nor the event it was given', () => {
    for (const status of STATUSES) {
      for (const type of EVENT_TYPES) {
        const [state, event] = [structuredClone(STATES[status]), structuredClone(EVENTS[type])];
        transition(state, event);
        expect([state, event]).toEqual([STATES[status], EVENTS[type]]);
      }
    }
  });
});

test('tries count attempts that made nothing, and start anew when people say so', () => {
  const again = [
    EVENTS.attempt_committed,
    EVENTS.attempt_not_sent,
    EVENTS.attempt_committed,
    EVENTS.attempt_throttled,
  ];
  const last = steps([EVENTS.approved, ...again]).at(-1)?.to;
  expect(last).toMatchObject({ status: 'approved', tries: 2, hold: EVENTS.attempt_throttled.hold });
  // Attempts that come to nothing don't put off the end of an approval.
  const later = steps([
    EVENTS.approved,
    { ...EVENTS.attempt_committed, at: AT + 5 },
    { ...EVENTS.attempt_not_sent, at: AT + 9 },
  ]);
  expect(later.at(-1)?.to).toMatchObject({ status: 'approved', at: AT });
  const refused = steps([
    EVENTS.approved,
    ...again,
    EVENTS.attempt_committed,
    EVENTS.attempt_refused,
    EVENTS.tried_again,
  ]);
  expect(refused.at(-1)?.to).toMatchObject({ status: 'approved', tries: 0, hold: null, by: [lee] });
  const decided = transition(STATES.needs_decision, EVENTS.ordered_again);
  expect(decided).toMatchObject({ status: 'approved', tries: 0, hold: null, by: [lee, lin] });
});
