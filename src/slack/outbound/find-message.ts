import type { WebClient } from '@slack/web-api';
import type { Found, Place, Sought } from '../../interfaces/chat.ts';
import { SlackReadError } from '../../interfaces/errors.ts';
import { isSought, type OwnApp } from './own-message.ts';
import { reading } from './slack-error.ts';

const PAGE = 200;

/**
 * Looks for a message of ours by what its metadata says, other than `except`, on all pages after `oldest`; throws
 * SlackReadError.
 */
export async function findMessage(
  client: WebClient,
  own: OwnApp,
  { channel, threadTs }: Place,
  sought: Sought,
  oldest: string,
  except?: string,
): Promise<Found> {
  const range = { channel, oldest, limit: PAGE, include_all_metadata: true };
  let cursor: string | undefined;
  do {
    const page = cursor ? { ...range, cursor } : range;
    try {
      const answer = await reading(
        threadTs
          ? client.conversations.replies({ ...page, ts: threadTs })
          : client.conversations.history(page),
      );
      const ours = answer.messages?.find(
        (message) => message.ts !== except && isSought(message, own, sought),
      );
      if (ours?.ts) return { kind: 'found', ts: ours.ts };
      cursor = answer.response_metadata?.next_cursor || undefined;
    } catch (error) {
      if (error instanceof SlackReadError && error.told.kind === 'gone') return { kind: 'thread_gone' };
      throw error;
    }
  } while (cursor);
  return { kind: 'not_found' };
}
