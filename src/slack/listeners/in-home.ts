import type { BlockAction } from '@slack/bolt';
import { openHome } from '../../actions/showing/draw-home.ts';
import type { SlackDeps } from './deps.ts';

/** Whether a click was in somebody's Home tab. */
export function isInHome({ view }: Pick<BlockAction, 'view'>): boolean {
  return view?.type === 'home';
}

/** Whoever clicked in their Home tab sees at once what came of it, whatever else is to be drawn. */
export async function redrawHome(deps: SlackDeps, userId: string): Promise<void> {
  await openHome(deps.home, userId).catch((error: unknown) =>
    deps.log.warn({ err: error, user: userId }, 'Home tab not drawn'),
  );
}
