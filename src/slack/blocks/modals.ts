import type { ModalView } from '@slack/types';
import type { Request } from '../../domain/request/request.ts';
import { sentAlready, sentWords } from '../../words/asking.ts';
import { WITHDRAWING } from '../../words/details.ts';
import { aboutWhich } from '../../words/spoken.ts';
import { markup, plain, plainContext, plainSection } from './blocks.ts';
import { line, richText, time, words } from './rich-text.ts';

/** Room for a hundred names of groups. */
const SENT_TEXT = 2_000;

export const WITHDRAW_CALLBACK = 'withdraw';
export const IT_EXISTS_CALLBACK = 'it_exists';
export const IT_EXISTS_CONFIRM_CALLBACK = 'it_exists_confirm';

/** What the form becomes after it was sent; `link` leads to the card, once it stands. */
export function sentModal(request: Request, link?: string): ModalView {
  const { before, after } = sentWords(request);
  const elements =
    request.state.status === 'awaiting_approval'
      ? [words(before, SENT_TEXT), time(request.expiresAt), words(after, SENT_TEXT)]
      : [words(sentAlready(request), SENT_TEXT)];
  return {
    type: 'modal',
    title: plain('Request sent', 24),
    close: plain('Close', 24),
    blocks: [
      richText([line(...elements)]),
      ...(link ? [markup(`<${link}|Open the card>`)] : []),
      plainContext(request.id),
    ],
  };
}

/** A modal that says one thing. */
export function notice(title: string, text: string): ModalView {
  return { type: 'modal', title: plain(title, 24), close: plain('Close', 24), blocks: [plainSection(text)] };
}

/**
 * Asks which port an order made; `value` binds it to the attempt, `filled` stands in the field: a candidate, or what was
 * typed before and why it was not taken, said at the field.
 */
export function itExistsModal(
  requestId: string,
  value: string,
  { filled, wrong }: { filled: string | undefined; wrong?: string },
): ModalView {
  return {
    type: 'modal',
    callback_id: IT_EXISTS_CALLBACK,
    title: plain('It exists', 24),
    submit: plain('Take it over', 24),
    close: plain('Go back', 24),
    private_metadata: value,
    blocks: [
      ...(wrong === undefined ? [] : [plainSection(wrong)]),
      {
        type: 'input',
        block_id: 'interconnect',
        label: plain(`Which port did ${requestId} make?`, 200),
        hint: plain("The interconnect's ID, dxcon-... It is checked with AWS.", 200),
        element: {
          type: 'plain_text_input',
          action_id: 'interconnect',
          ...(filled ? { initial_value: filled } : {}),
        },
      },
    ],
  };
}

/** A port that was named, and what its namer was shown to be different from the order, as a digest. */
export interface ShownPort {
  /** The button's: it binds the answer to the attempt. */
  value: string;
  interconnectId: string;
  accepted: string | undefined;
}

/** Shows what is different about a named port before it is taken over. */
export function itExistsConfirmModal(
  { value, interconnectId }: ShownPort,
  { differences, digest }: { differences: readonly string[]; digest: string },
): ModalView {
  return {
    type: 'modal',
    callback_id: IT_EXISTS_CONFIRM_CALLBACK,
    title: plain('It exists', 24),
    submit: plain('Take it all the same', 24),
    close: plain('Go back', 24),
    private_metadata: [value, interconnectId, digest].join('\n'),
    blocks: [
      plainSection(`${interconnectId} is not what was ordered. Nothing is recorded yet.`),
      ...differences.map((difference) => plainSection(difference)),
    ],
  };
}

/** Reads what that modal carries along; undefined for what this version didn't write. */
export function readShownPort(metadata: string): ShownPort | undefined {
  const [value, interconnectId, accepted] = metadata.split('\n');
  return value && interconnectId && accepted ? { value, interconnectId, accepted } : undefined;
}

/** Asks whether a request is to be taken back; `value` is the menu's, which has one confirmation for all that is in it. */
export function withdrawModal(request: Request, value: string): ModalView {
  return {
    type: 'modal',
    callback_id: WITHDRAW_CALLBACK,
    title: plain('Withdraw', 24),
    submit: plain('Withdraw', 24),
    close: plain('Go back', 24),
    private_metadata: value,
    blocks: [plainSection(`Withdraw ${aboutWhich(request)} (${request.id})?`), plainSection(WITHDRAWING)],
  };
}
