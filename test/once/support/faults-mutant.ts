/** One mistake, put back on purpose, and the test that must notice it. */
export interface Mutant {
  name: string;
  /** Exact texts of the source; each must be there exactly once. */
  edits: { file: string; from: string; to: string }[];
  /** The test file below test/once, and the test in it that fails. */
  suite: 'faults.test.ts' | 'faults-sender.test.ts';
  caughtBy: string;
}

export const edit = (file: string, from: string, to: string) => ({ file, from, to });
