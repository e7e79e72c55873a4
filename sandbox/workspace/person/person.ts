import { dmOf } from '../messages.ts';
import type { HeldView } from '../state.ts';
import type { Person } from '../types.ts';
import { stackOf } from '../views/stack.ts';
import { openTab, useShortcut } from './app.ts';
import { pressOn, sayIn, seenBy, sendCommand } from './channel.ts';
import type { Desk } from './desk.ts';
import { happened } from './events.ts';
import { findField } from './fields.ts';
import { listOptions, shownOptions } from './options.ts';
import { writtenEvent } from './payloads.ts';
import { chooseIn, closeModal, pressIn, typeInto } from './screen.ts';
import { submitModal } from './submission.ts';

/** A person of the workspace, with hands and eyes. */
export function personOf(desk: Desk, id: string): Person {
  const { state } = desk;
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
      if (withBot) happened(desk, writtenEvent(state, message));
      return message;
    },
    modal: () => stackOf(state, id).at(-1),
    home: () => state.homes.get(id),
    openHome: () => openTab(desk, id, 'home'),
    openMessages: () => openTab(desk, id, 'messages'),
    shortcut: (callbackId) => useShortcut(desk, id, callbackId),
    type: async (block, text) => typeInto(desk, top(), block, text),
    options: async (block, query = '') => {
      const held = top();
      return shownOptions(await listOptions(desk, held, findField(held, block), query));
    },
    choose: async (block, value, query = '') => chooseIn(desk, top(), block, value, query),
    submit: async () => submitModal(desk, top()),
    close: async () => closeModal(desk, top()),
    press: (message, text, value) => pressOn(desk, id, message, { text, value }),
    chooseOn: (message, menu, value) => pressOn(desk, id, message, { menu, value }),
    pressInModal: async (text, value) => pressIn(desk, top(), { text, value }),
    pressInHome: async (text, value) => pressIn(desk, homeTab(), { text, value }),
    chooseInHome: async (menu, value) => pressIn(desk, homeTab(), { menu, value }),
    sees: (channel, threadTs) => seenBy(state, id, channel, threadTs),
    dm: () => dmOf(state, id),
  };
}
