import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import type { DirectConnect, Session } from '../../src/interfaces/direct-connect.ts';
import { sdkEnvOf } from '../support/sdk-env.ts';

type Input = Record<string, unknown>;
type Answer = (input: Input) => unknown;

/** Says no by an error's name. */
export class Refusal extends Error {
  override readonly name: string;
  constructor(name: string, message = 'No.') {
    super(message);
    this.name = name;
  }
}

/** One call as it came over the wire; an input of STS is a form's fields. */
interface Call {
  operation: string;
  input: Input;
  host: string;
  accessKeyId: string;
  signedFor: string;
  userAgent: string;
}

/** A server that answers awsJson1_1 operations with whatever a test says, and STS with accounts by access key. */
export interface Wire {
  url: string;
  answers: Record<string, Answer>;
  /** What STS answers; an access key that has none of its own has that of `anyKey`. None is AccessDenied; a word is an error. */
  accounts: Record<string, string | undefined>;
  partition: string;
  /** How far its clock is ahead of this machine's; signatures of another time are refused, as AWS does. */
  clockMs: number;
  calls: Call[];
  close(): Promise<void>;
}

const TOLERANCE_MS = 5 * 60_000;

/** What a wire answers, whatever it is reached by. */
export function answering(wire: Wire): RequestListener {
  return async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const target = request.headers['x-amz-target'];
    const sts = typeof target !== 'string';
    const input = sts ? Object.fromEntries(new URLSearchParams(body)) : (JSON.parse(body) as Input);
    const call = callOf(request, sts ? String(input.Action) : (target.split('.')[1] ?? ''), input);
    wire.calls.push(call);
    response.setHeader('date', new Date(Date.now() + wire.clockMs).toUTCString());
    try {
      if (Math.abs(signedAt(request) - Date.now() - wire.clockMs) > TOLERANCE_MS) {
        throw new Refusal(sts ? 'SignatureDoesNotMatch' : 'InvalidSignatureException', 'Signature expired.');
      }
      const answer = sts ? stsAnswer(wire, call) : answerOf(wire, call);
      response.setHeader('content-type', sts ? 'text/xml' : 'application/x-amz-json-1.1');
      response.end(sts ? answer : JSON.stringify(answer));
    } catch (error) {
      const { name, message } = error as Error;
      response.statusCode = 400;
      response.end(
        sts
          ? `<ErrorResponse><Error><Type>Sender</Type><Code>${name}</Code><Message>${message}</Message></Error></ErrorResponse>`
          : JSON.stringify({ __type: name, message }),
      );
    }
  };
}

function callOf({ headers }: IncomingMessage, operation: string, input: Input): Call {
  const [, accessKeyId = '', region = '', service = ''] =
    /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)/.exec(headers.authorization ?? '') ?? [];
  return {
    operation,
    input,
    host: headers.host ?? '',
    accessKeyId,
    signedFor: `${service} in ${region}`,
    userAgent: headers['user-agent'] ?? '',
  };
}

/** Epoch milliseconds. */
function signedAt({ headers }: IncomingMessage): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(headers['x-amz-date'])) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** A role that is assumed has the keys that its name says. */
function stsAnswer(wire: Wire, { operation, accessKeyId, input }: Call): string {
  const account = accessKeyId in wire.accounts ? wire.accounts[accessKeyId] : wire.accounts.anyKey;
  if (account === undefined) throw new Refusal('AccessDenied');
  if (!/^\d{12}$/.test(account)) throw new Refusal(account);
  if (operation === 'AssumeRole') {
    const role = String(input.RoleArn).split('/').at(-1);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>${role}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${until}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
  }
  const arn = `arn:${wire.partition}:sts::${account}:assumed-role/bot/i-0`;
  return `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${arn}</Arn><Account>${account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
}

function answerOf(wire: Wire, { operation, input }: Call): unknown {
  const answer = wire.answers[operation]?.(input);
  if (answer === undefined) throw new Refusal('AccessDeniedException');
  return answer;
}

/** Starts it on a free local port, and points the AWS SDK of this process at it, until `vi.unstubAllEnvs`. */
export async function startWire(): Promise<Wire> {
  const wire: Wire = {
    url: '',
    answers: {},
    accounts: { anyKey: '123456789012' },
    partition: 'aws',
    clockMs: 0,
    calls: [],
    close: async () => undefined,
  };
  const server = createServer(answering(wire));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  wire.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = sdkEnvOf({ url: wire.url, accessKeyId: 'AKIDTEST', secretAccessKey: 'secret' });
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  wire.close = () =>
    new Promise((resolve) => {
      vi.unstubAllEnvs();
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return wire;
}

/** A session that has to open. */
export async function opened(aws: DirectConnect, region: string, validForMs = 60_000): Promise<Session> {
  const answer = await aws.open({ accountId: null, region }, validForMs);
  if (answer.kind !== 'open') throw new Error(JSON.stringify(answer));
  return answer.session;
}
