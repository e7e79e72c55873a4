import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { AwsReadError } from '../../interfaces/errors.ts';
import type { Clients } from '../calls/clients.ts';
import type { Keys } from '../calls/credentials.ts';
import { trouble } from '../calls/failure.ts';

/** Who the bot is at AWS. */
export interface Caller {
  accountId: string;
  /** `aws`, `aws-us-gov`, `aws-cn` and others. */
  partition: string;
  /** Of the user or the session: `arn:aws:sts::123456789012:assumed-role/interconnect-bot/i-0abc`. */
  arn: string;
  /** Whose policies say what it may: the role or user in IAM; undefined for the account's root. */
  policySource: string | undefined;
  /** Where IAM of the partition is asked. */
  iamRegion: string;
  /** When the credentials end, epoch milliseconds; undefined where they don't. */
  endsAt: number | undefined;
  /** AWS's time by its Date header, and this machine's when it came; epoch milliseconds. */
  answered: { awsAt: number; at: number } | undefined;
}

/** IAM has one endpoint a partition, signed for there. Source: AWS General Reference, IAM endpoints. */
const IAM_REGIONS: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-cn': 'cn-north-1',
};

/** Asks STS whose credentials these are; throws AwsReadError. */
export async function askCaller(clients: Pick<Clients, 'sts'>, keys: Keys): Promise<Caller> {
  const command = new GetCallerIdentityCommand({});
  let answered: Caller['answered'];
  command.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      const { headers } = answer.response as { headers?: Record<string, string> };
      const awsAt = Date.parse(headers?.date ?? '');
      answered = Number.isNaN(awsAt) ? undefined : { awsAt, at: Date.now() };
      return answer;
    },
    { step: 'deserialize', name: 'noteDate' },
  );
  const { Account, Arn = '' } = await clients
    .sts(keys)
    .send(command)
    .catch((error: unknown) => {
      const { code, message } = trouble(error);
      throw new AwsReadError(code, `STS did not tell whose credentials these are: ${message}`, error);
    });
  const partition = Arn.split(':')[1];
  if (!Account || !partition)
    throw new AwsReadError('NoAccount', 'STS answered without an account.', undefined);
  return {
    accountId: Account,
    partition,
    arn: Arn,
    policySource: policySourceOf(Arn),
    iamRegion: IAM_REGIONS[partition] ?? 'us-east-1',
    endsAt: keys.expiration?.getTime(),
    answered,
  };
}

/** Of a role's session the role, whose path the session's ARN doesn't have. Source: IAM identifiers. */
function policySourceOf(arn: string): string | undefined {
  const [, partition, account, role] = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (role) return `arn:${partition}:iam::${account}:role/${role}`;
  return /^arn:[^:]+:iam::\d+:user\//.test(arn) ? arn : undefined;
}
