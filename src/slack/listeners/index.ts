import type { App } from '@slack/bolt';
import { registerActions } from './actions/index.ts';
import { registerCommands } from './commands/index.ts';
import type { SlackDeps } from './deps.ts';
import { registerEvents } from './events/index.ts';
import { forClicks } from './failure-answer.ts';
import { answerForeigners } from './foreign.ts';
import { registerOptions } from './options/index.ts';
import { registerShortcuts } from './shortcuts/index.ts';
import { registerViews } from './views/index.ts';

/** Says which handler answers what, a kind at a time; nothing else. */
export function registerListeners(app: App, outside: SlackDeps): void {
  const deps = { ...outside, store: forClicks(outside.store) };
  app.use(answerForeigners(deps));
  registerEvents(app, deps);
  registerCommands(app, deps);
  registerShortcuts(app, deps);
  registerViews(app, deps);
  registerOptions(app, deps);
  registerActions(app, deps);
}
