import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freePort } from '../../../bench/free-port.ts';
import { withoutAction } from '../../support/iam-policies.ts';
import { fences, read } from '../../support/source.ts';
import { useStage } from '../../support/use-stage.ts';
import { goodSetUp, POLICY, rules } from './support.ts';

// The doctor as a process of its own prints what docs/doctor.md shows.

const DOCTOR = resolve(import.meta.dirname, '../../../src/tools/doctor.ts');
const shown = fences(read('docs/doctor.md'), 'text').map((block) => block.trimEnd());

async function run(env: Record<string, string>, ...args: string[]) {
  const cwd = dirname((env.DATABASE_URL ?? '').slice('file:'.length));
  const child = spawn(process.execPath, [DOCTOR, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part) => {
    stdout += part;
  });
  child.stderr.on('data', (part) => {
    stderr += part;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  for (const secret of [env.SLACK_BOT_TOKEN, env.SLACK_APP_TOKEN, env.AWS_SECRET_ACCESS_KEY])
    expect(stdout + stderr).not.toContain(secret);
  return { code, stdout, stderr };
}

/** Without what is another one on each machine and at each run. */
function same(text: string): string {
  return text
    .trimEnd()
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:3001')
    .replaceAll(/\bv\d+\.\d+\.\d+/g, 'v24.1.0')
    .replaceAll(/SQLite [\d.]+\d/g, 'SQLite 3.50.4')
    .replaceAll(/\b\d+ MB\b/g, '100 MB')
    .replaceAll(/version \d+, this/g, 'version 20, this')
    .replaceAll(/\(\d{4}-\d\d-\d\d \d\d:\d\d UTC\)/g, '(2026-01-05 09:00 UTC)')
    .replaceAll(/newest is \d+ seconds? old/g, 'newest is 4 seconds old')
    .replaceAll(/store: \S+\/\d+,/g, 'store: host/100,')
    .replaceAll(/\b([CSU])0{6}\d+\b/g, '$10000000001');
}

describe('A good set-up', () => {
  const { stage } = useStage({ aws: { policy: POLICY } });

  test('prints what the document shows, and ends with 0', async () => {
    const { INTERCONNECT_BOT_CONFIG: path = '', ...env } = await goodSetUp(stage);
    const folder = dirname(path);
    copyFileSync(path, join(folder, 'interconnect-bot.yaml'));
    const settings = { ...env, OPERATOR_PORT: String(await freePort()) };
    await stage.start({ ...settings, INTERCONNECT_BOT_CONFIG: path });
    copyFileSync(path, join(folder, 'copy.db'));
    const { code, stdout, stderr } = await run(settings, '--backup', 'copy.db');
    expect(stderr).toBe('');
    expect(same(stdout)).toBe(same(shown[0] ?? ''));
    expect(code).toBe(0);
  });

  test('says how it is used where the command line says nothing, and ends with 2', async () => {
    const { code, stdout, stderr } = await run(stage.env, '--jason');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('npm run doctor -- [OPTIONS]');
  });
});

describe('A bad one', () => {
  const policy = withoutAction(POLICY, 'directconnect:DescribeLoa');
  const { stage } = useStage({ aws: { policy }, faults: 'the set-up is wrong' });

  test('prints what the document shows, and ends with 1', async () => {
    const { INTERCONNECT_BOT_CONFIG: _, ...env } = await goodSetUp(stage);
    copyFileSync(
      rules(stage, 'prices: { currency: USD, port_hour: { 10Gbps: 2.25 } }'),
      join(dirname(rules(stage, '')), 'interconnect-bot.yaml'),
    );
    stage.aws.setPartnerRegions([]);
    const channel = stage.slack.addChannel({ name: 'network', withBot: false }).id;
    const settings = {
      ...env,
      APPROVAL_CHANNEL: channel,
      QUORUM: '3',
      OPERATOR_PORT: String(await freePort()),
      DATABASE_URL: `file:${join(dirname(rules(stage, '')), 'none.db')}`,
    };
    const { code, stdout } = await run(settings, '--fix-hints');
    expect(same(stdout).replaceAll(dirname(rules(stage, '')), 'data')).toBe(same(shown[1] ?? ''));
    expect(code).toBe(1);
  });
});
