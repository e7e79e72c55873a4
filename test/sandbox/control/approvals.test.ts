import { expect, it } from 'vitest';
import { Approvals } from '../../../sandbox/control/dare/approvals.ts';

it('counts people whose press was not turned down, whatever they are told later', () => {
  const approvals = new Approvals();
  approvals.pressed('ic-1', 'lee');
  approvals.wentOn('lee');
  approvals.answered('lee');
  expect(approvals.of('ic-1')).toBe(1);
  // Once is enough: the second press is turned down.
  approvals.pressed('ic-1', 'lee');
  approvals.answered('lee');
  expect(approvals.of('ic-1')).toBe(1);
  approvals.pressed('ic-1', 'lin');
  expect(approvals.of('ic-1')).toBe(2);
});

it('counts nobody whose presses were all turned down, and whoever was let in later', () => {
  const approvals = new Approvals();
  approvals.pressed('ic-1', 'olga');
  approvals.pressed('ic-1', 'olga');
  for (let told = 0; told < 3; told += 1) approvals.answered('olga');
  expect(approvals.of('ic-1')).toBe(0);
  approvals.pressed('ic-1', 'olga');
  expect(approvals.of('ic-1')).toBe(1);
  approvals.pressed('ic-2', 'olga');
  approvals.answered('olga');
  expect([approvals.of('ic-1'), approvals.of('ic-2'), approvals.of('ic-3')]).toEqual([1, 0, 0]);
  // The second of the two comes too late.
  approvals.pressed('ic-3', 'lee', 2);
  approvals.answered('lee');
  expect(approvals.of('ic-3')).toBe(1);
});
