import { LISTS, type ListName } from '../../actions/showing/list.ts';
import { argumentsIn, UsageError } from '../usage.ts';

/** What a run is asked for. `as`: the person as whom it looks; `page` begins with 0. */
export type Asked = { json: boolean } & (
  | { command: 'help' }
  | { command: 'list'; which: ListName; page: number; as: string | undefined }
  | { command: 'ports'; page: number }
  | { command: 'show'; id: string }
  | { command: 'why'; id: string; as: string | undefined }
);

export const HELP = `npm run bot -- COMMAND: what the bot knows, read from its store. Nothing is changed, and neither Slack nor AWS is asked.

  list [mine|waiting|all] [PAGE]   requests: those of one person, those that wait for them, or all that are open
                                   all unless it is said; mine and waiting need --as U0ERIN
  show ID                          all of a request (ic-...) or of a port (dxcon-...)
  why ID                           who asked and decided, by which rule, what is missing, what was sent and what came of it;
                                   --as U0LEE: and whether they may
  ports [PAGE]                     the ports that the bot follows

  --json   the same as JSON, for programs

An ID is also what a port's tags hold: the request's ID, or the link of its thread.
DATABASE_URL and DATABASE_TLS name the store, the rules are read as the bot reads them: from the environment, .env and
the rules file. Who is in a Slack group is not known here, and said where it matters.
Ends with 0 if it was found, with 1 if it wasn't, with 2 where it could not be asked.`;

const FLAGS = { json: { type: 'boolean' }, as: { type: 'string' } } as const;

/** Reads the command line; throws UsageError with what is wrong with it. */
export function readCommandLine(args: string[]): Asked {
  if (args.includes('--help')) return { command: 'help', json: false };
  const { values, positionals } = argumentsIn(args, FLAGS);
  const { json = false, as } = values;
  const [command, ...rest] = positionals;
  switch (command) {
    case 'list': {
      const [which = 'all', page] = numeric(rest[0]) ? ['all', rest[0]] : rest;
      const found = LISTS.find((name) => name === which);
      if (!found) throw new UsageError(`There is no list ${which}.`);
      if (found !== 'all' && as === undefined) throw new UsageError(`list ${which} needs --as: whose it is.`);
      return { command, which: found, page: toPage(page), as, json };
    }
    case 'ports':
      return { command, page: toPage(rest[0]), json };
    case 'show':
      return { command, id: toId(command, rest[0]), json };
    case 'why':
      return { command, id: toId(command, rest[0]), as, json };
    case undefined:
      throw new UsageError('There is no command.');
    default:
      throw new UsageError(`There is no command ${command}.`);
  }
}

function numeric(text: string | undefined): boolean {
  return /^\d+$/.test(text ?? '');
}

function toPage(text = '1'): number {
  if (!numeric(text) || Number(text) < 1) throw new UsageError(`${text} is no page: the first is 1.`);
  return Number(text) - 1;
}

function toId(command: string, id: string | undefined): string {
  if (!id) throw new UsageError(`${command} needs an ID: ic-... or dxcon-...`);
  return id;
}
