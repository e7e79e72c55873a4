import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importsOf } from '../packaging/imports.ts';
import { ROOT } from './support/source.ts';

const BIOME = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

const DOMAIN = 'The domain imports nothing but itself and zod.';
const ADAPTERS = "Adapters don't import each other.";
const ACTIONS =
  'Actions import the domain, the interfaces and themselves; adapters implement what they name.';

/** Files that break a direction of the design, and what is said to whoever writes one. */
const OFFENCES: [file: string, code: string, words: string][] = [
  ...imports('src/domain', DOMAIN, [
    '../interfaces/store.ts',
    '../slack/listeners/deps.ts',
    '../settings/settings.ts',
    '../../sandbox/aws/index.ts',
    'node:fs',
    'node:crypto',
    'pino',
  ]),
  ...imports('src/domain/rules', DOMAIN, [
    '../../interfaces/store.ts',
    '../../settings/settings.ts',
    '../../app.ts',
    'node:crypto',
  ]),
  ...imports('src/interfaces', "Interfaces name what actions need, in the domain's words.", [
    '../actions/placing/place.ts',
    '../slack/listeners/deps.ts',
    'node:http',
  ]),
  ...imports('src/actions/placing', ACTIONS, [
    '@slack/bolt',
    '@slack/web-api',
    '@aws-sdk/client-direct-connect',
    '@smithy/types',
    'kysely',
    'node:sqlite',
    'pg',
    'node:http',
    '@opentelemetry/api',
    '../../tracing/tracer.ts',
    '../../slack/listeners/deps.ts',
    '../../slack/blocks/card.ts',
    '../../directconnect/index.ts',
    '../../store/open.ts',
    '../../workers/loop.ts',
    '../../process/run.ts',
    '../../operations/incidents.ts',
    '../../settings/settings.ts',
    '../../app.ts',
    '../../main.ts',
    '../../../sandbox/workspace/index.ts',
    '../../../demo/run.ts',
  ]),
  ...imports('src/actions', ACTIONS, ['../store/open.ts', '../slack/outbound/messenger.ts', 'pg']),
  ...imports('src/operations', 'Operations speak to neither Slack, AWS nor the database.', [
    '@slack/web-api',
    '@aws-sdk/client-sts',
    'kysely',
    '../slack/outbound/owner.ts',
    '../store/open.ts',
    '../../sandbox/aws/index.ts',
  ]),
  ...imports('src/settings', 'The settings import nothing but each other and the domain.', [
    '../store/open.ts',
    'pg',
  ]),
  ...imports('src/words', 'Words are free of Block Kit and of whatever shows them.', [
    '@slack/types',
    '../slack/blocks/blocks.ts',
  ]),
  ...imports('src/workers', 'Imports go one way: workers -> actions -> domain.', [
    '@slack/bolt',
    'pg',
    '../store/open.ts',
    '../slack/outbound/messenger.ts',
    '../directconnect/index.ts',
    '../../sandbox/aws/index.ts',
    '../app.ts',
  ]),
  ...imports(
    'src/tracing',
    'Tracing watches what the interfaces name, and knows nothing of who implements them.',
    [
      '@opentelemetry/sdk-trace-base',
      '@slack/bolt',
      'pg',
      '../store/open.ts',
      '../actions/placing/place.ts',
      '../slack/outbound/messenger.ts',
      '../../sandbox/aws/index.ts',
    ],
  ),
  ...[
    'src',
    'src/process',
    'src/operations',
    'src/directconnect/calls',
    'src/slack',
    'src/store',
    'src/tools',
  ].flatMap((folder) => imports(folder, 'Only src/tracing speaks to OpenTelemetry.', ['@opentelemetry/api'])),
  ...imports('src/slack', 'This folder speaks to Slack alone.', [
    '@aws-sdk/client-sts',
    'kysely',
    'node:sqlite',
    '@prometheus-io/client',
  ]),
  ...imports('src/slack/outbound', ADAPTERS, [
    '../../process/run.ts',
    '../../operations/health.ts',
    '../../settings/settings.ts',
    '../../directconnect',
    '../../directconnect/index.ts',
    '../../store/open.ts',
    '../../workers/index.ts',
    '../../../sandbox/workspace/index.ts',
    '../../app.ts',
  ]),
  ...imports('src/slack/listeners/actions', ADAPTERS, ['../../../store/open.ts']),
  ...imports('src/directconnect', 'This folder speaks to AWS alone.', [
    '@slack/types',
    'pg',
    '@prometheus-io/client',
  ]),
  ...imports('src/directconnect/calls', ADAPTERS, [
    '../../words/lines.ts',
    '../../slack/listeners/deps.ts',
    '../../store/open.ts',
    '../../actions/placing/place.ts',
    '../../workers/index.ts',
    '../../../sandbox/aws/index.ts',
  ]),
  ...imports('src/store', 'This folder speaks SQL alone.', [
    '@slack/web-api',
    '@aws-sdk/client-direct-connect',
    '@prometheus-io/client',
  ]),
  ...imports('src/store', ADAPTERS, [
    '../words/lines.ts',
    '../process/run.ts',
    '../process/log.ts',
    '../slack/listeners/deps.ts',
    '../directconnect/index.ts',
    '../actions/placing/place.ts',
    '../workers/index.ts',
    '../../sandbox/aws/index.ts',
  ]),
  ...imports('src/store/migrations', ADAPTERS, ['../../slack/listeners/deps.ts']),
  ...imports('sandbox/aws', 'The sandbox speaks wire protocols only.', [
    '@slack/types',
    '@aws-sdk/client-direct-connect',
    'kysely',
  ]),
  ...imports('sandbox/workspace', 'The sandbox shares no code with what it checks.', [
    '../../src/domain/request/order.ts',
    '../../src/interfaces/store.ts',
    '../../src/slack/blocks/blocks.ts',
    '../../src/app.ts',
    '../../demo/run.ts',
  ]),
  ...imports('demo', 'The demo starts the bot as a process; it shares no code with it.', [
    '../src/store/open.ts',
    '../src/app.ts',
    '@slack/bolt',
  ]),
  ...imports('bench/subjects', 'The bench measures the bot as a process; it shares no code with it.', [
    '../../src/store/migrate.ts',
    '../../sandbox/aws/index.ts',
    '../../test/support/process.ts',
  ]),
  ...['src', 'src/process'].flatMap((folder) => [
    ...imports(folder, 'Only src/directconnect speaks to AWS.', ['@aws-sdk/client-sts']),
    ...imports(folder, 'Only src/slack speaks to Slack.', ['@slack/bolt']),
    ...imports(folder, 'Only src/store speaks SQL.', ['node:sqlite', 'pg']),
    ...imports(folder, 'Only src/operations has metrics; elsewhere there is the meter.', [
      '@prometheus-io/client',
    ]),
  ]),
  ...imports('src', 'The bot knows nothing of the sandbox and the demo.', ['../sandbox/aws/index.ts']),
  ...imports('src/process', 'The bot knows nothing of the sandbox and the demo.', ['../../demo/run.ts']),
  ...[
    'export const a = process.env.PORT;',
    "export const a = process.env['PORT'];",
    "import process from 'node:process';\nexport const a = process.env.PORT;",
  ].flatMap((code): [string, string, string][] =>
    [
      'src',
      'src/process',
      'src/domain',
      'src/actions/placing',
      'src/slack',
      'src/store',
      'src/directconnect',
      'sandbox',
    ].map((folder) => [folder, code, "Don't use process.env"]),
  ),
  ['src/actions/placing', "export { openStore } from '../../store/open.ts';", ACTIONS],
  ['src/actions/placing', "export const a = import('../../store/open.ts');", ACTIONS],
  ['src/actions/placing', "import type { App } from '@slack/bolt';\nexport type A = App;", ACTIONS],
].map(([folder = '', code = '', words = ''], index) => [`${folder}/offence${index}.ts`, code, words]);

/** What the design allows, which must not be caught. */
const ALLOWED: [file: string, code: string][] = [
  ['src/domain/allowed.ts', importing('./text.ts')],
  ['src/domain/rules/allowed.ts', importing('../request/order.ts')],
  ['src/domain/rules/allowed-text.ts', importing('../text.ts')],
  ['src/domain/allowed-zod.ts', importing('zod')],
  ['src/interfaces/allowed.ts', importing('../domain/request/order.ts')],
  ['src/actions/placing/allowed.ts', importing('../../domain/request/order.ts')],
  ['src/actions/placing/allowed-stage.ts', importing('../lifecycle/advance.ts')],
  ['src/workers/allowed.ts', importing('../actions/placing/place.ts')],
  ['src/slack/listeners/actions/allowed.ts', importing('../../../actions/deciding/decide.ts')],
  ['src/slack/allowed.ts', importing('@slack/bolt')],
  ['src/store/allowed.ts', importing('kysely')],
  ['src/tracing/allowed.ts', importing('@opentelemetry/api')],
  ['src/tracing/allowed-interface.ts', importing('../interfaces/store.ts')],
  ['src/directconnect/allowed.ts', importing('@aws-sdk/client-direct-connect')],
  ['sandbox/aws/allowed.ts', importing('../workspace/types.ts')],
  ['src/app.ts', importing('./store/open.ts')],
  ['src/main.ts', 'export const a = process.env.PORT;'],
  ['demo/main.ts', importing('../sandbox/aws/index.ts')],
  ['demo/main-env.ts', importing('./run.ts')],
  ['demo/process/entry.ts', importing('../../src/app.ts')],
  ['test/allowed.test.ts', importing('../sandbox/aws/index.ts')],
];

const RULES = ['style/noRestrictedImports', 'style/noProcessEnv'];

let folder: string;
let found: Map<string, string>;
beforeAll(() => {
  // A folder of its own with the project's rules: nothing offending ever stands in the tree itself.
  folder = mkdtempSync(join(tmpdir(), 'import-rules-'));
  for (const file of ['biome.json', '.gitignore']) copyFileSync(join(ROOT, file), join(folder, file));
  for (const [file, code] of [...OFFENCES, ...ALLOWED]) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), `${code}\n`);
  }
  found = lint(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('every direction of the design is held', () => {
  test.each(OFFENCES)('%s: %s', (file, _code, words) => {
    expect(found.get(file)).toContain(words);
  });

  test.each(ALLOWED)('%s: %s is allowed', (file) => {
    expect(found.get(file)).toBeUndefined();
  });
});

test('the tree keeps them', () => {
  expect([...lint(ROOT)]).toEqual([]);
});

test.each(['src', 'sandbox', 'demo'])('no file of %s imports itself by way of others', (folder) => {
  expect(circleIn(importsOf(folder))).toEqual([]);
});

test('a circle is found', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', []],
    ['d', ['b']],
  ]);
  expect(circleIn(graph)).toEqual(['b', 'd', 'b']);
});

/** The files of one circle in their order, the first one again at the end; empty if there is none. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const search = (file: string, way: string[]): string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of graph.get(file) ?? []) {
      const circle = search(next, [...way, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of graph.keys()) {
    const circle = search(file, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

function imports(folder: string, words: string, modules: string[]): [string, string, string][] {
  return modules.map((name) => [folder, importing(name), words]);
}

function importing(name: string): string {
  return `import * as a from '${name}';\nexport const b = a;`;
}

interface Report {
  diagnostics: {
    severity: string;
    message: string;
    advices?: unknown;
    location: { path: string | { file: string } };
  }[];
}

/** What the two rules say of each file under a folder. */
function lint(cwd: string): Map<string, string> {
  const args = [
    'lint',
    '--reporter=json',
    '--max-diagnostics=none',
    ...RULES.map((rule) => `--only=${rule}`),
    'src',
    'sandbox',
    'demo',
    'bench',
  ];
  const { diagnostics } = JSON.parse(output(process.execPath, [BIOME, ...args], cwd)) as Report;
  const said = new Map<string, string>();
  for (const { severity, location, ...rest } of diagnostics) {
    // --only also runs a rule where an override turns it off, and calls what it finds a mere information.
    if (severity !== 'error') continue;
    const file = typeof location.path === 'string' ? location.path : location.path.file;
    said.set(file, `${said.get(file) ?? ''}${JSON.stringify(rest)}`);
  }
  return said;
}

/** Standard output, whatever the exit code: a linter that found something ends with 1. */
function output(command: string, args: string[], cwd: string): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout);
  }
}
