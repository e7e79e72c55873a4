import { DirectConnectServiceException } from '@aws-sdk/client-direct-connect';
import { STSServiceException } from '@aws-sdk/client-sts';
import type { Trouble } from '../../domain/request/outcome.ts';

interface SdkError extends Error {
  code?: unknown;
  $metadata?: { requestId?: string };
}

/**
 * What an SDK error is called: AWS's name where AWS answered, else the network's code, else the class.
 * Statuses are left out on purpose; model and service disagree on them.
 */
export function trouble(error: unknown): Trouble {
  if (!(error instanceof Error)) return { code: 'UnknownError', message: String(error) };
  const { name, message, code, $metadata } = error as SdkError;
  const answered = error instanceof DirectConnectServiceException || error instanceof STSServiceException;
  const network = typeof code === 'string' && /^E[A-Z_]+$/.test(code) ? code : undefined;
  return {
    code: answered ? name : (network ?? name),
    message: message || name,
    awsRequestId: $metadata?.requestId,
  };
}
