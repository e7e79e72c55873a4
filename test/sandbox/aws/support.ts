import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import {
  CreateInterconnectCommand,
  type CreateInterconnectCommandInput,
  DirectConnectClient,
} from '@aws-sdk/client-direct-connect';
import { HealthClient } from '@aws-sdk/client-health';
import { STSClient } from '@aws-sdk/client-sts';
import { afterEach } from 'vitest';
import { startAws } from '../../../sandbox/aws/index.ts';
import type { AwsOptions, EmbeddedAws } from '../../../sandbox/aws/types.ts';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Allows everything: for tests of other rules than IAM's. */
export const ADMIN = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
};

/** An embedded AWS that ends with the test; its keys may do everything unless another policy is given. */
export async function aws(options?: AwsOptions): Promise<EmbeddedAws> {
  const embedded = await startAws({ policy: ADMIN, ...options });
  cleanups.push(() => embedded.close());
  return embedded;
}

interface ClientOptions {
  region?: string;
  accessKeyId?: string;
  sessionToken?: string;
  /** Undefined: the SDK's own three. */
  maxAttempts?: number | undefined;
}

export function directConnect(embedded: EmbeddedAws, options: ClientOptions = {}): DirectConnectClient {
  const client = new DirectConnectClient(configOf(embedded, options));
  cleanups.push(() => client.destroy());
  return client;
}

export function sts(embedded: EmbeddedAws, options: ClientOptions = {}): STSClient {
  const client = new STSClient(configOf(embedded, options));
  cleanups.push(() => client.destroy());
  return client;
}

export function health(embedded: EmbeddedAws, options: ClientOptions = {}): HealthClient {
  const client = new HealthClient(configOf(embedded, options));
  cleanups.push(() => client.destroy());
  return client;
}

export function cloudTrail(embedded: EmbeddedAws, options: ClientOptions = {}): CloudTrailClient {
  const client = new CloudTrailClient(configOf(embedded, options));
  cleanups.push(() => client.destroy());
  return client;
}

/** A clock that stands still until it is told to move. */
export function clock(): { now: () => number; tick: (ms: number) => void } {
  let time = Date.UTC(2026, 0, 5, 9);
  return {
    now: () => time,
    tick: (ms) => {
      time += ms;
    },
  };
}

/** An order that the default catalog accepts. */
export const ORDER = { interconnectName: 'ashburn-1', bandwidth: '10Gbps', location: 'EqDC2' };

/** Orders a port; answers its ID. */
export async function orderAt(
  embedded: EmbeddedAws,
  more: Partial<CreateInterconnectCommandInput> = {},
): Promise<string> {
  const order = new CreateInterconnectCommand({ ...ORDER, ...more });
  const { interconnectId = '' } = await directConnect(embedded).send(order);
  return interconnectId;
}

/** What a call failed with. */
export async function failureOf(call: Promise<unknown>): Promise<Error & { $metadata?: Metadata }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('The call was expected to fail.');
}

interface Metadata {
  httpStatusCode?: number;
  requestId?: string;
}

function configOf(embedded: EmbeddedAws, options: ClientOptions) {
  return {
    endpoint: embedded.url,
    region: options.region ?? 'us-east-1',
    maxAttempts: 'maxAttempts' in options ? options.maxAttempts : 1,
    credentials: {
      accessKeyId: options.accessKeyId ?? embedded.accessKeyId,
      secretAccessKey: embedded.secretAccessKey,
      ...(options.sessionToken === undefined ? {} : { sessionToken: options.sessionToken }),
    },
  };
}
