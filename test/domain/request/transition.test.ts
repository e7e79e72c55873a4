import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventType, RequestEvent } from '../../../src/domain/request/fact.ts';
import type { RequestState, Status } from '../../../src/domain/request/request.ts';
import { hasEnded } from '../../../src/domain/request/status.ts';
import { transition } from '../../../src/domain/request/transition.ts';
import { AT, EVENT_TYPES, EVENTS, hostileText, lee, lin, STATES, STATUSES } from '../support.ts';

/** design.md's drawing, as a table: where each event leads, from each status. What is not here can't happen. */
const DRAWING: Record<Status, Partial<Record<EventType, Status>>> = {
  awaiting_approval: {
    approved: 'approved',
    rejected: 'rejected',
    withdrawn: 'withdrawn',
    expired: 'expired',
    sent_back: 'sent_back',
    reminded: 'awaiting_approval',
    nudged: 'awaiting_approval',
    escalated: 'awaiting_approval',
  },
  // Left alone it must end too, though the drawing shows only the way back.
  sent_back: { resubmitted: 'awaiting_approval', withdrawn: 'withdrawn', expired: 'expired' },
  approved: {
    held: 'approved',
    attempt_committed: 'placing',
    rehearsed: 'rehearsed',
    // Pre-flight's look-up may find a port that bears the request's tag.
    found: 'ordered',
    // A port is there that may be this request's: people decide.
    not_settled: 'needs_decision',
    // Not enough of those who approved may still approve.
    approval_lapsed: 'awaiting_approval',
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
  refused: {
    tried_again: 'approved',
    approval_lapsed: 'awaiting_approval',
    withdrawn: 'withdrawn',
    expired: 'expired',
  },
  unsettled: { still_unknown: 'unsettled', found: 'ordered', not_settled: 'needs_decision' },
  // It is looked up on; a search that was complete at last is told to whoever decides.
  needs_decision: {
    found: 'ordered',
    not_settled: 'needs_decision',
    named: 'ordered',
    ordered_again: 'approved',
    given_up: 'abandoned',
  },
  ordered: { port_changed: 'ordered', port_gone: 'closed', handed_over: 'closed' },
  rejected: {},
  withdrawn: {},
  expired: {},
  rehearsed: {},
  abandoned: {},
  closed: {},
};

/** After an attempt of unknown outcome a port may exist: nothing ends, goes back or is rehearsed any more. */
const DOUBTED: Partial<Record<Status, Partial<Record<EventType, Status>>>> = {
  approved: {
    held: 'approved',
    attempt_committed: 'placing',
    found: 'ordered',
    not_settled: 'needs_decision',
    approval_lapsed: 'needs_decision',
  },
  placing: { ...DRAWING.placing, attempt_refused: 'needs_decision' },
};

/** Where an event leads from a state. */
function drawn(state: RequestState, type: EventType): Status | undefined {
  const doubted = 'votesFor' in state && state.votesFor > 0 ? DOUBTED[state.status] : undefined;
  return (doubted ?? DRAWING[state.status])[type];
}

const ENDED = STATUSES.filter((status) => Object.keys(DRAWING[status]).length === 0);

describe('the table', () => {
  test.each(STATUSES)('%s goes exactly where the design draws it', (status) => {
    const reached = EVENT_TYPES.flatMap((type) => {
      const next = transition(STATES[status], EVENTS[type]);
      return next ? [[type, next.status]] : [];
    });
    expect(Object.fromEntries(reached)).toEqual(DRAWING[status]);
  });

  test.each(['approved', 'placing'] as const)(
    '%s again, after an unknown outcome, ends in nothing',
    (status) => {
      const state = { ...STATES[status], votesFor: 1 };
      const reached = EVENT_TYPES.flatMap((type) => {
        const next = transition(state, EVENTS[type]);
        return next ? [[type, next.status]] : [];
      });
      expect(Object.fromEntries(reached)).toEqual(DOUBTED[status]);
    },
  );

  test('nothing is ordered again while a port with the tag is there, or where nothing was ever sent', () => {
    const tagged = [{ interconnectId: 'dxcon-1', why: 'differs' as const, differences: [] }];
    expect(transition({ ...STATES.needs_decision, tagged }, EVENTS.ordered_again)).toBeUndefined();
    expect(transition({ ...STATES.needs_decision, attempt: 0 }, EVENTS.ordered_again)).toBeUndefined();
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
const tagged = fc.constantFrom([], [{ interconnectId: 'dxcon-1', why: 'differs', differences: [] }]);
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
      ...('tagged' in event ? { tagged } : {}),
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
          expect(to.status).toBe(drawn(from, event.type));
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

  test('once an outcome was unknown, leaves approved only for an attempt, a port or a decision', () => {
    fc.assert(
      fc.property(life, (taken) => {
        let doubted = false;
        for (const { from, event, to } of taken) {
          if (event.type === 'attempt_unknown') doubted = true;
          if (!doubted) continue;
          expect([
            'sent_back',
            'awaiting_approval',
            'withdrawn',
            'expired',
            'rehearsed',
            'refused',
          ]).not.toContain(to.status);
          if (from.status === 'approved') {
            expect(['approved', 'placing', 'ordered', 'needs_decision']).toContain(to.status);
          }
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
          if (to.status === 'awaiting_approval') approved = false;
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
