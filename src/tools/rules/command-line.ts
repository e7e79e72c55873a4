import { parseTags } from '../../domain/tags.ts';
import { argumentsIn, UsageError } from '../usage.ts';
import type { CaseOrder } from './order.ts';

/** What a run is asked for. */
export type Asked =
  | { command: 'help' | 'check' | 'schema' }
  | { command: 'explain'; order: CaseOrder }
  /** `groups`: those that whoever asked is in. */
  | { command: 'explain request'; requestId: string; groups: string[] }
  /** Two rules files. */
  | { command: 'diff'; before: string; after: string }
  /** `file` has the cases; interconnect-bot.test.yaml beside the rules unless it is named. */
  | { command: 'test'; file: string | undefined };

export const HELP = `npm run rules -- COMMAND: the rules file, offline. Nothing is asked of Slack or AWS, and no database is changed.

  check          reads it as the bot would, and lists the rules in the order in which they are tried
  explain        which rule applies to an order, who may approve it, how many it takes, and why
                   --region us-east-1 --location EqDC2 --bandwidth 10Gbps   needed
                   --account 123456789012   the file's unless it is named
                   --requester U0ERIN,S0ENG   who asks, and the groups that they are in
                   --lag --macsec   in a LAG, with MACsec
                   --name dc2-core-01 --tag owner=core --tag cost-center=4711   looked at where they are given
  explain --request ic-...   the same of a stored request: the rule that it was asked under, and the one of now
                   --requester S0ENG   the groups that whoever asked is in
  diff OLD NEW   which open requests would be decided otherwise by the rules file NEW than by OLD
  test [FILE]    tries the cases of interconnect-bot.test.yaml beside the rules file, or of FILE
  schema         prints the file's JSON schema, for editors

The file is interconnect-bot.yaml, or what INTERCONNECT_BOT_CONFIG names. APPROVERS, QUORUM, REQUESTERS and
APPROVAL_EXPIRY_HOURS are read as the bot reads them, from the environment and .env; so is DATABASE_URL for stored requests.
Ends with 0 for yes, with 1 for no (the file is wrong, the order is refused, a case fails, a request would be decided
otherwise), with 2 where it could not be asked (the command line is wrong, the store can't be read or is another version's,
there is no such request; for explain, diff and test, the file too).`;

const FLAGS = {
  region: { type: 'string' },
  location: { type: 'string' },
  bandwidth: { type: 'string' },
  account: { type: 'string' },
  requester: { type: 'string' },
  lag: { type: 'boolean' },
  macsec: { type: 'boolean' },
  request: { type: 'string' },
  name: { type: 'string' },
  tag: { type: 'string', multiple: true },
} as const;

/** Reads the command line; throws UsageError with what is wrong with it. */
export function readCommandLine(args: string[]): Asked {
  if (args.includes('--help')) return { command: 'help' };
  const [command, ...rest] = args;
  switch (command) {
    case 'check':
    case 'schema':
      parsed(rest, {}, 0);
      return { command };
    case 'test':
      return { command, file: parsed(rest, {}, 1).positionals[0] };
    case 'explain':
      return explained(parsed(rest, FLAGS, 0).values);
    case 'diff':
      return compared(parsed(rest, {}, 2).positionals);
    case undefined:
      throw new UsageError('There is no command.');
    default:
      throw new UsageError(`There is no command ${command}.`);
  }
}

function parsed(args: string[], options: Partial<typeof FLAGS>, positionals: number) {
  const read = argumentsIn(args, options as typeof FLAGS);
  if (read.positionals.length > positionals) throw new UsageError(`Unexpected: ${read.positionals.at(-1)}.`);
  return read;
}

type Values = ReturnType<typeof parsed>['values'];

function explained(values: Values): Asked {
  const { request, requester, ...others } = values;
  if (request === undefined) return { command: 'explain', order: toOrder(values) };
  const [other] = Object.keys(others);
  if (other !== undefined) throw new UsageError(`--${other} has no effect beside --request.`);
  return { command: 'explain request', requestId: request, groups: requester?.split(',') ?? [] };
}

function compared([before, after]: readonly string[]): Asked {
  if (before === undefined || after === undefined) throw new UsageError('diff needs two rules files.');
  return { command: 'diff', before, after };
}

function toOrder(values: Values): CaseOrder {
  const { region, location, bandwidth, account, requester, lag, macsec, name, tag } = values;
  if (!region || !location || !bandwidth)
    throw new UsageError('explain needs --region, --location and --bandwidth.');
  const tags = tag && toTags(tag);
  return { region, location, bandwidth, account, requester: requester?.split(','), lag, macsec, name, tags };
}

/** As the form's field is read, a line each. */
function toTags(lines: readonly string[]): Record<string, string> {
  const { tags, problems } = parseTags(lines.join('\n'));
  const [problem] = problems;
  if (problem !== undefined) throw new UsageError(`--tag: ${problem}`);
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}
