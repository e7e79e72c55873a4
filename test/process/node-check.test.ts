import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const CHECK = resolve(import.meta.dirname, '../../src/process/node-check.cjs');

/** Runs the check in a Node that says it is of another version. */
function check(version: string) {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: ${JSON.stringify(version)} });`;
  const code = `${pretend} require(${JSON.stringify(CHECK)});`;
  return spawnSync(process.execPath, ['--input-type=commonjs', '--eval', code], { encoding: 'utf8' });
}

test.each(['18.20.4', '20.19.0', '22.12.0'])('Node %s is told what to do, and goes no further', (version) => {
  expect(check(version)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'Node 24 is missing: run npm ci without --ignore-scripts.\n',
  });
});

test.each(['24.0.0', '24.21.0', '26.1.0'])('Node %s passes without a word', (version) => {
  expect(check(version)).toMatchObject({ status: 0, stdout: '', stderr: '' });
});
