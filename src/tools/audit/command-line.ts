import { argumentsIn, UsageError } from '../usage.ts';
import type { KeptHead } from './head-files.ts';

/** Which entries an export is of; times in epoch milliseconds, from the first on and before the second. */
export interface Filter {
  from: number | undefined;
  to: number | undefined;
  /** A request's ID, or `house`. */
  request: string | undefined;
  actor: string | undefined;
  event: string | undefined;
  account: string | undefined;
  region: string | undefined;
}

/** What a run is asked for. */
export type Asked =
  | { command: 'help' }
  | { command: 'heads' }
  | { command: 'export'; csv: boolean; filter: Filter }
  | { command: 'verify'; heads: string[]; logs: string[]; told: KeptHead[]; key: string | undefined };

export const HELP = `npm run audit -- COMMAND: proves, prints and keeps the audit, read from the store. Nothing is changed there.

  verify    proves every trail by its chain and by the other tables; a line for each thing that is wrong
            --heads FILE   heads that were kept elsewhere; as often as there are files
            --key FILE     the public key (PEM) that has to have signed them
            --log FILE     a bot's log, JSON lines; as often as there are logs
            --head ID:N:HASH   a head that a thread shows (Audit N: HASH); house:N:HASH for the house's
  heads     each chain's head as JSON lines, with a summary, signed where AUDIT_SIGNING_KEY is set
  export    every entry as JSON lines
            --csv          as CSV
            --from TIME --to TIME   from the one on and before the other: 2026-11-29 or 2026-11-29T08:30Z, UTC
            --request ID --actor ID --event NAME --account ID --region REGION

DATABASE_URL and DATABASE_TLS name the store. What each column and event means, and how signatures are checked by hand:
docs/audit.md.
Ends with 0 if all is proven or printed, with 1 if something is wrong, with 2 for a command line that says nothing, with 3
where it could not be looked.`;

const FLAGS = {
  help: { type: 'boolean' },
  heads: { type: 'string', multiple: true },
  log: { type: 'string', multiple: true },
  head: { type: 'string', multiple: true },
  key: { type: 'string' },
  csv: { type: 'boolean' },
  from: { type: 'string' },
  to: { type: 'string' },
  request: { type: 'string' },
  actor: { type: 'string' },
  event: { type: 'string' },
  account: { type: 'string' },
  region: { type: 'string' },
} as const;

const MEANT: Record<string, readonly string[]> = {
  verify: ['heads', 'log', 'head', 'key'],
  heads: [],
  export: ['csv', 'from', 'to', 'request', 'actor', 'event', 'account', 'region'],
};

/** Reads the command line; `events` are those that there are. Throws UsageError with what is wrong with it. */
export function readCommandLine(args: string[], events: readonly string[]): Asked {
  const { values, positionals } = argumentsIn(args, FLAGS);
  if (values.help) return { command: 'help' };
  const [command, extra] = positionals;
  const meant = MEANT[command ?? ''];
  if (!meant) throw new UsageError(command ? `There is no command ${command}.` : 'There is no command.');
  if (extra !== undefined) throw new UsageError(`${extra} means nothing.`);
  const foreign = Object.keys(values).find((name) => !meant.includes(name));
  if (foreign) throw new UsageError(`${command} knows no --${foreign}.`);
  if (command === 'heads') return { command };
  if (command === 'verify') {
    const { heads = [], log = [], head = [], key } = values;
    if (key !== undefined && heads.length === 0) throw new UsageError('--key is for --heads FILE.');
    return { command, heads, logs: log, told: head.map(toHead), key };
  }
  const { csv = false, from, to, request, actor, event, account, region } = values;
  if (event !== undefined && !events.includes(event)) throw new UsageError(`There is no event ${event}.`);
  const filter = { from: toTime(from), to: toTime(to), request, actor, event, account, region };
  return { command: 'export', csv, filter };
}

/** `ic-...:4:3f2a...`; of a hash its first sixteen digits are enough. */
function toHead(text: string): KeptHead {
  const [, id = '', number = '', hash = ''] = /^(ic-\w+|house):(\d{1,9}):([0-9a-f]{16,64})$/.exec(text) ?? [];
  if (hash === '') throw new UsageError(`${text} is no head: ID:N:HASH, as in ic-7Q2M9V4KXA:4:3f2a...`);
  return { requestId: id === 'house' ? null : id, seq: Number(number), hash, source: '--head' };
}

const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z?)?$/;

/** UTC, whether it says so or not. */
function toTime(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const utc = text.includes('T') && !text.endsWith('Z') ? `${text}Z` : text;
  const time = TIME.test(text) ? Date.parse(utc) : Number.NaN;
  // JavaScript takes the 31st of February for the 3rd of March.
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text.slice(0, 10)))
    throw new UsageError(`${text} is no time: 2026-11-29 or 2026-11-29T08:30Z.`);
  return time;
}
