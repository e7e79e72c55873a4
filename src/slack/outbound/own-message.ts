import type { Sought } from '../../interfaces/chat.ts';

/** Names our messages in their metadata, which is how an interrupted one is found again. */
export const EVENT_TYPE = 'interconnect_bot_message';

/** Which app the bot is; what Slack didn't tell is undefined, and not asked for. */
export interface OwnApp {
  appId: string | undefined;
  botId: string | undefined;
}

/** What is read of a message to know whose it is. */
export interface Authored {
  app_id?: string;
  bot_id?: string;
  metadata?: { event_type?: string; event_payload?: object };
}

/**
 * Whether this is the message that is looked for, and ours: anybody's app may write the same metadata. A nonce decides
 * only where both the row and the message have one, since an older version gave none.
 */
export function isSought(message: Authored, own: OwnApp, { key, nonce }: Sought): boolean {
  if (!isByUs(message, own) || message.metadata?.event_type !== EVENT_TYPE) return false;
  const { key: itsKey, nonce: itsNonce } = (message.metadata.event_payload ?? {}) as Record<string, unknown>;
  return itsKey === key && (nonce === null || itsNonce === undefined || itsNonce === nonce);
}

function isByUs({ app_id, bot_id }: Authored, { appId, botId }: OwnApp): boolean {
  if (appId !== undefined && app_id !== undefined) return app_id === appId;
  if (botId !== undefined) return bot_id === botId;
  return appId === undefined;
}
