import { askBack } from '../../../actions/deciding/ask-back.ts';
import { decide } from '../../../actions/deciding/decide.ts';
import type { Person } from '../../../domain/person.ts';
import { commentProblem } from '../../../domain/request/order.ts';
import { askedBackAnswer, decidedAnswer, UNKNOWN_REQUEST } from '../../../words/answers.ts';
import { type ButtonValue, readButtonValue } from '../../blocks/button-value.ts';
import { TYPED } from '../../blocks/decision-modals.ts';
import type { SlackDeps } from '../deps.ts';
import { answerSent, type SentArgs } from './answer-sent.ts';

/** What is sent with a decision, and what comes of it; undefined where the redrawn card is the answer. */
interface Sent {
  /** Where it was typed. */
  field: string;
  /** Said where nothing was typed and something has to be. */
  missing: string;
  /** What the modal becomes where nothing was recorded. */
  title: string;
  record: (value: ButtonValue, voter: Person, typed: string) => Promise<string | undefined>;
}

/** An approval with its comment, sent. */
export function approveSubmitted(deps: SlackDeps) {
  return sent(deps, {
    field: TYPED.approve,
    missing: 'Say something with your approval.',
    title: 'Not approved',
    record: async (value, voter, comment) =>
      decidedAnswer(await decide(deps, { ...value, voter, choice: { decision: 'approve', comment } })),
  });
}

/** The reason of a rejection, sent: this, not the press of Reject, is the vote. */
export function rejectSubmitted(deps: SlackDeps) {
  return sent(deps, {
    field: TYPED.reject,
    missing: 'Say why it is rejected.',
    title: 'Not rejected',
    record: async (value, voter, reason) =>
      decidedAnswer(await decide(deps, { ...value, voter, choice: { decision: 'reject', reason } })),
  });
}

/** The question with which a request goes back, sent. */
export function sendBackSubmitted(deps: SlackDeps) {
  return sent(deps, {
    field: TYPED.send_back,
    missing: 'Ask something.',
    title: 'Not sent back',
    record: async (value, voter, question) =>
      askedBackAnswer(await askBack(deps, { ...value, voter, question: question.trim() })),
  });
}

function sent(deps: SlackDeps, { field, missing, title, record }: Sent) {
  return async (args: SentArgs): Promise<void> => {
    const { ack, view } = args;
    const refuse = (message: string) => ack({ response_action: 'errors', errors: { [field]: message } });
    const asks = view.blocks.find(({ block_id }) => block_id === field);
    const typed = view.state.values[field]?.[field]?.value ?? '';
    const isNeeded = asks !== undefined && !('optional' in asks && asks.optional === true);
    const wrong = commentProblem(typed, isNeeded ? missing : undefined);
    if (wrong !== undefined) return refuse(wrong);
    const value = readButtonValue(view.private_metadata);
    await answerSent(deps, args, {
      requestId: value?.requestId,
      title,
      failure: 'decision failed',
      record: async (voter) => (value ? record(value, voter, typed) : UNKNOWN_REQUEST),
      refuse: asks && refuse,
    });
  };
}
