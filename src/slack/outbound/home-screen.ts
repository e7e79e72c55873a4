import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { HomeContent } from '../../actions/showing/draw-home.ts';
import type { HomeScreen } from '../../interfaces/home-screen.ts';
import { home } from '../blocks/home.ts';
import type { LinkTo } from '../blocks/looking.ts';
import { judge } from './slack-error.ts';

/** Draws Home tabs by a client that never retries by itself. */
export function createHomeScreen(client: WebClient, linkTo: LinkTo): HomeScreen<HomeContent> {
  return {
    shows: (content) =>
      createHash('sha256')
        .update(JSON.stringify(home(content, linkTo)))
        .digest('hex'),
    async publish(userId, content) {
      try {
        await client.views.publish({ user_id: userId, view: home(content, linkTo) });
        return { kind: 'done' };
      } catch (error) {
        return judge(error);
      }
    },
  };
}
