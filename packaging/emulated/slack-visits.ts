import { remove } from '../../sandbox/workspace/messages.ts';
import type { Json } from '../../sandbox/workspace/types.ts';
import { SlackTour } from './slack-tour.ts';

const text = { type: 'plain_text', text: 'x' };
const button = { type: 'button', text, value: 'v' };
const blocks = [{ type: 'section', text, accessory: button }];
const wrong = [{ type: 'marquee' }];
const long = Array.from({ length: 5 }, () => ({ type: 'header', text }));
const metadata = { event_type: 'note', event_payload: { key: 'k' } };
const modal = { type: 'modal', title: text, blocks };
const home = { type: 'home', blocks };

/** Calls every method so that each of its answers and refusals comes up. */
export async function visited(): Promise<SlackTour> {
  const tour = new SlackTour();
  whoIsWho(tour);
  posted(tour);
  changed(tour);
  listed(tour);
  shown(tour);
  await uploaded(tour);
  return tour;
}

function whoIsWho(tour: SlackTour): void {
  tour.call('auth.test');
  tour.call('team.info');
  tour.call('bots.info', { bot: tour.state.botId });
  tour.call('bots.info', { bot: 'B404' });
  tour.call('users.info', { user: tour.erin });
  tour.call('users.info', { user: 'U404' });
  tour.call('users.list', { limit: 1 });
  tour.call('users.list', { limit: 1001 });
  tour.call('users.list', { cursor: 'bmV4dDp4' });
  tour.call('usergroups.list', { include_users: true, include_disabled: true });
  tour.call('usergroups.users.list', { usergroup: 'S0LEADS', include_disabled: true });
  for (const usergroup of ['S0OLD', 'S404']) tour.call('usergroups.users.list', { usergroup });
}

/** What any message can be refused for. */
function refusedContent(tour: SlackTour, method: string, args: Json): void {
  tour.call(method, { ...args, blocks: wrong });
  tour.call(method, { ...args, blocks: 'x' });
  tour.call(method, {
    ...args,
    blocks: long.map((block) => ({ ...block, type: 'section', text: { ...text, text: 'x'.repeat(3000) } })),
  });
  tour.call(method, args);
}

function posted(tour: SlackTour): void {
  const { channel, erin } = tour;
  const parent = tour.call('chat.postMessage', { channel, text: 'x'.repeat(40_001), blocks, metadata });
  tour.call('chat.postMessage', { channel, text: 'x', thread_ts: parent.ts });
  for (const odd of ['x', {}, { event_type: 'x' }])
    tour.call('chat.postMessage', { channel, text: 'x', metadata: odd });
  tour.call('chat.postMessage', { channel, attachments: Array.from({ length: 101 }, () => ({})) });
  for (const elsewhere of ['C404', 'C0OLD', 'C0AWAY'])
    for (const method of ['chat.postMessage', 'chat.postEphemeral'])
      tour.call(method, { channel: elsewhere, user: erin, text: 'x' });
  refusedContent(tour, 'chat.postMessage', { channel });
  tour.call('chat.postEphemeral', { channel, user: erin, text: 'x'.repeat(40_001), thread_ts: parent.ts });
  tour.call('chat.postEphemeral', { channel, user: 'U404', text: 'x' });
  tour.call('chat.postEphemeral', { channel: 'C0FEW', user: erin, text: 'x' });
  tour.call('chat.postEphemeral', {
    channel,
    user: erin,
    attachments: Array.from({ length: 101 }, () => ({})),
  });
  refusedContent(tour, 'chat.postEphemeral', { channel, user: erin });
  tour.call('chat.getPermalink', { channel, message_ts: parent.ts });
  tour.call('chat.getPermalink', { channel, message_ts: '1.1' });
  tour.call('chat.getPermalink', { channel: 'C404', message_ts: '1.1' });
}

function changed(tour: SlackTour): void {
  const { channel, state } = tour;
  const { ts } = tour.call('chat.postMessage', { channel, text: 'x', blocks });
  tour.call('chat.postMessage', { channel, text: 'x', thread_ts: ts });
  const own = { channel, ts };
  tour.call('chat.update', { ...own, text: 'x', blocks, metadata });
  tour.call('chat.update', { ...own, text: 'x'.repeat(4001) });
  for (const odd of ['x', { event_type: 'x' }])
    tour.call('chat.update', { ...own, text: 'x', metadata: odd });
  refusedContent(tour, 'chat.update', own);
  const there = state.messages.find((message) => message.ts === ts);
  if (there !== undefined) remove(state, there);
  for (const word of ['message_not_found', 'cant_update_message', 'edit_window_closed'] as const) {
    state.tombstoneWord = word;
    tour.call('chat.update', { ...own, text: 'x' });
  }
  for (const method of ['chat.update', 'chat.delete']) {
    tour.call(method, { channel, ts: '1.1', text: 'x' });
    tour.call(method, { channel, ts: tour.theirs().ts, text: 'x' });
    tour.call(method, { channel: 'C404', ts, text: 'x' });
    tour.call(method, { channel: 'C0OLD', ts, text: 'x' });
  }
  tour.call('chat.delete', { channel, ts: tour.call('chat.postMessage', { channel, text: 'x' }).ts });
  tour.call('blocks.validate', { blocks });
  tour.call('blocks.validate', { blocks: wrong });
  tour.call('blocks.validate', { message: { blocks: wrong } });
  tour.call('blocks.validate', { view: { ...modal, title: {} } });
  tour.call('blocks.validate');
}

function listed(tour: SlackTour): void {
  const { channel, erin, gone, state } = tour;
  tour.call('conversations.open', { users: erin });
  for (const users of ['', `${erin},${gone}`, 'U404', state.botUserId, gone])
    tour.call('conversations.open', { users });
  for (const again of [channel, 'C404', 'C0AWAY']) tour.call('conversations.open', { channel: again });
  for (const one of [channel, 'C404', 'C0PRIVATE', dmWith(tour)]) {
    tour.call('conversations.info', { channel: one });
    tour.call('conversations.members', { channel: one, limit: 1 });
  }
  const range = { oldest: '0', latest: '9999999999', inclusive: true, include_all_metadata: true };
  const { ts } = tour.call('chat.postMessage', { channel, text: 'x', blocks, metadata });
  tour.call('chat.postMessage', { channel, text: 'x', thread_ts: ts, blocks, metadata });
  for (const method of ['conversations.history', 'conversations.replies', 'conversations.members']) {
    tour.call(method, { channel, ts, limit: 1, ...range });
    tour.call(method, { channel, ts, limit: 5000 });
    tour.call(method, { channel, ts, cursor: 'bmV4dDp4' });
    tour.call(method, { channel, ts: '1.1', oldest: 'x' });
    tour.call(method, { channel, ts, latest: 'x' });
    tour.call(method, { channel, ts, oldest: 'x' });
    for (const one of ['C404', 'C0AWAY']) tour.call(method, { channel: one, ts });
  }
  tour.call('conversations.replies', { channel, ts: '1.1' });
}

function dmWith({ state }: SlackTour): string {
  return [...state.channels.values()].find(({ isIm }) => isIm)?.id ?? '';
}

function shown(tour: SlackTour): void {
  const { state, erin } = tour;
  const open = (view: unknown, trigger_id: string = tour.trigger()) =>
    tour.call('views.open', { view, trigger_id });
  const held = () => state.modals.get(erin)?.at(-1)?.id;
  const push = (view: unknown, trigger_id: string = tour.trigger(held())) =>
    tour.call('views.push', { view, trigger_id });
  open({ ...modal, external_id: 'one' });
  const used = tour.trigger();
  for (const show of [open, push]) {
    show(modal, used);
    show(modal, used);
    show(modal, tour.oldTrigger());
    show(modal, 'x');
    show('x');
    show(home);
    show({ ...modal, external_id: 'one' });
    show({ ...modal, private_metadata: 'x'.repeat(260_000) });
  }
  push(modal, tour.trigger());
  for (let depth = 0; depth < 4; depth += 1) push(modal);
  const view_id = held();
  tour.call('views.update', { view_id, view: modal });
  tour.call('views.update', { external_id: 'one', view: modal });
  tour.call('views.update', { view_id: 'V404', view: modal });
  for (const view of ['x', home, { ...modal, private_metadata: 'x'.repeat(260_000) }])
    tour.call('views.update', { view_id, view });
  open({ ...modal, external_id: 'two' });
  push(modal);
  tour.call('views.update', { view_id: held(), view: { ...modal, external_id: 'two' } });
  tour.call('views.update', { view_id: held(), view: modal, hash: 'old' });
  const publish = (view: unknown, more: Json = {}) =>
    tour.call('views.publish', { user_id: erin, view, ...more });
  publish(home);
  publish({ ...home, external_id: 'two' });
  for (const view of ['x', modal, { ...home, private_metadata: 'x'.repeat(260_000) }]) publish(view);
  publish(home, { hash: 'old' });
  publish(home, { user_id: 'U404' });
  state.features.homeTab = false;
  publish(home);
}

async function uploaded(tour: SlackTour): Promise<void> {
  const { state, channel } = tour;
  const { file_id: id } = tour.call('files.getUploadURLExternal', { filename: 'loa.pdf', length: 4 });
  tour.call('files.getUploadURLExternal', { filename: 'loa.pdf' });
  const file = state.files.get(String(id));
  if (file !== undefined) file.bytes = new Uint8Array(4);
  const files = [{ id, title: 'LOA' }];
  tour.call('files.completeUploadExternal', { files });
  tour.call('files.completeUploadExternal');
  tour.call('files.completeUploadExternal', { files: [{ id: 'F404' }] });
  for (const channel_id of ['C404', 'C0AWAY'])
    tour.call('files.completeUploadExternal', { files, channel_id });
  tour.call('files.completeUploadExternal', {
    files,
    channel_id: channel,
    thread_ts: '1.1',
    initial_comment: 'x',
  });
  await state.events.until('the file in its channel', () => file?.shares.length === 1, 5000);
  tour.call('files.info', { file: id });
  tour.call('files.info', { file: 'F404' });
}
