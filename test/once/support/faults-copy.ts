import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Mutant } from './faults-mutant.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
/** For one run of the copy: a mutant that is caught may first wait for what never comes. */
export const RUN_MS = 60_000;

/** How the tests that were asked for ended, by their names. */
type Verdict = Record<string, 'passed' | 'failed'>;

/** The bot and its tests in a folder of their own, where mistakes can be put in. */
export interface Copy {
  /** Puts a mistake in; throws where the source no longer reads as the mistake expects. */
  mutate(edits: Mutant['edits']): void;
  /** Runs tests of the copy by their names, in full. */
  run(suites: string[], names: string[]): Promise<Verdict>;
  remove(): void;
}

/** Only what these tests need: no server for the whole run, and no cache that the original would share. */
const CONFIG = `export default {
  cacheDir: './cache',
  test: { include: ['test/once/*.test.ts', 'test/e2e/*.test.ts', 'test/actions/**/*.test.ts'], testTimeout: 20_000, hookTimeout: 30_000, pool: 'forks', maxWorkers: 1 },
};
`;

export function openCopy(): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'interconnect-bot-copy-'));
  for (const part of [
    'src',
    'sandbox',
    'test',
    'bench',
    'docs',
    'manifest.yml',
    'package.json',
    'tsconfig.json',
  ]) {
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'vitest.config.ts'), CONFIG);
  const copy: Copy = {
    mutate(edits) {
      for (const { file, from, to } of edits) {
        const path = join(folder, file);
        const parts = readFileSync(path, 'utf8').split(from);
        if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times, not once: ${from}`);
        writeFileSync(path, parts.join(to));
      }
    },
    async run(suites, names) {
      const report = join(folder, 'report.json');
      const pattern = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
      const vitest = join(folder, 'node_modules/vitest/vitest.mjs');
      const flags = ['--reporter=json', `--outputFile=${report}`, '-t', pattern];
      const { status, output } = await node([vitest, 'run', ...suites, ...flags], folder);
      const verdict = readReport(report, output);
      const failed = Object.values(verdict).includes('failed');
      if (failed !== (status !== 0)) throw new Error(`vitest ended with ${status}: ${output}`);
      return verdict;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  // A mistake mostly shows in something that never comes, so it is not waited for as long.
  copy.mutate([{ file: 'test/support/stage.ts', from: 'WAIT_MS = 60_000', to: 'WAIT_MS = 4_000' }]);
  return copy;
}

/** Runs the same Node as this one, away from this run's own settings. */
function node(args: string[], cwd: string): Promise<{ status: number; output: string }> {
  const { PATH = '', HOME = '' } = process.env;
  const options = { cwd, env: { PATH, HOME, ONCE: 'full' }, timeout: RUN_MS };
  return new Promise((done) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      done({ status: error ? 1 : 0, output: `${stdout}${stderr}${error?.message ?? ''}` });
    });
  });
}

interface Report {
  testResults: { assertionResults: { title: string; status: string }[] }[];
}

function readReport(path: string, output: string): Verdict {
  const verdict: Verdict = {};
  const { testResults } = parse(path, output);
  for (const { title, status } of testResults.flatMap(({ assertionResults }) => assertionResults)) {
    if (status === 'passed' || status === 'failed') verdict[title] = status;
  }
  return verdict;
}

function parse(path: string, output: string): Report {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch (error) {
    throw new Error(`vitest left no report: ${output}`, { cause: error });
  }
}
