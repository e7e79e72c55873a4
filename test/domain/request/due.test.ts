import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asEscalated, asReminded, dueAt, dueNow } from '../../../src/domain/request/due.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import { STATUS } from '../../../src/domain/request/status.ts';
import type { Rule } from '../../../src/domain/rules/policy.ts';
import { AT, EVENTS, request, rule, STATES, STATUSES } from '../support.ts';

const HOUR = 3_600_000;
const anyStatus = fc.constantFrom(...STATUSES);
const anyTime = fc.integer({ min: 0, max: 200 * HOUR }).map((ms) => AT + ms);
const { to } = EVENTS.escalated;
/** Fractions too, so that everything can be tried in seconds. */
const hours = fc.double({ min: 0.000_1, max: 100, noNaN: true });

/** Any rule that reminds and calls in a second group, or doesn't. */
const anyRule: fc.Arbitrary<Rule> = fc.record(
  {
    name: fc.constant(rule.name),
    approvers: fc.constant(rule.approvers),
    quorum: fc.constant(1),
    expiryHours: fc.constant(72),
    remindHours: fc.array(hours, { maxLength: 5 }),
    escalate: fc.record({ afterHours: hours, approvers: fc.constant(to) }),
  },
  { requiredKeys: ['name', 'approvers', 'quorum', 'expiryHours'] },
);

test('what waits for people by a rule that reminds nobody calls for nothing before it expires', () => {
  fc.assert(
    fc.property(anyStatus, anyTime, (status, now) => {
      const waiting = request({ state: STATES[status] });
      const { work } = STATUS[status];
      const isOver = now >= waiting.expiresAt;
      const wanted = work === 'tend' ? (isOver ? 'expire' : undefined) : (work ?? undefined);
      expect(dueNow(waiting, now)).toBe(wanted);
    }),
  );
});

test('nothing is put off for longer than an hour, and nothing beyond the time that it is to be done', () => {
  fc.assert(
    fc.property(anyStatus, anyRule, anyTime, anyTime, (status, theRule, now, workAt) => {
      const waiting = request({ state: STATES[status], rule: theRule });
      const at = dueAt(waiting, workAt, now);
      if (at === null) {
        expect(STATUS[status].work).toBeNull();
        return;
      }
      expect(Number.isInteger(at)).toBe(true);
      expect(at).toBeLessThanOrEqual(now + HOUR);
      if (STATUS[status].due === 'soon') {
        expect(at).toBe(Math.min(workAt, now + HOUR));
        return;
      }
      expect(at).toBeLessThanOrEqual(waiting.expiresAt);
      // Neither sooner nor later than something falls due.
      if (dueNow(waiting, now) === undefined) {
        expect(at).toBeGreaterThan(now);
        if (at < now + HOUR) expect(dueNow(waiting, at)).toBeDefined();
        expect(dueNow(waiting, at - 1)).toBeUndefined();
      }
    }),
  );
});

/** What became of a request whose worker asks at these times, and what it was taken up for, each with its time. */
function lived(asked: Request, times: readonly number[]): { what: string; at: number; step: number }[] {
  const told: { what: string; at: number; step: number }[] = [];
  let now = asked;
  for (const at of times.toSorted((a, b) => a - b)) {
    for (let due = dueNow(now, at); due !== undefined; due = dueNow(now, at)) {
      if (told.length > 50) throw new Error('It never ends.');
      if (due === 'remind') now = asReminded(now, at);
      if (due === 'escalate') now = asEscalated(now, at);
      if (due === 'expire') now = { ...now, state: STATES.expired };
      told.push({ what: due, at, step: now.reminded });
    }
  }
  return told;
}

describe('a request that waits, whenever it is asked', () => {
  const times = fc.array(anyTime, { minLength: 1, maxLength: 40 });

  test('is never reminded of twice for one step, nor twice in one moment, nor after its end', () => {
    fc.assert(
      fc.property(anyRule, times, (theRule, at) => {
        const told = lived(request({ rule: theRule }), at);
        const calls = told.filter(({ what }) => what !== 'expire');
        const steps = told.filter(({ what }) => what === 'remind').map(({ step }) => step);
        expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b));
        expect(steps.length).toBeLessThanOrEqual(theRule.remindHours?.length ?? 0);
        expect(new Set(calls.map((one) => one.at)).size).toBe(calls.length);
        expect(told.filter(({ what }) => what === 'escalate').length).toBeLessThanOrEqual(1);
        for (const call of calls) expect(call.at).toBeLessThan(request().expiresAt);
        expect(told.findIndex(({ what }) => what === 'expire')).toBe(
          at.some((time) => time >= request().expiresAt) ? told.length - 1 : -1,
        );
      }),
    );
  });

  test('has been reminded of all that is over by then, or is about to be', () => {
    fc.assert(
      fc.property(fc.array(hours, { maxLength: 5 }), anyTime, (remindHours, at) => {
        fc.pre(at < request().expiresAt);
        const told = lived(request({ rule: { ...rule, remindHours } }), [at]);
        const over = remindHours.filter((after) => Math.round(AT + after * HOUR) <= at).length;
        expect(told).toEqual(over === 0 ? [] : [{ what: 'remind', at, step: over }]);
      }),
    );
  });

  test('expires at its time, neither sooner nor later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 * HOUR }), (left) => {
        const waiting = request({ expiresAt: AT + left });
        let now = AT;
        for (let count = 0; dueNow(waiting, now) === undefined && count < 200; count++) {
          now = dueAt(waiting, now, now) ?? Number.NaN;
        }
        expect(now).toBe(waiting.expiresAt);
      }),
    );
  });
});

test('a new revision is reminded of, and more people called in, from its own beginning', () => {
  const theRule = { ...rule, remindHours: [4], escalate: { afterHours: 24, approvers: to } };
  const old = { reminded: 1, escalatedAt: AT + 24 * HOUR };
  const later = AT + 30 * HOUR;
  const fresh = request({ rule: theRule, askedAt: later, expiresAt: later + 72 * HOUR });
  expect(dueNow(request({ rule: theRule, ...old }), later)).toBeUndefined();
  expect(dueNow(fresh, later + 3 * HOUR)).toBeUndefined();
  expect(dueNow(fresh, later + 4 * HOUR)).toBe('remind');
  expect(dueNow(fresh, later + 24 * HOUR)).toBe('escalate');
});
