import { argumentsIn, UsageError } from '../usage.ts';

/** What a run is asked for. */
export type Asked =
  | { command: 'help' }
  | { command: 'first-order' }
  /** `backup`: where the newest backup is. */
  | { command: 'check'; json: boolean; fixHints: boolean; backup: string | undefined };

export const HELP = `npm run doctor -- [OPTIONS]: is everything as the bot needs it? A line each: ok, wrong or not checked.

  --fix-hints     beneath each line that is not ok the exact places and commands
  --json          the same as JSON, for programs: docs/doctor.md
  --backup PATH   the newest backup, or the folder where it is: how old it is

npm run doctor -- first-order: leads through the first real order. It reads and prints; it orders nothing.

Settings are read as the bot reads them: from the environment, .env and the rules file. Nothing is changed at AWS, in
Slack or in the store. What doesn't answer within 10 seconds is wrong.
Ends with 0 where nothing is wrong, with 1 where something is, with 2 if the command line says nothing.`;

const FLAGS = {
  help: { type: 'boolean' },
  json: { type: 'boolean' },
  'fix-hints': { type: 'boolean' },
  backup: { type: 'string' },
} as const;

/** Reads the command line; throws UsageError with what is wrong with it. */
export function readCommandLine(args: string[]): Asked {
  const { values, positionals } = argumentsIn(args, FLAGS);
  const { help, json = false, 'fix-hints': fixHints = false, backup } = values;
  if (help) return { command: 'help' };
  const [command, ...more] = positionals;
  if (command === undefined) return { command: 'check', json, fixHints, backup };
  if (command !== 'first-order') throw new UsageError(`There is no command ${command}.`);
  const [extra] = [...more, ...Object.keys(values).map((name) => `--${name}`)];
  if (extra !== undefined) throw new UsageError(`${extra} has no effect beside first-order.`);
  return { command };
}
