import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { HomeContent } from '../../actions/showing/draw-home.ts';
import type { Prices } from '../../domain/price.ts';
import type { HomeScreen } from '../../interfaces/home-screen.ts';
import { home } from '../blocks/home.ts';
import type { LinkTo } from '../blocks/looking.ts';
import { judge } from './slack-error.ts';

/** Draws Home tabs by a client that never retries by itself; `prices` as they are now. */
export function createHomeScreen(
  client: WebClient,
  linkTo: LinkTo,
  prices: () => Prices | undefined,
): HomeScreen<HomeContent> {
  const draw = (content: HomeContent) => home(content, linkTo, prices());
  return {
    shows: (content) =>
      createHash('sha256')
        .update(JSON.stringify(draw(content)))
        .digest('hex'),
    async publish(userId, content) {
      try {
        await client.views.publish({ user_id: userId, view: draw(content) });
        return { kind: 'done' };
      } catch (error) {
        return judge(error);
      }
    },
  };
}
