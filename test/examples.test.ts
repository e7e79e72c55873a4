import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { FILE_KEYS } from '../src/settings/rules-file.ts';
import { readSettings } from '../src/settings/settings.ts';
import { NAMES, SETTINGS } from '../src/settings/table.ts';
import { filesUnder, read } from './support/source.ts';

// Files that people copy and fill in: what stands in them is true of the code.

const example = read('.env.example');
const filled = parseEnv(example) as Record<string, string>;

describe('.env.example', () => {
  test('is enough to start with, once the dots are filled in', () => {
    const { approvers, homeRegion, warnings } = readSettings({ ...filled });
    expect(approvers).toEqual([{ kind: 'group', id: 'S0123456789' }]);
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

test('interconnect-bot.example.yaml is read as it stands, and holds every key there is', () => {
  const { APPROVERS: _, ...env } = filled;
  const settings = readSettings({ ...env, INTERCONNECT_BOT_CONFIG: 'interconnect-bot.example.yaml' });
  expect(settings).toMatchObject({
    expectedAccount: '123456789012',
    approvers: [
      { kind: 'group', id: 'S0123456789' },
      { kind: 'user', id: 'U0123456789' },
    ],
    quorum: 2,
    approvalExpiryHours: 72,
    regions: ['us-east-1', 'us-west-2'],
  });
  const keys = Object.keys(parse(read('interconnect-bot.example.yaml')) as object);
  expect(keys.sort()).toEqual([...FILE_KEYS].sort());
});

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
