import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { SECOND } from '../../domain/time.ts';
import { AwsReadError } from '../../interfaces/errors.ts';
import { trouble } from './failure.ts';
import { within } from './within.ts';

/** A credential provider that hangs must not hang an order. */
const LIMIT_MS = 5 * SECOND;
/** A provider that has hung for so long is not waited for any more: a new one is asked. */
const HANGS_MS = 60 * SECOND;
/** AWS's words for credentials that were good and aren't any more, or were never. */
const STALE = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
]);

/** One set of credentials, as it signs. */
export interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
  expiration?: Date | undefined;
}

/** What resolves credentials; the SDK's providers keep what they resolved, some for ever. */
export type Provider = (options?: { forceRefresh?: boolean }) => Promise<Keys>;

/** The bot's credentials, from wherever the AWS SDK finds them. */
export interface Credentials {
  /**
   * One set that holds for so many milliseconds, if there is one. Throws AwsReadError, with CREDENTIALS_TIMEOUT where
   * they don't come in time.
   */
  resolve(validForMs: number): Promise<Keys>;
  /** Whether these are the ones that were resolved last. */
  hold(keys: Keys): boolean;
  /** Begins anew after an answer that says that they are no good: what was rotated is read again. */
  stale(error: unknown): void;
}

/** `provider` makes a provider that knows nothing yet; `now` is AWS's time. */
export function createCredentials(
  provider: () => Provider,
  now: () => number,
  limitMs = LIMIT_MS,
): Credentials {
  let current = provider();
  let hangsSince: number | undefined;
  let last: string | undefined;
  const renew = () => {
    current = provider();
    hangsSince = undefined;
  };
  const resolve = async (validForMs: number) => {
    const keys = await current();
    const until = keys.expiration?.getTime();
    return until !== undefined && until < now() + validForMs ? current({ forceRefresh: true }) : keys;
  };
  return {
    async resolve(validForMs) {
      if (hangsSince !== undefined && now() - hangsSince >= HANGS_MS) renew();
      try {
        const keys = await within(limitMs, 'Resolving credentials', resolve(validForMs));
        hangsSince = undefined;
        last = keys.accessKeyId;
        return keys;
      } catch (error) {
        // What assumes a role has said it in its own words.
        if (error instanceof AwsReadError) throw error;
        const { code, message } = trouble(error);
        if (code !== 'TimeoutError') throw new AwsReadError(code, message, error);
        hangsSince ??= now();
        throw new AwsReadError('CREDENTIALS_TIMEOUT', message, error);
      }
    },
    hold: ({ accessKeyId }) => accessKeyId === last,
    stale(error) {
      if (STALE.has(trouble(error).code)) renew();
    },
  };
}

/** What a provider speaks to AWS with, where a role is assumed. */
export interface ProviderCalls {
  [key: string]: unknown;
  region: string;
  requestHandler: object;
  userAgentAppId(): Promise<string>;
}

/** The SDK's own chain, reading its files anew. */
export function defaultChain(calls: ProviderCalls): Provider {
  return defaultProvider({ ignoreCache: true, parentClientConfig: calls });
}
