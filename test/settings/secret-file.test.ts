import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Env } from '../../src/settings/env.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { fileNameOf, SECRETS } from '../../src/settings/table.ts';
import { openFolder } from '../support/folder.ts';
import { read } from '../support/source.ts';

const LEAST = { APPROVAL_CHANNEL: 'C0123456789', APPROVERS: 'S0123456789', AWS_REGION: 'us-east-1' };
const SOCKET = { SLACK_BOT_TOKEN: 'xoxb-secret-1', SLACK_APP_TOKEN: 'xapp-secret-2' };

let folder: ReturnType<typeof openFolder>;
beforeEach(() => {
  folder = openFolder('secrets-');
});
afterEach(() => folder.remove());

function file(name: string, text: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, text);
  return path;
}

/** The same settings with each secret in a file of its own; `around` comes before and after it there. */
function inFiles(secrets: Env, [before = '', after = '']: readonly string[]): Env {
  return Object.fromEntries(
    Object.entries(secrets).map(([name, text]) => [`${name}_FILE`, file(name, before + text + after)]),
  );
}

describe('a secret in a file', () => {
  test.each([
    ['as it is', ['', '']],
    ['with the newline of an editor', ['', '\n']],
    ['of Windows', ['\uFEFF', '\r\n']],
  ])('counts as if it was set, %s', (_, around) => {
    const socket = { ...SOCKET, DATABASE_URL: 'postgres://bot:pa55word@127.0.0.1/bot' };
    expect(readSettings({ ...LEAST, ...inFiles(socket, around) })).toEqual(
      readSettings({ ...LEAST, ...socket }),
    );
    const http = { SLACK_BOT_TOKEN: 'xoxb-secret-1', SLACK_SIGNING_SECRET: 'secret-3' };
    expect(readSettings({ ...LEAST, ...inFiles(http, around) })).toEqual(readSettings({ ...LEAST, ...http }));
  });

  test('goes for every secret that there is', () => {
    expect(SECRETS).toEqual(expect.arrayContaining(Object.keys({ ...SOCKET, DATABASE_URL: '' })));
    const [, listed = ''] = /## Secrets in files\n\n([\s\S]*?)\n\n#/.exec(read('docs/settings.md')) ?? [];
    expect(listed.match(/\b[A-Z_]+_FILE\b/g)).toEqual(expect.arrayContaining(SECRETS.map(fileNameOf)));
  });

  test('whose variable is blank counts as left out', () => {
    const blank = { ...LEAST, ...SOCKET, DATABASE_URL_FILE: ' ' };
    expect(readSettings(blank)).toEqual(readSettings({ ...LEAST, ...SOCKET }));
  });
});

describe('is refused, in words that show nothing of it', () => {
  test.each<[string, () => Env, string]>([
    [
      'beside the setting itself',
      () => ({ SLACK_BOT_TOKEN_FILE: file('token', 'xoxb-other') }),
      'SLACK_BOT_TOKEN_FILE: has no effect beside SLACK_BOT_TOKEN. Remove one of the two.',
    ],
    [
      'not there',
      () => ({ DATABASE_URL_FILE: '/nowhere/url' }),
      "DATABASE_URL_FILE: /nowhere/url is not there. Correct the path, or the file's rights.",
    ],
    [
      'a folder',
      () => ({ DATABASE_URL_FILE: '/' }),
      "DATABASE_URL_FILE: / can't be read (EISDIR). Correct the path, or the file's rights.",
    ],
    [
      'empty',
      () => ({ DATABASE_URL_FILE: file('url', ' \n') }),
      `DATABASE_URL_FILE: FOLDER/url is empty. Write the secret into it.`,
    ],
    [
      'a secret instead of a path',
      () => ({ DATABASE_URL_FILE: 'postgres://bot:pa55word@db/bot' }),
      "DATABASE_URL_FILE: what looks like a credential is not there. Correct the path, or the file's rights.",
    ],
    [
      'wrong in itself',
      () => ({ DATABASE_URL_FILE: file('url', 'nonsense') }),
      'DATABASE_URL: is neither file:PATH nor postgres://.... Correct it or leave it out for file:data/interconnect-bot.db.',
    ],
    [
      'of both ways to Slack',
      () => ({ SLACK_SIGNING_SECRET_FILE: file('signing', 'secret-3') }),
      'SLACK_SIGNING_SECRET: has no effect in Socket Mode. Remove it, or remove SLACK_APP_TOKEN for HTTP mode.',
    ],
    [
      'misspelt',
      () => ({ SLACK_APP_TOKEN_FIL: file('token', 'xapp-1') }),
      'SLACK_APP_TOKEN_FIL: unknown; did you mean SLACK_APP_TOKEN_FILE? Correct the name or remove it.',
    ],
  ])('%s', (_, changes, line) => {
    const start = () => readSettings({ ...LEAST, ...SOCKET, ...changes() });
    expect(start).toThrow(line.replace('FOLDER', folder.path));
  });
});
