import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { MINUTE } from '../../domain/time.ts';
import { AwsReadError } from '../../interfaces/errors.ts';
import type { Clients } from './clients.ts';
import type { Credentials, Keys, Provider } from './credentials.ts';
import { isAnswer, trouble } from './failure.ts';

/** CloudTrail of the other account shows it behind the role: who it was that called. */
const SESSION_NAME = 'interconnect-bot';
/** Seconds; a role that a role assumes lasts no longer. Source: IAM user guide, "Role chaining". */
const DURATION = 3600;
/** A session that ends within so long is replaced. */
const LEFT_OVER_MS = 5 * MINUTE;
const TODO = "See docs/accounts.md: the bot's own rights, the role's trust, and its external ID.";

/** A role to assume, and what its trust asks for. */
export interface Role {
  arn: string;
  externalId: string | undefined;
}

/**
 * Provides sessions of a role, each kept until it is about to end; whoever asks at the same time gets the same one.
 * `own` are the credentials that assume it; `now` is AWS's time. Rejects with AwsReadError.
 */
export function roleProvider(
  clients: Pick<Clients, 'sts'>,
  own: Credentials,
  role: Role,
  now: () => number,
): Provider {
  let current: Promise<Keys> | undefined;
  const begin = () => {
    const begun = assume(clients, own, role);
    current = begun;
    begun.catch(() => {
      if (current === begun) current = undefined;
    });
    return begun;
  };
  return async ({ forceRefresh = false } = {}) => {
    const known = current;
    const keys = await (known ?? begin());
    const isOver = (keys.expiration?.getTime() ?? 0) < now() + LEFT_OVER_MS;
    if (known === undefined || !(forceRefresh || isOver)) return keys;
    // Somebody else may have begun meanwhile.
    return current === known || current === undefined ? begin() : current;
  };
}

async function assume(
  clients: Pick<Clients, 'sts'>,
  own: Credentials,
  { arn, externalId }: Role,
): Promise<Keys> {
  const source = await own.resolve(0);
  try {
    const { Credentials: session } = await clients.sts(source).send(
      new AssumeRoleCommand({
        RoleArn: arn,
        RoleSessionName: SESSION_NAME,
        ExternalId: externalId,
        DurationSeconds: DURATION,
      }),
    );
    if (session?.AccessKeyId && session.SecretAccessKey)
      return {
        accessKeyId: session.AccessKeyId,
        secretAccessKey: session.SecretAccessKey,
        sessionToken: session.SessionToken,
        expiration: session.Expiration,
      };
  } catch (error) {
    const { code, message } = trouble(error);
    const why = `The role ${arn} could not be assumed: ${message}`;
    throw new AwsReadError(code, isAnswer(error) ? `${why}. ${TODO}` : why, error);
  }
  throw new AwsReadError('NoCredentials', `STS answered without a session of ${arn}.`, undefined);
}
