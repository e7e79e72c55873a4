import { describe, expect, test } from 'vitest';
import type { Person, StoredMessage } from '../../sandbox/workspace/types.ts';
import { privately, requestIdOf } from '../support/shown.ts';
import { useStage } from '../support/use-stage.ts';

// Real clicks at the same instant, over sockets and over HTTP: one of them decides, and the other is told.

describe.each(['socket', 'http'] as const)('in %s mode, while one approves', (mode) => {
  const { stage, until, asked, creates } = useStage({ mode });

  const title = (who: Person) => (who.modal()?.view as { title?: { text: string } } | undefined)?.title?.text;
  const ready = async (who: Person, card: StoredMessage, label: string, field: string) => {
    await who.press(card, label);
    await until(`the modal of ${label}`, () => who.modal());
    await who.type(field, 'Why?');
  };

  test.each([
    ['rejects', 'Reject', 'reason', /^Rejected by Lin: Why\?/, 'Not rejected'],
    ['sends it back', 'Send back', 'question', /^Sent back by Lin: Why\?/, 'Not sent back'],
  ])('another %s', async (_, label, field, ended, refused) => {
    const card = await asked();
    const { lee, lin } = stage.cast;
    await ready(lin, card, label, field);
    const clicks = await Promise.all([lee.press(card, 'Approve'), lin.submit()]);
    expect(clicks).toMatchObject([{ acked: true }, { acked: true }]);
    await until('an end', () => /^(Ordered|Rejected|Sent back)/.test(stage.cardStatus()));
    if (ended.test(stage.cardStatus())) {
      await until('the answer', () => privately(lee, stage.approvals)[0]);
      expect(privately(lee, stage.approvals)).toEqual([
        expect.stringMatching(/^Already (rejected|sent back) by Lin at .* Your click changed nothing\.$/),
      ]);
      expect([lin.modal(), creates()]).toEqual([undefined, 0]);
    } else {
      expect(title(lin)).toBe(refused);
      expect(JSON.stringify(lin.modal()?.view.blocks)).toMatch(/Already approved by Lee at/);
      expect([privately(lee, stage.approvals), creates()]).toEqual([[], 1]);
    }
  });

  test('another takes back the approval that it takes', async () => {
    const card = await asked({ QUORUM: '2' });
    const { lee, lin } = stage.cast;
    await lee.press(card, 'Approve');
    await until('the vote', () => stage.cardStatus().startsWith('Waiting for approval: 1 of 2'));
    const clicks = await Promise.all([lin.press(card, 'Approve'), lee.press(card, 'Take my approval back')]);
    expect(clicks).toMatchObject([{ acked: true }, { acked: true }]);
    // Both acks have left after their commits.
    const id = requestIdOf(card);
    const votes = await stage.store().read((at) => at.votes.of(id, 1, 0));
    const voters = votes.map(({ voter }) => voter.name);
    if (voters.length === 1) {
      expect(voters).toEqual(['Lin']);
      expect([privately(lee, stage.approvals), creates()]).toEqual([[], 0]);
    } else {
      expect(voters).toEqual(['Lee', 'Lin']);
      await until('the order', () => stage.cardStatus().startsWith('Ordered'));
      await until('the answer', () => privately(lee, stage.approvals)[0]);
      expect(privately(lee, stage.approvals)).toEqual([
        expect.stringMatching(/^Already approved by Lee and Lin at .* Your click changed nothing\.$/),
      ]);
    }
    expect(privately(lin, stage.approvals)).toEqual([]);
  });
});
