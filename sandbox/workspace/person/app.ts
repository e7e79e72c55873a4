import { openDm } from '../messages.ts';
import type { Delivery, Json } from '../types.ts';
import { wireView } from '../wire.ts';
import { bring, type Desk } from './desk.ts';
import { tell } from './events.ts';
import { shortcutPayload } from './payloads.ts';

/** Opens a tab of the app; undefined if the bot doesn't subscribe to being told. */
export async function openTab(
  desk: Desk,
  user: string,
  tab: 'home' | 'messages',
): Promise<Delivery | undefined> {
  const { state } = desk;
  const there = tab === 'home' ? state.features.homeTab : state.features.messagesTab;
  if (!there) throw new Error(`the app's ${tab} tab is not enabled in its manifest`);
  const held = tab === 'home' ? state.homes.get(user) : undefined;
  const event: Json = {
    type: 'app_home_opened',
    user,
    channel: openDm(state, user),
    tab,
    event_ts: state.nextTs(),
    ...(held === undefined ? {} : { view: wireView(state, held) }),
  };
  return tell(desk, event, { user, what: tab === 'home' ? 'opens the Home tab' : 'opens the Messages tab' });
}

/** Uses one of the app's global shortcuts. */
export async function useShortcut(desk: Desk, user: string, callbackId: string): Promise<Delivery> {
  const { state } = desk;
  const { shortcuts } = state.features;
  const shortcut = shortcuts.find((one) => one.callbackId === callbackId);
  if (shortcut === undefined) {
    const has = shortcuts.map((one) => one.callbackId).join(', ') || 'none';
    throw new Error(`no global shortcut '${callbackId}' in the app's manifest; it has: ${has}`);
  }
  if (!state.scopes.includes('commands')) throw new Error('shortcuts need the scope commands');
  const payload = shortcutPayload(state, user, callbackId);
  const what = `uses the shortcut "${shortcut.name}"`;
  return bring(desk, user, 'interactive', payload, { kind: 'command', what });
}
