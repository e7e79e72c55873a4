import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (input: Record<string, unknown>) => unknown;

/** A server that answers awsJson1_1 operations with whatever a test says, and STS with one account or none. */
export interface Wire {
  answers: Record<string, Answer>;
  accountId: string | undefined;
  calls: { operation: string; input: Record<string, unknown> }[];
  close(): Promise<void>;
}

/** Starts it on a free local port, and points the AWS SDK of this process at it. */
export async function startWire(): Promise<Wire> {
  const wire: Wire = { answers: {}, accountId: '123456789012', calls: [], close: async () => undefined };
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const target = request.headers['x-amz-target'];
    if (typeof target !== 'string') {
      const identity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Account>${wire.accountId}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
      response
        .writeHead(wire.accountId ? 200 : 403, { 'content-type': 'text/xml' })
        .end(wire.accountId ? identity : '');
      return;
    }
    const operation = target.split('.')[1] ?? '';
    const input = JSON.parse(body) as Record<string, unknown>;
    wire.calls.push({ operation, input });
    const answer = wire.answers[operation];
    response.writeHead(answer ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(
      JSON.stringify(answer ? answer(input) : { __type: 'AccessDeniedException', message: 'No.' }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DIRECT_CONNECT: url,
    AWS_ENDPOINT_URL_STS: url,
    AWS_ACCESS_KEY_ID: 'AKIDTEST',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
  wire.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return wire;
}
