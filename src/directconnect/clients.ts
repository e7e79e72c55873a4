import { DirectConnectClient } from '@aws-sdk/client-direct-connect';
import { STSClient } from '@aws-sdk/client-sts';

const CONNECT_MS = 3_000;
const READ_MS = 5_000;

const READ_HANDLER = {
  connectionTimeout: CONNECT_MS,
  requestTimeout: READ_MS,
  throwOnRequestTimeout: true,
};

/** A Region's reading client, and where its calls were last seen to go. */
export interface Reader {
  client: DirectConnectClient;
  endpoint(): string | undefined;
}

/** One reading client per Region: it may retry, it can't order. */
export function createReaders(): (region: string) => Reader {
  const readers = new Map<string, Reader>();
  return (region) => {
    const known = readers.get(region);
    if (known) return known;
    const reader = createReader(region);
    readers.set(region, reader);
    return reader;
  };
}

function createReader(region: string): Reader {
  const client = new DirectConnectClient({ region, maxAttempts: 2, requestHandler: READ_HANDLER });
  let endpoint: string | undefined;
  client.middlewareStack.add(
    (next) => (args) => {
      endpoint = addressOf(args.request as HttpRequest);
      return next(args);
    },
    { step: 'finalizeRequest', name: 'noteEndpoint' },
  );
  return { client, endpoint: () => endpoint };
}

interface HttpRequest {
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
}

function addressOf({ protocol, hostname, port, path }: HttpRequest): string {
  return `${protocol}//${hostname}${port ? `:${port}` : ''}${path === '/' ? '' : path}`;
}

/** STS for asking whose credentials these are; a single, short try. */
export function createSts(region: string): STSClient {
  return new STSClient({
    region,
    maxAttempts: 1,
    requestHandler: { ...READ_HANDLER, requestTimeout: 2_000 },
  });
}
