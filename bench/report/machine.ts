import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

/** What figures were measured on. */
export interface Machine {
  cpu: string;
  cores: number;
  node: string;
  platform: string;
}

export function thisMachine(): Machine {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() || 'unknown',
    cores: all.length,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** The commit that is checked out, and whether there is more than it. */
export function thisCommit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: import.meta.dirname })
      .toString()
      .trim();
  const changed = git('status', '--porcelain', '--', '../../src', '../../bench/peers') !== '';
  return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' and changes' : ''}`;
}
