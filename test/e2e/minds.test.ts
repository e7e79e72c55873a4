import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Person, StoredMessage } from '../../sandbox/workspace/types.ts';
import { blockIds, buttonsOf, menuOf, privately, requestIdOf } from '../support/shown.ts';
import { useStage } from '../support/use-stage.ts';

// Whoever may decide comments, asks back and changes their mind until the end; each click is answered where it was.

const { stage, until, asked, firstCard, status, told, creates } = useStage();

/** Opens the modal that a button or a menu's option asks for, and fills it in. */
async function fill(
  who: Person,
  card: StoredMessage,
  label: string,
  field: string,
  text: string,
): Promise<void> {
  while (who.modal()) await who.close();
  await who.press(card, label);
  await until(`the modal of ${label}`, () => who.modal());
  await who.type(field, text);
}

async function say(...filled: Parameters<typeof fill>): Promise<void> {
  await fill(...filled);
  await filled[0].submit();
}

const title = (who: Person) => (who.modal()?.view as { title?: { text: string } } | undefined)?.title?.text;
/** What a modal says that became an answer. */
const answer = (who: Person) => JSON.stringify(who.modal()?.view.blocks);

test('an approver changes their mind, and takes it back; the card counts whoever stands', async () => {
  const card = await asked({ QUORUM: '2' });
  const { lee } = stage.cast;
  await say(lee, card, 'Approve with a comment', 'comment', 'Fits <!channel>');
  expect(lee.modal()).toBeUndefined();
  await status('Waiting for approval: 1 of 2 from net-leads');
  expect(JSON.stringify(stage.card().blocks)).toContain('": Fits <!channel>"');
  await lee.press(card, 'Take my approval back');
  await status('Waiting for approval: 0 of 2 from net-leads');
  await lee.press(card, 'Take my approval back');
  await told(lee, 'You have no vote on this that could be taken back. Nothing was changed.');
  await lee.press(card, 'Approve');
  await status('Waiting for approval: 1 of 2 from net-leads');
  await say(lee, card, 'Reject', 'reason', 'Use the LAG');
  await status('Rejected by Lee: Use the LAG');
  expect(creates()).toBe(0);
});

test('a question goes back to whoever asked, who edits and asks again: only the new order can be approved', async () => {
  const card = await asked({ QUORUM: '2' });
  const { erin, lee, lin } = stage.cast;
  await lee.press(card, 'Approve');
  await status('Waiting for approval: 1 of 2');
  await fill(lin, card, 'Send back', 'question', ' ');
  await lin.submit();
  expect(lin.modal()?.errors).toEqual({ question: 'Ask something.' });
  await lin.type('question', 'Is it for *dc2*?');
  await lin.submit();
  await status('Sent back by Lin: Is it for *dc2*?');
  await lee.press(stage.card(), 'Edit and ask again');
  await told(lee, 'Only Erin, who asked, can change this.');
  const direct = await until('the direct message', () =>
    stage.dm(erin).find((message) => buttonsOf(message).includes('Edit and ask again')),
  );
  while (erin.modal()) await erin.close();
  await erin.press(direct, 'Edit and ask again');
  await until('the form, filled in', () => erin.modal()?.values.name);
  expect(erin.modal()?.values.name?.name).toMatchObject({ value: 'dc2-core-01' });
  await erin.type('name', 'dc2-core-02');
  await erin.submit();
  expect(title(erin)).toBe('Request sent');
  await status('Waiting for approval: 0 of 2');
  const line = await until('what it changed', () =>
    stage.slack.messages(stage.approvals, card.ts).find(({ text }) => text.includes('revision 2')),
  );
  const shown = JSON.stringify(line.blocks);
  expect(shown).toContain('Name: dc2-core-01 -> dc2-core-02');
  expect(shown).toContain('<!subteam^');
  for (const who of [lee, lin]) await who.press(stage.card(), 'Approve');
  await status('Ordered: dxcon-');
  expect(stage.aws.interconnects).toMatchObject([{ interconnectName: 'dc2-core-02' }]);
});

test('who may not decide is told so, whatever they choose, and no modal opens', async () => {
  const card = await asked();
  const { erin, olga } = stage.cast;
  while (erin.modal()) await erin.close();
  for (const label of ['Send back', 'Approve with a comment']) {
    await olga.press(card, label);
    await erin.press(card, label);
  }
  await until('the answers', () => [olga, erin].every((who) => privately(who, stage.approvals).length === 2));
  expect(privately(olga, stage.approvals)).toEqual(
    Array(2).fill("You can't decide this: it takes net-leads."),
  );
  expect(privately(erin, stage.approvals)).toEqual(
    Array(2).fill('You asked for this port, so someone else has to approve it.'),
  );
  expect([olga.modal(), erin.modal()]).toEqual([undefined, undefined]);
});

test('what was typed too late says how things stand, in the modal', async () => {
  const card = await asked();
  const { erin, lee, lin } = stage.cast;
  await fill(lee, card, 'Approve with a comment', 'comment', 'Fits');
  await fill(lin, card, 'Send back', 'question', 'Why?');
  while (erin.modal()) await erin.close();
  await erin.press(card, 'Withdraw');
  await until('the question', () => erin.modal());
  await erin.submit();
  await status('Withdrawn by Erin');
  await lee.submit();
  await lin.submit();
  expect([title(lee), title(lin)]).toEqual(['Not approved', 'Not sent back']);
  for (const who of [lee, lin])
    expect(answer(who)).toMatch(/Already withdrawn by Erin at .* Your click changed nothing/);
  expect(creates()).toBe(0);
});

/** A request of Erin's, in a bot with a rule that says so of decisions. */
async function askedUnder(rule: string, beneficiary?: Person): Promise<StoredMessage> {
  const file = join(dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? ''), 'rules.yaml');
  writeFileSync(file, `rules: [ { name: strict, approve: [${stage.env.APPROVERS}], ${rule} } ]`);
  await stage.start({ INTERCONNECT_BOT_CONFIG: file, APPROVERS: undefined });
  await stage.order(stage.cast.erin, beneficiary ? { beneficiary } : {});
  return firstCard();
}

test('where the rule wants a comment, Approve asks for it; where it takes none, none is asked for', async () => {
  const { lee, lin } = stage.cast;
  const card = await askedUnder('quorum: 2, comment: { approve: required, reject: none }');
  await lin.press(card, 'Reject');
  await until('the question', () => lin.modal());
  expect(blockIds(lin)).not.toContain('reason');
  await lin.close();
  await lee.press(card, 'Approve');
  await until('the modal', () => lee.modal());
  expect(await store()).toEqual([]);
  await lee.type('comment', ' ');
  await lee.submit();
  expect(lee.modal()?.errors).toEqual({ comment: 'Say something with your approval.' });
  await lee.type('comment', 'Fits');
  await lee.submit();
  await status('Waiting for approval: 1 of 2');
  expect(await store()).toEqual(['Lee approve: Fits']);
  await lin.press(card, 'Reject');
  await until('the question', () => lin.modal());
  await lin.submit();
  await status('Rejected by Lin');
});

test('one of two rejections ends nothing, and is shown; the second does', async () => {
  const { lee, lin } = stage.cast;
  const card = await askedUnder('reject_quorum: 2, comment: { approve: none, reject: optional }');
  await lee.press(card, 'Reject');
  await until('the question', () => lee.modal());
  await lee.submit();
  await until('it is shown', () => JSON.stringify(stage.card().blocks).includes('Rejected by Lee'));
  expect(JSON.stringify(stage.card().blocks)).toContain('1 of 2 rejections that end it.');
  expect(stage.cardStatus()).toBe('Waiting for approval: 0 of 1 from net-leads');
  expect(menuOf(stage.card())).not.toContain('Approve with a comment');
  await say(lin, card, 'Reject', 'reason', 'Use the LAG');
  await status('Rejected by Lin: Use the LAG');
});

test('a port for a colleague: they are told in the thread, and decide as little as whoever asked', async () => {
  const { lee, lin } = stage.cast;
  const card = await askedUnder('quorum: 1', lin);
  const line = await until('the line for them', () =>
    stage.slack
      .messages(stage.approvals, card.ts)
      .find(({ text }) => text.includes('asks for this port for Lin')),
  );
  expect(JSON.stringify(line.blocks)).toContain(`<@${lin.id}>`);
  await lin.press(card, 'Approve');
  await told(lin, 'This port is asked for you, so someone else has to approve it.');
  await lee.press(card, 'Approve');
  await status('Ordered: dxcon-');
});

/** The votes as they are stored. */
async function store(): Promise<string[]> {
  const id = requestIdOf(stage.card());
  const votes = await stage.store().read((at) => at.votes.of(id, 1, 0));
  return votes.map(({ voter, choice, comment }) => `${voter.name} ${choice}: ${comment}`);
}
