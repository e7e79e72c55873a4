import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/actions/deciding/decide.ts';
import { withdraw } from '../../../src/actions/deciding/withdraw.ts';
import { place } from '../../../src/actions/placing/place.ts';
import { requestAgain } from '../../../src/actions/submitting/request-again.ts';
import { resubmit } from '../../../src/actions/submitting/resubmit.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import type { Rule } from '../../../src/domain/rules/policy.ts';
import { decidedAnswer } from '../../../src/words/answers.ts';
import { utc } from '../../../src/words/time.ts';
import { START } from '../../store/support/database.ts';
import { ERIN, LEE, LIN } from '../../store/support/samples.ts';
import { OLGA, RULE, useDesk } from '../support/desk.ts';

const ORDERED = /^Ordered: dxcon-\w{8}, requested$/;
const desk = useDesk();

/** What whoever presses Approve is told; undefined where the card is the answer. */
const pressed = async (card: Request, by: Person) => decidedAnswer(await desk.approve(card, by));

describe('one winner', () => {
  test('two leads at the same instant make one approval and one port; the other is told', async () => {
    const card = await desk.asked();
    const told = await Promise.all([pressed(card, LEE), pressed(card, LIN)]);
    expect(told.toSorted()).toEqual([
      expect.stringMatching(/^Already approved by (Lee|Lin .*) at .* UTC\. Your click changed nothing\.$/),
      undefined,
    ]);
    expect(await place(desk.deps)).toBe(true);
    expect(await place(desk.deps)).toBe(false);
    expect(await desk.status()).toMatch(ORDERED);
    expect((await desk.events()).filter((event) => event === 'approved')).toHaveLength(1);
    expect(desk.calls()).toBe(1);
  });

  test.each([
    ['approve', 'ordered', 1],
    ['reject', 'rejected', 0],
  ])('approve against reject: %s is first and stands, and the card says it', async (first, ends, calls) => {
    const card = await desk.asked();
    const { id: requestId, revision, fingerprint } = card;
    const choice = { decision: 'reject', reason: 'Use the LAG' } as const;
    const both = [
      () => desk.approve(card, LEE),
      () => decide(desk.deps, { requestId, revision, fingerprint, voter: LIN, choice }),
    ];
    if (first === 'reject') both.reverse();
    const [won, lost] = await Promise.all(both.map((vote) => vote()));
    await place(desk.deps);
    expect(won?.kind).toBe(first === 'reject' ? 'rejected' : 'approved');
    expect(lost?.kind).toBe('already_decided');
    expect((await desk.view()).request.state.status).toBe(ends);
    expect(await desk.status()).toMatch(first === 'reject' ? /^Rejected by Lin .*: Use the LAG$/ : ORDERED);
    expect(desk.calls()).toBe(calls);
  });
});

test('a change of APPROVERS: it takes people whom both rules name, and is sent back where there are none', async () => {
  const others: Rule = { ...RULE, approvers: [{ kind: 'group', id: 'S0NEW', name: 'new-leads' }] };
  const card = await desk.asked();
  desk.groups = new Map([...desk.groups, ['S0NEW', [OLGA.id, LIN.id]]]);
  desk.rule = others;
  expect(await pressed(card, LEE)).toBe("You can't decide this: it takes new-leads.");
  expect(await pressed(card, OLGA)).toBe("You can't decide this: it takes net-leads.");
  desk.rule = { ...RULE, approvers: [{ kind: 'user', ...OLGA }] };
  expect(await pressed(card, LIN)).toMatch(/it went back to whoever asked\.$/);
  expect(await desk.status()).toMatch(/^Sent back: Too few people may approve it/);
  expect(desk.calls()).toBe(0);
  const anybody = { ...desk.deps.judging.directory, requesters: () => [], askingGroups: () => [] };
  const again = await requestAgain(
    { store: desk.deps.store, directory: anybody },
    { requestId: card.id, by: ERIN },
  );
  expect(again).toMatchObject({ kind: 'form', edits: card.id, order: card.order, reason: card.reason });
  const edited = await resubmit(desk.deps, { ...desk.form({ submissionId: 'V2' }), requestId: card.id });
  if (edited.kind !== 'submitted') throw new Error(`The form was not taken: ${edited.kind}.`);
  expect(await desk.status()).toBe('Waiting for approval: 0 of 1 from Olga');
  expect(await pressed(edited.request, OLGA)).toBeUndefined();
  await place(desk.deps);
  expect(await desk.status()).toMatch(ORDERED);
  expect(desk.calls()).toBe(1);
});

test('a late click is told when the withdrawal was, not when somebody voted', async () => {
  desk.rule = { ...RULE, quorum: 2 };
  const card = await desk.asked();
  await desk.approve(card, LEE);
  expect(await desk.status()).toBe('Waiting for approval: 1 of 2 from net-leads');
  desk.travel(2 * 60_000);
  await withdraw(desk.deps, { requestId: card.id, by: ERIN });
  expect(await pressed(card, LIN)).toBe(
    `Already withdrawn by Erin at ${utc(START + 2 * 60_000)}. Your click changed nothing.`,
  );
});
