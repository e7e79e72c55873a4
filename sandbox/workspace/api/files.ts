import { int, objs, str } from '../json.ts';
import { post } from '../messages.ts';
import type { HeldFile, State } from '../state.ts';
import type { Json } from '../types.ts';
import { wireFile } from '../wire.ts';
import { joinedChannel } from './channel.ts';
import { type Methods, method, SlackError } from './method.ts';

/** Slack shares a completed upload a little later; `ok` alone proves nothing. */
const SHARE_MS = 30;

/** The three steps of an upload, and asking after its file. */
export const fileMethods: Methods = {
  'files.getUploadURLExternal': method(['files:write'], (state, args) => {
    const name = str(args, 'filename');
    if (name === undefined || name === '') throw new SlackError('invalid_arguments');
    if ((int(args, 'length') ?? 0) <= 0) throw new SlackError('invalid_arguments');
    const id = state.nextId('F');
    state.files.set(id, { id, name, title: name, bytes: new Uint8Array(), shares: [], completed: false });
    return { upload_url: `${state.url}/upload/v1/${id}`, file_id: id };
  }),

  'files.completeUploadExternal': method(['files:write'], (state, args) => {
    const wanted = objs(args, 'files');
    if (wanted.length === 0) throw new SlackError('invalid_arguments');
    const channel = str(args, 'channel_id');
    if (channel !== undefined) joinedChannel(state, { channel });
    const files = wanted.map((entry) => {
      const file = state.files.get(str(entry, 'id') ?? '');
      if (file === undefined || file.bytes.length === 0) throw new SlackError('file_not_found');
      file.title = str(entry, 'title') ?? file.name;
      file.completed = true;
      return file;
    });
    if (channel !== undefined) setTimeout(() => share(state, files, channel, args), SHARE_MS).unref();
    return { files: files.map((file) => wireFile(state, file)) };
  }),

  'files.info': method(['files:read'], (state, args) => {
    const file = state.files.get(str(args, 'file') ?? '');
    if (file === undefined || !file.completed) throw new SlackError('file_not_found');
    return { file: wireFile(state, file) };
  }),
};

function share(state: State, files: HeldFile[], channel: string, args: Json): void {
  const message = post(state, {
    channel,
    user: state.botUserId,
    text: str(args, 'initial_comment') ?? '',
    threadTs: str(args, 'thread_ts'),
    files,
  });
  const names = files.map((file) => file.name).join(', ');
  for (const file of files) file.shares.push({ channel, ts: message.ts, threadTs: message.threadTs });
  state.tell('file', state.botUserId, `shares ${names}`);
}
