import { DescribeLocationsCommand, type DirectConnectClient } from '@aws-sdk/client-direct-connect';
import { AwsReadError } from '../../interfaces/errors.ts';
import { trouble } from './failure.ts';

interface HttpRequest {
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
}

/**
 * Where a client's calls go, by the SDK's own rules (Region, partition, FIPS, dual-stack, addresses that are set): a
 * call is built and never leaves. Throws AwsReadError where the settings contradict each other.
 */
export async function endpointOf(client: DirectConnectClient): Promise<string> {
  let endpoint: string | undefined;
  const command = new DescribeLocationsCommand({});
  command.middlewareStack.add(
    () => async (args) => {
      endpoint = addressOf(args.request as HttpRequest);
      return { response: undefined, output: { $metadata: {} } };
    },
    { step: 'build', priority: 'high', name: 'noteEndpoint' },
  );
  try {
    await client.send(command);
  } catch (error) {
    const { code, message } = trouble(error);
    throw new AwsReadError(code, message, error);
  }
  if (endpoint === undefined) throw new AwsReadError('NoEndpoint', 'The SDK named no endpoint.', undefined);
  return endpoint;
}

function addressOf({ protocol, hostname, port, path }: HttpRequest): string {
  return `${protocol}//${hostname}${port ? `:${port}` : ''}${path === '/' ? '' : path}`;
}
