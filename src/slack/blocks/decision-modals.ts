import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { REASON_MAX } from '../../domain/request/order.ts';
import type { Request } from '../../domain/request/request.ts';
import { type Commenting, commenting } from '../../domain/rules/policy.ts';
import { aboutWhich } from '../../words/spoken.ts';
import { plain, plainSection } from './blocks.ts';
import { buttonValue } from './button-value.ts';
import { approvalText, type Deciding } from './buttons.ts';

export const APPROVE_CALLBACK = 'approve';
export const REJECT_CALLBACK = 'reject';
export const SEND_BACK_CALLBACK = 'send_back';

/** Where what was typed stands, in each of these. */
export const TYPED = { approve: 'comment', reject: 'reason', send_back: 'question' } as const;

/**
 * Approves with a comment, and says what an approval comes to, as Approve itself asks. As the others it is bound to
 * exactly the order that was shown. `price` as on the card.
 */
export function approveModal(deciding: Deciding, price?: string): ModalView {
  const { request } = deciding;
  const words = {
    title: 'Approve the request',
    submit: 'Approve',
    label: 'What do you want to say with it?',
    hint: 'The requester and the card get to see it.',
  };
  const wants = commenting(request.rule, 'approve') === 'required' ? 'required' : 'optional';
  const about = approvalText(deciding, price);
  return asking(request, APPROVE_CALLBACK, TYPED.approve, words, wants, about);
}

/** Asks a lead why, as far as the rule wants to know. */
export function rejectModal(request: Request): ModalView {
  const words = {
    title: 'Reject the request',
    submit: 'Reject',
    label: `Why is ${request.id} rejected?`,
    hint: 'The requester and the card get to see it.',
  };
  return asking(request, REJECT_CALLBACK, TYPED.reject, words, commenting(request.rule, 'reject'));
}

/** Asks for the question with which a request goes back to whoever asked. */
export function sendBackModal(request: Request): ModalView {
  const words = {
    title: 'Send back',
    submit: 'Send back',
    label: `What do you ask ${request.requester.name}?`,
    hint: 'They change the request and ask again; every vote is void then.',
  };
  return asking(request, SEND_BACK_CALLBACK, TYPED.send_back, words, 'required');
}

function asking(
  request: Request,
  callback_id: string,
  field: string,
  words: { title: string; submit: string; label: string; hint: string },
  wants: Commenting,
  about: string = aboutWhich(request),
): ModalView {
  const blocks: KnownBlock[] = [plainSection(about)];
  if (wants !== 'none') blocks.push(input(field, words, wants));
  return {
    type: 'modal',
    callback_id,
    title: plain(words.title, 24),
    submit: plain(words.submit, 24),
    close: plain('Go back', 24),
    private_metadata: buttonValue(request),
    blocks,
  };
}

function input(
  field: string,
  { label, hint }: { label: string; hint: string },
  wants: Exclude<Commenting, 'none'>,
): InputBlock {
  return {
    type: 'input',
    block_id: field,
    label: plain(label, 200),
    hint: plain(`${hint} At most ${REASON_MAX} characters.`, 200),
    optional: wants === 'optional',
    element: { type: 'plain_text_input', action_id: field, multiline: true },
  };
}
