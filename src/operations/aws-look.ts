import type { Logger } from 'pino';
import { MINUTE, SECOND } from '../domain/time.ts';
import type { AccountAnswer, DirectConnect } from '../interfaces/direct-connect.ts';
import type { Duty } from '../interfaces/duty.ts';

const EVERY_MS = 5 * MINUTE;
const RETRY_MS = 5 * SECOND;

/** What the bot knows of AWS before anybody asks: whose its credentials are, and what is offered. */
export interface AwsLook {
  /** Undefined until AWS or the settings have told. */
  accountId(): string | undefined;
  /** The first look; rejects only where the bot itself is wrong. */
  first(): Promise<unknown>;
  /** Looks again, soon as long as something is not known. */
  duty: Duty;
}

interface AwsLookDeps extends Pick<DirectConnect, 'account'> {
  catalog: { refresh(): Promise<{ region: string; code: string; message: string }[]> };
  /** An account that is taken for known. */
  expected: string | undefined;
  /** Hears each answer of STS. */
  note: (answer: AccountAnswer) => void;
  /** Keeps what was read, for the next start. */
  keep: (accountId: string) => Promise<void>;
  log: Logger;
}

/** Reads the catalog anew and asks STS. */
export function createAwsLook({ account, catalog, expected, note, keep, log }: AwsLookDeps): AwsLook {
  let accountId = expected;
  /** Whose the credentials are by STS's last answer. */
  let told: string | undefined;
  let pause = RETRY_MS / 2;
  const learn = async () => {
    const answer = await account();
    note(answer);
    told = answer.kind === 'known' ? answer.accountId : undefined;
    if (answer.kind === 'known') accountId ??= answer.accountId;
    else log.warn({ code: answer.code }, `the AWS account is not known: ${answer.message}`);
  };
  const keepRead = async () => {
    // As whose it was read: that of the credentials of now, whatever account is meant.
    if (told === undefined) return;
    // The next reading is kept as well.
    await keep(told).catch((error: unknown) => log.warn({ err: error }, 'catalog not kept'));
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
        const complete = problems.length === 0 && accountId !== undefined;
        pause = complete ? EVERY_MS : Math.min(pause * 2, EVERY_MS);
        return pause;
      },
    },
  };
}
