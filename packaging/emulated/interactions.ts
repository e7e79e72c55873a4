import { post } from '../../sandbox/workspace/messages.ts';
import { people } from '../../sandbox/workspace/people.ts';
import {
  closedPayload,
  commandPayload,
  deletedEvent,
  eventPayload,
  messageActionPayload,
  revokedEvent,
  shortcutPayload,
  submissionPayload,
  suggestionPayload,
  viewActionPayload,
  writtenEvent,
} from '../../sandbox/workspace/person/payloads.ts';
import { State } from '../../sandbox/workspace/state.ts';
import type { Json } from '../../sandbox/workspace/types.ts';
import { openModal } from '../../sandbox/workspace/views/stack.ts';
import { pathsIn, shown } from './observed.ts';
import { table } from './table.ts';

const PAYLOAD = 'https://docs.slack.dev/reference/interaction-payloads/';
const EVENT = 'https://docs.slack.dev/reference/events/';

/** Every payload that the bot may be sent, and what it may ack it with. */
export function interactionsTable(): string {
  const state = new State({});
  const { addUser, addChannel } = people(state);
  const user = addUser({ name: 'erin' }).id;
  const channel = addChannel({ name: 'network-approvals' }).id;
  const text = { type: 'plain_text', text: 'x' };
  const message = post(state, { channel, user: state.botUserId, text: 'x', blocks: [{ type: 'divider' }] });
  const reply = post(state, { channel, user, text: 'x', threadTs: message.ts });
  const held = openModal(state, user, { type: 'modal', title: text, blocks: [] });
  const action: Json = { type: 'button', action_id: 'a', block_id: 'b', text, value: 'v', action_ts: '1.1' };
  const kinds: [string, string, string, Json, string][] = [
    [
      'A slash command',
      'slash_commands',
      'https://docs.slack.dev/interactivity/implementing-slash-commands',
      commandPayload(state, user, '/x', '', channel),
      'nothing, or a message: `text`, `blocks`, `response_type`',
    ],
    [
      'A click or choice on a message',
      'block_actions',
      `${PAYLOAD}block_actions-payload`,
      messageActionPayload(state, user, message, action),
      'nothing',
    ],
    [
      'A click or choice in a modal or Home tab',
      'block_actions',
      `${PAYLOAD}block_actions-payload`,
      viewActionPayload(state, held, action),
      'nothing',
    ],
    [
      'Typing in an external_select',
      'block_suggestion',
      `${PAYLOAD}block_suggestion-payload`,
      suggestionPayload(state, held, 'b', 'a', 'x'),
      '`options` or `option_groups`',
    ],
    [
      'Sending a form',
      'view_submission',
      `${PAYLOAD}view-interactions-payload`,
      submissionPayload(state, held),
      'nothing, or `response_action`: `errors`, `update`, `push`, `clear`',
    ],
    [
      'Closing one with notify_on_close',
      'view_closed',
      `${PAYLOAD}view-interactions-payload`,
      closedPayload(state, held, false),
      'nothing',
    ],
    [
      'A global shortcut',
      'shortcut',
      `${PAYLOAD}shortcuts-interaction-payload`,
      shortcutPayload(state, user, 'x'),
      'nothing',
    ],
    [
      'Any event',
      'event_callback',
      'https://docs.slack.dev/apis/events-api',
      eventPayload(state, { type: 'x' }),
      'nothing; never delivered again',
    ],
    ['Somebody writes', 'message', `${EVENT}message`, writtenEvent(state, reply), ''],
    [
      'A message is deleted',
      'message_deleted',
      `${EVENT}message/message_deleted`,
      deletedEvent(state, message),
      '',
    ],
    ['The bot token is revoked', 'tokens_revoked', `${EVENT}tokens_revoked`, revokedEvent(state), ''],
  ];
  const rows = kinds.map(([what, type, source, payload, ack]) => [
    what,
    `[${type}](${source})`,
    shown(pathsIn(payload)),
    ack || 'as any event',
  ]);
  return table(['When', 'Type', 'Payload', 'Acked with'], rows);
}
