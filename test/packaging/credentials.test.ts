import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFolder } from '../support/folder.ts';
import { startBot } from '../support/process.ts';
import { useStage } from '../support/use-stage.ts';
import { ACCOUNT, type CredentialServices, startCredentialServices } from './support/credential-services.ts';
import { useBundle } from './support/use-bundle.ts';

// The SDK loads its providers when they are asked: each has to be in the bundle, with all that it calls.

const bundled = useBundle();
const { stage } = useStage({ each: 'file' });
let services: CredentialServices;
beforeAll(async () => {
  services = await startCredentialServices();
});
afterAll(() => services.close());

/** Writes the files of a home and says which settings go with them. */
type Home = (home: {
  write(path: string, content: string | object): string;
  url: string;
}) => Record<string, string>;

const ROLE = `arn:aws:iam::${ACCOUNT}:role/bot`;
const SESSION = `arn:aws:iam::${ACCOUNT}:user/lin`;
const PAST = new Date(0).toISOString();

const HOMES: [provider: string, accessKeyId: string, home: Home][] = [
  ['the environment', 'ASIAENV', () => ({ AWS_ACCESS_KEY_ID: 'ASIAENV', AWS_SECRET_ACCESS_KEY: 'secret' })],
  [
    'the shared files',
    'ASIAFILE',
    ({ write }) => ({
      AWS_SHARED_CREDENTIALS_FILE: write(
        'credentials',
        '[default]\naws_access_key_id = ASIAFILE\naws_secret_access_key = secret\n',
      ),
    }),
  ],
  [
    'a process',
    'ASIAPROCESS',
    ({ write }) => {
      const keys = { Version: 1, AccessKeyId: 'ASIAPROCESS', SecretAccessKey: 'secret' };
      const printed = write('printed.json', keys);
      return { AWS_CONFIG_FILE: write('config', `[default]\ncredential_process = /bin/cat ${printed}\n`) };
    },
  ],
  [
    'a role that is assumed',
    'ASIAROLE',
    ({ write }) => ({
      AWS_PROFILE: 'bot',
      AWS_CONFIG_FILE: write(
        'config',
        `[profile bot]\nrole_arn = ${ROLE}\nsource_profile = base\n[profile base]\naws_access_key_id = ASIABASE\naws_secret_access_key = secret\n`,
      ),
    }),
  ],
  [
    'a web identity',
    'ASIAWEBIDENTITY',
    ({ write }) => ({ AWS_WEB_IDENTITY_TOKEN_FILE: write('token', 'token'), AWS_ROLE_ARN: ROLE }),
  ],
  [
    'IAM Identity Center, its token renewed',
    'ASIASSO',
    ({ write, url }) => {
      const name = createHash('sha1').update('office').digest('hex');
      const client = { clientId: 'id', clientSecret: 'secret', refreshToken: 'refresh' };
      write(`.aws/sso/cache/${name}.json`, { accessToken: 'old', expiresAt: PAST, ...client });
      return {
        AWS_ENDPOINT_URL_SSO: url,
        AWS_ENDPOINT_URL_SSO_OIDC: url,
        AWS_CONFIG_FILE: write(
          'config',
          `[default]\nsso_session = office\nsso_account_id = ${ACCOUNT}\nsso_role_name = bot\n[sso-session office]\nsso_region = us-east-1\nsso_start_url = https://example.com/start\n`,
        ),
      };
    },
  ],
  [
    'aws login, its token renewed',
    'ASIALOGIN',
    ({ write, url }) => {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const dpopKey = privateKey.export({ type: 'sec1', format: 'pem' });
      const old = { accessKeyId: 'ASIAOLD', secretAccessKey: 'secret', sessionToken: 'token' };
      write(`.aws/login/cache/${createHash('sha256').update(SESSION).digest('hex')}.json`, {
        accessToken: { ...old, accountId: ACCOUNT, expiresAt: PAST },
        clientId: 'id',
        refreshToken: 'refresh',
        dpopKey,
      });
      return {
        AWS_ENDPOINT_URL_SIGNIN: url,
        AWS_CONFIG_FILE: write('config', `[default]\nlogin_session = ${SESSION}\n`),
      };
    },
  ],
  ['a container', 'ASIACONTAINER', ({ url }) => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/container` })],
  [
    'an instance',
    'ASIAINSTANCE',
    ({ url }) => ({ AWS_EC2_METADATA_DISABLED: 'false', AWS_EC2_METADATA_SERVICE_ENDPOINT: url }),
  ],
];

test.each(HOMES)('credentials come from %s', async (_, accessKeyId, home) => {
  const folder = openFolder('home-');
  const write = (path: string, content: string | object) => {
    const file = join(folder.path, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _secret, ...env } = stage.env;
  const own = {
    HOME: folder.path,
    DATABASE_URL: `file:${join(folder.path, 'bot.db')}`,
    AWS_ENDPOINT_URL_STS: services.url,
    ...home({ write, url: services.url }),
  };
  const bot = await startBot({ ...env, ...bundled.env, ...own }, folder.path, bundled.args);
  try {
    expect(bot.stdout()).toContain(`account ${ACCOUNT}`);
    expect(services.seen.at(-1)).toBe(accessKeyId);
  } finally {
    await bot.end('SIGTERM');
    folder.remove();
  }
});
