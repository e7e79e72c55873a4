import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmbeddedAws } from '../../../../sandbox/aws/types.ts';

/** The `aws` command of this machine as it says itself; undefined if there is none. */
export const STOCK = (() => {
  const { status, stdout } = spawnSync('aws', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
})();

/** What became of a command. */
export interface Outcome {
  code: number;
  /** What it printed as JSON; undefined if it printed none. */
  answer: unknown;
  stderr: string;
}

/** Runs `aws` against an embedded AWS: with its key, an empty home and nothing of this machine's settings. */
export function stock(embedded: EmbeddedAws, ...args: string[]): Promise<Outcome> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const env = {
    ...Object.fromEntries(own),
    HOME: mkdtempSync(join(tmpdir(), 'aws-home-')),
    AWS_ENDPOINT_URL: embedded.url,
    AWS_ACCESS_KEY_ID: embedded.accessKeyId,
    AWS_SECRET_ACCESS_KEY: embedded.secretAccessKey,
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
  };
  return new Promise((resolve) => {
    execFile('aws', [...args, '--output', 'json'], { env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code);
      resolve({ code, answer: stdout.trim() === '' ? undefined : JSON.parse(stdout), stderr });
    });
  });
}
