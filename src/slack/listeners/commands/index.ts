import type { App } from '@slack/bolt';
import type { SlackDeps } from '../deps.ts';
import { unknownCommand, unknownTo } from '../unknown.ts';
import { byWord } from './by-word.ts';

const COMMAND = '/interconnect';

/** The slash command; what comes after it is a word of its own. */
export function registerCommands(app: App, deps: SlackDeps): void {
  app.command(COMMAND, byWord(deps));
  app.command(unknownTo([COMMAND]), unknownCommand);
}
