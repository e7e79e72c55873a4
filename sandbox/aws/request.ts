import type { IncomingMessage } from 'node:http';
import { AwsError } from './errors.ts';
import { isRecord } from './input.ts';

/** One call as it came over the socket. */
export interface AwsRequest {
  /** awsJson1_1 for Direct Connect, Health and CloudTrail, the query protocol for STS. */
  protocol: 'json' | 'query';
  /** Which of those that speak awsJson1_1 is meant, as IAM names them; undefined if the caller named none. */
  service: Service | undefined;
  /** For example CreateInterconnect; empty if the caller named none. */
  operation: string;
  /** From the signature's credential scope; empty on an unsigned request. */
  region: string;
  accessKeyId: string | undefined;
  sessionToken: string | undefined;
  userAgent: string | undefined;
  /** When it says that it was signed: `20260105T090000Z`. */
  amzDate: string | undefined;
  body: string;
}

/** Those that speak awsJson1_1 here. */
export type Service = 'directconnect' | 'health' | 'cloudtrail';

/** What each is called on the wire: the service's name in its API's model. */
const TARGETS: ReadonlyMap<string, Service> = new Map([
  ['OvertureService', 'directconnect'],
  ['AWSHealth_20160804', 'health'],
  ['CloudTrail_20131101', 'cloudtrail'],
]);
const SCOPE = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/;

/** Reads a request to its end; undefined if the caller left before. */
export async function readRequest(message: IncomingMessage): Promise<AwsRequest | undefined> {
  const body = await bodyOf(message);
  if (body === undefined) return undefined;
  const [, accessKeyId, region = ''] = SCOPE.exec(message.headers.authorization ?? '') ?? [];
  const signed = {
    region,
    accessKeyId,
    sessionToken: header(message, 'x-amz-security-token'),
    userAgent: header(message, 'user-agent'),
    amzDate: header(message, 'x-amz-date'),
  };
  const target = header(message, 'x-amz-target');
  if (target !== undefined) {
    const [name = '', called = ''] = target.split('.');
    const service = TARGETS.get(name);
    return { protocol: 'json', service, operation: service ? called : '', ...signed, body };
  }
  const isForm = message.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const operation = (isForm && new URLSearchParams(body).get('Action')) || '';
  return { protocol: isForm ? 'query' : 'json', service: undefined, operation, ...signed, body };
}

function header(message: IncomingMessage, name: string): string | undefined {
  const value = message.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** The members of the input, whichever protocol carried them. */
export function inputOf(request: AwsRequest): Record<string, unknown> {
  if (request.protocol === 'query') return Object.fromEntries(new URLSearchParams(request.body));
  const input = parse(request.body);
  if (isRecord(input)) return input;
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

async function bodyOf(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of message) chunks.push(chunk);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString('utf8');
}
