import { expect, test } from 'vitest';
import type { JudgedPair, PairVerdict } from '../../src/domain/port/pair.ts';
import { besideText, besideWords, goingAnswer, hasSecondAnswer, pairWords } from '../../src/words/pair.ts';
import { request, STATES } from '../domain/support.ts';

const judged = (verdict: PairVerdict): JudgedPair => ({
  verdict,
  own: { interconnectId: 'dxcon-a', location: 'EqDC2', device: 'EqDC2-a1', logicalDevice: 'EqDC2-l1' },
  other: { interconnectId: 'dxcon-b', location: 'EqDA2', device: 'EqDA2-b2', logicalDevice: 'EqDC2-l1' },
});
const next = "Next: don't rest on both what must not go down at once. Another location has other devices.";

test.each([
  ['same_device', 'Same AWS device as dxcon-b: not diverse. Both end on EqDC2-a1 at EqDC2.', [{ next }]],
  [
    'same_logical_device',
    'Same AWS logical device as dxcon-b: not diverse. What both carry ends on EqDC2-l1.',
    [{ next }],
  ],
  [
    'diverse',
    'Another AWS device than dxcon-b: diverse. This port ends on EqDC2-a1 at EqDC2, that one on EqDA2-b2 at EqDA2.',
    [],
  ],
] as const)('a pair that is %s', (verdict, text, more) => {
  expect(pairWords({ ...judged(verdict), pair: 'ic-2' })).toEqual([
    `${text} It is the port of ic-2.`,
    ...more,
  ]);
  const view = { requestId: 'ic-2', port: 'dxcon-b', isSecond: true, card: undefined };
  expect(besideWords({ ...view, judged: judged(verdict) })).toEqual({
    before: 'Second port beside ',
    after: text,
  });
});

test('what a card says before both have a port, and before both devices are named', () => {
  const view = { requestId: 'ic-2', isSecond: false, card: undefined };
  expect(besideWords({ ...view, port: undefined, judged: undefined })).toEqual({
    before: 'A second port is asked for: ',
  });
  expect(besideWords({ ...view, port: 'dxcon-b', judged: null })).toEqual({
    before: 'Its second port: ',
    after: 'AWS has not named the devices of both yet.',
  });
});

test('what the form says first, and who presses for a third', () => {
  const first = request({ state: STATES.ordered });
  const port = 'interconnectId' in first.state ? first.state.interconnectId : '';
  expect(besideText(first)).toBe(`Second port beside ${port} at EqDC2 (Ashburn).`);
  const second = { ...request({ state: STATES.awaiting_approval }), id: 'ic-2' };
  expect(hasSecondAnswer({ kind: 'has_second', first, second })).toBe(
    `${port} is one of a pair already, with ic-2 (no port yet). Nothing was recorded. A third port is asked for with /interconnect.`,
  );
});

test('who presses beside a port that is about to be deleted', () => {
  expect(goingAnswer({ ...STATES.ordered, interconnectId: 'dxcon-a', portState: 'deleting' })).toBe(
    'dxcon-a is deleting at AWS: no second one is ordered beside it. Your click changed nothing.',
  );
});
