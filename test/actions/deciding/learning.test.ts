import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { learning } from '../../../src/actions/deciding/who-may.ts';

const UNSURE = { kind: 'unchecked', unchecked: { person: 'U1' }, groups: [], users: ['U1'] } as const;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function judging() {
  const asked: string[] = [];
  const directory = {
    members: () => ({ unchecked: { person: 'U1' } }) as const,
    learn: async (_groups: readonly string[], users: readonly string[]) => void asked.push(...users),
  };
  return { asked, judging: { directory, ruleNow: () => undefined, rules: () => [] } };
}

test('what is not known is asked for, and the decision runs once more in the time that is left', async () => {
  const { asked, judging: given } = judging();
  const left: number[] = [];
  const answer = await learning(given, async (leftMs) => {
    left.push(leftMs);
    vi.advanceTimersByTime(300);
    return left.length === 1 ? UNSURE : { kind: 'approved' };
  });
  expect(answer).toEqual({ kind: 'approved' });
  expect(asked).toEqual(['U1']);
  expect(left).toEqual([2_300, 2_000]);
});

test('where the store took most of a click, nothing is asked: the first answer stands', async () => {
  const { asked, judging: given } = judging();
  let runs = 0;
  const answer = await learning(given, async () => {
    runs += 1;
    vi.advanceTimersByTime(1_050);
    return UNSURE;
  });
  expect(answer).toBe(UNSURE);
  expect([runs, asked]).toEqual([1, []]);
});
