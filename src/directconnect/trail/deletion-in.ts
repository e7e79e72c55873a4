import { z } from 'zod';
import type { Deletion } from '../../domain/port/deletion.ts';

// Sources: CloudTrail user guide, record contents and the userIdentity element.

const identity = z.looseObject({
  type: z.string().optional(),
  arn: z.string().optional(),
  principalId: z.string().optional(),
  userName: z.string().optional(),
  sessionContext: z
    .looseObject({ sessionIssuer: z.looseObject({ userName: z.string().optional() }).optional() })
    .optional(),
});
const record = z.looseObject({
  eventTime: z.iso.datetime(),
  errorCode: z.string().optional(),
  requestParameters: z.looseObject({ interconnectId: z.string() }),
  userIdentity: identity,
});

/**
 * The port that a record says was deleted, and by whom; undefined where it says nothing of the kind: it can't be read, the
 * call was refused, or AWS itself made it.
 */
export function deletionIn(text: string | undefined): [[interconnectId: string, Deletion]] | undefined {
  const read = record.safeParse(parsed(text ?? ''));
  if (!read.success) return undefined;
  const { eventTime, errorCode, requestParameters, userIdentity } = read.data;
  if (errorCode !== undefined || userIdentity.type === 'AWSService') return undefined;
  return [[requestParameters.interconnectId, { by: whoIs(userIdentity), at: Date.parse(eventTime) }]];
}

function whoIs({ type, arn, principalId, userName, sessionContext }: z.infer<typeof identity>): string {
  const session = arn?.split('/').at(-1);
  const role = sessionContext?.sessionIssuer?.userName;
  if (type === 'AssumedRole' && role) return session ? `${role}/${session}` : role;
  if (type === 'Root') return "the account's root user";
  return userName ?? arn ?? principalId ?? type ?? 'somebody';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
