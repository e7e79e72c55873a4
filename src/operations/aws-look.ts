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

/** Reads `catalog` anew and asks STS; `note` hears each answer. An `expected` account is taken for known. */
export function createAwsLook(
  { account }: Pick<DirectConnect, 'account'>,
  catalog: { refresh(): Promise<{ region: string; code: string; message: string }[]> },
  expected: string | undefined,
  note: (answer: AccountAnswer) => void,
  log: Logger,
): AwsLook {
  let accountId = expected;
  let pause = RETRY_MS / 2;
  const learn = async () => {
    const answer = await account();
    note(answer);
    if (answer.kind === 'known') accountId ??= answer.accountId;
    else log.warn({ code: answer.code }, `the AWS account is not known: ${answer.message}`);
  };
  return {
    accountId: () => accountId,
    first: () => Promise.all([learn(), catalog.refresh()]),
    duty: {
      failure: 'catalog refresh failed',
      level: 'error',
      firstMs: RETRY_MS,
      async run() {
        const problems = await catalog.refresh();
        for (const problem of problems) log.warn(problem, 'catalog not read');
        await learn();
        const complete = problems.length === 0 && accountId !== undefined;
        pause = complete ? EVERY_MS : Math.min(pause * 2, EVERY_MS);
        return pause;
      },
    },
  };
}
