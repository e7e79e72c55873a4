import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../src/settings/settings.ts';
import { NAMES, SETTINGS } from '../src/settings/table.ts';
import { DOCUMENTS, leadsSomewhere, linksOf, reachedFrom, sentencesOf } from './support/documents.ts';
import { ROOT, read, tableUnder } from './support/source.ts';

const { dependencies, devDependencies, scripts } = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies' | 'scripts',
  Record<string, string>
>;

describe('docs/settings.md', () => {
  const settings = tableUnder(read('docs/settings.md'), '## Every setting');

  test('lists exactly the settings that the bot knows, in its own words', () => {
    expect(settings).toEqual(NAMES.map((name) => [name, SETTINGS[name].help, SETTINGS[name].standard]));
  });

  test('says the defaults that hold', () => {
    const least = {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'a-signing-secret',
      APPROVAL_CHANNEL: 'C0123',
      APPROVERS: 'S0123',
      AWS_REGION: 'us-east-1',
    };
    const defaults = settings
      .map(([name = '', , value = '']) => [name, value.replaceAll('`', '')])
      .filter(([, value = '']) => /^([\d.]+|false|info|file:.*)$/.test(value));
    expect(defaults).toHaveLength(16);
    expect(readSettings({ ...least, ...Object.fromEntries(defaults) })).toEqual(readSettings(least));
  });
});

test('docs/development.md gives every dependency a reason, and none that is not there', () => {
  const rows = tableUnder(read('docs/development.md'), '## Dependencies');
  const names = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
  expect(rows.map(([name]) => name)).toEqual(names);
  for (const [name, reason] of rows) expect(reason, name).not.toBe('');
});

describe('the documents', () => {
  test('link only to what is there, headings too', () => {
    const links = DOCUMENTS.flatMap(linksOf);
    expect(links.length).toBeGreaterThan(40);
    expect(links.filter(({ anchor }) => anchor !== undefined).length).toBeGreaterThan(4);
    expect(links.filter((link) => !leadsSomewhere(link))).toEqual([]);
    const missing = [
      { path: 'docs/no.md', anchor: undefined },
      { path: 'docs/settings.md', anchor: 'no' },
    ];
    for (const wrong of missing) expect(leadsSomewhere({ from: 'README.md', ...wrong })).toBe(false);
  });

  test('are all found by links from the README', () => {
    const reached = reachedFrom('README.md');
    expect(DOCUMENTS.filter((document) => !reached.has(document))).toEqual([]);
  });

  test('name only commands that are there, and every command that is there', () => {
    const text = DOCUMENTS.map(read).join('\n');
    const named = [...text.matchAll(/npm (?:run (?:--\w+ )?([a-z][\w:-]*)|(test|start)\b)/g)].map(
      ([, run, own]) => run ?? own ?? '',
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const own = Object.keys(scripts).filter((name) => name !== 'pretest');
    expect(own.filter((name) => !named.includes(name))).toEqual([]);
  });

  test('name only files and folders that are there', () => {
    const named = DOCUMENTS.flatMap((document) =>
      [
        ...read(document).matchAll(/(?<![\w./-])(?:src|test|sandbox|docs|demo|packaging|bench)\/[\w./-]*\w/g),
      ].map(([path]) => path),
    );
    expect(named.length).toBeGreaterThan(100);
    const isThere = (path: string) =>
      ['', '.test.ts'].some((ending) => existsSync(join(ROOT, path + ending)));
    expect([...new Set(named)].filter((path) => !isThere(path))).toEqual([]);
  });

  test('have words for whoever does not see a picture, and each screenshot in light and dark', () => {
    const text = DOCUMENTS.map(read).join('\n');
    const pictures = [...text.matchAll(/<img\b[^>]*>/g)].map(([tag]) => tag);
    expect(pictures.length).toBeGreaterThan(7);
    for (const tag of pictures) expect(/ alt="([^"]{30,})"/.test(tag), tag).toBe(true);
    const shots = [...text.matchAll(/pictures\/([\w-]+)-(light|dark)\.png/g)];
    const of = (scheme: string) => shots.filter(([, , is]) => is === scheme).map(([, name]) => name);
    expect(of('light')).toEqual(of('dark'));
    expect(of('light').length).toBeGreaterThan(4);
  });

  // What changed says again what holds now, and docs/clicks.md is made from tables.
  test('say nothing twice', () => {
    const written = DOCUMENTS.filter((file) => file !== 'docs/clicks.md' && file !== 'CHANGELOG.md');
    const said = new Map<string, string[]>();
    for (const document of written) {
      for (const sentence of new Set(sentencesOf(document)))
        said.set(sentence, [...(said.get(sentence) ?? []), document]);
    }
    expect(said.size).toBeGreaterThan(300);
    expect([...said].filter(([, documents]) => documents.length > 1)).toEqual([]);
  });
});
