import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ALARM_TIMES } from '../src/domain/port/alarm-times.ts';
import { keysAt } from '../src/settings/rules-schema.ts';
import { readSettings } from '../src/settings/settings.ts';
import { NAMES, SETTINGS } from '../src/settings/table.ts';
import { runRules } from '../src/tools/rules/run.ts';
import { filesUnder, read } from './support/source.ts';

// Files that people copy and fill in: what stands in them is true of the code.

const example = read('.env.example');
const filled = parseEnv(example) as Record<string, string>;

describe('.env.example', () => {
  test('is enough to start with, once the dots are filled in', () => {
    const { rules, homeRegion, warnings } = readSettings({ ...filled });
    expect(rules).toMatchObject([{ approve: [{ kind: 'group', id: 'S0123456789' }] }]);
    expect(homeRegion).toBe('us-east-1');
    expect(warnings).toEqual([]);
  });

  test('names nothing but settings, and all that are needed', () => {
    const named = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name = '']) => name);
    expect(named.filter((name) => !NAMES.some((known) => known === name))).toEqual([]);
    const needed = NAMES.filter((name) => SETTINGS[name].standard.startsWith('required'));
    // Between this machine and a database TLS is required, which nobody has to set.
    expect(needed.filter((name) => name !== 'DATABASE_TLS' && !named.includes(name))).toEqual([]);
  });
});

describe('interconnect-bot.example.yaml', () => {
  const text = read('interconnect-bot.example.yaml');
  const content: unknown = parse(text);
  /** The same with what stands in it as a comment, in place of account. */
  const several = text.replace(/^account:.*\n/m, '').replace(/^# (accounts:| {2}[- ] .*)$/gm, '$1');

  test('is read as it stands', () => {
    const { APPROVERS: _, ...env } = filled;
    const settings = readSettings({ ...env, INTERCONNECT_BOT_CONFIG: 'interconnect-bot.example.yaml' });
    expect(settings).toMatchObject({ expectedAccount: '123456789012', regions: ['us-east-1', 'us-west-2'] });
    expect(settings.prices).toEqual({ currency: 'USD', portHour: { '10Gbps': 2.25, '100Gbps': 22.5 } });
    expect(settings.alarms).toEqual(ALARM_TIMES);
    const optics = { '10Gbps': '10GBASE-LR' };
    expect(settings.sites).toEqual({
      EqDC2: { desk: 'smarthands@example.com', cage: 'C12', patchPanel: 'PP3', optics },
    });
    expect(settings.rules).toMatchObject([
      {
        name: '100g-us',
        quorum: 2,
        rejectQuorum: 1,
        comment: { approve: 'optional', reject: 'required' },
        notify: [{ kind: 'user', id: 'U0CFO' }],
        expiryHours: 24,
        remindHours: [4, 12],
        escalate: { afterHours: 12, approvers: [{ kind: 'group', id: 'S0BOARD' }] },
        tags: [
          { key: 'cost-center', required: true, values: ['4711', '4712'] },
          { key: 'owner', required: true },
        ],
        namePattern: '^dc[0-9]+-',
      },
      {
        name: 'default',
        approve: [
          { kind: 'group', id: 'S0123456789' },
          { kind: 'user', id: 'U0123456789' },
        ],
        quorum: 2,
        expiryHours: 72,
      },
    ]);
  });

  test('is read with several accounts too, as it says', () => {
    const folder = mkdtempSync(join(tmpdir(), 'several-'));
    const file = join(folder, 'interconnect-bot.yaml');
    writeFileSync(file, several);
    const { APPROVERS: _, ...env } = filled;
    const settings = readSettings({ ...env, INTERCONNECT_BOT_CONFIG: file });
    rmSync(folder, { recursive: true });
    const both = ['us-east-1', 'us-west-2'];
    expect(settings).toMatchObject({ expectedAccount: undefined, regions: both });
    const roleArn = 'arn:aws:iam::123456789012:role/interconnect-bot';
    expect(settings.accounts).toEqual([
      { id: '123456789012', label: 'prod', roleArn, externalId: 'net-42', regions: both },
      { id: '210987654321', label: 'lab', roleArn: undefined, externalId: undefined, regions: both },
    ]);
  });

  test('passes the cases that docs/settings.md shows', async () => {
    const [, cases = ''] = /```yaml\n(cases:\n[^`]*)```/.exec(read('docs/settings.md')) ?? [];
    const file = join(mkdtempSync(join(tmpdir(), 'cases-')), 'cases.yaml');
    writeFileSync(file, cases);
    const { code, text: printed } = await runRules(['test', file], {
      INTERCONNECT_BOT_CONFIG: 'interconnect-bot.example.yaml',
    });
    rmSync(dirname(file), { recursive: true });
    expect(printed).toMatch(/\n3 cases, 0 failed\.$/);
    expect(code).toBe(0);
  });

  test('holds every key there is', () => {
    expect(missingKeys(content)).toEqual(['accounts']);
    expect(missingKeys(parse(several))).toEqual(['account']);
    // So it would say.
    expect(missingKeys({ ...(content as object), prices: { currency: 'USD' } })).toContain(
      'prices.port_hour',
    );
  });
});

/** The keys that a file may hold at any depth and that this one doesn't; of rules and of tags the first counts. */
function missingKeys(content: unknown, path: PropertyKey[] = []): string[] {
  if (Array.isArray(content)) return content.length > 0 ? missingKeys(content[0], [...path, 0]) : [];
  if (typeof content !== 'object' || content === null) return [];
  const known = keysAt(path);
  const missing = known.filter((key) => !Object.hasOwn(content, key));
  return [
    ...missing.map((key) => [...path, key].join('.')),
    ...Object.entries(content)
      .slice(0, known.length || 1)
      .flatMap(([key, value]) => missingKeys(value, [...path, key])),
  ];
}

test('the licence is what package.json says', () => {
  expect(JSON.parse(read('package.json'))).toMatchObject({ license: 'UNLICENSED' });
  expect(read('LICENSE')).toMatch(/^Copyright .* All rights reserved: no licence is granted\.\n$/);
});

test('files are written as .editorconfig says', () => {
  const files = ['src', 'sandbox', 'demo', 'test', 'docs'].flatMap(filesUnder);
  const texts = files.filter((file) => /\.(ts|js|cjs|json|md|html|css)$/.test(file));
  const wrong = texts.filter((file) => /\r|[ \t]$|[^\n]$(?![\s\S])/m.test(read(file)));
  expect(wrong).toEqual([]);
});
