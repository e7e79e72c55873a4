import { describe, expect, test } from 'vitest';
import { askBack } from '../../../src/actions/deciding/ask-back.ts';
import { type Ballot, decide } from '../../../src/actions/deciding/decide.ts';
import { takeBack } from '../../../src/actions/deciding/take-back.ts';
import { place } from '../../../src/actions/placing/place.ts';
import { requestAgain } from '../../../src/actions/submitting/request-again.ts';
import { resubmit } from '../../../src/actions/submitting/resubmit.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import type { Rule } from '../../../src/domain/rules/policy.ts';
import { askedBackAnswer, decidedAnswer, takenBackAnswer } from '../../../src/words/answers.ts';
import { lineWords } from '../../../src/words/lines.ts';
import { utc } from '../../../src/words/time.ts';
import { START } from '../../store/support/database.ts';
import { ERIN, LEE, LIN } from '../../store/support/samples.ts';
import { OLGA, RULE, useDesk } from '../support/desk.ts';

const HOUR = 3_600_000;
const TWO: Rule = { ...RULE, quorum: 2, rejectQuorum: 2 };
const desk = useDesk();

const press = ({ id, revision, fingerprint }: Request, voter: Person) => ({
  requestId: id,
  revision,
  fingerprint,
  voter,
});
const votes = (card: Request, voter: Person, choice: Ballot['choice']) =>
  decide(desk.deps, { ...press(card, voter), choice });
const approves = (card: Request, voter: Person, comment?: string) =>
  votes(card, voter, { decision: 'approve', ...(comment === undefined ? {} : { comment }) });
const rejects = (card: Request, voter: Person, reason = 'Use the LAG') =>
  votes(card, voter, { decision: 'reject', reason });
const takesBack = (card: Request, voter: Person) => takeBack(desk.deps, press(card, voter));
const sendsBack = (card: Request, voter: Person, question = 'Why not 1Gbps?') =>
  askBack(desk.deps, { ...press(card, voter), question });

/** Who stands where, by the votes that are stored. */
async function standing(): Promise<string[]> {
  const { votes: cast } = await desk.view();
  return cast.map(
    ({ voter, choice, comment }) => `${voter.id} ${choice}${comment === null ? '' : `: ${comment}`}`,
  );
}

async function trail(): Promise<{ event: string; detail: Record<string, unknown> }[]> {
  const rows = await desk.deps.store.read((at) => at.audit.trail(desk.id));
  return rows.map(({ event, detail }) => ({ event, detail }));
}

describe('a change of mind, before the end', () => {
  test('a later Reject takes the place of an approval, and a later Approve of that', async () => {
    desk.rule = TWO;
    const card = await desk.asked();
    await approves(card, LEE);
    expect(await rejects(card, LEE)).toMatchObject({ kind: 'counted', missing: 1 });
    expect(await standing()).toEqual(['U0LEE reject: Use the LAG']);
    expect(await desk.status()).toBe('Waiting for approval: 0 of 2 from net-leads');
    expect(await approves(card, LIN)).toMatchObject({ kind: 'counted', missing: 1 });
    desk.travel(1);
    expect(await approves(card, LEE, 'All right')).toMatchObject({ kind: 'approved' });
    expect(await standing()).toEqual(['U0LIN approve', 'U0LEE approve: All right']);
    expect(await desk.events()).toEqual(['submitted', 'voted', 'voted', 'voted', 'voted', 'approved']);
    await place(desk.deps);
    expect(desk.calls()).toBe(1);
  });

  test('a vote is taken back, with a row of its own, and cast anew', async () => {
    desk.rule = TWO;
    const card = await desk.asked();
    await approves(card, LEE);
    expect(takenBackAnswer(await takesBack(card, LEE))).toBeUndefined();
    expect(await standing()).toEqual([]);
    expect((await trail()).at(-1)).toEqual({ event: 'vote_taken_back', detail: { choice: 'approve' } });
    expect(takenBackAnswer(await takesBack(card, LEE))).toBe(
      'You have no vote on this that could be taken back. Nothing was changed.',
    );
    expect(await approves(card, LIN)).toMatchObject({ kind: 'counted', missing: 1 });
    expect(await approves(card, LEE)).toMatchObject({ kind: 'approved' });
  });

  test('whoever has left the group takes their vote back all the same; nobody takes back what has ended', async () => {
    desk.rule = TWO;
    const card = await desk.asked();
    await approves(card, LEE);
    desk.groups = new Map([['S0LEADS', [LIN.id, OLGA.id]]]);
    expect(await takesBack(card, LEE)).toMatchObject({ kind: 'taken_back', choice: 'approve' });
    await approves(card, LIN);
    await approves(card, OLGA);
    expect(takenBackAnswer(await takesBack(card, LIN))).toBe(
      `Already approved by ${LIN.name} and Olga at ${utc(START)}. Your click changed nothing.`,
    );
  });

  test('after its time nothing is taken back: it has expired', async () => {
    desk.rule = TWO;
    const card = await desk.asked();
    await approves(card, LEE);
    desk.travel(72 * HOUR);
    expect(takenBackAnswer(await takesBack(card, LEE))).toMatch(
      /^Already expired at .* Your click changed nothing/,
    );
    expect((await desk.view()).request.state.status).toBe('expired');
  });

  test('a second press changes nothing, and says what is missing; another comment does', async () => {
    desk.rule = TWO;
    const card = await desk.asked();
    await approves(card, LEE, 'Fits');
    desk.travel(60_000);
    expect(decidedAnswer(await approves(card, LEE))).toBe(
      `You already approved at ${utc(START)}. Still needed: 1.`,
    );
    expect(await standing()).toEqual(['U0LEE approve: Fits']);
    expect(await approves(card, LEE, 'Fits well')).toMatchObject({ kind: 'counted' });
    expect(await standing()).toEqual(['U0LEE approve: Fits well']);
    await rejects(card, LIN);
    expect(decidedAnswer(await rejects(card, LIN))).toBe(
      `You already rejected it at ${utc(START + 60_000)}. Still needed to end it: 1.`,
    );
  });
});

describe('rejections', () => {
  test('one ends a request where the rule says nothing else', async () => {
    const card = await desk.asked();
    expect(await rejects(card, LEE)).toMatchObject({ kind: 'rejected' });
    expect(await desk.events()).toEqual(['submitted', 'rejected']);
  });

  test('so many as the rule says end it, by distinct people', async () => {
    desk.rule = TWO;
    const card = await desk.asked();
    await rejects(card, LEE, 'Too dear');
    expect((await trail()).at(-1)).toMatchObject({
      event: 'voted',
      detail: { decision: 'reject', comment: 'Too dear', count: 1, quorum: 2 },
    });
    await rejects(card, LEE, 'Far too dear');
    expect((await desk.view()).request.state.status).toBe('awaiting_approval');
    expect(await rejects(card, LIN, 'No')).toMatchObject({ kind: 'rejected' });
    expect(await desk.status()).toBe(`Rejected by ${LIN.name}: No`);
  });

  test('where fewer are enough by now, the next press of anybody ends it: stopping goes first', async () => {
    desk.rule = TWO;
    const card = await desk.asked();
    await rejects(card, LEE);
    desk.rule = { ...TWO, quorum: 1, rejectQuorum: 1 };
    expect(await approves(card, LIN)).toMatchObject({ kind: 'rejected' });
    expect(await desk.status()).toBe('Rejected by Lee: Use the LAG');
    expect(desk.calls()).toBe(0);
  });

  test('order nothing, even where enough approve by now: a press of Approve does', async () => {
    desk.rule = TWO;
    const withLee = new Map([['S0LEADS', [LEE.id, LIN.id, OLGA.id]]]);
    desk.groups = withLee;
    const card = await desk.asked();
    await approves(card, LEE);
    desk.groups = new Map([['S0LEADS', [LIN.id, OLGA.id]]]);
    await approves(card, LIN);
    desk.groups = withLee;
    expect(await rejects(card, OLGA, 'No')).toMatchObject({ kind: 'counted', missing: 1 });
    expect(await place(desk.deps)).toBe(false);
    expect(await approves(card, LIN)).toMatchObject({ kind: 'approved' });
  });

  test("of somebody who has left don't count", async () => {
    desk.rule = { ...TWO, quorum: 1 };
    const card = await desk.asked();
    await rejects(card, LEE);
    desk.groups = new Map([['S0LEADS', [LIN.id, OLGA.id]]]);
    expect(await rejects(card, LIN)).toMatchObject({ kind: 'counted', missing: 1 });
    expect(await approves(card, OLGA)).toMatchObject({ kind: 'approved' });
  });
});

describe('comments', () => {
  test('where the rule requires one, nothing is recorded without', async () => {
    desk.rule = { ...RULE, comment: { approve: 'required', reject: 'required' } };
    const card = await desk.asked();
    expect(decidedAnswer(await approves(card, LEE, ' '))).toBe(
      'Nothing was recorded: the rule default wants a comment with it. Press again.',
    );
    expect(await rejects(card, LEE, '')).toMatchObject({ kind: 'comment_required' });
    expect(await standing()).toEqual([]);
    expect(await approves(card, LEE, ' Fits ')).toMatchObject({ kind: 'approved' });
    expect((await trail()).find(({ event }) => event === 'voted')?.detail.comment).toBe('Fits');
  });

  test('where it takes none, none is kept, and a rejection needs no reason', async () => {
    desk.rule = { ...TWO, rejectQuorum: 1, comment: { approve: 'none', reject: 'none' } };
    const card = await desk.asked();
    await approves(card, LEE, 'Fits');
    expect(await standing()).toEqual(['U0LEE approve']);
    expect(await rejects(card, LIN, 'No')).toMatchObject({ kind: 'rejected' });
    expect(await desk.status()).toBe(`Rejected by ${LIN.name}`);
  });
});

describe('Send back', () => {
  const again = (overrides = {}) =>
    resubmit(desk.deps, { ...desk.form({ submissionId: 'V2', ...overrides }), requestId: desk.id });

  test('asks whoever asked; their edit is a new revision with a time of its own, and every vote is void', async () => {
    desk.rule = TWO;
    const card = await desk.asked();
    await approves(card, LEE);
    expect(askedBackAnswer(await sendsBack(card, LIN))).toBeUndefined();
    expect(await desk.status()).toBe(`Sent back by ${LIN.name}: Why not 1Gbps?`);
    expect(await desk.buttons()).toEqual(['Edit and ask again']);
    expect((await trail()).at(-1)).toMatchObject({
      event: 'sent_back',
      detail: { by: LIN, reason: 'Why not 1Gbps?', rule: 'default', via: { id: 'S0LEADS' } },
    });
    desk.travel(10 * HOUR);
    const { order } = desk.form();
    const edited = await again({ order: { ...order, bandwidth: '1Gbps' }, reason: 'A 1Gbps will do' });
    if (edited.kind !== 'submitted') throw new Error(`The form was not taken: ${edited.kind}.`);
    const { request } = edited;
    const now = START + 10 * HOUR;
    expect(request).toMatchObject({
      revision: 2,
      askedAt: now,
      expiresAt: now + 72 * HOUR,
      createdAt: START,
    });
    expect(request.fingerprint).not.toBe(card.fingerprint);
    const changed = [
      { field: 'bandwidth', from: '10Gbps', to: '1Gbps' },
      { field: 'reason', from: 'New core', to: 'A 1Gbps will do' },
    ];
    expect(request.state).toEqual({ status: 'awaiting_approval', changed });
    expect((await trail()).slice(-2)).toMatchObject([
      { event: 'votes_voided', detail: { voters: [LEE], votesFor: 0 } },
      { event: 'resubmitted', detail: { changed } },
    ]);
    const [line] = (await desk.lines()).slice(-1);
    expect(line && lineWords(line, request)).toEqual([
      'Erin changed the request (revision 2). Earlier votes are void: please decide again.',
      'Bandwidth: 10Gbps -> 1Gbps\nReason: New core -> A 1Gbps will do',
    ]);
    expect(await standing()).toEqual([]);
    expect(decidedAnswer(await approves(card, LIN))).toMatch(
      /^The request was changed after this card was drawn/,
    );
    expect(takenBackAnswer(await takesBack(card, LEE))).toMatch(/^The request was changed after/);
    expect(askedBackAnswer(await sendsBack(card, LEE))).toMatch(/^The request was changed after/);
    expect(await approves(request, LIN)).toMatchObject({ kind: 'counted', missing: 1 });
  });

  test('is for those who may approve, while it waits', async () => {
    const card = await desk.asked();
    expect(askedBackAnswer(await sendsBack(card, ERIN))).toBe(
      'You asked for this port, so someone else has to approve it.',
    );
    expect(askedBackAnswer(await sendsBack(card, OLGA))).toBe("You can't decide this: it takes net-leads.");
    await approves(card, LEE);
    expect(askedBackAnswer(await sendsBack(card, LIN))).toMatch(/^Already approved by Lee at/);
  });

  test('what was sent back is edited by whoever asked, from either button, and by nobody else', async () => {
    const card = await desk.asked();
    const anybody = { ...desk.deps.judging.directory, requesters: () => [], askingGroups: () => [] };
    const deps = { store: desk.deps.store, directory: anybody };
    const opens = (by: Person, pressed: 'edit' | 'request_again') =>
      requestAgain(deps, { requestId: card.id, by }, pressed).then(({ kind }) => kind);
    expect(await opens(ERIN, 'edit')).toBe('too_late');
    await sendsBack(card, LEE);
    for (const button of ['edit', 'request_again'] as const) {
      expect(await opens(ERIN, button)).toBe('form');
      expect(await opens(LIN, button)).toBe('not_requester');
    }
    expect(await again({ requester: LIN })).toEqual({ kind: 'moved_on' });
    expect(await again()).toMatchObject({ kind: 'submitted' });
    expect(await opens(ERIN, 'edit')).toBe('too_late');
  });

  test('an edit that changes nothing is told without a difference', async () => {
    const card = await desk.asked();
    await sendsBack(card, LEE);
    await again();
    expect((await desk.said()).at(-1)).toBe(
      'Erin changed the request (revision 2). Earlier votes are void: please decide again.',
    );
  });
});

describe('at the same instant', () => {
  test.each([
    ['approval', 'rejected'],
    ['rejection', 'rejected'],
    ['approval', 'sent_back'],
    ['question', 'sent_back'],
  ] as const)(
    '%s first, against what makes it %s: one winner, and the other is told',
    async (first, ends) => {
      const card = await desk.asked();
      const other = ends === 'sent_back' ? () => sendsBack(card, LIN) : () => rejects(card, LIN);
      const both = [() => approves(card, LEE), other];
      if (first !== 'approval') both.reverse();
      const [won, lost] = await Promise.all(both.map((act) => act()));
      const winner = first === 'approval' ? 'approved' : ends;
      expect([won?.kind, lost?.kind]).toEqual([winner, 'already_decided']);
      expect((await desk.view()).request.state.status).toBe(winner);
      await place(desk.deps);
      expect(desk.calls()).toBe(winner === 'approved' ? 1 : 0);
    },
  );

  test('one takes back what the other would have needed: never both', async () => {
    desk.rule = { ...RULE, quorum: 2 };
    const card = await desk.asked();
    await approves(card, LEE);
    const [back, last] = await Promise.all([takesBack(card, LEE), approves(card, LIN)]);
    const { status } = (await desk.view()).request.state;
    const either = status === 'approved' ? ['already_decided', 'approved'] : ['taken_back', 'counted'];
    expect([back.kind, last.kind]).toEqual(either);
    await place(desk.deps);
    expect(desk.calls()).toBe(status === 'approved' ? 1 : 0);
  });
});
