import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedact, secretsIn } from '../../src/process/redact.ts';
import { openFolder } from '../support/folder.ts';

const redact = createRedact([]);

/** A text with a secret, and what of it must not be seen. */
const SECRETS: [what: string, text: string, secret: string][] = [
  ['a bot token', 'xoxb-12-34-AbCd', '12-34-AbCd'],
  ['a token in a word', 'token_xoxp-12-34-AbCd', '12-34-AbCd'],
  ['an app token', 'xapp-1-A012-34-ab12cd', 'ab12cd'],
  ['a rotated token', 'xoxe.xoxb-1-Mi0yLTEyMw', 'Mi0yLTEyMw'],
  ['a refresh token', 'xoxe-1-My0xLTEyMw', 'My0xLTEyMw'],
  ['a response URL', 'https://hooks.slack.com/commands/T0123/456/s3cretPath', 's3cretPath'],
  ['one for a government', 'https://hooks.slack-gov.com/actions/T0123/456/s3cretPath', 's3cretPath'],
  ["one as Slack's JSON has it", 'https:\\/\\/hooks.slack.com\\/actions\\/T0\\/4\\/s3cretPath', 's3cretPath'],
  ['one in a form', 'response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT0%2Fs3cretPath', 's3cretPath'],
  ["any other payload's", 'response_url: http://127.0.0.1:8080/r/s3cretPath', 's3cretPath'],
  ["a connection's ticket", 'wss://wss-primary.slack.com/link/?ticket=s3cr-3t&app_id=1', 's3cr-3t'],
  ['an access key', 'AKIAIOSFODNN7EXAMPLE is denied', 'IOSFODNN7EXAMPLE'],
  ['a temporary access key', 'Credential=ASIAIOSFODNN7EXAMPLE/20261128', 'IOSFODNN7EXAMPLE'],
  ['a secret key', 'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG', 'wJalrXUtnFEMI/K7MDENG'],
  ['one of the environment', 'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG', 'wJalrXUtnFEMI/K7MDENG'],
  ["one of the SDK's", `secretAccessKey: 'wJalrXUtnFEMI/K7MDENG'`, 'wJalrXUtnFEMI/K7MDENG'],
  ['a session token', 'AWS_SESSION_TOKEN="AQoDYXdzEPT//s3cret=="', 'AQoDYXdzEPT//s3cret'],
  ['one by how it begins', 'token IQoJb3JpZ2luX2VjEJr//s3cret==', 's3cret'],
  ['an older one', 'FwoGZXIvYXdzEJrs3cret', 's3cret'],
  ["STS's", '<SessionToken>AQoDs3cret</SessionToken>', 'AQoDs3cret'],
  ['one in an address', 'https://sts/?X-Amz-Security-Token=s3cret%2F1&Version=1', 's3cret%2F1'],
  ['one in a header', 'x-amz-security-token: AQoDs3cret', 'AQoDs3cret'],
  ['a signature', `Signature=${'0af3'.repeat(16)}`, '0af3'],
  ['a bearer', 'authorization: Bearer abcdef0123456789', 'abcdef0123456789'],
  ['a signing secret', 'SLACK_SIGNING_SECRET=8f742231b10e8888abcd99yyyzzz85a5', '8f742231b10e'],
  ['a database', 'postgres://bot:pa55word@db/bot', 'pa55word'],
  ['a password with @', 'postgresql://bot:p@ss@wo:rd@db:5432/bot', 'ss@wo:rd'],
  ['a password with /', 'postgres://bot:p/a?s#s@db/bot', 'a?s#s'],
  ['a database that is cut off', 'postgres://bot:pa55word', 'pa55word'],
  ['a proxy', 'http://user:p@s3cret@proxy:8080/', 's3cret'],
  ['a parameter', 'postgres://db/bot?password=pa55word&x=1', 'pa55word'],
];

describe('what is secret by its shape', () => {
  test.each(SECRETS)('%s is cut out, however it is written', (_what, text, secret) => {
    const contexts = [
      text,
      `(${text})`,
      `"${text}"`,
      JSON.stringify({ level: 30, before: 'a@b', field: text, after: 'c@d' }),
      JSON.stringify({ level: 30, json: JSON.stringify({ before: 1, field: text, after: 'c@d' }) }),
    ];
    for (const context of contexts) {
      const cut = redact(context);
      expect(cut).not.toContain(secret);
      expect(cut).toContain('***');
    }
  });

  test.each(SECRETS)('%s leaves JSON as JSON, and the rest of it as it was', (_what, text) => {
    const inner = JSON.stringify({ before: 'a@b', field: text, after: 'c@d' });
    const cut = JSON.parse(redact(JSON.stringify({ field: text, inner, after: 'c@d' })));
    expect(cut).toMatchObject({ after: 'c@d' });
    expect(JSON.parse(cut.inner)).toMatchObject({ before: 'a@b', after: 'c@d' });
  });

  test.each([
    'FATAL: password authentication failed for user "bot"',
    'postgres://db.example.com:5432/bot',
    'postgres://[::1]:5432/bot',
    'https://directconnect.us-east-1.amazonaws.com:443/path@v1',
    'dxcon-fh6hr0y3 is down: waiting for the cross connect and light. Basic Information, App Credentials.',
    'arn:aws:directconnect:us-east-1:123456789012:dxcon/dxcon-fh6hr0y3',
    'SLACK_SIGNING_SECRET: has no effect in Socket Mode. Remove it, or remove SLACK_APP_TOKEN for HTTP mode.',
    'SLACK_BOT_TOKEN: does not start with xoxb-. Check that the right token was copied.',
  ])('nothing is cut out of: %s', (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe('what was configured', () => {
  test('is cut out wherever it stands, as it is or encoded, whatever it looks like', () => {
    const secret = fc.string({ minLength: 8, maxLength: 40, unit: 'binary' }).filter((text) => {
      return text.trim() === text && text.isWellFormed();
    });
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
        const cutOut = createRedact(secretsIn({ SLACK_SIGNING_SECRET: value }));
        for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]) {
          expect(cutOut(`${before} ${form} ${after}`)).not.toContain(` ${form} `);
        }
        for (const alphabet of ['base64', 'base64url'] as const) {
          const encoded = Buffer.from(before + value + after).toString(alphabet);
          const decoded = Buffer.from(cutOut(encoded).replaceAll('***', ''), alphabet).toString();
          if (!before.includes(value) && !after.includes(value)) expect(decoded).not.toContain(value);
        }
      }),
    );
  });

  test("is the database's password too, as it is and decoded", () => {
    const cutOut = createRedact(secretsIn({ DATABASE_URL: 'postgres://bot:p%40ss@w%2Ford@db/bot' }));
    expect(cutOut('p%40ss@w%2Ford and p@ss@w/ord')).toBe('*** and ***');
    const inParameter = createRedact(
      secretsIn({ DATABASE_URL: 'postgres://db/bot?password=p%40ssw0rd&x=1' }),
    );
    expect(inParameter('p%40ssw0rd and p@ssw0rd')).toBe('*** and ***');
  });

  test("is a proxy's password too, as the header has it", () => {
    const cutOut = createRedact(secretsIn({ HTTPS_PROXY: 'http://bot:pr0xy%40pass@proxy:3128' }));
    const basic = Buffer.from('bot:pr0xy@pass').toString('base64');
    expect(cutOut('pr0xy@pass')).toBe('***');
    expect(cutOut(`Proxy-Authorization: Basic ${basic}`)).not.toContain(basic.slice(8, 16));
  });

  test('in a file is as secret', () => {
    const folder = openFolder('secrets-');
    const file = (name: string, text: string) => {
      const path = join(folder.path, name);
      writeFileSync(path, text);
      return path;
    };
    const cutOut = createRedact(
      secretsIn({
        SLACK_SIGNING_SECRET_FILE: file('signing', 'only-known-by-value\n'),
        DATABASE_URL_FILE: file('database', 'postgres://bot:pa55word@db/bot\n'),
        // Whatever else is wrong with it.
        SLACK_APP_TOKEN: 'not-even-a-token',
        SLACK_APP_TOKEN_FILE: '/nowhere',
      }),
    );
    expect(cutOut('only-known-by-value pa55word not-even-a-token')).toBe('*** *** ***');
    folder.remove();
  });

  test('a private key is cut out by its lines, and by its shape where nobody configured it', () => {
    const { privateKey } = generateKeyPairSync('ed25519', {
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const [, line = ''] = privateKey.split('\n');
    for (const written of [privateKey, privateKey.replaceAll('\n', '\\n')]) {
      const cutOut = createRedact(secretsIn({ AUDIT_SIGNING_KEY: written }));
      expect(cutOut(`before ${line} after`)).toBe('before *** after');
      expect(cutOut('-----BEGIN CERTIFICATE-----')).toBe('-----BEGIN CERTIFICATE-----');
      const unconfigured = createRedact([]);
      for (const text of [written, JSON.stringify({ msg: written })])
        expect(unconfigured(text)).not.toContain(line);
      expect(JSON.parse(unconfigured(JSON.stringify({ msg: written, more: 1 }))).more).toBe(1);
    }
  });

  test('may be short or missing: then words that are like it stay', () => {
    const cutOut = createRedact(
      secretsIn({ SLACK_SIGNING_SECRET: 'secret', DATABASE_URL: 'file:data/bot.db' }),
    );
    expect(cutOut('a secret of bot.db')).toBe('a secret of bot.db');
  });
});

test('the log holds none of it, in messages, fields, errors and causes', async () => {
  const text = SECRETS.map(([, one]) => one).join(' | ');
  const configured = 'only-known-by-value';
  const { stderr } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, 'support/logging.ts'), `${text} | ${configured}`],
    { env: { SLACK_SIGNING_SECRET: configured } },
  );
  const lines = stderr.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
    expect.stringMatching(/^before .* after$/s),
    'failed',
    'thrown',
  ]);
  for (const [what, , secret] of SECRETS) expect(stderr, what).not.toContain(secret);
  expect(stderr).not.toContain(configured);
});

describe('its time grows with the length, no faster', () => {
  const cutOut = createRedact(['only-known-by-value', 'only-known-too']);
  const MEGABYTE = 1_000_000;
  /** What a megabyte may take on a busy machine. */
  const LINEAR_MS = 3_000;

  /** CPU time of one pass, in milliseconds, the least of three: others work on this machine too. */
  function cost(text: string): number {
    const times = [0, 1, 2].map(() => {
      const before = process.cpuUsage();
      cutOut(text);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    });
    return Math.min(...times);
  }

  const long = (part: string, length: number) =>
    part.repeat(Math.ceil(length / part.length)).slice(0, length);

  test.each([
    ...[
      'xox',
      'xoxb-',
      'xapp-xoxb-',
      'hooks.slack.com/',
      'hooks.slack.com\\',
      'AKIA',
      'AKIAIOSFODNN7',
      'IQoJb3JpZ2lu',
    ],
    ...[
      'postgres://',
      'postgres://a:',
      'postgres://a:b',
      'postgres://a@',
      '://',
      '://a:',
      '://a:b@',
      '@',
      ':',
    ],
    ...[
      'password',
      'password ',
      'password\\',
      'password="',
      "password:'\\",
      'response_url',
      'security_token= ',
    ],
    ...[
      '?ticket=',
      '?ticket',
      '&x-amz-',
      'Signature=',
      'Bearer ',
      'Signature=0af3',
      'only-known-',
      ' ',
      '\\',
      '"',
      'a',
    ],
  ])('repeated: %j', (part) => {
    expectLinear((length) => long(part, length));
  });

  test.each([
    ['postgres://a:', 'b'],
    ['postgres://a:', '@'],
    ['postgres://a:', '\\'],
    ['://', 'a'],
    ['://a:', ':'],
    ['hooks.slack.com/', '\\'],
    ['hooks.slack.com', '\\'],
    ['password', ' '],
    ['password', '\\'],
    ['password=', '\\'],
    ['password="', '\\'],
    ['?x-amz-', 'a'],
    ['&x-amz-', '-'],
    ['xoxb-', '-'],
  ])('%j and then a long run of %j', (start, part) => {
    expectLinear((length) => start + long(part, length));
  });

  function expectLinear(text: (length: number) => string): void {
    const [one, two] = [cost(text(MEGABYTE)), cost(text(2 * MEGABYTE))];
    // Linear is some milliseconds; quadratic would be minutes for the first, and four times as many for the second.
    expect(one).toBeLessThan(LINEAR_MS);
    expect(two).toBeLessThan(2 * LINEAR_MS);
  }
});
