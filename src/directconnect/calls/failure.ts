import { isDenial, isThrottle, type Trouble } from '../../domain/request/outcome.ts';
import { withoutSecrets } from '../../domain/secrets.ts';
import type { AwsResult } from '../../interfaces/meter.ts';

interface SdkError extends Error {
  code?: unknown;
  $metadata?: { requestId?: string };
}

/**
 * What an SDK error is called: AWS's name where AWS answered, else the network's code, else the class.
 * Statuses are left out on purpose; model and service disagree on them. Its words go on to cards and into the store: a
 * wrong signature's repeat the headers that were signed, the session token among them.
 */
export function trouble(error: unknown): Trouble {
  if (!(error instanceof Error)) return { code: 'UnknownError', message: withoutSecrets(String(error)) };
  const { name, message, code, $metadata } = error as SdkError;
  const answered = isAnswer(error);
  const network = typeof code === 'string' && /^E[A-Z_]+$/.test(code) ? code : undefined;
  return {
    code: answered ? name : (network ?? name),
    message: withoutSecrets(message || name),
    awsRequestId: $metadata?.requestId,
  };
}

/** Whether AWS has said it: what any of its services answers is marked so by the SDK. */
export function isAnswer(error: unknown): boolean {
  return error instanceof Error && '$fault' in error;
}

/** What a failed call counts as: AWS's `$fault` says on whose side it was. */
export function resultOf(error: unknown): AwsResult {
  const { code } = trouble(error);
  if (!isAnswer(error)) return 'lost';
  if (isThrottle(code)) return 'throttled';
  if (isDenial(code)) return 'denied';
  return (error as { $fault?: unknown }).$fault === 'server' ? 'failed' : 'refused';
}
