import { label, str } from '../json.ts';
import { dmOf, openDm } from '../messages.ts';
import type { HeldView } from '../state.ts';
import type { Person } from '../types.ts';
import { stackOf } from '../views/stack.ts';
import { wireView } from '../wire.ts';
import { pressOn, sayIn, seenBy, sendCommand } from './channel.ts';
import { bring, type Desk } from './desk.ts';
import { findField } from './fields.ts';
import { listOptions } from './options.ts';
import { eventPayload, writtenEvent } from './payloads.ts';
import { chooseIn, closeModal, pressIn, typeInto } from './screen.ts';
import { submitModal } from './submission.ts';

/** A person of the workspace, with hands and eyes. */
export function personOf(desk: Desk, id: string): Person {
  const { state, deliverer } = desk;
  if (!state.users.has(id)) throw new Error(`no user '${id}' in the workspace`);
  const top = (): HeldView => {
    const held = stackOf(state, id).at(-1);
    if (held === undefined) throw new Error(`${state.nameOf(id)} has no modal open`);
    return held;
  };
  const homeTab = (): HeldView => {
    const held = state.homes.get(id);
    if (held === undefined) throw new Error(`no Home tab was published to ${state.nameOf(id)}`);
    return held;
  };
  return {
    id,
    slash: (command, text = '', channel) => sendCommand(desk, id, command, text, channel),
    say: (channel, text, threadTs) => {
      const message = sayIn(state, id, channel, text, threadTs);
      const withBot = state.channels.get(channel)?.members.has(state.botUserId);
      // Nobody waits for its ack.
      if (withBot) void deliverer.deliver('events_api', eventPayload(state, writtenEvent(state, message)));
      return message;
    },
    modal: () => stackOf(state, id).at(-1),
    home: () => state.homes.get(id),
    openHome: () => {
      const held = state.homes.get(id);
      const event = {
        type: 'app_home_opened',
        user: id,
        channel: openDm(state, id),
        tab: 'home',
        event_ts: state.nextTs(),
        ...(held === undefined ? {} : { view: wireView(state, held) }),
      };
      const payload = eventPayload(state, event);
      return bring(desk, id, 'events_api', payload, { kind: 'click', what: 'opens the Home tab' });
    },
    type: async (block, text) => typeInto(desk, top(), block, text),
    options: async (block, query = '') => {
      const held = top();
      const options = await listOptions(desk, held, findField(held, block), query);
      return options.map((option) => ({ text: label(option, 'text'), value: str(option, 'value') ?? '' }));
    },
    choose: async (block, value, query = '') => chooseIn(desk, top(), block, value, query),
    submit: async () => submitModal(desk, top()),
    close: async () => closeModal(desk, top()),
    press: (message, button, value) => pressOn(desk, id, message, button, value),
    pressInModal: async (button, value) => pressIn(desk, top(), button, value),
    pressInHome: async (button, value) => pressIn(desk, homeTab(), button, value),
    sees: (channel, threadTs) => seenBy(state, id, channel, threadTs),
    dm: () => dmOf(state, id),
  };
}
