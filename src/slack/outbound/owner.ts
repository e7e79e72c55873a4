import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { HOUR } from '../../domain/time.ts';
import type { Owner } from '../../interfaces/owner.ts';
import type { Store } from '../../interfaces/store.ts';
import { escaped, plainSection } from '../blocks/blocks.ts';
import { judge, slackCode } from './slack-error.ts';

/** Direct messages to the owner; none where no owner is set. */
export function createOwner(client: WebClient, owner: string | undefined, store: Store, log: Logger): Owner {
  const owed = new Map<string, string>();
  /** Ours to tell, since no other process has. */
  const ours = new Set<string>();
  let paying: Promise<void> | undefined;

  /** False where Slack did not take it, which a lost answer doesn't show: it may be there. */
  const tell = async (user: string, text: string): Promise<boolean> => {
    const { channel } = await client.conversations.open({ users: user });
    try {
      await client.chat.postMessage({
        channel: channel?.id ?? user,
        text: escaped(text),
        blocks: [plainSection(text)],
      });
      return true;
    } catch (error) {
      log.warn({ code: slackCode(error) }, 'the owner could not be told');
      return judge(error).kind === 'unknown';
    }
  };
  const pay = async (user: string) => {
    for (const [key, text] of owed) {
      if (!ours.has(key) && !(await store.transaction((tx) => tx.duties.take(`owner:${key}`, HOUR)))) {
        owed.delete(key);
        continue;
      }
      ours.add(key);
      if (!(await tell(user, text))) continue;
      owed.delete(key);
      ours.delete(key);
    }
  };
  return {
    owe(key, text) {
      if (owner) owed.set(key, text);
    },
    pay() {
      paying ??= (owner ? pay(owner) : Promise.resolve()).finally(() => {
        paying = undefined;
      });
      return paying;
    },
  };
}
