import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterFailure,
  areSameLetters,
  judgeLoa,
  type LoaFailure,
  type LoaWish,
  letterName,
  letterProblem,
  lettersOf,
  loaDueAt,
} from '../../../src/domain/port/loa.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const AT = Date.UTC(2026, 0, 1);

const WISH: LoaWish = {
  requestId: 'ic-0123456789',
  number: 1,
  by: null,
  boundTo: null,
  wishedAt: AT,
  state: 'open',
  askAt: AT,
  askedAt: AT,
  awaits: true,
  asked: 1,
  failures: { refused: 0, lost: 0, not_asked: 0 },
  failingSince: null,
  letter: null,
  endedAt: null,
};

describe('after a failure', () => {
  const failure = fc.constantFrom<LoaFailure>('refused', 'lost', 'not_asked');

  test('AWS is asked later and later, until a day after the first, and then no more', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(failure, fc.nat(HOUR)), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: SECOND, max: 30 * HOUR }),
        (failures, retryMs) => {
          let wish = WISH;
          let now = AT;
          let tellings = 0;
          const last: Partial<Record<LoaFailure, number>> = {};
          for (const [kind, late] of failures) {
            if (wish.state !== 'open') break;
            now = Math.max(now, wish.askAt) + late;
            const next = afterFailure({ ...wish, askedAt: now }, kind, now, retryMs);
            expect(next.wish).toMatchObject({ awaits: false, askedAt: now });
            const ends = AT + DAY + (wish.failingSince === null ? late : (wish.failingSince ?? AT) - AT);
            if (next.wish.state === 'open') {
              const pause = next.wish.askAt - now;
              expect(pause).toBeGreaterThanOrEqual(0);
              expect(next.wish.askAt).toBeLessThanOrEqual(ends);
              if (next.wish.askAt < ends) expect(pause).toBeGreaterThanOrEqual(last[kind] ?? 0);
              last[kind] = pause;
            } else {
              expect(now).toBeGreaterThanOrEqual(ends);
              expect(next).toMatchObject({ told: true, wish: { state: 'given_up', endedAt: now } });
            }
            tellings += next.told ? 1 : 0;
            wish = next.wish;
          }
          // The first refusal, the second time otherwise, and the end.
          expect(tellings).toBeLessThanOrEqual(3);
        },
      ),
    );
  });

  test('the first lost answer is asked for again within half a minute of the call, once', () => {
    const first = afterFailure(WISH, 'lost', AT + 15 * SECOND, HOUR);
    expect(first).toMatchObject({ told: false, wish: { askAt: AT + 15 * SECOND, failures: { lost: 1 } } });
    expect(afterFailure(WISH, 'lost', AT, HOUR).wish.askAt).toBe(AT + 10 * SECOND);
    const second = afterFailure({ ...first.wish, askedAt: AT + 15 * SECOND }, 'lost', AT + 16 * SECOND, HOUR);
    expect(second).toMatchObject({ told: true, wish: { askAt: AT + 316 * SECOND } });
  });
});

test('a wish is due when AWS is to be asked, within the hour, and never once it is over', () => {
  expect(loaDueAt({ state: 'open', askAt: AT + 5 }, AT)).toBe(AT + 5);
  expect(loaDueAt({ state: 'open', askAt: AT - 5 }, AT)).toBe(AT);
  expect(loaDueAt({ state: 'open', askAt: AT + DAY }, AT)).toBe(AT + HOUR);
  expect(loaDueAt({ state: 'answered', askAt: AT }, AT)).toBeNull();
});

test.each([
  [{ code: 'DirectConnectClientException', left: true }, 'refused'],
  [{ code: 'AccessDeniedException', left: true }, 'refused'],
  [{ code: 'DirectConnectServerException', left: true }, 'lost'],
  [{ code: 'ECONNRESET', left: true }, 'lost'],
  [{ code: 'DEADLINE', left: true }, 'lost'],
  [{ code: 'DEADLINE', left: false }, 'not_asked'],
  [{ code: 'ThrottlingException', left: true }, 'not_asked'],
  [{ code: 'ENOTFOUND', left: true }, 'not_asked'],
])('%j is judged as %s', (failure, kind) => {
  expect(judgeLoa({ ...failure, message: 'No.' })).toEqual({ kind, code: failure.code, message: 'No.' });
});

test('a letter is a PDF of five megabytes at most', () => {
  const pdf = (length: number) => {
    const bytes = new Uint8Array(length);
    bytes.set(new TextEncoder().encode('%PDF-').slice(0, length));
    return letterProblem(bytes);
  };
  expect([4, 5 * 1024 * 1024].map(pdf)).toEqual([undefined, undefined]);
  expect(pdf(3)).toBe('it is no PDF');
  expect(pdf(0)).toBe('it is empty');
  expect(pdf(5 * 1024 * 1024 + 1)).toBe('it has 5242881 bytes, more than 5242880');
});

test('a file is named by its port, in whatever words', () => {
  const at = Date.parse('2026-11-02T23:59:00Z');
  expect(letterName('dxcon-1', 'dc2-core-01', at)).toBe('LOA-CFA dxcon-1 dc2-core-01 2026-11-02.pdf');
  expect(letterName('dxcon-1', '../../etc/"x"\n<&>', at)).toBe('LOA-CFA dxcon-1 ..-..-etc-x- 2026-11-02.pdf');
  expect(letterName('dxcon-1', '', at)).toBe('LOA-CFA dxcon-1 2026-11-02.pdf');
  expect(letterName('dxcon-1', 'W'.repeat(200), at).length).toBeLessThan(140);
});

test('letters are the same until this bot has had one answered, or AWS shows another date', () => {
  const answered = (issuedAt: number): LoaWish => ({
    ...WISH,
    state: 'answered',
    letter: { issuedAt, sha256: 'a', bytes: 1, fileId: 'f' },
    endedAt: issuedAt,
  });
  const none = lettersOf([], undefined);
  expect(none).toEqual({ fetched: 0, issuedAt: null });
  const one = lettersOf([answered(AT), WISH], undefined);
  expect(one).toEqual({ fetched: 1, issuedAt: AT });
  expect(areSameLetters(none, one)).toBe(false);
  // AWS's own date of it, which the next listing shows.
  expect(areSameLetters(one, lettersOf([answered(AT)], AT + SECOND))).toBe(true);
  expect(areSameLetters(one, lettersOf([answered(AT)], AT + DAY))).toBe(false);
  expect(areSameLetters(none, lettersOf([], AT))).toBe(false);
  // One of no use has a date all the same.
  expect(lettersOf([{ ...answered(AT), letter: null }], undefined)).toEqual({ fetched: 1, issuedAt: AT });
});
