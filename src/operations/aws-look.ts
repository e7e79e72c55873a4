import type { Logger } from 'pino';
import type { Accounts } from '../domain/account.ts';
import { MINUTE, SECOND } from '../domain/time.ts';
import type { Where } from '../domain/where.ts';
import type { AccountAnswer, DirectConnect } from '../interfaces/direct-connect.ts';
import type { Duty } from '../interfaces/duty.ts';

const EVERY_MS = 5 * MINUTE;
const RETRY_MS = 5 * SECOND;

/** What the bot knows of AWS before anybody asks: whose its credentials are, and what is offered. */
export interface AwsLook {
  /** The account that is ordered in; undefined until AWS or the settings have told, and where there are several. */
  accountId(): string | undefined;
  /** The first look; rejects only where the bot itself is wrong. */
  first(): Promise<unknown>;
  /** Looks again, soon as long as something is not known. */
  duty: Duty;
}

interface AwsLookDeps extends Pick<DirectConnect, 'account'> {
  catalog: { refresh(): Promise<(Where & { code: string; message: string })[]> };
  /** Those that are meant; an ID is taken for known where it is the only one. */
  accounts: Accounts;
  /** Hears each answer of STS, and about which of them. */
  note: (answer: AccountAnswer, meant: Accounts[number]) => void;
  /** Keeps what was read of one of them, as whose it was read, for the next start. */
  keep: (meant: Accounts[number], accountId: string) => Promise<void>;
  log: Logger;
}

/** Reads the catalog anew and asks STS about each account. */
export function createAwsLook({ account, catalog, accounts, note, keep, log }: AwsLookDeps): AwsLook {
  const isOnly = accounts.length === 1;
  let accountId = isOnly ? (accounts[0].id ?? undefined) : undefined;
  /** Whose the credentials for each are by STS's last answer. */
  const told = new Map<Accounts[number], string>();
  let pause = RETRY_MS / 2;
  const learnOf = async (meant: Accounts[number]) => {
    const answer = await account(meant.id);
    note(answer, meant);
    if (answer.kind === 'known') {
      told.set(meant, answer.accountId);
      if (isOnly) accountId ??= answer.accountId;
      return;
    }
    told.delete(meant);
    const which = isOnly ? 'the AWS account is not known' : `account ${meant.id} can't be used`;
    log.warn({ code: answer.code }, `${which}: ${answer.message}`);
  };
  const learn = () => Promise.all(accounts.map(learnOf));
  const keepRead = async () => {
    for (const [meant, whose] of told) {
      // As whose it was read: that of the credentials of now, whatever account is meant.
      if (!isOnly && whose !== meant.id) continue;
      // The next reading is kept as well.
      await keep(meant, whose).catch((error: unknown) => log.warn({ err: error }, 'catalog not kept'));
    }
  };
  return {
    accountId: () => accountId,
    async first() {
      await Promise.all([learn(), catalog.refresh()]);
      await keepRead();
    },
    duty: {
      failure: 'catalog refresh failed',
      level: 'error',
      firstMs: RETRY_MS,
      async run() {
        const problems = await catalog.refresh();
        for (const problem of problems) log.warn(problem, 'catalog not read');
        await learn();
        await keepRead();
        const isKnown = isOnly ? accountId !== undefined : told.size === accounts.length;
        const complete = problems.length === 0 && isKnown;
        pause = complete ? EVERY_MS : Math.min(pause * 2, EVERY_MS);
        return pause;
      },
    },
  };
}
