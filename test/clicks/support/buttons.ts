import type { ModalView } from '@slack/types';
import type { Request } from '../../../src/domain/request/request.ts';
import { alarmValue } from '../../../src/slack/blocks/alarm-value.ts';
import { buttonValue } from '../../../src/slack/blocks/button-value.ts';
import type { ACTION } from '../../../src/slack/blocks/buttons.ts';
import {
  approveModal,
  rejectModal,
  sendBackModal,
  TYPED,
} from '../../../src/slack/blocks/decision-modals.ts';
import { loaModal } from '../../../src/slack/blocks/loa-modal.ts';
import { MENU_ACTION, type MenuVerb, menuValue } from '../../../src/slack/blocks/menu.ts';
import { withdrawModal } from '../../../src/slack/blocks/modals.ts';
import { ALARM } from './happened.ts';

type ActionId = (typeof ACTION)[keyof typeof ACTION];

/** The buttons of cards and direct messages, by action_id: the types say so where one is missing. */
const BUTTON_TITLES: Record<ActionId, string> = {
  approve: 'Approve',
  reject: 'Reject',
  withdraw: 'Withdraw',
  remind: 'Remind',
  request_again: 'Request again',
  edit: 'Edit and ask again',
  try_again: 'Try again',
  order_again: 'Order again',
  it_exists: 'It exists',
  give_up: 'Give up',
  got_it: 'Got it',
  loa_again: 'Get the LOA again',
  order_second: 'Order a second one',
};

/** What a card's menu offers, by its verb. */
const MENU_TITLES: Record<MenuVerb, string> = {
  withdraw: 'menu: Withdraw',
  send_back: 'menu: Send back',
  comment: 'menu: Approve with a comment',
  take_back: 'menu: Take my approval back',
  loa_again: 'menu: Get the LOA again',
  details: 'menu: Details',
};

/** What is typed into the modals that ask for words. */
export const SAID = { approve: 'Fine by me', reject: 'Not now', send_back: 'Why not 1Gbps?' } as const;

const asking = (view: (request: Request) => ModalView, asks: keyof typeof TYPED) => ({
  view,
  typed: { [TYPED[asks]]: { [TYPED[asks]]: { type: 'plain_text_input', value: SAID[asks] } } },
});

const approvingModal = (request: Request) =>
  approveModal({ request, approvals: 0, quorum: request.rule.quorum });

/** The modals that buttons open and that decide something once they are sent. */
const SENT = {
  comment: { title: 'sent: Approve the request', ...asking(approvingModal, 'approve') },
  reject: { title: 'sent: Reject the request', ...asking(rejectModal, 'reject') },
  send_back: { title: 'sent: Send back', ...asking(sendBackModal, 'send_back') },
  withdraw: {
    title: 'sent: Withdraw',
    view: (request: Request) => withdrawModal(request, menuValue(request, 'withdraw')),
    typed: {},
  },
  loa_again: {
    title: 'sent: Get the LOA again',
    view: (request: Request) =>
      loaModal({
        request,
        port: { interconnectId: 'dxcon-ours' },
        letters: { fetched: 0, issuedAt: null },
      }),
    typed: {},
  },
} as const;

/** One thing that can be pressed, or sent. */
export type Button =
  | { kind: 'button'; id: ActionId; title: string }
  | { kind: 'menu'; id: MenuVerb; title: string }
  | { kind: 'sent'; id: keyof typeof SENT; title: string };

/** Everything that can be pressed about a request, whether or not its card offers it now. */
export const BUTTONS: readonly Button[] = [
  ...(Object.keys(BUTTON_TITLES) as ActionId[]).map(
    (id) => ({ kind: 'button', id, title: BUTTON_TITLES[id] }) as const,
  ),
  ...(Object.keys(MENU_TITLES) as MenuVerb[]).map(
    (id) => ({ kind: 'menu', id, title: MENU_TITLES[id] }) as const,
  ),
  ...(Object.keys(SENT) as (keyof typeof SENT)[]).map(
    (id) => ({ kind: 'sent', id, title: SENT[id].title }) as const,
  ),
];

/** It as it stands on a card that shows a request so: a button, or the menu with what is chosen. */
export function elementOf(
  { kind, id, title }: Exclude<Button, { kind: 'sent' }>,
  shown: Request,
): { type: string; action_id: string; value: string; element: Record<string, unknown> } {
  const text = { type: 'plain_text', text: title };
  if (kind === 'button') {
    const value = id === 'got_it' ? alarmValue(shown.id, ALARM) : buttonValue(shown);
    const button = { type: 'button', action_id: id, value };
    return { ...button, element: { ...button, text } };
  }
  const menu = { type: 'overflow', action_id: MENU_ACTION };
  const value = menuValue(shown, id);
  return { ...menu, value, element: { ...menu, options: [{ text, value }] } };
}

/** The part of a payload that says what was pressed; `shown` is the request as the pressed card showed it. */
export function pressedPart(button: Button, shown: Request): Record<string, unknown> {
  if (button.kind === 'sent') {
    const { view, typed } = SENT[button.id];
    return {
      type: 'view_submission',
      view: { id: 'V0CLICK', hash: '1', state: { values: typed }, ...view(shown) },
    };
  }
  const { type, action_id, value } = elementOf(button, shown);
  const action = { type, action_id, ...(type === 'button' ? { value } : { selected_option: { value } }) };
  return {
    type: 'block_actions',
    actions: [{ block_id: 'b1', action_ts: '1.1', ...action }],
    channel: { id: 'C0APPROVALS', name: 'net-approvals' },
    container: { type: 'message', channel_id: 'C0APPROVALS', message_ts: '1.1' },
  };
}
