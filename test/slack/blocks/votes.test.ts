import { expect, test } from 'vitest';
import type { Vote } from '../../../src/domain/request/vote.ts';
import type { RequestView } from '../../../src/interfaces/chat.ts';
import { card } from '../../../src/slack/blocks/card.ts';
import { approveModal } from '../../../src/slack/blocks/decision-modals.ts';
import { AT, lee, lin, request, rule, STATES } from '../../domain/support.ts';

const vote = (changes: Partial<Vote>): Vote => ({
  requestId: request().id,
  revision: 1,
  attempt: 0,
  voter: lee,
  choice: 'approve',
  fingerprint: request().fingerprint,
  comment: null,
  at: AT,
  ...changes,
});

/** What a card says in rich text below its buttons, where people's words are never parsed. */
function said(votes: Vote[], changes: Partial<RequestView> = {}): string[] {
  const view = { request: request(), quorum: 2, freeze: undefined, rehearsing: false, card: undefined };
  const { blocks } = card({ ...view, votes, ...changes }, { deploymentLabel: undefined, mention: false });
  const below = blocks.slice(blocks.findIndex(({ type }) => type === 'actions'));
  return below.flatMap((block) =>
    block.type === 'rich_text'
      ? block.elements.map(({ elements }) =>
          (elements as { text: string }[]).map(({ text }) => text).join(''),
        )
      : [],
  );
}

test('a card says what voters said, and nothing of those who said nothing', () => {
  expect(said([vote({})])).toEqual([]);
  expect(said([vote({ comment: 'Fits <!channel>' }), vote({ voter: lin })])).toEqual([
    'Lee: Fits <!channel>',
  ]);
  expect(said([vote({ comment: 'W'.repeat(2_000) })])[0]).toHaveLength('Lee'.length + 200);
});

test('rejections that do not end it yet are counted', () => {
  const rejected = [vote({ choice: 'reject', comment: 'Too dear' })];
  expect(said(rejected, { rejectQuorum: 2 })).toEqual(['1 of 2 rejections that end it.', 'Lee: Too dear']);
  const approved = request({ state: STATES.approved, rule: { ...rule, rejectQuorum: 2 } });
  expect(said(rejected, { rejectQuorum: 2, request: approved })).toEqual(['Lee: Too dear']);
});

test('who approves with a comment reads what it comes to, as whoever just approves does', () => {
  const shown = (approvals: number) => {
    const [about] = approveModal({ request: request(), approvals, quorum: 2 }).blocks;
    return (about as { text: { text: string } }).text.text;
  };
  expect(shown(1)).toMatch(
    /Yours is the last approval needed: it goes to AWS at once\. Port hours are billed\.$/,
  );
  expect(shown(0)).toContain('1 more needed after yours.');
});
