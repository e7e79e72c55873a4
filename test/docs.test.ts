import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { IMAGE_ENV, NODE_FLAGS } from '../packaging/bundle.ts';
import { drawn } from '../packaging/draw.ts';
import { ALARM_TIMES } from '../src/domain/port/alarm-times.ts';
import { DAY, HOUR } from '../src/domain/time.ts';
import { HEALTH } from '../src/operations/health.ts';
import { serveOperators } from '../src/operations/operator-server.ts';
import { SETTINGS } from '../src/settings/table.ts';
import { DOCUMENTS } from './support/documents.ts';
import { filesUnder, ROOT, read, tableUnder } from './support/source.ts';

const { dependencies, scripts } = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'scripts',
  Record<string, string>
>;

test('docs/ports.md says the times of alarms that hold unless they are set', () => {
  const inDays = (all: readonly number[]) => all.map((ms) => ms / DAY).join(', ');
  const { requestedMs, unansweredMs, loaMs, waitingMs, loaRetryMs } = ALARM_TIMES;
  const rows = tableUnder(read('docs/ports.md'), '## What people are told of a port, and when');
  expect(rows.map(([key, standard]) => [key, standard])).toEqual([
    ['`requested_hours`', String(requestedMs / HOUR)],
    ['`unanswered_days`', inDays(unansweredMs)],
    ['`loa_days`', inDays(loaMs)],
    ['`waiting_days`', inDays(waitingMs)],
    ['`loa_retry_hours`', String(loaRetryMs / HOUR)],
  ]);
  const [, , , waiting] = rows;
  expect(waiting?.[2]).toContain(`every ${(waitingMs.at(-1) ?? 0) / DAY}, the last of them`);
});

test('each rule of the sandbox has a source, and a test that is there', () => {
  const rules = read('sandbox/README.md');
  const rows = ['## Direct Connect', '## Slack'].flatMap((heading) => tableUnder(rules, heading));
  expect(rows.length).toBeGreaterThan(20);
  for (const [rule = '', source = '', files = ''] of rows) {
    expect(source, rule).not.toBe('');
    expect(files.split(', ').filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  }
});

interface IamPolicy {
  Statement: { Effect: string; Action: string | string[]; Condition?: unknown }[];
}
/** The calls that some of the files make which speak to AWS. */
const callsIn = (of: (file: string) => boolean) =>
  filesUnder('src/directconnect')
    .filter(of)
    .flatMap((file) => [...read(file).matchAll(/new (\w+)Command\(/g)].map(([, name = '']) => name));
const isOptional = (file: string) => /\/(health|trail|probing)\//.test(file);

test('the optional IAM policy allows exactly the calls that are made where more is switched on', () => {
  const policy = JSON.parse(read('docs/iam-policy-optional.json')) as IamPolicy;
  const allowed = policy.Statement.flatMap(({ Action }) => Action);
  const called = (part: string, service: string) =>
    callsIn((file) => file.includes(`/${part}/`)).map((name) => `${service}:${name}`);
  const needed = [...called('health', 'health'), ...called('trail', 'cloudtrail')];
  expect(allowed.sort()).toEqual([...new Set(needed)].sort());
  expect(new Set(needed).size).toBe(4);
});

test("the doctor's IAM policy allows exactly the calls that it makes beside the bot's", () => {
  const { Statement } = JSON.parse(read('docs/iam-policy-doctor.json')) as IamPolicy;
  const own = callsIn((file) => !isOptional(file));
  const more = new Set(callsIn((file) => file.includes('/probing/')).filter((name) => !own.includes(name)));
  const service = (name: string) => (name === 'SimulatePrincipalPolicy' ? 'iam' : 'directconnect');
  expect(Statement.flatMap(({ Action }) => Action).sort()).toEqual(
    [...more].map((name) => `${service(name)}:${name}`).sort(),
  );
});

test('the IAM policy allows exactly the calls that the bot makes, and orders only with the tag', () => {
  const policy = JSON.parse(read('docs/iam-policy.json')) as IamPolicy;
  const called = callsIn((file) => !isOptional(file));
  // STS needs no permission to say whose credentials these are, and roles are assumed by a policy of their own.
  const own = [...new Set(called)].filter((name) => !['GetCallerIdentity', 'AssumeRole'].includes(name));
  // An order with tags tags the port that it makes.
  const needed = [...own, 'TagResource'];
  const allowed = policy.Statement.flatMap(({ Action }) => Action);
  expect(allowed.sort()).toEqual(needed.map((name) => `directconnect:${name}`).sort());
  const condition = (action: string) =>
    policy.Statement.find(({ Action }) => Action === `directconnect:${action}`)?.Condition;
  const marked = { 'aws:RequestTag/interconnect-bot:request-id': 'false' };
  expect(condition('CreateInterconnect')).toEqual({ Null: marked });
  expect(condition('TagResource')).toEqual({
    Null: { ...marked, 'aws:ResourceTag/interconnect-bot:request-id': 'true' },
  });
});

test('docs/accounts.md has a trust policy by which the bot, and nobody else, may be the role', () => {
  const [, block = ''] = /```json\n([^`]*)```/.exec(read('docs/accounts.md')) ?? [];
  const policy = JSON.parse(block) as IamPolicy;
  const [, session = ''] =
    /SESSION_NAME = '([^']+)'/.exec(read('src/directconnect/calls/assume-role.ts')) ?? [];
  expect(policy.Statement).toEqual([
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::123456789012:role/interconnect-bot' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'net-42', 'sts:RoleSessionName': session } },
    },
  ]);
});

test('the IAM policy for several accounts allows roles of one name to be assumed, and nothing else', () => {
  expect(callsIn((file) => file.includes('assume-role'))).toEqual(['AssumeRole']);
  const policy = JSON.parse(read('docs/iam-policy-accounts.json')) as IamPolicy;
  expect(policy.Statement).toEqual([
    {
      Sid: 'BeTheBotOfOtherAccounts',
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: 'arn:*:iam::*:role/interconnect-bot',
    },
  ]);
});

describe('the documents', () => {
  test("architecture.md's pictures are drawn from the code as it is", () => {
    const document = read('docs/architecture.md');
    expect(drawn(document), 'npm run draw').toBe(document);
  });

  test('where a port may exist nothing is withdrawn, sent back, expired or rehearsed', () => {
    const document = read('docs/architecture.md');
    const [, box = ''] = /state "A port may exist" as maybe \{\n([^}]*)\}/.exec(document) ?? [];
    const inside = box.trim().split(/\s+/);
    expect(inside).toContain('unsettled');
    const arrows = [...document.matchAll(/^ {2}(\w+) --> (withdrawn|sent_back|expired|rehearsed):/gm)];
    expect(arrows.length).toBeGreaterThan(5);
    expect(arrows.filter(([, from = '']) => inside.includes(from))).toEqual([]);
  });
});

describe('the image', () => {
  const dockerfile = read('Dockerfile').replaceAll('\\\n', ' ');
  const lines = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

  /** Whether .dockerignore lets a path into the image: the last line that covers it decides. */
  function inContext(path: string): boolean {
    return lines.reduce((inside, line) => {
      const pattern = line.replace(/^!/, '');
      const covers = pattern === '*' || path === pattern || path.startsWith(`${pattern}/`);
      return covers ? line.startsWith('!') : inside;
    }, true);
  }

  /** Every file that the bot's process imports, and every package. */
  function imported(file: string, files = new Set<string>(), packages = new Set<string>()) {
    files.add(file);
    for (const [, name = ''] of read(file).matchAll(/(?:from |import\()'([^']+)'/g)) {
      const [own = name] = /^(@[^/]+\/)?[^/]+/.exec(name) ?? [];
      if (!name.startsWith('.')) packages.add(own);
      else if (!files.has(join(dirname(file), name))) imported(join(dirname(file), name), files, packages);
    }
    return { files, packages };
  }

  test('is made from every file that the bot imports, and every package', () => {
    const { files, packages } = imported('src/main.ts');
    expect(files.size).toBeGreaterThan(50);
    expect([...files].filter((file) => !inContext(file))).toEqual([]);
    expect([...packages].filter((name) => !name.startsWith('node:') && !(name in dependencies))).toEqual([]);
    for (const step of ['packaging/bundle.ts', 'packaging/fill-cache.ts'])
      expect([...imported(step).files].filter((file) => !inContext(file))).toEqual([]);
  });

  test('copies what is there', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) =>
      sources.split(' '),
    );
    expect(copied).toEqual([
      'package.json',
      'package-lock.json',
      '.npmrc',
      'packaging',
      'src',
      'sandbox',
      'demo',
      'manifest.yml',
      'docs/iam-policy.json',
      'docs/iam-policy-optional.json',
    ]);
    for (const path of copied)
      expect([path, existsSync(join(ROOT, path)), inContext(path)]).toEqual([path, true, true]);
  });

  test.each(['.env', '.git', 'data/interconnect-bot.db', 'node_modules', 'test'])('leaves out %s', (path) => {
    expect(inContext(path)).toBe(false);
  });

  test('is built by the steps that the tests and the bench take without Docker', () => {
    const stages = dockerfile.split(/^FROM /m).slice(1);
    const [built = '', run = ''] = stages.map((stage) =>
      [...stage.matchAll(/^(?:RUN|COPY --from|USER|WORKDIR) ?.*$/gm)].join('\n'),
    );
    const start = ['node', ...NODE_FLAGS, 'dist/main.mjs'];
    expect(stages).toHaveLength(2);
    // Of every package all is installed that its lock entry says, and no package runs anything of its own.
    expect(built).toBe(
      [
        'WORKDIR /app',
        'RUN npm ci --ignore-scripts',
        'RUN npm run bundle && chown node dist',
        'USER node',
        'RUN node packaging/fill-cache.ts',
      ].join('\n'),
    );
    expect(run).toBe(
      [
        'WORKDIR /app',
        'COPY --from=build --chmod=555 /app/dist ./dist',
        'RUN mkdir /data && chown node:node /data && ln -s /data data',
        'USER node',
      ].join('\n'),
    );
    expect(dockerfile).toMatch(/\bNODE_COMPILE_CACHE=\/app\/dist\/cache /);
    for (const [name, value] of Object.entries(IMAGE_ENV)) expect(dockerfile).toContain(` ${name}=${value} `);
    expect(JSON.parse(/^CMD (.+)$/m.exec(dockerfile)?.[1] ?? '')).toEqual(start);
    expect(scripts.start).toContain(`node ${NODE_FLAGS.join(' ')} src/main.ts`);
  });

  test('runs as a plain user, stops on SIGTERM, asks for its health, and starts without a shell', () => {
    // Both stages are the same Node: what was compiled is of use to the very version alone.
    expect(dockerfile).toMatch(/^ARG NODE_IMAGE=node:24-slim\nFROM \$\{NODE_IMAGE\} AS build$/m);
    expect(dockerfile).toMatch(/^FROM \$\{NODE_IMAGE\}$/m);
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^VOLUME \/data$/m);
    // What is set here could not be set by a file: the standard file is in /data.
    expect(dockerfile).not.toMatch(/DATABASE_URL=/);
    expect(SETTINGS.DATABASE_URL.standard).toBe('`file:data/interconnect-bot.db`');
    expect(dockerfile).toMatch(/^STOPSIGNAL SIGTERM$/m);
    // Within the container's own network; what is reached from outside is said by -p.
    expect(dockerfile).toMatch(/\bOPERATOR_HOST=0\.0\.0\.0\b/);
    expect(dockerfile).toMatch(/^EXPOSE 3000 3001$/m);
    const [, check = ''] = /^HEALTHCHECK .*CMD (\[.+\])$/m.exec(dockerfile) ?? [];
    expect(JSON.parse(check)).toEqual(['node', '-e', expect.stringContaining('/healthz')]);
  });

  test('has the tools where the documents say', () => {
    const named = DOCUMENTS.flatMap((document) => read(document).match(/[\w./-]*tools\.mjs/g) ?? []);
    expect(named.length).toBeGreaterThan(4);
    expect(new Set(named)).toEqual(new Set(['dist/tools.mjs', '/opt/interconnect-bot/dist/tools.mjs']));
  });

  test('its health check tells a bot that answers from one that does not', async () => {
    const [, check = ''] = /^HEALTHCHECK .*CMD (\[.+\])$/m.exec(dockerfile) ?? [];
    const [, ...args] = JSON.parse(check) as string[];
    const server = await serveOperators({ host: '0.0.0.0', port: 0 }, [HEALTH], {
      raise: () => undefined,
      clear: () => undefined,
    });
    onTestFinished(() => server.close());
    // A port of its own: one that was given up may be somebody else's at once.
    const deaf = createServer((socket) => void socket.destroy()).listen(0);
    onTestFinished(() => void deaf.close());
    await once(deaf, 'listening');
    const run = async (port: number | undefined) => {
      const env = { OPERATOR_PORT: String(port) };
      const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
      const [code] = await once(child, 'exit');
      return code;
    };
    expect(await run(server.port())).toBe(0);
    expect(await run((deaf.address() as AddressInfo).port)).toBe(1);
  });

  test('is given longer to stop than an order may take', () => {
    const [, grace] = /--stop-timeout (\d+)/.exec(read('docs/deploying.md')) ?? [];
    const [, deadline] = /CREATE_DEADLINE_SECONDS +\|[^|]*\| (\d+)/.exec(read('docs/settings.md')) ?? [];
    // A stop waits twenty seconds longer than an order may take.
    expect(Number(grace)).toBeGreaterThan(Number(deadline) + 20);
    expect(dockerfile).toContain(`--stop-timeout ${grace}`);
  });
});
