import type { WebClient } from '@slack/web-api';
import type { Messenger, Place } from '../../interfaces/chat.ts';
import { SlackReadError } from '../../interfaces/errors.ts';
import { judge, slackCode } from './slack-error.ts';

/** Longer than for a message: bytes travel. */
const UPLOAD_MS = 30_000;

/** Files, in the three steps that Slack asks for. Source: files.getUploadURLExternal, files.completeUploadExternal. */
export function createFiles(client: WebClient): Pick<Messenger, 'upload' | 'shared'> & {
  complete(slackId: string, title: string, place: Place): Promise<void>;
} {
  return {
    async upload({ name, bytes }) {
      try {
        const { upload_url, file_id } = await client.files.getUploadURLExternal({
          filename: name,
          length: bytes.length,
        });
        if (!upload_url || !file_id) return { kind: 'unknown', code: 'no_upload_url' };
        const answer = await fetch(upload_url, {
          method: 'POST',
          body: new Uint8Array(bytes),
          signal: AbortSignal.timeout(UPLOAD_MS),
        });
        if (!answer.ok) return { kind: 'unknown', code: `upload_${answer.status}` };
        return { kind: 'uploaded', slackId: file_id };
      } catch (error) {
        return judge(error);
      }
    },
    async complete(slackId, title, { channel, threadTs }) {
      const files: [{ id: string; title: string }] = [{ id: slackId, title }];
      await client.files.completeUploadExternal(
        threadTs ? { files, channel_id: channel, thread_ts: threadTs } : { files, channel_id: channel },
      );
    },
    async shared(slackId, { channel, threadTs }) {
      const found = await client.files.info({ file: slackId }).catch((error: unknown) => {
        // Of an upload that was never completed Slack knows nothing.
        if (slackCode(error) === 'file_not_found') return undefined;
        if (slackCode(error) === 'file_deleted') return 'deleted' as const;
        throw new SlackReadError(judge(error), error);
      });
      if (found === 'deleted') return found;
      const { public: open = {}, private: closed = {} } = found?.file?.shares ?? {};
      const shares = [...(open[channel] ?? []), ...(closed[channel] ?? [])];
      const inThread = shares.find(({ thread_ts }) => thread_ts === threadTs)?.ts;
      if (inThread) return { ts: inThread, alone: false };
      const alone = shares.find(({ thread_ts }) => thread_ts === undefined)?.ts;
      return alone ? { ts: alone, alone: true } : undefined;
    },
  };
}
