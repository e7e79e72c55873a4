/** The test files that mistakes are shown to. */
const SUITES = [
  'test/once/faults.test.ts',
  'test/once/faults-sender.test.ts',
  'test/e2e/authority.test.ts',
  'test/e2e/adoption.test.ts',
  'test/actions/attending/order-again.test.ts',
] as const;

/** One mistake, put back on purpose, and the test that must notice it. */
export interface Mutant {
  name: string;
  /** Exact texts of the source; each must be there exactly once. */
  edits: { file: string; from: string; to: string }[];
  /** The test file, and the test in it that fails. */
  suite: (typeof SUITES)[number];
  caughtBy: string;
}

export const edit = (file: string, from: string, to: string) => ({ file, from, to });
