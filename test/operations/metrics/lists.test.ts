import { expect, test } from 'vitest';
import { AWS_OPERATIONS, SLACK_METHODS } from '../../../src/interfaces/meter.ts';
import type { Work } from '../../../src/interfaces/store.ts';
import { METRICS } from '../../../src/operations/metrics/table.ts';
import { filesUnder, read } from '../../support/source.ts';

// The lists of what there is to count, against what the code does.

const inCode = (folder: string, pattern: RegExp) =>
  new Set(
    filesUnder(folder).flatMap((file) => [...read(file).matchAll(pattern)].map(([, name = '']) => name)),
  );

test('every method of Slack that is called has a name of its own', () => {
  const called = inCode('src/slack', /\bclient\s*\.((?:[a-z]\w+\.)+[a-z]\w+)\(/g);
  expect(called.size).toBeGreaterThan(15);
  expect([...called].filter((name) => !(SLACK_METHODS as readonly string[]).includes(name))).toEqual([]);
});

test('every operation of AWS that is called has one', () => {
  const called = inCode('src/directconnect', /new (\w+)Command\(/g);
  expect(called.size).toBeGreaterThan(9);
  expect([...called].filter((name) => !(AWS_OPERATIONS as readonly string[]).includes(name))).toEqual([]);
});

test('every kind of work has a name', () => {
  const all: Record<Work, true> = {
    place: true,
    reconcile: true,
    tend: true,
    deliver: true,
    follow: true,
    port: true,
    loa: true,
    home: true,
  };
  expect(METRICS.leases_lost_total.labels.work).toEqual([...Object.keys(all), 'other']);
});
