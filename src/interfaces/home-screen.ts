import type { NotTold } from './chat.ts';

/** Slack's Home tabs, as the bot draws them; `V` is what one shows. */
export interface HomeScreen<V> {
  /** The same text for what looks the same. */
  shows(view: V): string;
  /** Draws one person's Home tab whole, once. */
  publish(userId: string, view: V): Promise<{ kind: 'done' } | NotTold>;
}
