import type { Unsure } from '../../actions/deciding/who-may.ts';
import { listRequests, type RequestList } from '../../actions/showing/list.ts';
import { type Known, listPorts, type PortList } from '../../actions/showing/ports.ts';
import { type NotFound, type Shown, showRequest } from '../../actions/showing/show.ts';
import { type Why, whyRequest } from '../../actions/showing/why.ts';
import type { RegionCatalog } from '../../domain/catalog/catalog.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import type { Env } from '../../settings/env.ts';
import { readRulesAlone } from '../../settings/rules.ts';
import { NO_FILE } from '../../settings/rules-file.ts';
import { readValues } from '../../settings/values.ts';
import { listText, listWords, portWords } from '../../words/listing.ts';
import { notShownText } from '../../words/looking.ts';
import { notFoundText, showWords } from '../../words/showing.ts';
import { timedText } from '../../words/timed.ts';
import { whyWords } from '../../words/why.ts';
import type { Answer } from '../answer.ts';
import { couldNot } from '../could-not.ts';
import { printable } from '../printable.ts';
import { UsageError } from '../usage.ts';
import { withStore } from '../with-store.ts';
import { type Asked, HELP, readCommandLine } from './command-line.ts';
import { judgingOffline } from './judging.ts';

type Found = RequestList | PortList | Shown | Why | NotFound | Unsure;

/** `npm run bot`: what the bot knows, read-only. */
export async function runBot(args: string[], env: Env): Promise<Answer> {
  try {
    const asked = readCommandLine(args);
    if (asked.command === 'help') return { code: 0, text: HELP };
    const judging = judgingOffline(env);
    const { account, accounts } = readRulesAlone(env);
    const meant = accounts.length > 1 ? accounts.map(({ id }) => id) : [account];
    const { DRY_RUN: dryRun } = readValues(['DRY_RUN'], env, NO_FILE);
    const found = await withStore(env, (store) =>
      store.read((at) => look(at, { judging, dryRun, meant }, asked)),
    );
    const code = found.kind === 'not_found' ? 1 : found.kind === 'unchecked' ? 2 : 0;
    return { code, text: asked.json ? JSON.stringify(found, undefined, 2) : printable(textOf(found)) };
  } catch (error) {
    if (error instanceof UsageError) return { code: 2, text: `${error.message}\n\n${HELP}` };
    return couldNot(error);
  }
}

async function look(
  at: Snapshot,
  { meant, ...deps }: Parameters<typeof showRequest>[1] & { meant: readonly Meant[] },
  asked: Exclude<Asked, { command: 'help' }>,
): Promise<Found> {
  switch (asked.command) {
    case 'list':
      return listRequests(at, deps, { ...asked, who: { id: asked.as ?? '' } });
    case 'ports':
      return listPorts(at, await kept(at, meant), asked.page);
    case 'show':
      return showRequest(at, deps, asked.id);
    case 'why':
      return whyRequest(at, deps, {
        id: asked.id,
        who: asked.as === undefined ? undefined : { id: asked.as },
      });
  }
}

/** An account that the settings name; undefined for whichever was read last. */
type Meant = string | undefined;

/** What the bot has kept of what it last read of AWS: of the accounts that the settings name, or of the last one. */
async function kept(at: Snapshot, meant: readonly Meant[]): Promise<Known> {
  const catalogs: [Meant, readonly RegionCatalog[]][] = [];
  for (const account of meant) catalogs.push([account, await at.catalogs.latest(account)]);
  return ({ accountId, region }) =>
    catalogs
      .find(([account]) => account === undefined || accountId === null || accountId === account)?.[1]
      .find((one) => one.region === region);
}

function textOf(found: Found): string {
  switch (found.kind) {
    case 'list':
      return listText(listWords(found));
    case 'ports':
      return listText(portWords(found));
    case 'shown':
      return showWords(found).map(timedText).join('\n');
    case 'why':
      return whyWords(found).map(timedText).join('\n');
    case 'not_found':
      return notFoundText(found);
    case 'unchecked':
      return notShownText(found);
  }
}
