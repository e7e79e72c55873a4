import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** The services that the SDK's providers get credentials from, in one, and an STS that says whose they are. */
export interface CredentialServices {
  url: string;
  /** The access keys that STS was asked about. */
  seen: string[];
  close(): Promise<void>;
}

export const ACCOUNT = '111122223333';
const UNTIL = new Date(Date.now() + 3_600_000).toISOString();

/** Starts them on a free local port. Each gives out an access key that names it. */
export async function startCredentialServices(): Promise<CredentialServices> {
  const seen: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const [, signer] = /Credential=(\w+)\//.exec(request.headers.authorization ?? '') ?? [];
    if (body.includes('Action=GetCallerIdentity') && signer) seen.push(signer);
    answer(request, body, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function answer({ url = '' }: IncomingMessage, body: string, response: ServerResponse): void {
  const json = (content: object) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(content));
  if (url === '/container') return void json({ ...keysOf('CONTAINER'), Expiration: UNTIL });
  if (url === '/latest/api/token') {
    return void response.setHeader('x-aws-ec2-metadata-token-ttl-seconds', '21600').end('token');
  }
  if (url.endsWith('/security-credentials/')) return void response.end('role');
  if (url.endsWith('/security-credentials/role')) {
    return void json({ Code: 'Success', ...keysOf('INSTANCE'), Expiration: UNTIL });
  }
  // IAM Identity Center, with a token that was renewed before; then `aws login`.
  if (url === '/token') return void json({ accessToken: 'renewed', expiresIn: 3_600, refreshToken: 'next' });
  if (url.startsWith('/federation/credentials')) {
    return void json({ roleCredentials: { ...lower('SSO'), expiration: Date.parse(UNTIL) } });
  }
  if (url === '/v1/token') {
    return void json({
      accessToken: lower('LOGIN'),
      tokenType: 'aws_sigv4',
      expiresIn: 900,
      refreshToken: 'next',
    });
  }
  const [, action = ''] = /Action=(\w+)/.exec(body) ?? [];
  response.setHeader('content-type', 'text/xml').end(sts(action));
}

function keysOf(name: string) {
  return { AccessKeyId: `ASIA${name}`, SecretAccessKey: 'secret', Token: 'token' };
}

function lower(name: string) {
  return { accessKeyId: `ASIA${name}`, secretAccessKey: 'secret', sessionToken: 'token' };
}

function sts(action: string): string {
  const keys = (name: string) =>
    `<Credentials><AccessKeyId>ASIA${name}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>${UNTIL}</Expiration></Credentials>`;
  const result =
    action === 'GetCallerIdentity'
      ? `<Account>${ACCOUNT}</Account><Arn>arn:aws:iam::${ACCOUNT}:user/bot</Arn><UserId>U</UserId>`
      : keys(action === 'AssumeRole' ? 'ROLE' : 'WEBIDENTITY');
  return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result></${action}Response>`;
}
