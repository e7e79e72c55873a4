import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { DirectConnectClient, type DirectConnectClientConfig } from '@aws-sdk/client-direct-connect';
import { STSClient } from '@aws-sdk/client-sts';
import { createMemory } from '../../domain/memory.ts';
import type { AwsResult, Meter } from '../../interfaces/meter.ts';
import type { Clock } from './clock.ts';
import type { Keys, ProviderCalls } from './credentials.ts';
import { resultOf } from './failure.ts';

const CONNECT_MS = 3_000;
const READ_MS = 5_000;
const STS_MS = 2_000;
/** Credentials of roles change every hour: more ways than these are never used at the same time. */
const REMEMBERED = 200;
/** Shows up in the user agent, and so in CloudTrail: who it was that called. */
const APP_ID = 'interconnect-bot';
/** Where in a client's calls its `noting` stands. */
export const NOTING = { step: 'initialize', name: 'noteAnswer' } as const;
/** It puts together what nobody has asked it to log, which for a page of ports takes as long as reading it. */
const LOGGING = 'loggerMiddleware';

/** HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in either case, as the entry file read them. */
export type ProxyEnv = Readonly<Record<string, string | undefined>>;

/** Where calls go and who signs them. Without an endpoint the SDK's own settings decide: Region, FIPS, dual-stack. */
export interface Way {
  region: string;
  credentials: Keys;
  endpoint?: string;
}

/** What any client of the SDK is made with. */
interface ClientSettings {
  region: string;
  credentials: Keys;
  maxAttempts: number;
  requestHandler: object;
  userAgentAppId: string;
  systemClockOffset: number;
}

/** Makes AWS clients that sign with one set of credentials each, through the proxy if there is one. */
export interface Clients {
  /** For reading: it may retry, and nobody orders with it. */
  reader(way: Way): DirectConnectClient;
  /** For what may be sent once, an order say: a single try each on a connection of its own, ended by whoever sends it and by nothing else. */
  single(way: Way): DirectConnectClient;
  /** For asking whose credentials these are. The second try is for a clock that is off: the first answer tells it. */
  sts(credentials: Keys): STSClient;
  /** What clients of other services are made with, for reading. */
  settings(way: Way): ClientSettings;
  /** What each of them has to have in its calls, so that they tell what `reader`'s do. */
  noting: Noting;
  /** What credential providers call AWS with. */
  forProviders: ProviderCalls;
}

/** What clients may be made with. */
export interface ClientOptions {
  proxyEnv?: ProxyEnv;
  /** Counts each call, with all its tries. */
  meter?: Pick<Meter, 'awsCall'>;
}

/** `stale` is called whenever AWS says that some credentials are no good any more. */
export function createClients(
  homeRegion: string,
  clock: Clock,
  stale: (error: unknown, keys: Keys) => void,
  { proxyEnv, meter }: ClientOptions = {},
): Clients {
  const agentsOf = (keepAlive: boolean) => ({
    httpAgent: new HttpAgent({ keepAlive, proxyEnv }),
    httpsAgent: new HttpsAgent({ keepAlive, proxyEnv }),
  });
  const shared = {
    ...agentsOf(true),
    connectionTimeout: CONNECT_MS,
    requestTimeout: READ_MS,
    throwOnRequestTimeout: true,
  };
  const common = () => ({ userAgentAppId: APP_ID, systemClockOffset: clock.offset() });
  const noting = noter(clock, stale, meter);
  const directConnect = (config: DirectConnectClientConfig & { credentials: Keys }) => {
    const client = new DirectConnectClient({ ...common(), ...config });
    client.middlewareStack.add(noting(client.config, config.credentials), NOTING);
    client.middlewareStack.remove(LOGGING);
    return client;
  };
  const unhurried = { ...agentsOf(false), connectionTimeout: 0, requestTimeout: 0 };
  return {
    reader: remembered(clock, (way) =>
      directConnect({ ...addressOf(way), maxAttempts: 2, requestHandler: shared }),
    ),
    single: remembered(clock, (way) =>
      directConnect({
        ...addressOf(way),
        // As shipped, the SDK sends an order three times when its answer is cut off.
        maxAttempts: 1,
        requestHandler: unhurried,
      }),
    ),
    sts(credentials) {
      const requestHandler = { ...shared, requestTimeout: STS_MS };
      const client = new STSClient({
        ...common(),
        region: homeRegion,
        credentials,
        maxAttempts: 2,
        requestHandler,
      });
      client.middlewareStack.add(noting(client.config, credentials), NOTING);
      return client;
    },
    settings: (way) => ({ ...common(), ...addressOf(way), maxAttempts: 2, requestHandler: shared }),
    noting,
    forProviders: { region: homeRegion, requestHandler: shared, userAgentAppId: async () => APP_ID },
  };
}

/**
 * One client for each way: building one takes longer than a call. It signs with exactly the credentials of its way, by
 * the clock as it is known now.
 */
function remembered(
  clock: Clock,
  build: (way: Way) => DirectConnectClient,
): (way: Way) => DirectConnectClient {
  const clients = createMemory<DirectConnectClient>(REMEMBERED);
  return (way) => {
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = way.credentials;
    const ends = expiration?.getTime();
    const name = JSON.stringify([way.region, way.endpoint, accessKeyId, secretAccessKey, sessionToken, ends]);
    const client = clients.of(name, () => build(way));
    client.config.systemClockOffset = clock.offset();
    return client;
  };
}

type Noting = ReturnType<typeof noter>;

/** Around all tries of a call: what its answer tells of the clock and of the credentials, and how long it took. */
function noter(clock: Clock, stale: (error: unknown, keys: Keys) => void, meter?: Pick<Meter, 'awsCall'>) {
  return (config: { systemClockOffset: number }, keys: Keys) =>
    <A, R>(next: (args: A) => Promise<R>, { commandName }: { commandName?: string }) =>
    async (args: A): Promise<R> => {
      const before = config.systemClockOffset;
      const began = performance.now();
      const note = (result: AwsResult) =>
        meter?.awsCall((commandName ?? '').replace(/Command$/, ''), result, performance.now() - began);
      try {
        const answer = await next(args);
        note('ok');
        return answer;
      } catch (error) {
        note(resultOf(error));
        stale(error, keys);
        throw error;
      } finally {
        // A call without an answer has learnt nothing.
        if (config.systemClockOffset !== before) clock.learn(config.systemClockOffset);
      }
    };
}

/** An endpoint beside the SDK's FIPS or dual-stack settings is an error of the SDK, though it came from them. */
function addressOf({ region, credentials, endpoint }: Way) {
  if (endpoint === undefined) return { region, credentials };
  return { region, credentials, endpoint, useFipsEndpoint: false, useDualstackEndpoint: false };
}
