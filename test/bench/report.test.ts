import { expect, test } from 'vitest';
import { alone, compared, type Finding, isReached } from '../../bench/finding.ts';
import { distributions } from '../../bench/plots/distributions.ts';
import { growthCurves } from '../../bench/plots/growth-curves.ts';
import { fallen } from '../../bench/report/check.ts';
import { withTable } from '../../bench/report/page.ts';
import { merged, type Recorded } from '../../bench/report/recorded.ts';
import { overlaps } from '../support/overlaps.ts';

const ratio = (ours: number[], peer: number[]): Finding =>
  compared(
    {
      key: 'order/vote',
      what: 'ack of a vote',
      unit: 'ms',
      peer: 'bare Bolt',
      aim: { of: 'ratio', value: 1.6 },
    },
    ours,
    peer,
  );
const count = (value: number): Finding =>
  alone({ key: 'order/commits', what: 'commits', unit: 'count', aim: { of: 'ours', value: 3 } }, [value]);
const machine: Recorded['machine'] = { cpu: 'CPU', cores: 2, node: 'v24.0.0', platform: 'linux x64' };

test('a ratio or a count that is 20% worse than recorded is named, and one that is as it was is not', () => {
  const recorded = [ratio([2, 3], [1, 1]), count(5)];
  expect(fallen(recorded, recorded)).toEqual([]);
  // The best of the rounds counts: one bad round is the machine's.
  expect(fallen(recorded, [ratio([2, 9], [1, 1]), count(6)])).toEqual([]);
  expect(fallen(recorded, [ratio([2.5, 2.6], [1, 1]), count(7)])).toMatchObject([
    { key: 'order/vote', was: 2, is: 2.5 },
    { key: 'order/commits', was: 5, is: 7 },
  ]);
});

test('times of one machine alone are compared with nothing but their aim', () => {
  const time = (ms: number) =>
    alone({ key: 'pages/readyz', what: '/readyz', unit: 'ms', aim: { of: 'ours', value: 5 } }, [ms]);
  expect(fallen([time(1)], [time(4)])).toEqual([]);
  expect([isReached(time(4)), isReached(time(6))]).toEqual([true, false]);
});

test('what is measured anew takes the place of what was recorded, of the same machine alone', () => {
  const before: Recorded = {
    machine,
    findings: [count(5), ratio([2], [1])].map((one) => ({ ...one, commit: 'a' })),
  };
  const now: Recorded = { machine, findings: [{ ...count(4), commit: 'b' }] };
  expect(merged(before, now).findings.map(({ key, commit }) => [key, commit])).toEqual([
    ['order/commits', 'b'],
    ['order/vote', 'a'],
  ]);
  const elsewhere = { ...now, machine: { ...machine, cores: 8 } };
  expect(merged(before, elsewhere)).toEqual(elsewhere);
});

test('the page gets its table between its marks, and nothing else of it changes', () => {
  const page = 'Before.\n<!-- table -->\nold\n<!-- end of table -->\nAfter.\n';
  const findings = [{ ...ratio([2, 3], [1, 1]), commit: 'abc' }];
  const written = withTable(page, 'short', { machine, findings });
  expect(written).toMatch(
    /^Before\.\n<!-- table -->\n[\s\S]*ack of a vote[\s\S]*\n<!-- end of table -->\nAfter\.\n$/,
  );
  expect(written).not.toContain('old');
  expect(() => withTable('No marks.', 'short', { machine, findings })).toThrow('no marks');
});

test('no word of a picture stands over another', () => {
  const pairs = ['open, empty store', 'a vote', 'Approve to CreateInterconnect'].map((what, index) => ({
    what,
    ours: [1, 2, 3, 40 + index],
    peer: [1, 1, 2, 3],
  }));
  const curves = ['p50, sqlite', 'p99, sqlite'].map((what, index) => ({
    what,
    look: index === 0 ? 'ours' : 'ours dashed',
    points: [0, 1_000, 1_000_000].map((stored) => ({ stored, ratio: 1 + index / 10 })),
  }));
  for (const svg of [distributions(pairs), growthCurves(curves)]) {
    expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
    expect(svg).not.toContain('NaN');
    expect(overlaps(svg)).toEqual([]);
  }
});

test('a curve is a line on a dark page as well', () => {
  const svg = growthCurves([{ what: 'p50', look: 'ours', points: [{ stored: 0, ratio: 1 }] }]);
  // Of rules of the same weight the last one holds.
  expect(svg.lastIndexOf('.open {')).toBeGreaterThan(svg.lastIndexOf('.ours {'));
});
