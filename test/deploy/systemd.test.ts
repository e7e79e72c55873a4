import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NODE_FLAGS } from '../../packaging/bundle.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { openFolder } from '../support/folder.ts';
import { read } from '../support/source.ts';
import { fileOf, KNOWN, STOP_SECONDS, withFiles } from './support/product.ts';

const UNIT = 'deploy/systemd/interconnect-bot.service';
const text = read(UNIT);
const lines = [...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, key = '', value = '']) => ({ key, value }));
const all = (key: string) => lines.filter((line) => line.key === key).map(({ value }) => value);
const one = (key: string) => all(key).join();

const ANALYZE = '/usr/bin/systemd-analyze';

let folder: ReturnType<typeof openFolder>;
beforeAll(() => {
  folder = openFolder('systemd-');
});
afterAll(() => folder.remove());

/** What systemd says about a unit; of Node it asks whether it is there. */
function said(unit: string): string {
  const path = join(folder.path, 'interconnect-bot.service');
  writeFileSync(path, unit.replace('/usr/bin/node', process.execPath));
  const { status, stderr } = spawnSync(ANALYZE, ['verify', '--man=no', path], { encoding: 'utf8' });
  return `${status} ${stderr}`;
}

describe('the unit for systemd', () => {
  test.skipIf(!existsSync(ANALYZE))('is what systemd takes, and a slip in it is found', () => {
    expect(said(text)).toBe('0 ');
    expect(said(text.replace('TimeoutStopSec', 'TimeoutStopSeconds'))).toContain('TimeoutStopSeconds');
  });

  test('starts the bundle as the image does, and reads the rules anew by the signal for that', () => {
    expect(one('ExecStart')).toBe(
      `/usr/bin/node ${NODE_FLAGS.join(' ')} /opt/interconnect-bot/dist/main.mjs`,
    );
    expect(one('ExecReload')).toBe('/bin/kill -HUP $MAINPID');
    expect(Number(one('TimeoutStopSec'))).toBeGreaterThan(STOP_SECONDS);
  });

  test('hands over every secret that its settings name, and is enough to start with', () => {
    const set = all('Environment').flatMap((value) => value.split(' ').map((pair) => pair.split('=')));
    const env = Object.fromEntries(set) as Record<string, string>;
    expect(Object.keys(env).filter((name) => !KNOWN.includes(name))).toEqual([]);
    const secrets = Object.entries(env).filter(([name]) => name.endsWith('_FILE'));
    expect(secrets.map(([, path]) => path)).toEqual(secrets.map(([name]) => `%d/${fileOf(name)}`));
    expect(all('LoadCredential')).toEqual(
      secrets.map(([name]) => `${fileOf(name)}:/etc/interconnect-bot/${fileOf(name)}`),
    );
    const filled = {
      APPROVAL_CHANNEL: 'C0123456789',
      APPROVERS: 'S0123456789',
      AWS_REGION: 'us-east-1',
      ...env,
    };
    expect(readSettings(withFiles(filled, folder.path))).toMatchObject({
      // In the working directory, which is the unit's own.
      databaseUrl: 'file:data/interconnect-bot.db',
      warnings: [],
    });
    expect([one('WorkingDirectory'), one('StateDirectory')]).toEqual([
      '%S/interconnect-bot',
      'interconnect-bot interconnect-bot/heads',
    ]);
  });

  test('with all that is only a comment in it is what systemd takes, and makes the folders that it names', () => {
    const whole = text.replaceAll(/^#(?=\w+=)/gm, '');
    const set = [...whole.matchAll(/^Environment=(.+)$/gm)].flatMap(([, pairs = '']) => pairs.split(' '));
    const names = set.map((pair) => pair.split('=')[0] ?? '');
    expect(names.length).toBeGreaterThan(all('Environment').join(' ').split(' ').length);
    expect(names.filter((name) => !KNOWN.includes(name))).toEqual([]);
    const folders = one('StateDirectory')
      .split(' ')
      .map((folder) => `%S/${folder}`);
    const inState = set.flatMap((pair) => /=(%S\/.+)$/.exec(pair)?.[1] ?? []);
    expect(inState).toEqual(['%S/interconnect-bot/heads']);
    expect(inState.filter((path) => !folders.includes(path))).toEqual([]);
    if (existsSync(ANALYZE)) expect(said(whole)).toBe('0 ');
  });

  test('lets the bot do nothing that it does not need', () => {
    const strict = {
      DynamicUser: 'yes',
      NoNewPrivileges: 'yes',
      ProtectSystem: 'strict',
      ProtectHome: 'yes',
    };
    for (const [key, value] of Object.entries(strict)) expect([key, one(key)]).toEqual([key, value]);
    expect(all('CapabilityBoundingSet')).toEqual(['']);
    // Node compiles what it runs: with it no start would succeed.
    expect(all('MemoryDenyWriteExecute')).toEqual([]);
  });
});
